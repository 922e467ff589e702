import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { cityOf } from './city.ts';
import { whyUnlivable } from './livable.ts';
import { patientsApart, visitCountOf, visitsOf } from './month-of-visits.ts';
import { readUsageTable, type UsageTable } from './usage-table.ts';
import { verdictOf } from './verdict.ts';

const head = 'group,unit,terminals,registrations,registration_amount,payments,payment_amount';
const tableOf = (...rows: string[]): UsageTable => {
  const read = readUsageTable('terminal-usage-2020-02.csv', `${rows.join('\n')}\n`);
  if (!read.ok) throw new Error(read.mistakes.join('\n'));
  return read.table;
};
const mistakesIn = (...rows: string[]) => {
  const read = readUsageTable('table.csv', `${rows.join('\n')}\n`);
  return read.ok ? [] : read.mistakes;
};

describe('a table', () => {
  test('is read by value, with the month its name says', () => {
    expect(tableOf(head, '医疗单位,甲院,2,3,4.50,1,12.00', '各区,乙区,1,0,0,0,0.00')).toEqual({
      period: '2020-02',
      columns: head.split(',').slice(2),
      rows: [
        {
          line: 2,
          unit: '甲院',
          grouping: 'hospital',
          figures: { terminals: 2, registrations: 3, registration_amount: 450, payments: 1, payment_amount: 1200 },
        },
        expect.objectContaining({ line: 3, unit: '乙区', grouping: 'district' }),
      ],
      others: [],
    });
  });

  test.each([
    [
      'a figure that is none',
      ['医疗单位,甲院,2,x,4.50,1,12.00'],
      ['line 2, column registrations: "x"; expected a whole number, 0 or more'],
    ],
    [
      'half a visit',
      ['医疗单位,甲院,2,1.5,4.50,1,12.00'],
      ['line 2, column registrations: "1.5"; expected a whole number, 0 or more'],
    ],
    [
      'less than nothing',
      ['医疗单位,甲院,2,1,-4.50,1,12.00'],
      ['line 2, column registration_amount: "-4.50"; expected yuan with two decimals, 0 or more'],
    ],
    [
      'parts of a fen',
      ['医疗单位,甲院,2,1,4.505,1,12.00'],
      ['line 2, column registration_amount: "4.505"; expected yuan with two decimals, 0 or more'],
    ],
    [
      'an empty cell',
      ['医疗单位,甲院,,1,4.50,1,12.00'],
      ['line 2, column terminals: ""; expected a whole number, 0 or more'],
    ],
    ['a strange group', ['某某,甲院,2,1,4.50,1,12.00'], ['line 2, column group: "某某"; expected 医疗单位 or 各区']],
    ['no name', ['医疗单位,,2,1,4.50,1,12.00'], ['line 2, column unit: ""; expected a name of 1 to 80 characters']],
    [
      'a unit twice',
      ['医疗单位,甲院,2,1,4.50,1,12.00', '医疗单位,甲院,1,1,4.50,1,12.00'],
      ['line 3, column unit: 甲院 is in line 2 already'],
    ],
    ['a field too few', ['医疗单位,甲院,2,1,4.50,1'], ['line 2 has 6 fields where the heading has 7']],
    [
      'a quote that does not end',
      ['医疗单位,"甲院,2,1,4.50,1,12.00'],
      [expect.stringContaining('is no CSV: Quote Not Closed')],
    ],
    ['no rows', [], [expect.stringContaining('has no rows')]],
  ])('with %s is refused, with its place', (_, rows, expected) => {
    expect(mistakesIn(head, ...rows)).toEqual(expected);
  });

  test('of something else is refused', () => {
    expect(mistakesIn('unit,total', '甲院,3')).toEqual([expect.stringContaining('expected one of cards_issued')]);
    expect(mistakesIn('channel,appointments', 'app,3')[0]).toContain('has no column unit');
  });

  test.each([
    [
      'amounts and nobody who paid them',
      '医疗单位,甲院,2,0,4.50,0,0',
      '4.50 yuan of registration_amount, and no registrations',
    ],
    ['bills over nothing', '医疗单位,甲院,2,0,0,3,0.02', '3 payments of 0.02 yuan: less than a fen each'],
    ['no terminal', '医疗单位,甲院,0,1,4.50,0,0', '1 visits, and no terminal'],
    [
      'more visits than there is time for',
      '医疗单位,甲院,1,20000,200000,0,0',
      '20000 visits at 1 terminals in 29 days: no more than 8613 find the time',
    ],
  ])('with %s cannot be lived, and says why', (_, row, why) => {
    expect(whyUnlivable(tableOf(head, '各区,乙区,1,1,1,1,1', row), 29)).toEqual([`line 3, 甲院: ${why}`]);
  });

  test('of amounts without a column of counts cannot be lived', () => {
    expect(whyUnlivable(tableOf('unit,registrations,payment_amount', '甲院,1,5.00'), 29)).toEqual([
      'line 2, 甲院: 5.00 yuan of payment_amount, and no column payments',
    ]);
  });
});

