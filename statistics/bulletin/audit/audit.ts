import type { Aliases } from './aliases.ts';
import { type Audit, isWrong, type TableAudit } from './finding.ts';
import { alikeRows, impossibleFindings, sameUnitTwice } from './impossible.ts';
import { outlierFindings } from './outliers.ts';
import type { PrintedTable } from './printed-table.ts';
import { type PrintedTotals, totalsOf } from './printed-totals.ts';
import { orderFindings } from './row-order.ts';
import { rowTotalFindings } from './row-totals.ts';
import { totalFindings } from './totals.ts';
import { joiningFindings } from './units-joined.ts';

export interface AuditQuestion {
  readonly tables: readonly PrintedTable[];
  /** Further periods to compare with, which are not audited themselves. */
  readonly others: readonly PrintedTable[];
  readonly totals?: PrintedTotals;
  readonly aliases: Aliases;
}

/** Whether two tables are of one series: their rows are the same kind of thing, and most of their columns are the same. */
const isOfSeries = (a: PrintedTable, b: PrintedTable): boolean => {
  const names = new Set(b.columns.map(({ name }) => name));
  const shared = a.columns.filter(({ name }) => names.has(name)).length;
  return a.words.join() === b.words.join() && shared * 2 > Math.min(a.columns.length, b.columns.length);
};

const auditTable = (table: PrintedTable, { tables, others, totals, aliases }: AuditQuestion): TableAudit => {
  const series = [...tables, ...others].filter((it) => it.name !== table.name && isOfSeries(it, table));
  const printed = totalsOf(table, totals);
  return {
    table: table.name,
    period: table.period,
    rows: table.rows.length,
    totalsPrinted: printed.filter((cell) => cell !== undefined).length,
    findings: [
      ...totalFindings(table, printed),
      ...rowTotalFindings(table),
      ...impossibleFindings(table),
      ...sameUnitTwice(table, aliases),
      ...alikeRows(table, aliases),
      ...outlierFindings(table, series, aliases),
      ...joiningFindings(table, series, aliases),
      ...orderFindings(table),
    ],
  };
};

/** Checks published tables against themselves, their printed totals and each other. */
export const audit = (question: AuditQuestion): Audit => {
  const tables = question.tables.map((table) => auditTable(table, question));
  return { tables, wrong: tables.some(({ findings }) => findings.some(isWrong)) };
};
