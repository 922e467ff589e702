import type { Catalogue } from './catalogue.ts';

function dayIn(style: 'long' | 'short', day: string, locale: Catalogue['locale']): string {
  const at = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(at.getTime())) return day;
  const date = new Intl.DateTimeFormat(locale, { month: style, day: 'numeric', timeZone: 'UTC' }).format(at);
  const weekday = new Intl.DateTimeFormat(locale, { weekday: style, timeZone: 'UTC' }).format(at);
  return locale === 'zh-CN' ? `${date} ${weekday}` : `${weekday} ${date}`;
}

/** A calendar day as people say it: 11月21日 星期六, Saturday 21 November. `day` is YYYY-MM-DD. */
export const dayInWords = (day: string, locale: Catalogue['locale']): string => dayIn('long', day, locale);

/** The same where there is little room: 11月21日 周六, Sat 21 Nov. */
export const dayInShort = (day: string, locale: Catalogue['locale']): string => dayIn('short', day, locale);

/** HH:MM–HH:MM, with the dash that stands for "to". */
export const period = (it: { readonly from: string; readonly to: string }): string => `${it.from}–${it.to}`;
