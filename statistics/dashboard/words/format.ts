/** Figures, times and days in words. Every function takes the catalogue, as both the locale and the units are its. */
import { daysFromTo, numberOf, weekdayOf } from '../days.ts';
import { type Period, wholeMonth } from '../period.ts';
import type { Words } from './zh.ts';

const formats = new Map<string, Intl.NumberFormat>();
const format = (locale: string, fraction: number): Intl.NumberFormat => {
  const key = `${locale} ${fraction}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(locale, { minimumFractionDigits: fraction, maximumFractionDigits: fraction });
  formats.set(key, made);
  return made;
};

/** 1536218 → 1,536,218. */
export const whole = ({ locale }: Words, value: number): string => format(locale, 0).format(value);
export const decimal = ({ locale }: Words, value: number, fraction = 1): string =>
  format(locale, fraction).format(value);
/** Fen to the yuan, as a column of comparisons wants it. */
export const yuan = (words: Words, fen: number): string => whole(words, Math.round(fen / 100));
/** Fen to the fen. */
export const exactYuan = (words: Words, fen: number): string => decimal(words, fen / 100, 2);
export const percent = (words: Words, share: number, fraction = 1): string =>
  `${decimal(words, share * 100, fraction)}%`;

/** A large figure and its unit apart, short enough for a headline: ¥24,713,546 is 2,471.4 万 in Chinese, 24.71 M in English. */
export const short = (words: Words, value: number): { figure: string; scale: string } => {
  const chinese = words.locale.startsWith('zh');
  const [small, large] = chinese ? [1e5, 1e8] : [1e6, 1e9];
  if (value < small) return { figure: whole(words, value), scale: '' };
  const [unit, scale] = chinese
    ? value < large
      ? [1e4, words.figures.ten_thousand]
      : [1e8, words.figures.hundred_million]
    : value < large
      ? [1e6, 'M']
      : [1e9, 'bn'];
  const scaled = value / unit;
  return { figure: decimal(words, scaled, scaled < 100 ? 2 : 1), scale };
};

/** 8 s, 1 min 32 s as 1:32, 2.4 hours. */
export const seconds = (words: Words, value: number): string => {
  if (value < 60) return words.duration.seconds(whole(words, Math.round(value)));
  const all = Math.round(value);
  const pad = (part: number) => String(part).padStart(2, '0');
  if (all < 3600) return `${Math.floor(all / 60)}:${pad(all % 60)}`;
  return words.duration.hours(decimal(words, value / 3600));
};

/** How long something lasts, roughly, as one says it. */
export const lasting = (words: Words, milliseconds: number): string => {
  const minutes = milliseconds / 60_000;
  if (minutes < 1) return words.duration.seconds(whole(words, Math.max(0, Math.round(milliseconds / 1000))));
  if (minutes < 60) return words.duration.minutes(whole(words, Math.round(minutes)));
  if (minutes < 48 * 60) return words.duration.hours(decimal(words, minutes / 60, minutes < 600 ? 1 : 0));
  return words.duration.days(whole(words, Math.round(minutes / 1440)));
};

const dateFormats = new Map<string, Intl.DateTimeFormat>();
const dated = (locale: string, options: Intl.DateTimeFormatOptions, at: number): string => {
  const key = JSON.stringify([locale, options]);
  const form = dateFormats.get(key) ?? new Intl.DateTimeFormat(locale, options);
  dateFormats.set(key, form);
  return form.format(at);
};

/** 11月21日 周五, Fri 21 Nov. */
export const dayShort = (words: Words, day: string): string => {
  const date = dated(words.locale, { month: 'short', day: 'numeric', timeZone: 'UTC' }, numberOf(day));
  const weekday = words.weekdays[weekdayOf(day)] ?? '';
  return words.locale.startsWith('zh') ? `${date} ${weekday}` : `${weekday} ${date}`;
};
export const dayLong = (words: Words, day: string): string =>
  dated(words.locale, { dateStyle: 'long', timeZone: 'UTC' }, numberOf(day));
export const monthLong = (words: Words, month: string): string =>
  dated(words.locale, { year: 'numeric', month: 'long', timeZone: 'UTC' }, numberOf(`${month}-01`));

export const periodWords = (words: Words, period: Period): string => {
  const month = wholeMonth(period);
  if (month) return monthLong(words, month);
  if (period.from === period.to) return `${dayLong(words, period.from)} ${words.weekdays[weekdayOf(period.from)]}`;
  return `${dayLong(words, period.from)} – ${dayLong(words, period.to)}`;
};

const toTheMinute = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
/** A moment on the hub's clock: wherever it is read, it goes with the days and hours beside it. */
export const moment = ({ locale }: Words, at: number, timeZone: string): string =>
  dated(locale, { month: 'short', day: 'numeric', ...toTheMinute, timeZone }, at);
export const clock = ({ locale }: Words, at: number, timeZone: string): string =>
  dated(locale, { ...toTheMinute, second: '2-digit', timeZone }, at);

/** +4.2 %, −0.8 %; nothing to compare with gives nothing. */
export const change = (words: Words, now: number, before: number): string | undefined => {
  if (before === 0) return undefined;
  const share = (now - before) / before;
  return signed(share * 100, (size) => `${decimal(words, size, size < 100 ? 1 : 0)}%`);
};
/** The difference of two shares, in points. */
export const pointsChange = (words: Words, now: number, before: number): string =>
  signed((now - before) * 100, (size) => `${decimal(words, size)} ${words.figures.points}`);

const signed = (value: number, text: (size: number) => string): string => {
  const size = Math.abs(value);
  if (size < 0.05) return `±${text(0)}`;
  return `${value > 0 ? '+' : '−'}${text(size)}`;
};

export const daysIn = ({ from, to }: Period): number => daysFromTo(from, to);
