import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import {
  CompiledQuery,
  type DatabaseConnection,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
  type SqliteStatement,
} from 'kysely';

/** Waits so long for another program that writes to the file, in milliseconds. */
const busyTimeout = 5_000;

/**
 * Opens a database file (`:memory:` for none), made when it is not there. A commit is on the disk when it returns: in WAL
 * mode SQLite syncs at every commit only under `synchronous=FULL`, and choosing WAL may reset it, so it is set second.
 * Throws when the file cannot be opened, or when its file system cannot keep a write-ahead log.
 */
export const openSqliteFile = (file: string): DatabaseSync => {
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

/** What SQLite does not take, such as a truth value, it refuses itself. */
const inputs = (parameters: readonly unknown[]) => parameters as readonly SQLInputValue[];

/** Statements made ready are kept, the last used longest: making one takes longer than most take to run. */
const mostKept = 500;

const statementsOf = (database: DatabaseSync) => {
  const kept = new Map<string, StatementSync>();
  return (query: string): StatementSync => {
    const statement = kept.get(query) ?? database.prepare(query);
    kept.delete(query);
    kept.set(query, statement);
    const [oldest] = kept.keys();
    if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
    return statement;
  };
};

/** The few words of better-sqlite3 that Kysely's SQLite dialect speaks, said to `node:sqlite`. */
const forKysely = (database: DatabaseSync): SqliteDatabase => {
  const ready = statementsOf(database);
  return {
    close: () => database.close(),
    prepare: (query): SqliteStatement => {
      const statement = ready(query);
      return {
        reader: statement.columns().length > 0,
        all: (parameters) => statement.all(...inputs(parameters)),
        run: (parameters) => statement.run(...inputs(parameters)),
        // Walked by its asker's pace, while the kept one may be asked again.
        iterate: (parameters) => database.prepare(query).iterate(...inputs(parameters)),
      };
    },
  };
};

/** SQLite rolls table changes back like any other; with this a migration cut off half-way leaves nothing behind. */
class Adapter extends SqliteAdapter {
  override get supportsTransactionalDdl() {
    return true;
  }
}

/** A transaction takes the right to write when it begins: one that reads first could find later that it may not. */
class Driver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection) {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
}

class Dialect extends SqliteDialect {
  readonly #database: SqliteDatabase;
  constructor(database: SqliteDatabase) {
    super({ database });
    this.#database = database;
  }
  override createAdapter() {
    return new Adapter();
  }
  override createDriver() {
    return new Driver({ database: this.#database });
  }
}

/** Kysely's words for a database that `openSqliteFile` opened, which it closes in the end. */
export const sqliteDialect = (database: DatabaseSync): SqliteDialect => new Dialect(forKysely(database));
