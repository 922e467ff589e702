import { dayAfter } from '../calendar.ts';
import { firstDay, type Placement } from './register.ts';

/** The first and the last business day a terminal reported anything of. */
export interface Reported {
  readonly first: string;
  readonly last: string;
}

const byDay = (placements: readonly Placement[]): Placement[] =>
  [...placements].sort((a, b) => (a.from < b.from ? -1 : 1));

/** Where a terminal stood on a day; undefined before its first placement. */
export const placementOn = (placements: readonly Placement[], day: string): Placement | undefined =>
  byDay(placements).findLast(({ from }) => from <= day);

/** The placements of a terminal with others put in; one of the same day is replaced. */
export const mergedPlacements = (before: readonly Placement[], more: readonly Placement[]): Placement[] => {
  const fresh = new Set(more.map(({ from }) => from));
  return byDay([...before.filter(({ from }) => !fresh.has(from)), ...more]);
};

/** Whatever is counted is counted by unit and ward; how the place is called may be put better later. */
const countsElsewhere = (a: Placement | undefined, b: Placement | undefined): boolean =>
  a?.unit !== b?.unit || a?.ward !== b?.ward;

/**
 * The first of the reported days that would count for another unit or ward than it did; undefined when none would: what was
 * published of a month stays true.
 */
export const firstDayMoved = (
  before: readonly Placement[],
  after: readonly Placement[],
  reported: Reported,
): string | undefined => {
  const starts = [...new Set([firstDay, ...before.map(({ from }) => from), ...after.map(({ from }) => from)])].sort();
  for (const [at, start] of starts.entries()) {
    const next = starts[at + 1];
    const end = next === undefined ? reported.last : dayAfter(next, -1);
    const first = start > reported.first ? start : reported.first;
    if (first > end || first > reported.last) continue;
    if (countsElsewhere(placementOn(before, start), placementOn(after, start))) return first;
  }
  return undefined;
};
