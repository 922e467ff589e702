import { figureText } from './printed-table.ts';

/** A printed column beside its rows, in the column's smallest unit. */
export interface ColumnSum {
  readonly column: string;
  readonly decimals: 0 | 2;
  readonly printed: number;
  /** As many as there are rows. */
  readonly values: readonly number[];
}

/** One way in which a difference comes about exactly. Rows and columns by name, figures as they would be printed. */
export type Explanation =
  /** The printed totals do not count these rows. */
  | { readonly kind: 'rowsLeftOut'; readonly rows: readonly string[] }
  | { readonly kind: 'rowsCountedTwice'; readonly rows: readonly string[] }
  /** One digit, or two neighbours changed about; `row` is absent when it is the total itself. */
  | {
      readonly kind: 'digitMisread' | 'digitsTransposed';
      readonly row?: string;
      readonly stands: string;
      readonly meant: string;
    }
  /** The totals count a row that is not among those printed; what it holds, by column. */
  | { readonly kind: 'rowMissing'; readonly figures: Readonly<Record<string, string>> };

/** Whether a row could hold another value in a column; a row with a total of its own has a say in that. */
export type CouldBe = (row: number, column: string, value: number) => boolean;

export interface Cause {
  readonly columns: readonly string[];
  readonly explanations: readonly Explanation[];
}

export const differenceOf = ({ printed, values }: ColumnSum): number =>
  printed - values.reduce((sum, value) => sum + value, 0);

/** How `stands` becomes `meant` by one slip of the pen; undefined when it takes more. */
export const slipBetween = (stands: number, meant: number): 'digitMisread' | 'digitsTransposed' | undefined => {
  if (stands < 0 || meant < 0 || stands === meant) return undefined;
  const width = Math.max(String(stands).length, String(meant).length);
  const a = String(stands).padStart(width, '0');
  const b = String(meant).padStart(width, '0');
  const at = [...a].flatMap((digit, place) => (digit === b[place] ? [] : [place]));
  const [first = 0, second = 0] = at;
  if (at.length === 1) return 'digitMisread';
  return at.length === 2 && second === first + 1 && a[first] === b[second] && a[second] === b[first]
    ? 'digitsTransposed'
    : undefined;
};

const mostRowsTogether = 3;
/** Three of 200 rows are 1.3 million ways, which take a blink; of more rows only two together are tried. */
const mostWays = 1_500_000;

const waysOf = (rows: number, size: number): number =>
  Array.from({ length: size }, (_, at) => (rows - at) / (at + 1)).reduce((product, it) => product * it, 1);

/** The sets of `size` rows whose values make these sums, all columns at once. */
const rowsMaking = (columns: readonly ColumnSum[], sums: readonly number[], size: number): number[][] => {
  const count = columns[0]?.values.length ?? 0;
  if (waysOf(count, size) > mostWays) return [];
  const useful = Array.from({ length: count }, (_, row) => row).filter((row) =>
    columns.some(({ values }) => values[row] !== 0),
  );
  const found: number[][] = [];
  const extend = (chosen: readonly number[], from: number, left: readonly number[]) => {
    if (chosen.length === size) {
      if (left.every((it) => it === 0)) found.push([...chosen]);
      return;
    }
    for (let at = from; at < useful.length; at += 1) {
      const row = useful[at] ?? 0;
      extend(
        [...chosen, row],
        at + 1,
        left.map((it, column) => it - (columns[column]?.values[row] ?? 0)),
      );
    }
  };
  extend([], 0, sums);
  return found;
};

/** Sets of rows that, left out or counted twice, make the differences of all these columns. */
const rowSets = (columns: readonly ColumnSum[], names: readonly string[], size: number): Explanation[] => {
  const differences = columns.map(differenceOf);
  const named = (sets: readonly number[][]) => sets.map((rows) => rows.map((row) => names[row] ?? ''));
  const leftOut = rowsMaking(
    columns,
    differences.map((it) => -it),
    size,
  );
  const twice = rowsMaking(columns, differences, size);
  return [
    ...named(leftOut).map((rows) => ({ kind: 'rowsLeftOut' as const, rows })),
    ...named(twice).map((rows) => ({ kind: 'rowsCountedTwice' as const, rows })),
  ];
};

