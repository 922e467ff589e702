import { CamelCasePlugin, type Dialect, Kysely, type Logger } from 'kysely';
import { Migrator } from 'kysely/migration';
import type { HubDatabase } from './hub-store.ts';
import { migrationsFor } from './migrations.ts';
import { postgresDialect } from './postgres.ts';
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

const dialectOf = (url: string): Dialect =>
  url.startsWith(sqlite) ? sqliteDialect(openSqliteFile(url.slice(sqlite.length))) : postgresDialect(url);

/**
 * Opens the hub's database, `sqlite:FILE`, `sqlite::memory:` or `postgres://…`, and brings its tables up to date; several
 * hubs may do so at once. Rejects with a `DatabaseError`, everything closed again, when it cannot be reached, is none, or
 * was written by a newer hub. `log` hears of each statement after it ran.
 */
export const openDatabase = async (url: string, log?: Logger): Promise<HubDatabase> => {
  if (!isDatabaseUrl(url)) throw new DatabaseError(`database: ${shownDatabase(url)}; expected ${databaseForms}`);
  const kind = url.startsWith(sqlite) ? 'sqlite' : 'postgres';
  let bare: Kysely<Tables> | undefined;
  try {
    bare = new Kysely<Tables>({ dialect: dialectOf(url), ...(log && { log }) });
    const migrator = new Migrator({ db: bare, provider: { getMigrations: async () => migrationsFor(kind) } });
    const { error } = await migrator.migrateToLatest();
    if (error !== undefined) throw error;
  } catch (error) {
    await bare?.destroy();
    throw unusable(url, error);
  }
  const db = bare.withPlugin(new CamelCasePlugin());
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= db.destroy();
    return closing;
  };
  return { kind, db, close };
};
