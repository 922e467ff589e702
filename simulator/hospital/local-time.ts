import { dayAfter, dayOf, timeOf } from '../../terminal/zone.ts';

/** The hospital's wall clock: the day (YYYY-MM-DD) and time (HH:MM) of a UTC instant in its zone. */
export interface LocalTime {
  readonly day: string;
  readonly time: string;
}

export const createLocalTime =
  (timeZone: string) =>
  (instant: number): LocalTime => ({ day: dayOf(instant, timeZone), time: timeOf(instant, timeZone) });

/** A time of day (HH:MM) so many minutes later, within the same day. */
export function timeAfter(time: string, minutes: number): string {
  const [hours = 0, rest = 0] = time.split(':').map(Number);
  const then = Math.max(0, Math.min(24 * 60 - 1, hours * 60 + rest + minutes));
  return `${String(Math.floor(then / 60)).padStart(2, '0')}:${String(then % 60).padStart(2, '0')}`;
}

/** The UTC instant at which it is this time of day (HH:MM) in a zone, so many days after a day there. */
export function instantOf(timeZone: string, day: string, daysAfter: number, time: string): number {
  const there = Date.parse(`${dayAfter(day, daysAfter)}T${time}:00Z`);
  const { day: shownDay, time: shownTime } = createLocalTime(timeZone)(there);
  return there - (Date.parse(`${shownDay}T${shownTime}:00Z`) - there);
}

/** Orders days and times of day, for a sort. */
export const compare = (a: string, b: string): -1 | 0 | 1 => (a < b ? -1 : a > b ? 1 : 0);
