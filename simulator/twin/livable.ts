import type { ColumnName } from '../../statistics/bulletin/forms.ts';
import { mostVisitsADay } from './month-of-visits.ts';
import type { UnitRow, UsageTable } from './usage-table.ts';

/** Of what a terminal could do on a day, so much on the mean day: mondays are fuller, and some terminals are. */
const meanShare = 0.45;

/** Why no terminals could have come to these figures, each with its line; nothing when they could. */
export function whyUnlivable({ columns, rows }: UsageTable, days: number): string[] {
  const has = (column: ColumnName) => columns.includes(column);
  return rows.flatMap((row) => rowProblems(row, has, days).map((why) => `line ${row.line}, ${row.unit}: ${why}`));
}

function rowProblems({ figures }: UnitRow, has: (column: ColumnName) => boolean, days: number): string[] {
  const of = (column: ColumnName) => figures[column] ?? 0;
  const visits = of('cards_issued') + of('registrations') + of('payments') + of('reports_printed');
  const problems: string[] = [];
  for (const [count, amount] of [
    ['registrations', 'registration_amount'],
    ['payments', 'payment_amount'],
  ] as const) {
    if (of(amount) > 0 && of(count) === 0) {
      problems.push(`${yuan(of(amount))} yuan of ${amount}, and ${has(count) ? `no ${count}` : `no column ${count}`}`);
    }
  }
  // A registration may be free of charge. A bill is over something.
  if (has('payment_amount') && of('payment_amount') < of('payments')) {
    problems.push(`${of('payments')} payments of ${yuan(of('payment_amount'))} yuan: less than a fen each`);
  }
  if (has('terminals') && of('terminals') === 0 && visits > 0) {
    problems.push(`${visits} visits, and no terminal`);
  }
  const most = Math.floor(mostVisitsADay * meanShare) * days * of('terminals');
  if (has('terminals') && of('terminals') > 0 && visits > most) {
    problems.push(
      `${visits} visits at ${of('terminals')} terminals in ${days} days: no more than ${most} find the time`,
    );
  }
  return problems;
}

const yuan = (fen: number): string => (fen / 100).toFixed(2);
