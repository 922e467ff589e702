import type { zoneClock } from '../calendar.ts';
import { dayAfter } from '../calendar.ts';

/** Business days from one to another, both included, YYYY-MM-DD. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

const dayMs = 86_400_000;
const startOfUtcDay = (day: string): number => Date.parse(`${day}T00:00:00Z`);

/** How many days a period has. */
export const lengthOf = ({ from, to }: Period): number => (startOfUtcDay(to) - startOfUtcDay(from)) / dayMs + 1;

/** What two periods share; undefined when that is nothing. */
export const overlap = (a: Period, b: Period): Period | undefined => {
  const from = a.from > b.from ? a.from : b.from;
  const to = a.to < b.to ? a.to : b.to;
  return from <= to ? { from, to } : undefined;
};

type Clock = ReturnType<typeof zoneClock>;

/**
 * UTC milliseconds of a day's first moment in a zone. Looked for from the same moment in UTC: a zone is less than a day
 * away from it, and the clock says by how much.
 */
export const startOfDay = (clock: Clock, day: string): number => {
  const wanted = startOfUtcDay(day);
  const away = (at: number) => {
    const local = clock(at);
    return Date.parse(`${local.day}T${local.time}Z`) - at;
  };
  const guess = wanted - away(wanted);
  // Between the guess and the moment the clocks may have been changed.
  return wanted - away(guess);
};

/** The milliseconds of a period that lie before `now`: from its first day's start, up to its last day's end at most. */
export const momentsOf = (clock: Clock, { from, to }: Period, now: number): readonly [number, number] => {
  const start = startOfDay(clock, from);
  return [start, Math.max(start, Math.min(startOfDay(clock, dayAfter(to, 1)), now))];
};

/** How many milliseconds two stretches share. */
export const shared = (a: readonly [number, number], b: readonly [number, number]): number =>
  Math.max(0, Math.min(a[1], b[1]) - Math.max(a[0], b[0]));
