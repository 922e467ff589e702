import type { Value } from '../../terminal/screen/parts.ts';
import type { Stage } from '../view.ts';
import { dayInWords, period } from './day.ts';
import { money } from './money.ts';

type Day = Extract<Value, { readonly day: string }>;

/** The hours of a day's value: 10:24, 08:30–09:00, or nothing. */
export function timeInWords({ from, to }: Day): string {
  if (from === undefined) return '';
  return to === undefined ? from : period({ from, to });
}

/** A value as it is read: a text in the page's language, an amount, a day with its time, a word of the table. */
export function valueInWords(value: Value, { say, words }: Pick<Stage, 'say' | 'words'>): string {
  if ('text' in value) return say(value.text);
  if ('plain' in value) return value.plain;
  if ('fen' in value) return money(value.fen, words.locale);
  if ('count' in value) return String(value.count);
  if ('sheets' in value) return words.sheets(value.sheets);
  if ('word' in value) return words.words[value.word];
  return `${dayInWords(value.day, words.locale)} ${timeInWords(value)}`.trimEnd();
}
