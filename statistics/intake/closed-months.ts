import { dayAfter, type ZoneClock } from '../calendar.ts';

/** The first day of the month after one, YYYY-MM. */
const nextMonth = (month: string): string => `${dayAfter(`${month}-28`, 4).slice(0, 7)}-01`;

const remembered = 60_000;

/** Tells whether the month of a day was closed at an instant of the hub's: so many days after its end in the hub's zone. */
export const closedMonths = (clock: ZoneClock, closesAfterDays: number) => {
  let minute = Number.NaN;
  let today = '';
  const closings = new Map<string, string>();
  const closingOf = (month: string): string => {
    const closing = closings.get(month) ?? dayAfter(nextMonth(month), closesAfterDays);
    closings.set(month, closing);
    return closing;
  };
  return (businessDay: string, at: number): boolean => {
    // A calendar is slow to ask, and a minute of delay in closing a month is none.
    if (Math.floor(at / remembered) !== minute) {
      minute = Math.floor(at / remembered);
      today = clock(at).day;
    }
    const month = businessDay.slice(0, 7);
    return month < today.slice(0, 7) && closingOf(month) <= today;
  };
};
