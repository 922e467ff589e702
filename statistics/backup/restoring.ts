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

/** A database and what SQLite keeps beside it: next to a log that is not its own a whole file is read as another one. */
const withItsLog = (file: string): readonly string[] => [file, `${file}-wal`, `${file}-shm`];

const refuseThere = async (file: string): Promise<void> => {
  for (const it of withItsLog(file)) {
    if (!(await isThere(it))) continue;
    throw new BackupError(
      `${it} is there already; move ${withItsLog(file).join(', ')} away together, those of them that are there, or name another file`,
    );
  }
};

/** Everybody is signed out, and from now on the hub above is told of later changes than any before. All of it or nothing. */
const marked = async (database: string, now: number): Promise<Restored> => {
  const { db, close } = await openDatabase(database);
  try {
    return await db.transaction().execute(async (tx) => {
      await tx.deleteFrom('session').execute();
      await tx.insertInto('restoration').values({ restoredAt: now }).execute();
      return tx
        .selectFrom('terminal')
        .select(({ fn }) => [fn.countAll<number>().as('terminals'), fn.max('heardAt').as('heardAt')])
        .executeTakeFirstOrThrow();
    });
  } finally {
    await close();
  }
};

/** Under its own name only once it is whole, up to date and marked: cut off at any moment, it is not there. */
const restoreFile = async (options: RestoreOptions, now: number): Promise<Restored> => {
  const file = options.database.slice(sqlite.length);
  await refuseThere(file);
  const part = `${file}.restoring`;
  const removeParts = async () => {
    for (const it of withItsLog(part)) await rm(it, { force: true });
  };
  // Of one that was cut off.
  await removeParts();
  try {
    const unsealed = opened(options);
    const out = createWriteStream(part, { mode: 0o600 });
    unsealed.child.stdout.pipe(out);
    await Promise.all([unsealed.ended, finished(out)]);
    const database = new DatabaseSync(part, { readOnly: true });
    const found = database.prepare('pragma integrity_check').get()?.integrity_check;
    database.close();
    if (found !== 'ok') throw new BackupError(`the archive holds a database that is not whole: ${String(found)}`);
    const restored = await marked(`${sqlite}${part}`, now);
    const handle = await open(part);
    await handle.sync();
    await handle.close();
    await rename(part, file);
    const folder = await open(dirname(file));
    await folder.sync();
    await folder.close();
    return restored;
  } finally {
    await removeParts();
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
      throw new BackupError(
        'database: there are tables in it already; expected an empty one, made by createdb. If a restore was cut off, start no hub on what it left: dropdb, createdb, and restore again',
      );
    }
  } finally {
    await client.end();
  }
};

/** The tables come all or not at all, and are marked after that: a failure between says that they are not. */
const restoreTables = async (options: RestoreOptions, now: number): Promise<Restored> => {
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
  return marked(options.database, now).catch((error: unknown) => {
    throw new BackupError(
      `${error instanceof Error ? error.message : error}; the tables are in it, old sessions too: start no hub on it, but dropdb, createdb, and restore again`,
    );
  });
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
  return kind === 'sqlite' ? restoreFile(options, now) : restoreTables(options, now);
};
