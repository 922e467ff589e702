import type { Value } from '../../terminal/screen/parts.ts';
import type { Stage } from '../view.ts';
import { dayInWords, period } from './day.ts';
import { money } from './money.ts';

/** A value as it is read: a text in the page's language, an amount, a day with its time, a word of the table. */
export function valueInWords(value: Value, { say, words }: Pick<Stage, 'say' | 'words'>): string {
  if ('text' in value) return say(value.text);
  if ('plain' in value) return value.plain;
  if ('fen' in value) return money(value.fen, words.locale);
  if ('count' in value) return String(value.count);
  if ('sheets' in value) return words.sheets(value.sheets);
  if ('word' in value) return words.words[value.word];
  const { day, from, to } = value;
  const time = from === undefined ? '' : to === undefined ? ` ${from}` : ` ${period({ from, to })}`;
  return `${dayInWords(day, words.locale)}${time}`;
}
