import { dayAfter } from '../calendar.ts';

/** For how many whole months the hub keeps what is no sum. Sums, watermarks and the register stay. */
export interface KeepSettings {
  /** Single events of terminals, by their business day: hours and flows of one terminal are read from them. */
  readonly eventsMonths: number;
  /** Alarms, from when they closed. */
  readonly alarmsMonths: number;
  /** The log of what left the hub as a file. */
  readonly exportsMonths: number;
  /** Accounts that were closed, and tokens that ended. */
  readonly accountsMonths: number;
}

export const usualKeep: KeepSettings = { eventsMonths: 36, alarmsMonths: 24, exportsMonths: 24, accountsMonths: 12 };

/** The first day of the month so many months before a day's, both YYYY-MM-DD: what is from that day on is kept. */
export const keptFrom = (today: string, months: number): string => {
  let first = `${today.slice(0, 7)}-01`;
  for (let left = months; left > 0; left -= 1) first = `${dayAfter(first, -1).slice(0, 7)}-01`;
  return first;
};

/** The instant of that day at which nobody's calendar has it any later, UTC milliseconds. */
export const keptSince = (today: string, months: number): number =>
  Date.parse(`${dayAfter(keptFrom(today, months), -1)}T00:00:00Z`);
