import type { Catalogue } from './catalogue.ts';

/** A calendar day as people say it: 11月21日 星期六, Saturday 21 November. `day` is YYYY-MM-DD. */
export function dayInWords(day: string, locale: Catalogue['locale']): string {
  const at = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(at.getTime())) return day;
  const date = new Intl.DateTimeFormat(locale, { month: 'long', day: 'numeric', timeZone: 'UTC' }).format(at);
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(at);
  return locale === 'zh-CN' ? `${date} ${weekday}` : `${weekday} ${date}`;
}

/** HH:MM–HH:MM, with the dash that stands for "to". */
export const period = (it: { readonly from: string; readonly to: string }): string => `${it.from}–${it.to}`;
