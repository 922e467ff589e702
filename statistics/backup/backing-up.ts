import { createWriteStream } from 'node:fs';
import { access, mkdir, mkdtemp, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { finished } from 'node:stream/promises';
import { archiveName, isLeftOver, tooMany } from './archive-name.ts';
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

/**
 * Calls with a folder for a copy in clear that this account alone enters: beside the database, on its disk, and never
 * where archives are taken away from. What a backup that was cut off left there goes first.
 */
const inFolderBeside = async (file: string, use: (folder: string) => Promise<void>): Promise<void> => {
  const [parent, begin] = [dirname(file), `${basename(file)}.backing-up-`];
  for (const name of await readdir(parent)) {
    if (name.startsWith(begin)) await rm(join(parent, name), { recursive: true, force: true });
  }
  const folder = await mkdtemp(join(parent, begin));
  try {
    await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** A copy, in one transaction while others write. It is checked. */
const copySqlite = (file: string, copy: string): void => {
  // One that may only read would leave its log behind it.
  const source = new DatabaseSync(file, { timeout: 20_000 });
  try {
    source.prepare('vacuum into ?').run(copy);
  } finally {
    source.close();
  }
  const made = new DatabaseSync(copy, { readOnly: true });
  const found = made.prepare('pragma integrity_check').get()?.integrity_check;
  made.close();
  if (found !== 'ok') throw new BackupError(`the copy of ${file} is not whole: ${String(found)}`);
};

const sealSqlite = async (file: string, recipient: string, part: string): Promise<void> => {
  const unreadable = (error: unknown): never => {
    throw new BackupError(`database: ${file} cannot be read (${error instanceof Error ? error.message : error})`);
  };
  await access(file).catch(unreadable);
  await inFolderBeside(file, async (folder) => {
    const copy = join(folder, 'copy');
    try {
      copySqlite(file, copy);
    } catch (error) {
      if (error instanceof BackupError) throw error;
      unreadable(error);
    }
    const seal = start('age', ['--recipient', recipient, copy]);
    seal.child.stdin.end();
    await Promise.all([seal.ended, written(seal, part)]);
  });
};

/**
 * Writes a sealed archive of a hub's database, as it is at one moment, while hubs go on writing to it; one backup at a
 * time. Rejects with a `BackupError`, and then leaves no archive behind.
 */
export const backUp = async ({ database, folder, recipient, keep }: BackupOptions, now: number): Promise<Backup> => {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const name of await readdir(folder)) if (isLeftOver(name)) await rm(join(folder, name), { force: true });
  const isFile = database.startsWith(sqlite);
  const name = archiveName(now, isFile ? 'sqlite' : 'postgres');
  const [file, part] = [join(folder, name), join(folder, `${name}.part`)];
  try {
    if (isFile) {
      await sealSqlite(database.slice(sqlite.length), recipient, part);
    } else {
      const seal = start('age', ['--recipient', recipient]);
      await Promise.all([seal.ended, written(seal, part), dumpPostgres(database, seal)]);
    }
    await settle(part);
    await rename(part, file);
    await settle(folder);
  } finally {
    await rm(part, { force: true });
  }
  const removed = tooMany(await readdir(folder), keep);
  for (const old of removed) await rm(join(folder, old));
  return { file, bytes: (await stat(file)).size, removed };
};
