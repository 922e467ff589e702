import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ColumnSum, type Explanation, explain, slipBetween } from './explanation.ts';
import { figureText } from './printed-table.ts';

/** A table of counts: as many names as rows, columns of as many values. */
const table = fc.integer({ min: 3, max: 12 }).chain((rows) =>
  fc.record({
    names: fc.constant(Array.from({ length: rows }, (_, at) => `unit ${at}`)),
    columns: fc.array(fc.array(fc.integer({ min: 1, max: 9_999_999 }), { minLength: rows, maxLength: rows }), {
      minLength: 1,
      maxLength: 4,
    }),
    row: fc.nat(rows - 1),
  }),
);

const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

const sumsOf = (columns: readonly (readonly number[])[], printed: (values: readonly number[]) => number): ColumnSum[] =>
  columns.map((values, at) => ({ column: `c${at}`, decimals: 0, printed: printed(values), values }));

const told = (sums: readonly ColumnSum[], names: readonly string[]) =>
  explain(sums, names).map(({ columns, explanations }) => ({ columns: columns.join(), explanations }));

const allColumns = (sums: readonly ColumnSum[]) => sums.map(({ column }) => column).join();

/** What a column's printed total would be by an explanation. */
const printedBy = (it: Explanation, sum: ColumnSum, names: readonly string[]): number => {
  const rows = total(sum.values);
  const of = (these: readonly string[]) =>
    these.reduce((value, name) => value + (sum.values[names.indexOf(name)] ?? Number.NaN), 0);
  switch (it.kind) {
    case 'rowsLeftOut':
      return rows - of(it.rows);
    case 'rowsCountedTwice':
      return rows + of(it.rows);
    case 'rowMissing':
      return rows + Number(it.figures[sum.column]);
    case 'digitMisread':
    case 'digitsTransposed':
      return it.row === undefined
        ? rows + Number(it.stands) - Number(it.meant)
        : rows - Number(it.stands) + Number(it.meant);
  }
};

test('totals that are what their rows make need no explanation', () => {
  fc.assert(
    fc.property(table, ({ columns, names }) => {
      expect(told(sumsOf(columns, total), names)).toEqual([]);
    }),
  );
});

test.each([
  ['rowsLeftOut', -1],
  ['rowsCountedTwice', 1],
] as const)('a row that makes a planted difference is named: %s', (kind, sign) => {
  fc.assert(
    fc.property(table, ({ columns, names, row }) => {
      const sums = sumsOf(columns, (values) => total(values) + sign * (values[row] ?? 0));
      const cause = told(sums, names).find((it) => it.columns === allColumns(sums));
      expect(cause?.explanations).toContainEqual({ kind, rows: [names[row]] });
    }),
  );
});

test('a row left out of some totals and counted in the others is named for those', () => {
  fc.assert(
    fc.property(table, fc.nat(3), ({ columns, names, row }, kept) => {
      const sums = sumsOf(columns, total).map((sum, at) =>
        at === kept ? sum : { ...sum, printed: sum.printed - (sum.values[row] ?? 0) },
      );
      const wrong = sums.filter((_, at) => at !== kept);
      fc.pre(wrong.length > 0);
      const cause = told(sums, names).find((it) => it.columns === allColumns(wrong));
      expect(cause?.explanations).toContainEqual({ kind: 'rowsLeftOut', rows: [names[row]] });
    }),
  );
});

test('two rows left out of several totals are named when no single one does', () => {
  const columns = [
    [10_007, 20_011, 30_013, 40_093],
    [51_001, 1_003, 70_019, 80_021],
  ];
  const sums = sumsOf(columns, (values) => total(values) - (values[1] ?? 0) - (values[3] ?? 0));
  expect(told(sums, ['a', 'b', 'c', 'd'])).toEqual([
    { columns: 'c0,c1', explanations: [{ kind: 'rowsLeftOut', rows: ['b', 'd'] }] },
  ]);
});

const digitAt = fc.record({ place: fc.nat(6), digit: fc.nat(9) });

/** A value with one digit set to another. */
const withDigit = (value: number, { place, digit }: { place: number; digit: number }): number => {
  const digits = [...String(value).padStart(place + 1, '0')];
  digits[digits.length - 1 - place] = String(digit);
  return Number(digits.join(''));
};

