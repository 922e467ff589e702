/** The samples of one ratio, one a round, in a nutshell. */
export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly greatest: number;
}

export function spreadOf(samples: readonly number[]): Spread {
  const [least, greatest] = [Math.min(...samples), Math.max(...samples)];
  if (samples.length === 0 || !samples.every(Number.isFinite)) throw new RangeError(`no samples: [${samples}]`);
  const sorted = samples.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? greatest;
  const lower = sorted.length % 2 === 1 ? upper : (sorted[middle - 1] ?? upper);
  return { median: (lower + upper) / 2, least, greatest };
}

export const medianOf = (samples: readonly number[]): number => spreadOf(samples).median;

/** What a ratio is to be: at least or at most so much. */
export interface Target {
  readonly bound: 'atLeast' | 'atMost';
  readonly value: number;
}

export const atLeast = (value: number): Target => ({ bound: 'atLeast', value });
export const atMost = (value: number): Target => ({ bound: 'atMost', value });

/**
 * `met` when the median is within the target; `missed` when every round is past it; in between the machine was too
 * restless to tell, which is no miss.
 */
export type Verdict = 'met' | 'undecided' | 'missed';

export function verdictOf({ median, least, greatest }: Spread, { bound, value }: Target): Verdict {
  const within = (it: number) => (bound === 'atLeast' ? it >= value : it <= value);
  if (within(median)) return 'met';
  return within(bound === 'atLeast' ? greatest : least) ? 'undecided' : 'missed';
}

/** One side over the other, round by round: both were taken at nearly the same time, so what slowed both cancels out. */
export const roundByRound = (over: readonly number[], under: readonly number[]): number[] =>
  over.map((value, round) => value / (under[round] ?? Number.NaN));

/** What one side takes more than the other, round by round. */
export const beyond = (more: readonly number[], less: readonly number[]): number[] =>
  more.map((value, round) => value - (less[round] ?? Number.NaN));
