import {
  type FigureColumn,
  type PrintedTable,
  readPrintedTable,
} from '../../statistics/bulletin/audit/printed-table.ts';
import { type ColumnName, forms, type Grouping, groupWords } from '../../statistics/bulletin/forms.ts';

/** One unit's month as somebody published it; amounts in fen. A column the table does not have is not in it. */
export interface UnitRow {
  /** Of the file, from 1. */
  readonly line: number;
  readonly unit: string;
  readonly grouping: Grouping;
  readonly figures: Readonly<Partial<Record<ColumnName, number>>>;
}

/** A published table of what terminals did in a month. */
export interface UsageTable {
  /** As the file's name says it, 2020-02; not always a month. */
  readonly period: string;
  readonly columns: readonly ColumnName[];
  readonly rows: readonly UnitRow[];
  /** Columns that are no figures of terminals: they are left alone. */
  readonly others: readonly string[];
}

export type ReadTable =
  | { readonly ok: true; readonly table: UsageTable }
  | { readonly ok: false; readonly mistakes: readonly string[] };

/** The longest form has every column there ever was. */
const known: ReadonlySet<string> = new Set(forms['2018'].columns.map(({ name }) => name));
const isKnown = (column: FigureColumn): column is FigureColumn & { readonly name: ColumnName } =>
  known.has(column.name);

const groupings: ReadonlyMap<string, Grouping> = new Map(
  Object.entries(groupWords).map(([grouping, word]) => [word, grouping as Grouping]),
);

/** Reads a table, or says what is wrong with it, each mistake with its line and column. */
export function readUsageTable(file: string, text: string): ReadTable {
  const read = readPrintedTable(file, text);
  if (!read.ok) return { ok: false, mistakes: [read.mistake] };
  const { value } = read;
  const columns = value.columns.filter(isKnown).map(({ name }) => name);
  const mistakes = [...mistakesOfColumns(value, columns), ...mistakesOfRows(value)];
  if (mistakes.length > 0) return { ok: false, mistakes };
  return {
    ok: true,
    table: {
      period: value.period,
      columns,
      rows: value.rows.map(({ line, group, name, cells }) => ({
        line,
        unit: name,
        grouping: groupings.get(group) ?? 'hospital',
        figures: Object.fromEntries(
          value.columns.flatMap((column, at) => (isKnown(column) ? [[column.name, cells[at]?.value ?? 0]] : [])),
        ),
      })),
      others: value.columns.filter((column) => !isKnown(column)).map(({ name }) => name),
    },
  };
}

const mistakesOfColumns = ({ words, columns }: PrintedTable, figures: readonly ColumnName[]): string[] => [
  ...(words.includes('unit') ? [] : ['has no column unit']),
  ...(figures.some((name) => name !== 'terminals')
    ? []
    : [
        `has the columns ${[...words, ...columns.map(({ name }) => name)].join(', ')}; expected one of ${[...known].slice(1).join(', ')} at least`,
      ]),
];

function mistakesOfRows({ words, columns, rows }: PrintedTable): string[] {
  const seen = new Map<string, number>();
  return rows.flatMap(({ line, group, name, cells }) => {
    const before = seen.get(name);
    seen.set(name, line);
    return [
      ...(words.includes('group') && !groupings.has(group)
        ? [`line ${line}, column group: "${group}"; expected ${Object.values(groupWords).join(' or ')}`]
        : []),
      ...(name === '' || [...name].length > 80
        ? [`line ${line}, column unit: "${name}"; expected a name of 1 to 80 characters`]
        : []),
      ...(before === undefined ? [] : [`line ${line}, column unit: ${name} is in line ${before} already`]),
      ...columns.flatMap((column, at) => {
        const cell = cells[at];
        if (!isKnown(column) || (cell?.value !== null && cell && cell.value >= 0)) return [];
        const expected = column.decimals === 2 ? 'yuan with two decimals' : 'a whole number';
        return [`line ${line}, column ${column.name}: "${cell?.text ?? ''}"; expected ${expected}, 0 or more`];
      }),
    ];
  });
}
