import type { Catalogue } from './catalogue.ts';

const rules = new Map<string, Intl.PluralRules>();

/** The forms of a counted word; a language that tells fewer apart needs only `other`. */
export type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string };

/** The form that goes with the number: one page, two pages. */
export function formFor(count: number, forms: Forms, locale: Catalogue['locale']): string {
  let rule = rules.get(locale);
  if (!rule) {
    rule = new Intl.PluralRules(locale);
    rules.set(locale, rule);
  }
  return forms[rule.select(count)] ?? forms.other;
}

/** The number and its word: 1 page, 1,200 pages. */
export const counted = (count: number, forms: Forms, locale: Catalogue['locale']): string =>
  `${count.toLocaleString(locale)} ${formFor(count, forms, locale)}`;