const slips = (sum: ColumnSum, names: readonly string[], couldBe: CouldBe): Explanation[] => {
  const difference = differenceOf(sum);
  const rows = sum.printed - difference;
  const ofTotal = slipBetween(sum.printed, rows);
  const text = (value: number) => figureText(value, sum.decimals);
  return [
    ...(ofTotal ? [{ kind: ofTotal, stands: text(sum.printed), meant: text(rows) }] : []),
    ...sum.values.flatMap((stands, row): Explanation[] => {
      const meant = stands + difference;
      const kind = slipBetween(stands, meant);
      return kind && couldBe(row, sum.column, meant)
        ? [{ kind, row: names[row] ?? '', stands: text(stands), meant: text(meant) }]
        : [];
    }),
  ];
};

const missingRow = (columns: readonly ColumnSum[]): Explanation[] => {
  const figures = columns.map((sum) => [sum.column, figureText(differenceOf(sum), sum.decimals)] as const);
  return columns.every((sum) => differenceOf(sum) > 0)
    ? [{ kind: 'rowMissing', figures: Object.fromEntries(figures) }]
    : [];
};

/** The fewest rows together, of two and more, that explain all these columns. */
const largerSets = (columns: readonly ColumnSum[], names: readonly string[]): Explanation[] => {
  for (let size = 2; size <= mostRowsTogether; size += 1) {
    const found = rowSets(columns, names, size);
    if (found.length > 0) return found;
  }
  return [];
};

const explainOne = (sum: ColumnSum, names: readonly string[], couldBe: CouldBe): Cause => {
  const simple = [...rowSets([sum], names, 1), ...slips(sum, names, couldBe), ...missingRow([sum])];
  const exact = simple.some(({ kind }) => kind !== 'rowMissing') ? simple : [...largerSets([sum], names), ...simple];
  return { columns: [sum.column], explanations: exact };
};

/** Rows alone that explain several columns at once: the most columns first, and each column once. */
const sharedByOneRow = (columns: readonly ColumnSum[], names: readonly string[]): Cause[] => {
  const byColumns = new Map<string, { columns: string[]; explanations: Explanation[] }>();
  names.forEach((name, row) => {
    for (const [kind, sign] of [
      ['rowsLeftOut', -1],
      ['rowsCountedTwice', 1],
    ] as const) {
      const fitting = columns.filter((sum) => sum.values[row] === sign * differenceOf(sum)).map(({ column }) => column);
      if (fitting.length < 2) continue;
      const cause = byColumns.get(fitting.join()) ?? { columns: fitting, explanations: [] };
      cause.explanations.push({ kind, rows: [name] });
      byColumns.set(fitting.join(), cause);
    }
  });
  const taken = new Set<string>();
  return [...byColumns.values()]
    .sort((a, b) => b.columns.length - a.columns.length)
    .filter((cause) => {
      if (cause.columns.some((column) => taken.has(column))) return false;
      for (const column of cause.columns) taken.add(column);
      return true;
    });
};

/**
 * Why printed totals differ from their rows. A row that explains several columns explains them together; what is left is
 * explained column by column, by single slips before sets of rows. Only what makes the difference exactly is an explanation.
 */
export const explain = (
  sums: readonly ColumnSum[],
  names: readonly string[],
  couldBe: CouldBe = () => true,
): readonly Cause[] => {
  const differing = sums.filter((sum) => differenceOf(sum) !== 0);
  if (differing.length === 0) return [];
  const shared = sharedByOneRow(differing, names);
  const covered = new Set(shared.flatMap(({ columns }) => columns));
  const left = differing.filter(({ column }) => !covered.has(column));
  const singly = left.map((sum) => explainOne(sum, names, couldBe));
  if (left.length < 2) return [...shared, ...singly];
  const columns = left.map(({ column }) => column);
  const sets = largerSets(left, names);
  if (sets.length > 0) return [...shared, { columns, explanations: [...sets, ...missingRow(left)] }];
  // A missing row can always be made up where all totals are too large: what else there is stays beside it.
  const missing = missingRow(left);
  if (missing.length === 0) return [...shared, ...singly];
  return [...shared, { columns, explanations: missing }, ...singly.map(withoutMissing).filter(isExplained)];
};

const withoutMissing = ({ columns, explanations }: Cause): Cause => ({
  columns,
  explanations: explanations.filter(({ kind }) => kind !== 'rowMissing'),
});

const isExplained = ({ explanations }: Cause): boolean => explanations.length > 0;
