import type { Spread, Target } from './statistics.ts';

/** A ratio that was taken, held against its target. */
export interface Finding {
  /** Which of several this is (`9600` of the speeds); none where the ratio is a single number. */
  readonly of?: string;
  readonly spread: Spread;
  readonly target: Target;
}

/** What was taken along to judge the ratio by: another program doing the same, the same program once more. */
export interface Beside {
  readonly name: string;
  readonly spread: Spread;
  /** The same side against itself: what it lies off 1 is the machine's, not the ratio's. */
  readonly control?: true;
}

export type Measurement =
  | {
      readonly findings: readonly Finding[];
      readonly beside: readonly Beside[];
      /** Which part of it cannot be taken on this machine, and why. */
      readonly without?: string;
    }
  /** Why it cannot be taken on this machine. */
  | { readonly leftOut: string };

/**
 * A performance claim of this project: a ratio between two sides measured in one run, never an absolute time. Each is a
 * module of `ratios/`, listed in `ratios.ts`.
 */
export interface Ratio {
  /** `P1`. */
  readonly name: string;
  /** What over what, in words. */
  readonly about: string;
  readonly measure: () => Promise<Measurement>;
}
