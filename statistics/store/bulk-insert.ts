import { type CompiledQuery, type Kysely, sql, type Transaction } from 'kysely';
import type { Tables } from './tables.ts';

/** How the rows of a table are written: which columns in which order, and what becomes of a row that is there already. */
export interface Bulk<Table extends keyof Tables, Column extends keyof Tables[Table] & string> {
  readonly table: Table;
  readonly columns: readonly Column[];
  /** Absent where a row that is there already must make everything fail. */
  readonly conflict?: {
    readonly key: readonly Column[];
    /** These take the new row's value. */
    readonly replace?: readonly Column[];
    /** To these the new row's value is added. */
    readonly add?: readonly Column[];
  };
}

/** Of more rows several statements are made. */
const mostRows = 128;

/** The tables are written alike, whatever their columns: Kysely is told of them by name. */
type ByName = Kysely<Record<string, Record<string, unknown>>>;

const compile = <Table extends keyof Tables, Column extends keyof Tables[Table] & string>(
  db: Kysely<Tables>,
  { table, columns, conflict }: Bulk<Table, Column>,
  rows: number,
): CompiledQuery => {
  const blank = Object.fromEntries(columns.map((column) => [column, 0]));
  const insert = (db as unknown as ByName).insertInto(table).values(Array.from({ length: rows }, () => blank));
  if (!conflict) return insert.compile();
  const { key, replace = [], add = [] } = conflict;
  const excluded = (column: string) => sql.ref(`excluded.${column}`);
  return insert
    .onConflict((target) =>
      target
        .columns([...key])
        .doUpdateSet(
          Object.fromEntries([
            ...replace.map((column) => [column, excluded(column)]),
            ...add.map((column) => [column, sql`${sql.ref(`${table}.${column}`)} + ${excluded(column)}`]),
          ]),
        ),
    )
    .compile();
};

/**
 * Writes rows, in their order, with statements that were compiled once: building one for five hundred rows takes longer
 * than running it. Rows come in halves of the most: 128, 64, 32 …, so that there are few statements to keep. `push` puts
 * a row's values to others in the order of the columns.
 */
export const bulkInsertOf = <Row, Table extends keyof Tables, const Column extends keyof Tables[Table] & string>(
  db: Kysely<Tables>,
  bulk: Bulk<Table, Column>,
  push: (values: unknown[], row: Row) => void,
) => {
  const compiled = new Map<number, CompiledQuery>();
  const statement = (rows: number): CompiledQuery => {
    const kept = compiled.get(rows) ?? compile(db, bulk, rows);
    compiled.set(rows, kept);
    return kept;
  };
  return async (tx: Transaction<Tables>, rows: readonly Row[]): Promise<void> => {
    let size = mostRows;
    for (let at = 0; at < rows.length; at += size) {
      while (size > rows.length - at) size /= 2;
      const parameters: unknown[] = [];
      for (const row of rows.slice(at, at + size)) push(parameters, row);
      await tx.executeQuery({ ...statement(size), parameters });
    }
  };
};

/** The same for rows that are as the table has them. */
export const bulkInsert = <Table extends keyof Tables, const Column extends keyof Tables[Table] & string>(
  db: Kysely<Tables>,
  bulk: Bulk<Table, Column>,
) =>
  bulkInsertOf(db, bulk, (values, row: Pick<Tables[Table], Column>) => {
    for (const column of bulk.columns) values.push(row[column]);
  });
