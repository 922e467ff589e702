import { Presets, SingleBar } from 'cli-progress';
import type { Progress } from './twin.ts';

export interface ProgressOutside {
  readonly isTerminal: boolean;
  /** Milliseconds of our own time. */
  now(): number;
  complain(line: string): void;
}

/** A line of words, where there is nobody to see a bar move, at most every so often. */
const sayEvery = 10_000;

/** How far a run is, how fast it goes, and how long it will take: a bar on a terminal, a line now and then elsewhere. */
export function showProgress(visits: number, before: number, { isTerminal, now, complain }: ProgressOutside): Progress {
  const began = now();
  let done = before;
  const rate = () => (1_000 * (done - before)) / Math.max(1, now() - began);
  const left = () => Math.ceil((visits - done) / Math.max(0.01, rate()));
  const pace = () => ({ rate: rate().toFixed(0), left: timeText(left()) });
  if (isTerminal) {
    const bar = new SingleBar(
      { format: '{bar} {percentage} %  {value}/{total} visits  {rate}/s  {left} left', fps: 4 },
      Presets.shades_classic,
    );
    bar.start(visits, before, pace());
    return {
      add(more) {
        done += more;
        bar.update(done, pace());
      },
      end: () => bar.stop(),
    };
  }
  let said = began;
  return {
    add(more) {
      done += more;
      if (now() - said < sayEvery) return;
      said = now();
      const { rate, left } = pace();
      complain(`${done} of ${visits} visits, ${rate}/s, ${left} left`);
    },
    end() {},
  };
}

const timeText = (seconds: number): string =>
  seconds < 100 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
