import { readPrintedTable } from '../../statistics/bulletin/audit/printed-table.ts';
import type { ColumnName } from '../../statistics/bulletin/forms.ts';
import type { UsageTable } from './usage-table.ts';

/** One figure the bulletin prints otherwise than the table it was lived from. Counts, and fen. */
export interface Mismatch {
  readonly unit: string;
  readonly column: ColumnName | 'row';
  readonly published: number;
  /** Undefined where the bulletin has none. */
  readonly told: number | undefined;
}

export interface Verdict {
  readonly matching: readonly string[];
  readonly mismatches: readonly Mismatch[];
}

/** Holds a bulletin, as it is printed as CSV, against a table, unit by unit and figure by figure, by value. */
export function verdictOf({ columns, rows }: UsageTable, bulletinCsv: string): Verdict {
  const read = readPrintedTable('bulletin.csv', bulletinCsv);
  if (!read.ok) throw new Error(`the bulletin ${read.mistake}`);
  const { value: bulletin } = read;
  const places = new Map(bulletin.columns.map(({ name }, at) => [name, at]));
  const printed = new Map(bulletin.rows.map((row) => [row.name, row]));
  const matching: string[] = [];
  const mismatches = rows.flatMap(({ unit, figures }): Mismatch[] => {
    const row = printed.get(unit);
    if (!row) return [{ unit, column: 'row', published: 1, told: undefined }];
    const wrong = columns.flatMap((column): Mismatch[] => {
      const published = figures[column] ?? 0;
      const told = row.cells[places.get(column) ?? -1]?.value ?? undefined;
      return told === published ? [] : [{ unit, column, published, told }];
    });
    if (wrong.length === 0) matching.push(unit);
    return wrong;
  });
  return { matching, mismatches };
}

/** The verdict in words: those that match in one line, each figure that does not in one of its own. */
export function verdictLines({ matching, mismatches }: Verdict): string[] {
  return [
    `${matching.length} units come out as published${matching.length > 0 ? `: ${matching.join('、')}` : '.'}`,
    ...mismatches.map(({ unit, column, published, told }) =>
      column === 'row'
        ? `${unit}: the bulletin has no such row`
        : `${unit}: ${column} ${shown(column, published)} published, ${told === undefined ? 'none' : shown(column, told)} told`,
    ),
  ];
}

const shown = (column: string, value: number): string =>
  column.endsWith('_amount') ? (value / 100).toFixed(2) : String(value);
