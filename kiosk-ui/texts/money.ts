import type { Catalogue } from './catalogue.ts';

const formats = new Map<string, Intl.NumberFormat>();

/** Fen as yuan without the sign, two places, grouped: 2500 → 25.00. */
export function yuan(fen: number, locale: Catalogue['locale']): string {
  let format = formats.get(locale);
  if (!format) {
    format = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
    formats.set(locale, format);
  }
  return format.format(fen / 100);
}

/** For use inside a sentence: ¥25.00. */
export const money = (fen: number, locale: Catalogue['locale']): string => `¥${yuan(fen, locale)}`;
