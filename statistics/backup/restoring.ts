import { createWriteStream } from 'node:fs';
import { access, open, rename, rm } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { finished } from 'node:stream/promises';
import pg from 'pg';
import { openDatabase } from '../store/open-database.ts';
import { kindOfArchive } from './archive-name.ts';
import { BackupError, feed, start, withoutPassword } from './programs.ts';

export interface RestoreOptions {
  readonly archive: string;
  /** The file with the secret half of the key the archive was sealed for. */
  readonly identity: string;
  readonly database: string;
}

/** What the restored hub holds. */
export interface Restored {
  readonly terminals: number;
  /** When the hub last heard of any terminal before the backup, UTC milliseconds; null when it never did. */
  readonly heardAt: number | null;
}

const sqlite = 'sqlite:';

const opened = ({ archive, identity }: RestoreOptions) => {
  const program = start('age', ['--decrypt', '--identity', identity, archive]);
  program.child.stdin.end();
  return program;
};

const isThere = (file: string) =>
  access(file).then(
    () => true,
    () => false,
  );

/** Under its own name only once it is whole. */
const restoreFile = async (options: RestoreOptions): Promise<void> => {
  const file = options.database.slice(sqlite.length);
  if (await isThere(file)) throw new BackupError(`${file} is there already; move it away first, or name another file`);
  const part = `${file}.restoring`;
  try {
    const unsealed = opened(options);
    const out = createWriteStream(part, { mode: 0o600 });
    unsealed.child.stdout.pipe(out);
    await Promise.all([unsealed.ended, finished(out)]);
    const database = new DatabaseSync(part, { readOnly: true });
    const found = database.prepare('pragma integrity_check').get()?.integrity_check;
    database.close();
    if (found !== 'ok') throw new BackupError(`the archive holds a database that is not whole: ${String(found)}`);
    const handle = await open(part);
    await handle.sync();
    await handle.close();
    await rename(part, file);
    const folder = await open(dirname(file));
    await folder.sync();
    await folder.close();
  } finally {
    await rm(part, { force: true });
  }
};

const refuseFull = async (url: string): Promise<void> => {
  const client = new pg.Client(url);
  await client.connect().catch((error: Error) => {
    throw new BackupError(`database: cannot be reached (${error.message}); make it first: createdb hub`);
  });
  try {
    const { rows } = await client.query("select count(*)::int as count from pg_tables where schemaname = 'public'");
    if (rows[0]?.count > 0) {
      throw new BackupError('database: there are tables in it already; expected an empty one, made by createdb');
    }
  } finally {
    await client.end();
  }
};

/** All of it or nothing. */
const restoreTables = async (options: RestoreOptions): Promise<void> => {
  await refuseFull(options.database);
  const { url, env } = withoutPassword(options.database);
  const unsealed = opened(options);
  const args = ['--single-transaction', '--exit-on-error', '--no-owner', '--no-privileges', '--dbname', url];
  const restore = start('pg_restore', args, env);
  restore.child.stdout.resume();
  feed(unsealed.child.stdout, restore);
  const [sealed, put] = await Promise.allSettled([unsealed.ended, restore.ended]);
  // A seal that is broken makes the rest fail too, with words that say less.
  for (const it of [sealed, put]) if (it.status === 'rejected') throw it.reason;
};

/**
 * Puts an archive into a new database and brings its tables up to date. Everybody is signed out, and the hub above is
 * told that this one went back. Rejects with a `BackupError` or a `DatabaseError`.
 */
export const restore = async (options: RestoreOptions, now: number): Promise<Restored> => {
  const kind = options.database.startsWith(sqlite) ? 'sqlite' : 'postgres';
  const archived = kindOfArchive(basename(options.archive));
  if (archived === undefined) {
    throw new BackupError(
      `${options.archive}: expected an archive by its name, such as hub-20261121T010203Z.${kind}.age`,
    );
  }
  if (archived !== kind) {
    throw new BackupError(`${options.archive} is of ${archived}; expected one of ${kind}, as the database is`);
  }
  await (kind === 'sqlite' ? restoreFile(options) : restoreTables(options));
  const database = await openDatabase(options.database);
  try {
    const { db } = database;
    await db.deleteFrom('session').execute();
    await db.insertInto('restoration').values({ restoredAt: now }).execute();
    const { terminals, heardAt } = await db
      .selectFrom('terminal')
      .select(({ fn }) => [fn.countAll<number>().as('terminals'), fn.max('heardAt').as('heardAt')])
      .executeTakeFirstOrThrow();
    return { terminals, heardAt };
  } finally {
    await database.close();
  }
};
