import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';

export const parts = ['terminal', 'hub', 'syncs', 'disk', 'hour'] as const;
export type Part = (typeof parts)[number];

export interface Options {
  readonly help: boolean;
  readonly kills: number;
  readonly seed: number;
  readonly only: readonly Part[];
  readonly workers: number;
  readonly folder: string;
  /** How long a terminal is lived with in real time. */
  readonly minutes: number;
  /** One point of a terminal, or one life of a hub, and how often. */
  readonly point: string | undefined;
  readonly times: number;
}

export const usage = `Usage: npm run proof [-- [--kills N] [--seed S] [--only PART] [--workers W] [--folder DIR]
                                 [--minutes M]]

  --kills N    so many terminals are killed, and a quarter as many hubs; 2000 unless told
  --seed S     which ones; 1 unless told
  --only PART  ${parts.join(', ')}; may be given again. Alone, hub takes all of N
  --workers W  so many at a time; one a core unless told
  --folder DIR where journals and databases are kept meanwhile: the disk that is meant; var/proof unless told
  --minutes M  so long a terminal is lived with in real time: 3 or more, or 0 for not at all; 60 unless told, and 0
               where --kills is told
  --point P    only this point, as a failure prints it; with --times T so often

Processes are killed with SIGKILL; a tenth as many power cuts befall a virtual disk, of each kind. HUB_TEST_POSTGRES=postgres://… has hubs on PostgreSQL killed too. The last line is one
JSON object. Exit code 1 when something did not hold.`;

/** A reading a minute, and four tell whether something grows. */
const fewestMinutes = 3;

/** Throws with what is wrong, in words. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      help: { type: 'boolean', default: false },
      kills: { type: 'string' },
      seed: { type: 'string', default: '1' },
      only: { type: 'string', multiple: true, default: [] },
      workers: { type: 'string', default: String(availableParallelism()) },
      folder: { type: 'string', default: 'var/proof' },
      minutes: { type: 'string' },
      point: { type: 'string' },
      times: { type: 'string', default: '1' },
    },
  });
  const whole = (name: 'kills' | 'seed' | 'workers' | 'times' | 'minutes', least: number, untold = 0): number => {
    const value = Number(values[name] ?? untold);
    if (!Number.isSafeInteger(value) || value < least) {
      throw new RangeError(`--${name} takes a whole number of ${least} or more, not "${values[name]}".`);
    }
    return value;
  };
  const isSample = values.kills !== undefined && !values.only.includes('hour');
  const only = values.only.map((text) => {
    const part = parts.find((it) => it === text);
    if (!part) throw new RangeError(`--only takes ${parts.join(', ')}, not "${text}".`);
    return part;
  });
  return {
    help: values.help,
    kills: whole('kills', 1, 2000),
    seed: whole('seed', 0),
    only: only.length > 0 ? only : parts,
    workers: whole('workers', 1),
    folder: values.folder,
    minutes:
      values.minutes === '0' || (isSample && values.minutes === undefined) ? 0 : whole('minutes', fewestMinutes, 60),
    point: values.point,
    times: whole('times', 1),
  };
}
