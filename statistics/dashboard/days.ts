/** Reckoning with days, YYYY-MM-DD, and months, YYYY-MM, without any zone: a business day is what the terminal called it. */

const dayLength = 86_400_000;
const at = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

export const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(at(text)) && dayOf(at(text)) === text;
export const isMonth = (text: string): boolean => /^\d{4}-\d{2}$/.test(text) && isDay(`${text}-01`);

export const addDays = (day: string, days: number): string => dayOf(at(day) + days * dayLength);
/** Of both ends and all between. */
export const daysFromTo = (from: string, to: string): number => Math.round((at(to) - at(from)) / dayLength) + 1;
export const everyDay = (from: string, to: string): string[] =>
  Array.from({ length: Math.max(0, daysFromTo(from, to)) }, (_, index) => addDays(from, index));

export const monthOf = (day: string): string => day.slice(0, 7);
export const addMonths = (month: string, months: number): string => {
  const date = new Date(at(`${month}-01`));
  date.setUTCMonth(date.getUTCMonth() + months);
  return dayOf(date.getTime()).slice(0, 7);
};
export const firstOf = (month: string): string => `${month}-01`;
export const lastOf = (month: string): string => addDays(firstOf(addMonths(month, 1)), -1);
export const everyMonth = (from: string, to: string): string[] => {
  const months = [];
  for (let month = monthOf(from); month <= monthOf(to); month = addMonths(month, 1)) months.push(month);
  return months;
};

/** 0 is Monday. */
export const weekdayOf = (day: string): number => (new Date(at(day)).getUTCDay() + 6) % 7;

/** Milliseconds of the day's midnight as if it were in UTC, for what wants a number. */
export const numberOf = at;
