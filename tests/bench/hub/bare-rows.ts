import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import type { EventRow } from '../../../statistics/store/tables.ts';

/** Writes rows of events into a table without a key, many at a time and all in one transaction; nothing is faster. */
export interface BareTable {
  insert(rows: readonly EventRow[]): Promise<void>;
  close(): Promise<void>;
}

type Value = string | number | null;

const texts = new Set(['terminal', 'epoch', 'businessDay', 'kind', 'flow', 'ending', 'step', 'device', 'fault']);
const rowsInStatement = 500;

const columnsOf = (row: EventRow): string[] => Object.keys(row);
const valuesOf = (rows: readonly EventRow[]): Value[] => rows.flatMap((row) => Object.values(row) as Value[]);
const tableOf = (columns: readonly string[]): string =>
  `CREATE TABLE bare (${columns.map((name) => `"${name}" ${texts.has(name) ? 'TEXT' : 'BIGINT'}`).join(', ')})`;
const insertOf = (columns: readonly string[], rows: number, mark: (at: number) => string): string => {
  const row = (at: number) => `(${columns.map((_, index) => mark(at * columns.length + index + 1)).join(', ')})`;
  return `INSERT INTO bare VALUES ${Array.from({ length: rows }, (_, at) => row(at)).join(', ')}`;
};

function* statementsOf(rows: readonly EventRow[]): Generator<readonly EventRow[]> {
  for (let at = 0; at < rows.length; at += rowsInStatement) yield rows.slice(at, at + rowsInStatement);
}

/** A commit is on the disk when it returns, as the hub's are. */
export function bareSqlite(file: string, sample: EventRow): BareTable {
  const database = new DatabaseSync(file);
  database.exec('PRAGMA journal_mode = WAL');
  database.exec('PRAGMA synchronous = FULL');
  const columns = columnsOf(sample);
  database.exec(tableOf(columns));
  const insert = database.prepare(insertOf(columns, rowsInStatement, () => '?'));
  return {
    async insert(rows) {
      database.exec('BEGIN');
      for (const some of statementsOf(rows)) insert.run(...valuesOf(some));
      database.exec('COMMIT');
    },
    close: async () => database.close(),
  };
}

export async function barePostgres(url: string, sample: EventRow): Promise<BareTable> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const columns = columnsOf(sample);
  await client.query(tableOf(columns));
  const text = insertOf(columns, rowsInStatement, (at) => `$${at}`);
  return {
    async insert(rows) {
      await client.query('BEGIN');
      for (const some of statementsOf(rows)) await client.query({ name: 'insert', text, values: valuesOf(some) });
      await client.query('COMMIT');
    },
    close: () => client.end(),
  };
}