test('a misread digit of a row is among what explains the difference', () => {
  fc.assert(
    fc.property(table, digitAt, ({ columns: [values = []], names, row }, slip) => {
      const meant = withDigit(values[row] ?? 0, slip);
      fc.pre(meant !== values[row]);
      const sums = sumsOf([values], () => total(values) - (values[row] ?? 0) + meant);
      const [cause] = told(sums, names);
      expect(cause?.explanations).toContainEqual({
        kind: 'digitMisread',
        row: names[row],
        stands: String(values[row]),
        meant: String(meant),
      });
    }),
  );
});

test('a misread digit of the total is among what explains the difference', () => {
  fc.assert(
    fc.property(table, digitAt, ({ columns: [values = []], names }, slip) => {
      const printed = withDigit(total(values), slip);
      fc.pre(printed !== total(values));
      const [cause] = told(
        sumsOf([values], () => printed),
        names,
      );
      const meant = String(total(values));
      expect(cause?.explanations).toContainEqual({ kind: 'digitMisread', stands: String(printed), meant });
    }),
  );
});

test('two digits of the total that changed places are found', () => {
  const sums = sumsOf([[5000, 400, 31]], () => 5413);
  expect(told(sums, ['a', 'b', 'c'])[0]?.explanations).toContainEqual({
    kind: 'digitsTransposed',
    stands: '5413',
    meant: '5431',
  });
});

test('a row that is not printed is told by what it must hold', () => {
  const sums = sumsOf(
    [
      [5000, 400],
      [7, 9],
    ],
    (values) => total(values) + 317,
  );
  expect(told(sums, ['a', 'b'])).toContainEqual({
    columns: 'c0,c1',
    explanations: [{ kind: 'rowMissing', figures: { c0: '317', c1: '317' } }],
  });
});

test('whatever is told makes the difference exactly', () => {
  fc.assert(
    fc.property(
      table,
      fc.array(fc.integer({ min: -50_000, max: 50_000 }), { minLength: 4, maxLength: 4 }),
      ({ columns, names }, off) => {
        const sums = sumsOf(columns, total).map((sum, at) => ({
          ...sum,
          printed: Math.max(0, sum.printed + (off[at] ?? 0)),
        }));
        for (const { columns: explained, explanations } of explain(sums, names)) {
          for (const it of explanations) {
            for (const sum of sums.filter(({ column }) => explained.includes(column))) {
              expect(printedBy(it, sum, names)).toBe(sum.printed);
            }
          }
        }
      },
    ),
  );
});

test('a difference that nothing simple makes stays unexplained', () => {
  const sums = sumsOf([[100_000, 200_000, 300_000]], () => 412_345);
  expect(told(sums, ['a', 'b', 'c'])).toEqual([{ columns: 'c0', explanations: [] }]);
});

test('a row whose own total says what it holds was not misread', () => {
  const sums = sumsOf([[15, 27]], () => 43);
  const free = explain(sums, ['a', 'b'])[0]?.explanations.filter(({ kind }) => kind === 'digitMisread');
  const bound = explain(sums, ['a', 'b'], (row) => row !== 0)[0]?.explanations;
  expect(free).toContainEqual({ kind: 'digitMisread', row: 'a', stands: '15', meant: '16' });
  expect(bound).not.toContainEqual({ kind: 'digitMisread', row: 'a', stands: '15', meant: '16' });
  expect(bound).toContainEqual({ kind: 'digitMisread', row: 'b', stands: '27', meant: '28' });
});

test.each([
  [1234, 1734, 'digitMisread'],
  [999, 1999, 'digitMisread'],
  [1234, 1324, 'digitsTransposed'],
  [1234, 4231, undefined],
  [1234, 1234, undefined],
  [-5, 5, undefined],
] as const)('from %d to %d is %s', (stands, meant, slip) => expect(slipBetween(stands, meant)).toBe(slip));

test('amounts are told in yuan', () => {
  const [cause] = explain(
    [{ column: 'payment_amount', decimals: 2, printed: 35_105, values: [15_005, 20_000] }],
    ['a', 'b'],
  );
  expect(cause?.explanations).toContainEqual({
    kind: 'digitMisread',
    row: 'a',
    stands: '150.05',
    meant: figureText(15_105, 2),
  });
});
