import type { Beside, Finding, Measurement, Ratio } from './ratio.ts';
import { type Spread, type Target, type Verdict, verdictOf } from './statistics.ts';

/** Where and when a ratio was taken. */
export interface Circumstances {
  /** YYYY-MM-DD. */
  readonly date: string;
  readonly machine: string;
  readonly command: string;
}

export interface Figure {
  /** Which of several this is; none where the ratio is a single number. */
  readonly of?: string;
  readonly spread: Spread;
  readonly target: Target;
  readonly verdict: Verdict;
}

/** A ratio as it was taken last, kept with the page it is shown on. */
export interface Taken extends Circumstances {
  readonly about: string;
  readonly figures: readonly Figure[];
  readonly beside: readonly Beside[];
  /** What could not be taken there, and why. */
  readonly without?: string;
}

/** By the names of the ratios. */
export type Records = Readonly<Record<string, Taken>>;

/** A ten-thousandth is far below what rounds differ by. */
const rounded = (value: number): number => Number(value.toPrecision(5));
const short = ({ median, least, greatest }: Spread): Spread => ({
  median: rounded(median),
  least: rounded(least),
  greatest: rounded(greatest),
});

const figureOf = ({ of, spread, target }: Finding): Figure => ({
  ...(of !== undefined && { of }),
  spread: short(spread),
  target,
  verdict: verdictOf(spread, target),
});

/** What is kept of a measurement; nothing where it could not be made, so that an older one stands. */
export function takenOf({ about }: Ratio, measurement: Measurement, when: Circumstances): Taken | undefined {
  if ('leftOut' in measurement) return undefined;
  const { findings, beside, without } = measurement;
  return {
    about,
    ...when,
    figures: findings.map(figureOf),
    beside: beside.map((it) => ({ ...it, spread: short(it.spread) })),
    ...(without !== undefined && { without }),
  };
}

/** P2 before P10. */
export const inOrder = (records: Records): readonly (readonly [name: string, taken: Taken])[] =>
  Object.entries(records).toSorted(([a], [b]) => Number(a.slice(1)) - Number(b.slice(1)));
