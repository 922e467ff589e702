import { mix, textHash } from '../world/fate.ts';

/** Chance of an invented past: the same for the same names, and fast enough for millions of visits. */
export interface Dice {
  /** From 0 up to, but not with, 1. */
  roll(): number;
  happens(probability: number): boolean;
  /** A whole number, both ends included. */
  between(least: number, most: number): number;
  /** How often something happens that happens `mean` times on average (Poisson). */
  times(mean: number): number;
  /** Around a median, to both sides alike by factors: a `spread` of .5 leaves two of three between .6 and 1.6 of it. */
  around(median: number, spread: number): number;
  pick<T>(shares: Shares<T>): T;
}

/** Things with the share each has of all. */
export interface Shares<T> {
  readonly things: readonly T[];
  /** Running sums of the shares. */
  readonly sums: readonly number[];
}

export function sharesOf<T>(parts: readonly (readonly [thing: T, share: number])[]): Shares<T> {
  let sum = 0;
  return {
    things: parts.map(([thing]) => thing),
    sums: parts.map(([, share]) => {
      sum += share;
      return sum;
    }),
  };
}

/** Dice named by numbers and words: other names, other chances. */
export function diceOf(...names: readonly (number | string)[]): Dice {
  let state = names.reduce<number>((seed, name) => mix(seed, typeof name === 'number' ? name : textHash(name)), 0);

  /** Mulberry32. */
  function roll(): number {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }
  /** Around 0, mostly between -1 and 1 (normal, by the sum of four). */
  const deviation = () => (roll() + roll() + roll() + roll() - 2) * Math.sqrt(3);

  return {
    roll,
    happens: (probability) => roll() < probability,
    between: (least, most) => least + Math.floor(roll() * (most - least + 1)),
    times(mean) {
      if (mean > 30) return Math.max(0, Math.round(mean + deviation() * Math.sqrt(mean)));
      const floor = Math.exp(-mean);
      let count = 0;
      for (let product = roll(); product > floor; product *= roll()) count++;
      return count;
    },
    around: (median, spread) => median * Math.exp(spread * deviation()),
    pick({ things, sums }) {
      const at = roll() * (sums.at(-1) ?? 0);
      let index = 0;
      while (index < sums.length - 1 && at >= (sums[index] ?? 0)) index++;
      const thing = things[index];
      if (thing === undefined) throw new RangeError('nothing to pick from');
      return thing;
    },
  };
}
