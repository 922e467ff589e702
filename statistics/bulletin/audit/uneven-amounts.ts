import type { PrintedRow, PrintedTable } from './printed-table.ts';

const halfYuan = 50;
const fewestRows = 10;

/** Says so when an amount alone in its column, whose others are whole or half yuan as fees are, has odd fen. */
export const uneven = ({ columns, rows }: PrintedTable, { cells }: PrintedRow, column: string): string[] => {
  const at = columns.findIndex(({ name }) => name === column);
  if (columns[at]?.decimals !== 2) return [];
  const amounts = rows.map((row) => row.cells[at]?.value ?? 0).filter((value) => value !== 0);
  const odd = amounts.filter((value) => value % halfYuan !== 0);
  const own = cells[at]?.value ?? 0;
  return amounts.length >= fewestRows && odd.length === 1 && odd[0] === own
    ? [`${cells[at]?.text} is the only ${column} of ${amounts.length} that is not whole or half yuan`]
    : [];
};
