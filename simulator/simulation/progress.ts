import { Presets, SingleBar } from 'cli-progress';

/** How far a run is, where somebody watches it. */
export interface Progress {
  tell(done: number): void;
  /** Clears the line. */
  end(): void;
}

export function createProgress(sessions: number): Progress {
  if (!process.stderr.isTTY) return { tell: () => {}, end: () => {} };
  const format = '{bar} {percentage} % | {value} of {total} visits | {eta_formatted} left';
  const bar = new SingleBar({ format, stream: process.stderr, clearOnComplete: true }, Presets.shades_classic);
  bar.start(sessions, 0);
  return { tell: (done) => bar.update(done), end: () => bar.stop() };
}
