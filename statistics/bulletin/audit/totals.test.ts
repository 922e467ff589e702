import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findingsIn, tableOf, totalsFrom, type UsageLine, usageTable } from './planted.ts';

const line = (at: number) =>
  fc.record({
    unit: fc.constant(`医院${at}`),
    terminals: fc.integer({ min: 1, max: 200 }),
    registrations: fc.integer({ min: 1, max: 99_999 }),
    fee: fc.constant(12),
    payments: fc.integer({ min: 1, max: 99_999 }),
    bill: fc.integer({ min: 10_000, max: 40_000 }).map((fen) => fen / 100),
  });

const lines: fc.Arbitrary<readonly UsageLine[]> = fc
  .integer({ min: 3, max: 40 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, at) => line(at))));

const columns = ['terminals', 'registrations', 'registration_amount', 'payments', 'payment_amount'] as const;

const fenOf = (it: UsageLine, column: (typeof columns)[number]): number => {
  if (column === 'registration_amount') return Math.round(it.registrations * it.fee * 100);
  if (column === 'payment_amount') return Math.round(it.payments * it.bill * 100);
  return it[column] * 100;
};

const printed = (these: readonly UsageLine[], leftOut: readonly string[] = [], row?: UsageLine) =>
  totalsFrom(
    columns.map((column) => {
      const sum = these.reduce((total, it) => total + fenOf(it, column), 0);
      const less = row && leftOut.includes(column) ? fenOf(row, column) : 0;
      return `terminal-usage-2026-01,${column},${((sum - less) / 100).toFixed(column.endsWith('amount') ? 2 : 0)}`;
    }),
  );

const totalsIn = (these: readonly UsageLine[], totals: ReturnType<typeof printed>) =>
  findingsIn(usageTable('terminal-usage-2026-01', these), { totals }).filter(({ kind }) => kind === 'totals');

test('right totals of any table are found right', () => {
  fc.assert(
    fc.property(lines, (these) => {
      expect(totalsIn(these, printed(these))).toEqual([]);
    }),
  );
});

test('a unit that some totals leave out is named, with where it is counted all the same', () => {
  fc.assert(
    fc.property(lines, fc.nat(), (these, pick) => {
      const row = these[pick % these.length];
      const [found] = totalsIn(these, printed(these, ['registrations', 'payments', 'payment_amount'], row));
      expect(found).toMatchObject({
        of: 5,
        differences: [{ column: 'registrations' }, { column: 'payments' }, { column: 'payment_amount' }],
      });
      const [cause, ...more] = found?.kind === 'totals' ? found.causes : [];
      expect(more).toEqual([]);
      expect(cause?.columns).toEqual(['registrations', 'payments', 'payment_amount']);
      expect(cause?.explanations).toContainEqual({ kind: 'rowsLeftOut', rows: [row?.unit] });
      if (cause?.explanations.length === 1) {
        expect(cause.countedRight).toEqual([
          `terminals ${row?.terminals}`,
          `registration_amount ${((row?.registrations ?? 0) * 12).toFixed(2)}`,
        ]);
      }
    }),
  );
});

test('a line of totals in the table itself is held against its rows', () => {
  const table = tableOf('terminal-usage-2026-01', 'group,unit,terminals\n各区,甲,3\n各区,乙,4\n合计,,8\n');
  expect(findingsIn(table)).toMatchObject([
    { kind: 'totals', differences: [{ column: 'terminals', printed: '8', rows: '7', difference: '1' }] },
  ]);
});

test('a total that is no figure', () => {
  const table = tableOf('reports-2026-01', 'unit,reports\n甲,3\n乙,4\n');
  expect(findingsIn(table, { totals: totalsFrom(['reports-2026-01,reports,seven']) })).toEqual([
    { kind: 'impossible', weight: 'wrong', row: '合计', reason: 'reports "seven" is no figure' },
  ]);
});

const appointments = 'unit,online_12320,phone_12320,total';

test('a row whose own total is not what its channels make', () => {
  const table = tableOf('appointments-2026-01', `${appointments}\n甲,100,23,123\n乙,40,5,54\n`);
  expect(findingsIn(table)).toEqual([
    {
      kind: 'rowTotal',
      weight: 'wrong',
      row: '乙',
      column: 'total',
      printed: '54',
      parts: '45',
      explanations: [
        { kind: 'digitsTransposed', stands: '54', meant: '45' },
        { kind: 'digitMisread', row: 'online_12320', stands: '40', meant: '49' },
      ],
    },
  ]);
});

test('of slips that would explain a total those are left out that a row’s own total denies', () => {
  const table = tableOf('appointments-2026-01', `${appointments}\n甲,100,23,123\n乙,45,6,51\n`);
  const totals = totalsFrom(['appointments-2026-01,online_12320,245']);
  const [found] = findingsIn(table, { totals });
  expect(found?.kind === 'totals' && found.causes).toEqual([
    {
      columns: ['online_12320'],
      explanations: [
        { kind: 'rowsCountedTwice', rows: ['甲'] },
        { kind: 'digitMisread', stands: '245', meant: '145' },
        { kind: 'rowMissing', figures: { online_12320: '100' } },
      ],
      more: 0,
      countedRight: [],
    },
  ]);
});
