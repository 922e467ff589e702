import { SingleBar } from 'cli-progress';

/** What every part of the proof is given. */
export interface Setting {
  readonly kills: number;
  readonly seed: number;
  readonly workers: number;
  /** Of real time that a terminal is lived with; 0 for none. */
  readonly minutes: number;
  /** Where journals and databases are kept while they are tried: on the disk that is meant. */
  readonly folder: string;
  /** Compiled code of the processes that are started again and again. */
  readonly cache: string;
  say(line: string): void;
}

/** What a worker is given that starts processes and kills them: `joined` is their program in one file. */
export interface RigSetting {
  readonly folder: string;
  readonly cache: string;
  readonly joined: string;
}

/** A line that tells how far it is, on the error output; every twenty seconds where that is no terminal. */
export function progressOf(what: string, total: number): { step(by: number): void; end(): void } {
  const bar = new SingleBar({
    format: `${what} {bar} {value} of {total}, {eta_formatted} to go`,
    stream: process.stderr,
    noTTYOutput: true,
    notTTYSchedule: 20_000,
    barsize: 30,
  });
  bar.start(total, 0);
  return { step: (by) => bar.increment(by), end: () => bar.stop() };
}
