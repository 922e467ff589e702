import { isDay } from '../calendar.ts';
import type { Checked, Mistake } from '../problem.ts';
import { type CountingRule, countingRuleNames, countingRules, isCountingRuleName } from './counting-rule.ts';
import { type Form, type FormName, formNames, formOf, forms } from './forms.ts';
import { daysOf, isMonth } from './month.ts';

/** What somebody asks of a bulletin, in the words of a query or a command line. */
export interface Asked {
  readonly month?: string | undefined;
  readonly form?: string | undefined;
  readonly rule?: string | undefined;
  readonly on?: string | undefined;
}

export interface Wanted {
  readonly month: string;
  readonly form: Form;
  readonly rule: CountingRule;
  readonly on: string;
}

const isFormName = (text: string): text is FormName => (formNames as readonly string[]).includes(text);

/** Reads what is asked; what is left out is as the month was published, counted by `usualRule`. */
export const readWanted = ({ month = '', form, rule, on }: Asked, usualRule: CountingRule): Checked<Wanted> => {
  const mistakes: Mistake[] = [];
  const mistaken = (path: string, value: string, expected: string) =>
    mistakes.push({ path, message: `expected ${expected}, received ${JSON.stringify(value)}` });
  if (!isMonth(month)) mistaken('month', month, 'a month, YYYY-MM');
  if (form !== undefined && !isFormName(form)) mistaken('form', form, formNames.join(' or '));
  if (rule !== undefined && !isCountingRuleName(rule)) mistaken('rule', rule, `one of ${countingRuleNames.join(', ')}`);
  if (on !== undefined && !isDay(on)) mistaken('on', on, 'a day, YYYY-MM-DD');
  if (mistakes.length > 0) return { ok: false, mistakes };
  return {
    ok: true,
    value: {
      month,
      form: forms[form !== undefined && isFormName(form) ? form : formOf(month)],
      rule: rule !== undefined && isCountingRuleName(rule) ? countingRules[rule] : usualRule,
      on: on ?? daysOf(month).to,
    },
  };
};
