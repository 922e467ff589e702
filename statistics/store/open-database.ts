import { CamelCasePlugin, type Dialect, Kysely, type Logger } from 'kysely';
import { Migrator } from 'kysely/migration';
import type { Connections, HubDatabase } from './hub-store.ts';
import { migrationsFor } from './migrations.ts';
import { postgresDialect, postgresPool } from './postgres.ts';
import { openSqliteFile, sqliteDialect } from './sqlite.ts';
import type { Tables } from './tables.ts';

/** The database cannot be used; the message says in plain words which, why and what to change, and never a password. */
export class DatabaseError extends Error {
  override name = 'DatabaseError';
}

export const databaseForms =
  'sqlite:FILE, such as sqlite:var/hub.sqlite, or postgres://user:password@host:5432/database';

/** A connection string without what must not be read over a shoulder. */
export const shownDatabase = (url: string): string => {
  if (url.startsWith('sqlite:')) return url;
  try {
    const { protocol, host, pathname } = new URL(url);
    return `${protocol}//${host}${pathname}`;
  } catch {
    return `${url.split(':')[0]}:…`;
  }
};

const sqlite = 'sqlite:';
export const isDatabaseUrl = (url: string): boolean =>
  url.startsWith(sqlite) ? url.length > sqlite.length : /^postgres(ql)?:\/\/./.test(url);

/** What went wrong, of an error and of those it gathers: a host with two addresses refuses twice. */
const reasonOf = (error: unknown): string => {
  if (error instanceof AggregateError) return [...new Set(error.errors.map(reasonOf))].join('; ');
  return error instanceof Error && error.message ? error.message : String(error);
};

const advice = (url: string): string =>
  url.startsWith(sqlite)
    ? 'expected a file of this hub, or a new one in a folder that exists and can be written'
    : 'expected a PostgreSQL server that runs there and an account that may make tables in that database';

const unusable = (url: string, error: unknown): DatabaseError => {
  const { password = '' } = URL.canParse(url) ? new URL(url) : {};
  const said = reasonOf(error);
  const why = [password, decodeURIComponent(password)].reduce(
    (text, it) => (it ? text.replaceAll(it, '…') : text),
    said,
  );
  return new DatabaseError(`database: ${shownDatabase(url)} cannot be used (${why}); ${advice(url)}`);
};

/** One file is one connection, and nobody waits for another. */
const oneConnection: Connections = { used: 1, idle: 0, waiting: 0 };

const reachOf = (url: string): { readonly dialect: Dialect; readonly connections: HubDatabase['connections'] } => {
  if (url.startsWith(sqlite)) {
    return { dialect: sqliteDialect(openSqliteFile(url.slice(sqlite.length))), connections: () => oneConnection };
  }
  const pool = postgresPool(url);
  const connections = () => ({
    used: pool.totalCount - pool.idleCount,
    idle: pool.idleCount,
    waiting: pool.waitingCount,
  });
  return { dialect: postgresDialect(pool), connections };
};

/** A version of the tables that this program does not know; nothing when all are known. */
const newerThanKnown = (error: unknown): string | undefined =>
  /previously executed migration (\S+) is missing/.exec(reasonOf(error))?.[1];

/**
 * Opens the hub's database, `sqlite:FILE`, `sqlite::memory:` or `postgres://…`, and brings its tables up to date; several
 * hubs may do so at once. Rejects with a `DatabaseError`, everything closed again, when it cannot be reached, is none, or
 * was written by a newer hub. `log` hears of each statement after it ran.
 */
export const openDatabase = async (url: string, log?: Logger): Promise<HubDatabase> => {
  if (!isDatabaseUrl(url)) throw new DatabaseError(`database: ${shownDatabase(url)}; expected ${databaseForms}`);
  const kind = url.startsWith(sqlite) ? 'sqlite' : 'postgres';
  let bare: Kysely<Tables> | undefined;
  let connections: HubDatabase['connections'];
  try {
    const reach = reachOf(url);
    connections = reach.connections;
    bare = new Kysely<Tables>({ dialect: reach.dialect, ...(log && { log }) });
    const migrator = new Migrator({ db: bare, provider: { getMigrations: async () => migrationsFor(kind) } });
    const { error } = await migrator.migrateToLatest();
    if (error !== undefined) throw error;
  } catch (error) {
    await bare?.destroy();
    const newer = newerThanKnown(error);
    if (newer === undefined) throw unusable(url, error);
    throw new DatabaseError(
      `database: ${shownDatabase(url)} was written by a newer hub, which has ${newer}; expected this program to be at least as new: start the newer one, or restore a backup from before the upgrade`,
    );
  }
  const db = bare.withPlugin(new CamelCasePlugin());
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= db.destroy();
    return closing;
  };
  return { kind, db, connections, close };
};
