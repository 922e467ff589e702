import type { Finding } from './finding.ts';
import type { PrintedRow, PrintedTable } from './printed-table.ts';

/** A table is held to be in the order of a column when so many of its rows are. */
const mostlyInOrder = 0.9;
/** Fewer rows, or fewer different figures, are in order by chance. */
const fewestRows = 8;

/** Neighbours of one group in which a column goes up. */
const risesIn = (rows: readonly PrintedRow[], at: number) =>
  rows.flatMap((row, place) => {
    const before = rows[place - 1];
    return before && before.group === row.group && (row.cells[at]?.value ?? 0) > (before.cells[at]?.value ?? 0)
      ? [{ row: row.name, after: before.name }]
      : [];
  });

/** Rows that break a table's own order, from the largest figure to the smallest; a slip while copying may show itself so. */
export const orderFindings = ({ columns, rows }: PrintedTable): Finding[] => {
  if (rows.length < fewestRows) return [];
  const [best] = columns
    .map(({ name }, at) => ({ column: name, at, rises: risesIn(rows, at) }))
    .filter(({ at }) => new Set(rows.map(({ cells }) => cells[at]?.value)).size >= fewestRows)
    .sort((a, b) => a.rises.length - b.rises.length);
  if (!best || best.rises.length > (1 - mostlyInOrder) * (rows.length - 1)) return [];
  return best.rises.map(({ row, after }) => ({ kind: 'order', weight: 'note', column: best.column, row, after }));
};
