import type { CountName } from '../intake/roll-up.ts';
import type { Moment } from './moments.ts';

/** Counts of a place at a moment; those that were not asked for are missing. */
export type Summed = { readonly [Name in CountName]?: number };

type Mutable = { -readonly [Name in CountName]?: number };

/** Nothing, of each of these. */
export const noughts = (names: readonly CountName[]): Mutable => Object.fromEntries(names.map((name) => [name, 0]));

/** Counts by place and moment, added up from rows in any order. */
export interface Tally {
  /** Of `counts` those the tally is of; whatever else stands there is left. */
  add(place: string, moment: Moment, counts: Summed): void;
  /** The moments of a place in their order. */
  of(place: string): readonly { readonly moment: Moment; readonly counts: Summed }[];
}

/** Hours before hours and days before days; nobody compares an hour with a day. */
export const byMoment = (a: Moment, b: Moment): number => {
  if (a === b || a === null || b === null) return 0;
  return a < b ? -1 : 1;
};

export const newTally = (names: readonly CountName[]): Tally => {
  const places = new Map<string, Map<Moment, Mutable>>();
  const none = noughts(names);
  return {
    add: (place, moment, counts) => {
      const moments = places.get(place) ?? new Map<Moment, Mutable>();
      const sums = moments.get(moment) ?? { ...none };
      places.set(place, moments.set(moment, sums));
      for (const name of names) sums[name] = (sums[name] ?? 0) + (counts[name] ?? 0);
    },
    of: (place) =>
      [...(places.get(place) ?? [])]
        .map(([moment, counts]) => ({ moment, counts }))
        .sort((a, b) => byMoment(a.moment, b.moment)),
  };
};

/** All of these added up. */
export const totalOf = (names: readonly CountName[], rows: Iterable<{ readonly counts: Summed }>): Summed => {
  const total = noughts(names);
  for (const { counts } of rows) for (const name of names) total[name] = (total[name] ?? 0) + (counts[name] ?? 0);
  return total;
};
