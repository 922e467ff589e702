import { dayAfter } from '../calendar.ts';

/** Whether a text is a month of the calendar, YYYY-MM. */
export const isMonth = (text: string): boolean => /^[1-9]\d{3}-(0[1-9]|1[0-2])$/.test(text);

/** The first and the last day of a month, YYYY-MM-DD. */
export const daysOf = (month: string): { readonly from: string; readonly to: string } => {
  const from = `${month}-01`;
  const [year, number] = month.split('-').map(Number) as [number, number];
  const next = number === 12 ? `${year + 1}-01-01` : `${year}-${String(number + 1).padStart(2, '0')}-01`;
  return { from, to: dayAfter(next, -1) };
};

/** 2020-02 as the bulletin says it: 2020年2月. */
export const monthWords = (month: string): string => {
  const [year, number] = month.split('-');
  return `${year}年${Number(number)}月`;
};
