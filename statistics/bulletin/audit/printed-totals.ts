import { parse } from 'csv-parse/sync';
import type { Cell, PrintedTable, Read } from './printed-table.ts';
import { readFigure } from './printed-table.ts';

/** What a bulletin printed under its columns: by the table's name, then the column's. */
export type PrintedTotals = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Reads a small file of named columns: its rows, by column. */
export const readRecords = (text: string, wanted: readonly string[]): Read<Record<string, string>[]> => {
  let lines: string[][];
  try {
    lines = parse(text, { bom: true, skip_empty_lines: true, trim: true });
  } catch (error) {
    return { ok: false, mistake: `is no CSV: ${error instanceof Error ? error.message : error}` };
  }
  const [head = [], ...body] = lines;
  const missing = wanted.filter((name) => !head.includes(name));
  return missing.length > 0
    ? { ok: false, mistake: `lacks ${missing.join(', ')}; expected the columns ${wanted.join(', ')}` }
    : { ok: true, value: body.map((line) => Object.fromEntries(head.map((name, at) => [name, line[at] ?? '']))) };
};

export const readPrintedTotals = (text: string): Read<PrintedTotals> => {
  const read = readRecords(text, ['table', 'column', 'total']);
  if (!read.ok) return read;
  const totals = new Map<string, Map<string, string>>();
  for (const { table = '', column = '', total = '' } of read.value) {
    const columns = totals.get(table) ?? new Map<string, string>();
    if (columns.has(column)) return { ok: false, mistake: `has the total of ${table} ${column} twice` };
    totals.set(table, columns.set(column, total));
  }
  return { ok: true, value: totals };
};

/** The totals printed for a table, in the order of its columns; undefined where none was. */
export const totalsOf = (table: PrintedTable, totals: PrintedTotals | undefined): readonly (Cell | undefined)[] =>
  table.columns.map(({ name, decimals }, at) => {
    const text = totals?.get(table.name)?.get(name);
    return text === undefined ? table.total?.[at] : { text, value: readFigure(text, decimals) };
  });
