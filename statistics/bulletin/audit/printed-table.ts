import { parse } from 'csv-parse/sync';

/** A column of figures. Amounts have two decimals and are held in fen; counts none. */
export interface FigureColumn {
  readonly name: string;
  readonly decimals: 0 | 2;
}

/** A cell as printed, and what it is worth in the column's smallest unit; null when it is no figure. */
export interface Cell {
  readonly text: string;
  readonly value: number | null;
}

export interface PrintedRow {
  /** The line of the file, from 1. */
  readonly line: number;
  /** The bulletin's group; empty in a table without. */
  readonly group: string;
  /** The unit's name, or the channel's. */
  readonly name: string;
  /** As many as the table has columns. */
  readonly cells: readonly Cell[];
}

/** A table as somebody published it. */
export interface PrintedTable {
  /** The file's name without folder and ending: `terminal-usage-2020-02`. */
  readonly name: string;
  /** 2020-02, or 2019; the whole name when it says no period. */
  readonly period: string;
  /** Columns that hold words. */
  readonly words: readonly string[];
  readonly columns: readonly FigureColumn[];
  readonly rows: readonly PrintedRow[];
  /** Of a 合计 line in the file itself. */
  readonly total?: readonly Cell[];
}

export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly mistake: string };

const wordColumns = ['group', 'unit', 'channel', 'hospital_type'];
const totalWord = '合计';

const isAmount = (column: string) => column.endsWith('_amount');

/** 1536218.00 with two decimals is 153621800. Null for anything that is no such figure, or too long to be exact. */
export const readFigure = (text: string, decimals: 0 | 2): number | null => {
  const found = /^(-?)(\d{1,12})(?:\.(\d+))?$/.exec(text.trim());
  if (!found) return null;
  const [, sign, whole = '', fraction = ''] = found;
  if (/[1-9]/.test(fraction.slice(decimals))) return null;
  const size = Number(whole + fraction.slice(0, decimals).padEnd(decimals, '0'));
  return sign === '-' && size !== 0 ? -size : size;
};

/** 153621800 with two decimals is 1536218.00. */
export const figureText = (value: number, decimals: 0 | 2): string => {
  const digits = String(Math.abs(value)).padStart(decimals + 1, '0');
  const cut = digits.length - decimals;
  return `${value < 0 ? '-' : ''}${digits.slice(0, cut)}${decimals > 0 ? `.${digits.slice(cut)}` : ''}`;
};

const periodOf = (name: string): string => /(?<!\d)\d{4}(?:-\d{2})?$/.exec(name)?.[0] ?? name;

export const tableName = (file: string): string => (file.split(/[\\/]/).at(-1) ?? file).replace(/\.csv$/i, '');

const linesOf = (text: string): Read<{ record: string[]; line: number }[]> => {
  try {
    // With `info` each record comes with its place, which the types of csv-parse do not say.
    const records = parse(text, {
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    return { ok: true, value: records.map(({ record, info }) => ({ record, line: info.lines })) };
  } catch (error) {
    return { ok: false, mistake: `is no CSV: ${error instanceof Error ? error.message : error}` };
  }
};

/** Reads a published table. What its cells hold is the audit's business; a file that is no such table is a mistake. */
export const readPrintedTable = (file: string, text: string): Read<PrintedTable> => {
  const lines = linesOf(text);
  if (!lines.ok) return lines;
  const [head, ...body] = lines.value;
  if (!head || body.length === 0)
    return { ok: false, mistake: 'has no rows; expected a heading line and rows of figures' };
  const names = head.record;
  const words = names.filter((name) => wordColumns.includes(name));
  const keyAt = names.findIndex((name) => name === 'unit' || name === 'channel');
  if (keyAt < 0 || names.length === words.length) {
    return {
      ok: false,
      mistake: `has the columns ${names.join(', ')}; expected one called unit or channel, and columns of figures`,
    };
  }
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) return { ok: false, mistake: `has the column ${twice} twice` };
  const odd = body.find(({ record }) => record.length !== names.length);
  if (odd) {
    return {
      ok: false,
      mistake: `line ${odd.line} has ${odd.record.length} fields where the heading has ${names.length}`,
    };
  }
  const columns = names.flatMap((name, at) =>
    wordColumns.includes(name) ? [] : [{ name, at, decimals: isAmount(name) ? (2 as const) : (0 as const) }],
  );
  const groupAt = names.indexOf('group');
  const rows: PrintedRow[] = body.map(({ record, line }) => ({
    line,
    group: groupAt < 0 ? '' : (record[groupAt] ?? ''),
    name: record[keyAt] ?? '',
    cells: columns.map(({ at, decimals }) => {
      const cell = record[at] ?? '';
      return { text: cell, value: readFigure(cell, decimals) };
    }),
  }));
  const isTotal = ({ group, name }: PrintedRow) => group === totalWord || name === totalWord;
  const name = tableName(file);
  const total = rows.find(isTotal)?.cells;
  return {
    ok: true,
    value: {
      name,
      period: periodOf(name),
      words,
      columns: columns.map(({ name: column, decimals }) => ({ name: column, decimals })),
      rows: rows.filter((row) => !isTotal(row)),
      ...(total && { total }),
    },
  };
};
