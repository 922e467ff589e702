import { type RawBuilder, sql } from 'kysely';

/** What usage can be asked for by, beside where. */
export type Time = 'hour' | 'weekHour' | 'day' | 'month';

/** 0 to 23, or 0 (Monday, midnight) to 167; or a day or a month as text; null where it was not asked for. */
export type Moment = number | string | null;

/** How many moments there are at most in so many days: what a page has to reckon with. */
export const momentsIn: Readonly<Record<Time, (days: number) => number>> = {
  hour: () => 24,
  weekHour: () => 168,
  day: (days) => days,
  month: (days) => Math.ceil(days / 28) + 1,
};

const part = (from: number, length: number) =>
  sql`cast(substr(business_day, ${sql.lit(from)}, ${sql.lit(length)}) as integer)`;
/** January and February count as of the year before. */
const year = sql`(${part(1, 4)} - case when substr(business_day, 6, 2) < '03' then 1 else 0 end)`;

/**
 * The weekday of a business day, Monday 0, by Sakamoto's method: in whole numbers and substrings, which all databases
 * agree on.
 */
const weekday = sql`((${year} + ${year} / 4 - ${year} / 100 + ${year} / 400
  + cast(substr('032503514624', ${part(6, 2)}, 1) as integer) + ${part(9, 2)} + 6) % 7)`;

/** The weekday of a day, Monday 0. */
export const weekdayOf = (day: string): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;

/** The moment of a row that has a business day and an hour. */
export const momentOf: Readonly<Record<Time, RawBuilder<number | string>>> = {
  hour: sql`hour`,
  weekHour: sql`${weekday} * 24 + hour`,
  day: sql`business_day`,
  month: sql`substr(business_day, 1, 7)`,
};
