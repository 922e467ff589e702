import type { Aliases } from './aliases.ts';
import type { Finding } from './finding.ts';
import type { Cell, PrintedRow, PrintedTable } from './printed-table.ts';

/** A count beside the amount it brought. */
const moneyOf = [
  ['registrations', 'registration_amount'],
  ['payments', 'payment_amount'],
] as const;

const cellReason = (column: string, decimals: 0 | 2, { text, value }: Cell): string | undefined => {
  if (value === null) {
    if (text === '') return `${column} is empty`;
    if (/^-?\d+\.\d+$/.test(text)) {
      return `${column} ${text} has ${decimals === 2 ? 'more than two decimals' : 'a fraction'}`;
    }
    return `${column} "${text}" is no figure`;
  }
  return value < 0 ? `${column} ${text} is negative` : undefined;
};

const valuesOf = ({ columns }: PrintedTable, { cells }: PrintedRow) =>
  new Map(columns.map(({ name }, at) => [name, cells[at]]));

const moneyReasons = (cells: ReadonlyMap<string, Cell | undefined>): string[] =>
  moneyOf.flatMap(([times, amount]) => {
    const [count, money] = [cells.get(times), cells.get(amount)];
    return count?.value === 0 && (money?.value ?? 0) > 0 ? [`${amount} is ${money?.text} with ${times} 0`] : [];
  });

const useWithoutTerminals = (cells: ReadonlyMap<string, Cell | undefined>): string[] => {
  if (cells.get('terminals')?.value !== 0) return [];
  const used = [...cells].filter(([name, cell]) => name !== 'terminals' && (cell?.value ?? 0) > 0);
  return used.length > 0
    ? [`no terminal in place, and ${used.map(([name, cell]) => `${name} ${cell?.text}`).join(', ')}`]
    : [];
};

/** What a row cannot be as it is printed. */
export const impossibleFindings = (table: PrintedTable): Finding[] =>
  table.rows.flatMap((row) => {
    const cells = valuesOf(table, row);
    const reasons = [
      ...(row.name === '' ? [`line ${row.line} has no name`] : []),
      ...table.columns.flatMap(({ name, decimals }) => {
        const cell = cells.get(name);
        const reason = cell && cellReason(name, decimals, cell);
        return reason ? [reason] : [];
      }),
      ...moneyReasons(cells),
      ...useWithoutTerminals(cells),
    ];
    return reasons.map((reason): Finding => ({ kind: 'impossible', weight: 'wrong', row: row.name, reason }));
  });

/** Units that are in a table more than once, under one name or under two of theirs. */
export const sameUnitTwice = ({ rows }: PrintedTable, aliases: Aliases): Finding[] => {
  const before = new Map<string, PrintedRow>();
  return rows.flatMap((row): Finding[] => {
    const unit = aliases.joined(row.name);
    const first = before.get(unit);
    if (!first) before.set(unit, row);
    if (!first || row.name === '') return [];
    const reason =
      first.name === row.name
        ? `is in line ${first.line} and again in line ${row.line}`
        : `line ${row.line} is ${first.name} of line ${first.line} by the aliases; one of the two is not`;
    return [{ kind: 'sameUnitTwice', weight: 'wrong', row: row.name, reason }];
  });
};

/** So many figures in which two rows do not come to be alike by chance. */
const fewestAlike = 3;

/** Rows of different units with one and the same figures, as a copied line leaves them. */
export const alikeRows = ({ rows, columns }: PrintedTable, aliases: Aliases): Finding[] => {
  const byFigures = new Map<string, PrintedRow[]>();
  for (const row of rows) {
    // Below ten figures are alike by chance.
    const telling = row.cells.filter(({ value }) => (value ?? 0) >= 10);
    if (telling.length < fewestAlike) continue;
    const key = row.cells.map(({ value }) => value).join();
    byFigures.set(key, [...(byFigures.get(key) ?? []), row]);
  }
  return [...byFigures.values()]
    .filter((alike) => new Set(alike.map(({ name }) => aliases.joined(name))).size > 1)
    .map((alike) => ({
      kind: 'alikeRows',
      weight: 'doubtful',
      rows: alike.map(({ name }) => name),
      reason: `the same in all ${columns.length} columns`,
    }));
};
