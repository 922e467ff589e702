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

/** Pages kept in memory, in KiB: a month of a city's roll-ups, and the ends of the terminals' rows. SQLite keeps 2,000. */
const keptPages = 65_536;

/**
 * Pages the log holds before they are moved into the file, 32 MB of them; SQLite moves every thousand. Rows that change with
 * every batch are moved once for many.
 */
const pagesInLog = 8_000;

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
    database.exec(`PRAGMA cache_size = -${keptPages}`);
    database.exec(`PRAGMA wal_autocheckpoint = ${pagesInLog}`);
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

interface Ready {
  readonly statement: StatementSync;
  /** It answers with rows. Asking a statement of thirty columns takes as long as asking a small table. */
  readonly reader: boolean;
}

const readyOf = (statement: StatementSync): Ready => ({ statement, reader: statement.columns().length > 0 });

const statementsOf = (database: DatabaseSync) => {
  const kept = new Map<string, Ready>();
  return (query: string): Ready => {
    const ready = kept.get(query) ?? readyOf(database.prepare(query));
    kept.delete(query);
    kept.set(query, ready);
    const [oldest] = kept.size > mostKept ? kept.keys() : [];
    if (oldest !== undefined) kept.delete(oldest);
    return ready;
  };
};

/** The few words of better-sqlite3 that Kysely's SQLite dialect speaks, said to `node:sqlite`. */
const forKysely = (database: DatabaseSync): SqliteDatabase => {
  const ready = statementsOf(database);
  return {
    close: () => database.close(),
    prepare: (query): SqliteStatement => {
      const { statement, reader } = ready(query);
      return {
        reader,
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
