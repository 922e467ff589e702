import { createWriteStream } from 'node:fs';
import { access, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { finished } from 'node:stream/promises';
import { archiveName, tooMany } from './archive-name.ts';
import { BackupError, feed, type Program, start, withoutPassword } from './programs.ts';

export interface BackupOptions {
  /** `sqlite:FILE` or `postgres://…` */
  readonly database: string;
  readonly folder: string;
  /** The public half of the key that opens the archive, `age1…`. */
  readonly recipient: string;
  /** How many archives are left in the folder. */
  readonly keep: number;
}

export interface Backup {
  readonly file: string;
  readonly bytes: number;
  /** Archives that were removed because there are newer ones. */
  readonly removed: readonly string[];
}

const sqlite = 'sqlite:';

/** On the disk, with its name, before anybody is told that it is there. */
const settle = async (path: string): Promise<void> => {
  const handle = await open(path);
  await handle.sync();
  await handle.close();
};

/** Writes what a program says to a file that only this account reads. */
const written = async ({ child }: Program, file: string): Promise<void> => {
  const out = createWriteStream(file, { mode: 0o600 });
  child.stdout.pipe(out);
  await finished(out);
};

/** As the database is at this moment, while others write to it. It is read back to its end before it counts. */
const dumpPostgres = async (database: string, sealed: Program): Promise<void> => {
  const { url, env } = withoutPassword(database);
  const dump = start('pg_dump', ['--format=custom', '--no-owner', '--no-privileges', '--dbname', url], env);
  const reader = start('pg_restore', ['--file=/dev/null']);
  reader.child.stdout.resume();
  feed(dump.child.stdout, sealed);
  feed(dump.child.stdout, reader);
  await Promise.all([dump.ended, reader.ended]);
};

/** A copy beside the archive, in one transaction while others write; it is checked, sealed, and taken away. */
const copySqlite = async (file: string, copy: string, sealed: () => Program): Promise<Program> => {
  let source: DatabaseSync;
  try {
    await access(file);
    // One that may only read would leave its log behind it.
    source = new DatabaseSync(file, { timeout: 20_000 });
  } catch (error) {
    throw new BackupError(`database: ${file} cannot be read (${error instanceof Error ? error.message : error})`);
  }
  try {
    source.prepare('vacuum into ?').run(copy);
  } finally {
    source.close();
  }
  const made = new DatabaseSync(copy, { readOnly: true });
  const found = made.prepare('pragma integrity_check').get()?.integrity_check;
  made.close();
  if (found !== 'ok') throw new BackupError(`the copy of ${file} is not whole: ${String(found)}`);
  return sealed();
};

/**
 * Writes a sealed archive of a hub's database, as it is at one moment, while hubs go on writing to it. Rejects with a
 * `BackupError`, and then leaves no archive behind.
 */
export const backUp = async ({ database, folder, recipient, keep }: BackupOptions, now: number): Promise<Backup> => {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const name = archiveName(now, database.startsWith(sqlite) ? 'sqlite' : 'postgres');
  const [file, part, copy] = [join(folder, name), join(folder, `${name}.part`), join(folder, `${name}.copy`)];
  try {
    if (database.startsWith(sqlite)) {
      const seal = await copySqlite(database.slice(sqlite.length), copy, () =>
        start('age', ['--recipient', recipient, copy]),
      );
      seal.child.stdin.end();
      await Promise.all([seal.ended, written(seal, part)]);
    } else {
      const seal = start('age', ['--recipient', recipient]);
      await Promise.all([seal.ended, written(seal, part), dumpPostgres(database, seal)]);
    }
    await settle(part);
    await rename(part, file);
    await settle(folder);
  } finally {
    for (const rest of [part, copy]) await rm(rest, { force: true });
  }
  const removed = tooMany(await readdir(folder), keep);
  for (const old of removed) await rm(join(folder, old));
  return { file, bytes: (await stat(file)).size, removed };
};