test.each(readdirSync('seeds/bulletins').filter((name) => name.startsWith('terminal-usage-')))(
  '%s can be lived: every budget of every terminal comes to the rows',
  (name) => {
    const read = readUsageTable(name, readFileSync(`seeds/bulletins/${name}`, 'utf8'));
    if (!read.ok) throw new Error(read.mistakes.join('\n'));
    const { table } = read;
    expect(whyUnlivable(table, 29)).toEqual([]);
    const city = cityOf(table, 1);
    for (const [at, { figures }] of table.rows.entries()) {
      const own = city.terminals.filter(({ unit }) => unit === city.units[at]?.unit);
      const sum = (name: 'registrations' | 'registrationAmount' | 'payments' | 'paymentAmount' | 'cards' | 'reports') =>
        own.reduce((all, { budget }) => all + budget[name], 0);
      expect([
        own.length,
        sum('registrations'),
        sum('registrationAmount'),
        sum('payments'),
        sum('paymentAmount'),
      ]).toEqual([
        figures.terminals,
        figures.registrations,
        figures.registration_amount,
        figures.payments,
        figures.payment_amount,
      ]);
      expect([sum('cards'), sum('reports')]).toEqual([figures.cards_issued ?? 0, figures.reports_printed ?? 0]);
    }
  },
);

test('a month of visits comes to its budget, in order, apart, and the same again', () => {
  const plan = { seed: 4, from: '2020-02-01', to: '2020-02-29', zone: 'Asia/Shanghai' };
  const [planned] = cityOf(
    tableOf(`${head},cards_issued,reports_printed`, '医疗单位,甲院,1,4000,80000.01,3500,700000.33,300,700'),
    4,
  ).terminals;
  if (!planned) throw new Error('no terminal');
  const visits = visitsOf(planned, plan);
  expect(visits).toHaveLength(visitCountOf(planned, plan));
  expect(visitsOf(planned, plan)).toEqual(visits);
  const of = (errand: string) => visits.filter((it) => it.errand === errand);
  const fen = (errand: string) => of(errand).reduce((sum, it) => sum + it.fen, 0);
  expect([fen('registration'), fen('payment')]).toEqual([8_000_001, 70_000_033]);
  expect([of('registration').length, of('payment').length, of('card').length]).toEqual([4000, 3500, 300]);
  expect(of('report').reduce((sum, it) => sum + it.reports, 0)).toBe(700);
  const gaps = visits.slice(1).map(({ at }, index) => at - (visits[index]?.at ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(patientsApart);
  const day = (at: number | undefined) => new Date((at ?? 0) + 8 * 3_600_000).toISOString().slice(0, 10);
  expect([day(visits[0]?.at), day(visits.at(-1)?.at)]).toEqual(['2020-02-01', '2020-02-29']);
});

test('a bulletin with one figure wrong, or a row missing, is no match', () => {
  const table = tableOf(head, '医疗单位,甲院,2,3,4.50,1,12.00', '各区,乙区,1,0,0,0,0');
  const full =
    'group,unit,terminals,cards_issued,registrations,registration_amount,payments,payment_amount,reports_printed';
  const verdict = verdictOf(table, `${full}\n医疗单位,甲院,2,9,3,4.51,1,12.00,9\n合计,,2,9,3,4.51,1,12.00,9\n`);
  expect(verdict).toEqual({
    matching: [],
    mismatches: [
      { unit: '甲院', column: 'registration_amount', published: 450, told: 451 },
      { unit: '乙区', column: 'row', published: 1, told: undefined },
    ],
  });
  expect(verdictOf(table, `${full}\n医疗单位,甲院,2,9,3,4.5,1,12,9\n各区,乙区,1,0,0,0,0,0,0\n`).mismatches).toEqual([]);
});
