/** Rows of an answer made into a course without holes: a day of which nothing was told is a day of zeros. */
import type { CountName } from '../intake/roll-up.ts';
import type { CountsOf, UsageOf, UsageRowOf } from './counted.ts';
import { everyDay, everyMonth } from './days.ts';
import { grainOf, type Period } from './period.ts';

/** The times of a period at its own grain: hours as numbers, days and months as they are written. */
export const timesOf = (period: Period): (number | string)[] => {
  const grain = grainOf(period);
  if (grain === 'hour') return Array.from({ length: 24 }, (_, hour) => hour);
  return grain === 'day' ? everyDay(period.from, period.to) : everyMonth(period.from, period.to);
};

export type Course<Name extends CountName> = (name: Name) => number[];

/** What a count was at each of the times. */
export const courseOf = <Name extends CountName>(
  times: readonly (number | string)[],
  rows: readonly UsageRowOf<Name>[],
): Course<Name> => {
  const byTime = new Map(rows.map((row) => [row.time, row.counts]));
  return (name) => times.map((time) => byTime.get(time)?.[name] ?? 0);
};

export const sharesOf = (parts: readonly number[], wholes: readonly number[]): number[] =>
  wholes.map((whole, index) => (whole === 0 ? 0 : (parts[index] ?? 0) / whole));

/** The rows of each place, in the order in which they came. */
export const byPlace = <Name extends CountName>(usage: UsageOf<Name> | undefined): Map<string, UsageRowOf<Name>[]> => {
  const places = new Map<string, UsageRowOf<Name>[]>();
  for (const row of usage?.rows ?? []) {
    const rows = places.get(row.place);
    if (rows) rows.push(row);
    else places.set(row.place, [row]);
  }
  return places;
};

export const countsByPlace = <Name extends CountName>(usage: UsageOf<Name> | undefined): Map<string, CountsOf<Name>> =>
  new Map(usage?.rows.map((row) => [row.place, row.counts]));
