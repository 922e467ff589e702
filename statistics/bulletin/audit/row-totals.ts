import { explain } from './explanation.ts';
import type { Finding } from './finding.ts';
import { figureText, type PrintedTable } from './printed-table.ts';

/** The column in which a table prints each row's own total; undefined when it has none. */
export const rowTotalColumn = ({ columns }: PrintedTable): number | undefined => {
  const at = columns.findIndex(({ name }) => name === 'total');
  return at < 0 ? undefined : at;
};

/** What a row's figures make together without its total; null when one of them is none. */
export const partsOf = (table: PrintedTable, cells: readonly (number | null)[]): number | null => {
  const total = rowTotalColumn(table);
  return cells.reduce<number | null>(
    (sum, value, at) => (at === total ? sum : sum === null || value === null ? null : sum + value),
    0,
  );
};

/** Rows whose own total is not what their figures make. */
export const rowTotalFindings = (table: PrintedTable): Finding[] => {
  const total = rowTotalColumn(table);
  if (total === undefined) return [];
  const parts = table.columns.filter((_, at) => at !== total);
  const column = table.columns[total]?.name ?? '';
  return table.rows.flatMap(({ name, cells }): Finding[] => {
    const values = cells.map(({ value }) => value);
    const printed = values[total] ?? null;
    const sum = partsOf(table, values);
    if (printed === null || sum === null || printed === sum) return [];
    const figures = values.filter((_, at) => at !== total).map((value) => value ?? 0);
    const [cause] = explain(
      [{ column, decimals: 0, printed, values: figures }],
      parts.map((part) => part.name),
    );
    return [
      {
        kind: 'rowTotal',
        weight: 'wrong',
        row: name,
        column,
        printed: figureText(printed, 0),
        parts: figureText(sum, 0),
        explanations: (cause?.explanations ?? []).filter(({ kind }) => kind !== 'rowMissing'),
      },
    ];
  });
};
