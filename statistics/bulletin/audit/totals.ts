import { type Cause, type ColumnSum, differenceOf, explain } from './explanation.ts';
import type { Finding } from './finding.ts';
import { type Cell, figureText, type PrintedTable } from './printed-table.ts';
import { partsOf, rowTotalColumn } from './row-totals.ts';

/** Of explanations as good as each other so many are told. */
const mostTold = 12;

const isFigure = (value: number | null | undefined): value is number => typeof value === 'number';

/** The columns whose total was printed and whose cells are figures, every one. */
const checkable = ({ columns, rows }: PrintedTable, totals: readonly (Cell | undefined)[]): ColumnSum[] =>
  columns.flatMap(({ name, decimals }, at) => {
    const printed = totals[at]?.value;
    const values = rows.map(({ cells }) => cells[at]?.value).filter(isFigure);
    return isFigure(printed) && values.length === rows.length ? [{ column: name, decimals, printed, values }] : [];
  });

/** Whether a row could hold another value: not when its own total says that it holds what it holds. */
const couldBe = (table: PrintedTable) => (row: number, column: string, value: number) => {
  const at = table.columns.findIndex(({ name }) => name === column);
  const cells = (table.rows[row]?.cells ?? []).map((cell, place) => (place === at ? value : cell.value));
  const total = rowTotalColumn(table);
  return total === undefined || cells[total] === partsOf(table, cells);
};

/** Where a row that is left out, or counted twice, is counted as it should be. */
const countedRight = ({ columns, rows }: PrintedTable, row: string, differing: readonly string[]): string[] =>
  columns.flatMap(({ name }, at) => {
    const cell = rows.find((it) => it.name === row)?.cells[at];
    return cell?.value && !differing.includes(name) ? [`${name} ${cell.text}`] : [];
  });

const told = (table: PrintedTable, differing: readonly string[]) => (cause: Cause) => {
  const [only, ...rest] = cause.explanations;
  const row = rest.length === 0 && only && 'rows' in only && only.rows.length === 1 ? only.rows[0] : undefined;
  return {
    columns: cause.columns,
    explanations: cause.explanations.slice(0, mostTold),
    more: Math.max(0, cause.explanations.length - mostTold),
    countedRight: row === undefined ? [] : countedRight(table, row, differing),
  };
};

/** Printed totals beside the sums of their rows. */
export const totalFindings = (table: PrintedTable, totals: readonly (Cell | undefined)[]): Finding[] => {
  const checked = checkable(table, totals);
  const differing = checked.filter((sum) => differenceOf(sum) !== 0);
  const unreadable: Finding[] = table.columns.flatMap(({ name }, at) =>
    totals[at]?.value === null
      ? [{ kind: 'impossible', weight: 'wrong', row: '合计', reason: `${name} "${totals[at]?.text}" is no figure` }]
      : [],
  );
  if (differing.length === 0) return unreadable;
  const names = table.rows.map(({ name }) => name);
  return [
    ...unreadable,
    {
      kind: 'totals',
      weight: 'wrong',
      of: checked.length,
      differences: differing.map((sum) => ({
        column: sum.column,
        printed: figureText(sum.printed, sum.decimals),
        rows: figureText(sum.printed - differenceOf(sum), sum.decimals),
        difference: figureText(differenceOf(sum), sum.decimals),
      })),
      causes: explain(differing, names, couldBe(table)).map(
        told(
          table,
          differing.map(({ column }) => column),
        ),
      ),
    },
  ];
};
