import { type Bulletin, totalOf } from '../../../statistics/bulletin/bulletin.ts';
import { countingRules } from '../../../statistics/bulletin/counting-rule.ts';
import { formOf, forms } from '../../../statistics/bulletin/forms.ts';
import { bulletinJson } from '../../../statistics/bulletin/json.ts';
import { lastOf } from '../../../statistics/dashboard/days.ts';
import { chance, now, units } from '../figures.ts';

/** A month of the invented city as the bulletin's own code writes it. */
export const bulletinAnswer = (month: string, asked: string | undefined): unknown => {
  const form = forms[asked === '2018' || asked === '2020' ? asked : formOf(month)];
  const rows = units.map(({ unit, grouping, name, terminals }) => {
    const registrations = Math.floor(chance(month, unit) * 4_000 * terminals);
    const payments = Math.floor(chance(month, unit, 'payments') * 3_000 * terminals);
    const figures = {
      terminals,
      cards_issued: Math.floor(registrations / 9),
      registrations,
      registration_amount: registrations * 2_351,
      payments,
      payment_amount: payments * 41_317,
      reports_printed: Math.floor(payments / 2),
    };
    return { unit, grouping, name: name.zh, figures, prepaidCollections: Math.floor(registrations / 20) };
  });
  const bulletin: Bulletin = {
    month,
    form,
    rule: countingRules['confirmed-and-collected-here/1'],
    on: lastOf(month),
    asOf: now,
    closed: true,
    revision: 1,
    wholeCity: true,
    rows,
    total: totalOf(form, rows),
  };
  return JSON.parse(JSON.stringify(bulletinJson(bulletin)));
};
