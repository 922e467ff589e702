import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { mutants } from './mutants.ts';
import type { TrialOrder, TrialWord } from './trial.ts';

export interface MutantsOptions {
  /** Only this one, by its name. */
  readonly mutant?: string;
  /** Worlds that each may take to be found. */
  readonly seeds: number;
  readonly seed: number;
  /** Threads at a time; as many as there are cores unless told. */
  readonly workers?: number;
  readonly tell: (line: string) => void;
  /** Milliseconds, for how long it took. */
  readonly now: () => number;
}

/** What came of a mutant: where it was found and by what, or nothing if it never was. */
export interface Trial {
  readonly name: string;
  readonly file: string;
  readonly found?: { readonly world: number; readonly by: string; readonly what: string };
  readonly broken?: string;
}

/** Lives through worlds with one mutant in the code, in a thread of its own, until one world shows it. */
export function tried(order: TrialOrder): Promise<Pick<Trial, 'found' | 'broken'>> {
  return new Promise((resolve) => {
    const thread = new Worker(new URL('./trial-main.ts', import.meta.url), { workerData: order });
    let world: number | undefined;
    thread.on('message', (word: TrialWord) => {
      if (word.kind === 'loaded') world = 0;
      else if (word.kind === 'lived') world = word.world + 1;
      else if (word.kind === 'broken') resolve({ broken: word.why });
      else resolve({ found: { world: word.world, by: word.by, what: word.what } });
    });
    // What nobody caught ends the thread. Before it had loaded, that is no find.
    thread.on('error', ({ message }) =>
      resolve(world === undefined ? { broken: message } : { found: { world, by: 'uncaught', what: message } }),
    );
    thread.on('exit', () => resolve({}));
  });
}

/** Tries every mutant, tells of each in a table and of all in a last line of JSON. Answers with the exit code. */
export async function runMutants(options: MutantsOptions): Promise<0 | 1> {
  const { mutant: only, seeds, seed, tell, now } = options;
  const chosen = [...mutants.entries()].filter(([, { name }]) => only === undefined || name === only);
  if (chosen.length === 0) throw new Error(`--mutant: there is none called "${only}"`);
  const began = now();
  const waiting = [...chosen];
  const trials: Trial[] = [];
  const takeTurns = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [at, { name, file }] = next;
      const trial = { name, file, ...(await tried({ mutant: at, seed, worlds: seeds })) };
      tell(rowOf(trial));
      trials.push(trial);
    }
  };
  await Promise.all(Array.from({ length: options.workers ?? availableParallelism() }, takeTurns));

  const broken = trials.filter((trial) => trial.broken !== undefined);
  for (const trial of broken) tell(`${trial.name} could not be tried: ${trial.broken}`);
  const missed = trials.filter(({ found }) => !found).map(({ name }) => name);
  const wallSeconds = Number(((now() - began) / 1000).toFixed(2));
  tell(JSON.stringify({ mutants: chosen.length, found: chosen.length - missed.length, seeds, wallSeconds, missed }));
  return missed.length === 0 ? 0 : 1;
}

function rowOf({ name, file, found, broken }: Trial): string {
  const where = found ? `seed ${found.world}` : broken ? 'does not fit' : 'NOT FOUND';
  return [name.padEnd(34), file.padEnd(46), where.padEnd(12), found ? `${found.by}: ${found.what}` : '']
    .join(' ')
    .trimEnd();
}
