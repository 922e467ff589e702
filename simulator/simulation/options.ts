import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';

export const usage = `Usage: npm run simulate -- [--sessions N] [--seed S] [--terminals T] [--workers W] [--world W [--trace]]
       npm run simulate -- --replay FILE [--trace]
       npm run simulate -- --mutants [--mutant NAME] [--seeds N]

  --sessions   visits in all (default 200)
  --seed       a whole number; the same seed gives the same hash on any machine (default 1)
  --terminals  how many stand in one hospital, 1 to 20 (default 1)
  --workers    how many worlds are lived at a time (default: as many as there are cores)
  --world      only this world of the run, as a violation's message names it
  --replay     lives a violation's file again
  --trace      tells what happens, line by line
  --mutants    puts known bugs into the program, one at a time: each must be found within --seeds worlds (default 500)

The last line is one JSON object. Exit code 1 when an invariant was violated, 2 when the run could not be made.`;

export interface RunOptions {
  readonly sessions: number;
  readonly seed: number;
  readonly terminals: number;
  readonly workers: number;
}

export type Task =
  | { readonly kind: 'help' }
  | { readonly kind: 'run'; readonly run: RunOptions }
  | { readonly kind: 'world'; readonly run: RunOptions; readonly world: number; readonly trace: boolean }
  | { readonly kind: 'replay'; readonly file: string; readonly trace: boolean }
  | { readonly kind: 'mutants'; readonly mutant?: string; readonly seeds: number; readonly run: RunOptions };

/** What the program was asked for; throws, with how it is used, at what it does not understand. */
export function taskOf(args: readonly string[]): Task {
  const { values } = parseArgs({
    args: [...args],
    options: {
      sessions: { type: 'string', default: '200' },
      seed: { type: 'string', default: '1' },
      terminals: { type: 'string', default: '1' },
      workers: { type: 'string', default: String(availableParallelism()) },
      world: { type: 'string' },
      replay: { type: 'string' },
      trace: { type: 'boolean', default: false },
      mutants: { type: 'boolean', default: false },
      mutant: { type: 'string' },
      seeds: { type: 'string', default: '500' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const { trace, mutant } = values;
  if (values.help) return { kind: 'help' };
  if (values.replay !== undefined) return { kind: 'replay', file: values.replay, trace };
  const run = {
    sessions: wholeNumber('sessions', values.sessions, 1),
    seed: wholeNumber('seed', values.seed, 0),
    terminals: wholeNumber('terminals', values.terminals, 1, 20),
    workers: wholeNumber('workers', values.workers, 1, 512),
  };
  if (values.mutants || mutant !== undefined) {
    return {
      kind: 'mutants',
      ...(mutant !== undefined && { mutant }),
      seeds: wholeNumber('seeds', values.seeds, 1),
      run,
    };
  }
  if (values.world === undefined) {
    if (trace) throw new Error(`--trace: of one --world, or of a --replay.\n\n${usage}`);
    return { kind: 'run', run };
  }
  return { kind: 'world', run, world: wholeNumber('world', values.world, 0), trace };
}

function wholeNumber(name: string, text: string, least: number, most = Number.MAX_SAFE_INTEGER): number {
  const number = Number(text);
  if (text.trim() !== '' && Number.isSafeInteger(number) && number >= least && number <= most) return number;
  const range = most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${most}`;
  throw new Error(`--${name}: "${text}"; a whole number ${range} is expected.\n\n${usage}`);
}
