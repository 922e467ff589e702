/** The key a terminal's journal is sealed with, in a file that only its own user may read. */
import { chmod, mkdir, open, readFile, rename, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import type { Chance } from '../../ports.ts';
import { isSealed, keyLength } from '../seals.ts';
import { lastInFile } from './reading.ts';

export interface KeyPlaces {
  readonly journal: string;
  /** The file somebody named. */
  readonly named?: string | undefined;
  /** The folder systemd puts a service's credentials into. */
  readonly credentials?: string | undefined;
}

export interface JournalKey {
  readonly key: Uint8Array;
  readonly file: string;
}

/** What the key is called among a service's credentials. */
export const credentialName = 'journal-key';

/** Where the key is unless somebody says otherwise. */
export const journalKeyBeside = (journal: string): string => `${journal.replace(/\.sqlite$/, '')}.journal-key`;

const isThere = (file: string) =>
  stat(file).then(
    () => true,
    () => false,
  );

/**
 * The key of a journal: the one in the file that was named, in the service's credentials, or beside the journal. Nothing
 * where there is none. Rejects when a named file is not there, when others may read it, or when it holds no key.
 */
export async function findJournalKey({ journal, named, credentials }: KeyPlaces): Promise<JournalKey | undefined> {
  if (named !== undefined) {
    if (!(await isThere(named)))
      throw new Error(`${named} is not there. Name the journal's key with --journal-key FILE.`);
    return { key: await privateKeyIn(named), file: named };
  }
  // The service manager sees to it who may read these.
  const credential = credentials === undefined ? undefined : join(credentials, credentialName);
  if (credential !== undefined && (await isThere(credential)))
    return { key: await keyIn(credential), file: credential };
  const beside = journalKeyBeside(journal);
  return (await isThere(beside)) ? { key: await privateKeyIn(beside), file: beside } : undefined;
}

/**
 * The key of a journal, or a new one beside it: `isNew` then. Rejects as well when there is none and the journal is sealed
 * already: a new key would not open it.
 */
export async function findOrMakeJournalKey(
  places: KeyPlaces,
  chance: Chance,
): Promise<JournalKey & { readonly isNew: boolean }> {
  const known = await findJournalKey(places);
  if (known) return { ...known, isNew: false };
  const last = lastInFile(places.journal);
  if (last && isSealed(last)) throw new Error(keyMissing(places.journal));
  const file = journalKeyBeside(places.journal);
  const key = chance.bytes(keyLength);
  await writeForGood(file, `${bytesToHex(key)}\n`);
  return { key, file, isNew: true };
}

export const keyMissing = (journal: string): string =>
  `${journal} is sealed, and its key is not there: it belongs into ${journalKeyBeside(journal)}, into the service's ` +
  `credential ${credentialName}, or into the file named by --journal-key. Without it nobody can read this journal.`;

async function privateKeyIn(file: string): Promise<Uint8Array> {
  const { mode } = await stat(file);
  // Windows has no such bits: there the folder's rights have to do.
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    throw new Error(`${file} is open to others than its user; make it private: chmod 600 ${file}`);
  }
  return keyIn(file);
}

async function keyIn(file: string): Promise<Uint8Array> {
  const text = (await readFile(file, 'utf8')).trim();
  if (/^[0-9a-f]{64}$/i.test(text)) return hexToBytes(text.toLowerCase());
  const what = /^[0-9a-f]*$/i.test(text) ? `${text.length} of them` : 'something else';
  throw new Error(`${file} holds no key of a journal: 64 hexadecimal digits are expected, and it holds ${what}.`);
}

/** The key is on the disk before anything is sealed with it: a journal whose key a power cut took is lost. */
async function writeForGood(file: string, text: string): Promise<void> {
  const folder = dirname(resolve(file));
  await mkdir(folder, { recursive: true });
  const aside = join(folder, `.${basename(file)}.new`);
  const handle = await open(aside, 'w', 0o600);
  try {
    // What the process masks out of the mode cannot be too little here.
    await chmod(aside, 0o600);
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(aside, file);
  if (process.platform === 'win32') return;
  const parent = await open(folder, 'r');
  await parent.sync().finally(() => parent.close());
}
