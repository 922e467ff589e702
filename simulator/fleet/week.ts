import { type Shares, sharesOf } from './dice.ts';

/**
 * When patients come. The peak is from half past seven to half past ten, the afternoon a second, lower one; at weekends
 * few clinics are held, and evenings belong to the emergency department.
 */
const workday = sharesOf<number>([
  [6.75, 1],
  [7, 3],
  [7.5, 11],
  [8, 13],
  [8.5, 12.5],
  [9, 11],
  [9.5, 10],
  [10, 7.5],
  [10.5, 5],
  [11, 3.5],
  [11.5, 1.8],
  [12, 1],
  [12.5, 1.2],
  [13, 3],
  [13.5, 5],
  [14, 5],
  [14.5, 4.2],
  [15, 3.4],
  [15.5, 2.5],
  [16, 1.8],
  [16.5, 1],
  [17, 0.6],
  [18, 0.5],
  [19, 0.5],
  [20, 0.4],
  [21, 0.3],
]);
const weekend = sharesOf<number>([
  [7, 1],
  [7.5, 5],
  [8, 9],
  [8.5, 10],
  [9, 10],
  [9.5, 8],
  [10, 6],
  [10.5, 4],
  [11, 2],
  [12, 1],
  [13.5, 2],
  [14, 2.5],
  [14.5, 2],
  [15, 1.5],
  [16, 1],
  [18, 0.8],
  [19, 0.8],
  [20, 0.6],
  [21, 0.4],
]);

interface DayOfWeek {
  /** Use beside a mean day of the week. */
  readonly use: number;
  /** Half hours of the day, by the hour at which they begin. */
  readonly halfHours: Shares<number>;
}

/** From Sunday on, as JavaScript counts them. */
const week: readonly DayOfWeek[] = [0.34, 1.38, 1.24, 1.18, 1.2, 1.16, 0.5].map((use, weekday) => ({
  use,
  halfHours: weekday === 0 || weekday === 6 ? weekend : workday,
}));

/** The day of the week of a day, YYYY-MM-DD. */
export function dayOfWeek(day: string): DayOfWeek {
  const found = week[new Date(`${day}T00:00:00Z`).getUTCDay()];
  if (!found) throw new RangeError(`"${day}" is no day`);
  return found;
}
