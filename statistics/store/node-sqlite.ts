import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import type { SqliteDatabase, SqliteStatement } from 'kysely';

/** Waits so long for another program that holds the file, in milliseconds. */
const busyTimeout = 2_000;

/**
 * Opens a database file (`:memory:` for none), made when it is not there. A commit is on the disk when it returns: in WAL
 * mode SQLite syncs at every commit only under `synchronous=FULL`, and choosing WAL may reset it, so it is set second.
 * Throws when the file cannot be opened, or when its file system cannot keep a write-ahead log.
 */
export const openDatabase = (file: string): DatabaseSync => {
  const database = new DatabaseSync(file, { timeout: busyTimeout });
  try {
    const mode = database.prepare('PRAGMA journal_mode = WAL').get()?.journal_mode;
    if (mode !== 'wal' && file !== ':memory:') throw new Error(`no write-ahead log can be kept beside ${file}`);
    database.exec('PRAGMA synchronous = FULL');
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
};

const isInput = (value: unknown): value is SQLInputValue =>
  value === null ||
  typeof value === 'number' ||
  typeof value === 'bigint' ||
  typeof value === 'string' ||
  ArrayBuffer.isView(value);

const inputs = (parameters: readonly unknown[]): SQLInputValue[] =>
  parameters.map((value) => {
    if (isInput(value)) return value;
    throw new TypeError(`SQLite takes no ${typeof value}`);
  });

/** The few words of better-sqlite3 that Kysely's SQLite dialect speaks, said to `node:sqlite`. */
export const forKysely = (database: DatabaseSync): SqliteDatabase => ({
  close: () => database.close(),
  prepare: (query): SqliteStatement => {
    const statement = database.prepare(query);
    return {
      reader: statement.columns().length > 0,
      all: (parameters) => statement.all(...inputs(parameters)),
      run: (parameters) => statement.run(...inputs(parameters)),
      iterate: (parameters) => statement.iterate(...inputs(parameters)),
    };
  },
});
