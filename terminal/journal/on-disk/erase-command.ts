/** `npm run terminal -- erase`: what a terminal keeps is destroyed, before its machine goes to somebody else. */
import { existsSync } from 'node:fs';
import { open, rm, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parseArgs } from 'node:util';
import { keyBeside } from '../../key-file.ts';
import type { Chance } from '../../ports.ts';
import { systemChance } from '../../system.ts';
import { usageAfter } from '../../usage/reading.ts';
import { createSeals, isSealed } from '../seals.ts';
import { openSqliteJournal } from '../sqlite.ts';
import type { JournalStore } from '../store.ts';
import { findJournalKey, type JournalKey, journalKeyBeside, keyMissing } from './key.ts';
import { lastInFile } from './reading.ts';
import { assertFits, openSealed } from './sealed.ts';

const usage = `Usage: npm run terminal -- erase [--journal FILE] [--journal-key FILE] [--key FILE] [--even-unsent]

  --journal      the journal (default var/journal.sqlite); the terminal has to be stopped
  --journal-key  what it is sealed with (default: the service's credential journal-key, or beside the journal)
  --key          the key by which the hub knows the terminal (default: beside the journal)
  --even-unsent  although there is usage that no hub has

Destroys the journal's key first, then the terminal's, then the journal: without its key a copy of it is of no use to anybody.`;

export async function eraseCommand(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      journal: { type: 'string', default: 'var/journal.sqlite' },
      'journal-key': { type: 'string' },
      key: { type: 'string' },
      'even-unsent': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const { journal } = values;
  if (!existsSync(journal)) throw new Error(`${journal} is not there. Name the journal with --journal FILE.`);
  assertNobodyIsIn(journal);
  const found = await findJournalKey({
    journal,
    named: values['journal-key'],
    credentials: process.env.CREDENTIALS_DIRECTORY,
  });
  const wasSealed = assertMayGo(journal, found, values['even-unsent'], systemChance);

  const credential = process.env.CREDENTIALS_DIRECTORY;
  const isCredential = found !== undefined && credential !== undefined && dirname(found.file) === resolve(credential);
  if (found && !isCredential) console.log(await destroyed(found.file, systemChance));
  // A key that lies beside a journal which is sealed with another is nobody's any more.
  if (existsSync(journalKeyBeside(journal))) console.log(await destroyed(journalKeyBeside(journal), systemChance));
  const own = values.key ?? keyBeside(journal);
  if (existsSync(own)) console.log(await destroyed(own, systemChance));
  for (const part of ['-wal', '-shm', '']) await rm(journal + part, { force: true });
  console.log(`${journal} is deleted.`);
  if (isCredential) {
    console.log(
      'Its key is a credential of the service, which this cannot destroy: delete the encrypted credential that the unit loads.',
    );
  }
  if (!wasSealed)
    console.log('It was never sealed: what stood in it may still be found on the disk. Destroy the disk.');
  return 0;
}

/** In WAL mode whoever has the file open holds a share of its lock. */
function assertNobodyIsIn(journal: string): void {
  const db = new DatabaseSync(journal);
  try {
    db.exec('pragma locking_mode = exclusive');
    db.exec('begin exclusive');
    db.exec('rollback');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    if (!why.includes('locked')) throw new Error(`${journal} cannot be read as a journal: ${why}`);
    throw new Error(`${journal} is open in another program: stop the terminal first.`);
  } finally {
    db.close();
  }
}

/** Throws while somebody needs what the journal holds. Whether it was sealed. */
function assertMayGo(journal: string, found: JournalKey | undefined, evenUnsent: boolean, chance: Chance): boolean {
  const last = lastInFile(journal);
  const wasSealed = last === undefined || isSealed(last);
  if (last && wasSealed && !found) throw new Error(keyMissing(journal));
  let store: JournalStore;
  if (found && wasSealed) {
    const seals = createSeals(found.key, chance);
    assertFits(journal, last, seals, found);
    store = openSealed(journal, seals);
  } else {
    store = openSqliteJournal(journal);
  }
  try {
    const orders = store.openOrders().length;
    if (orders > 0) {
      throw new Error(
        `${orders} of the orders in ${journal} are not settled, and somebody's money may be in them: nothing is erased. ` +
          'Start the terminal until they are, or settle them by npm run reconcile.',
      );
    }
    let unsent = 0;
    for (const _ of usageAfter(store, store.uploaded(), 'UTC')) unsent += 1;
    if (unsent > 0 && !evenUnsent) {
      throw new Error(
        `${unsent} events in ${journal} are not at a hub: nothing is erased. ` +
          'Let the terminal reach its hub, or say --even-unsent, and they are lost.',
      );
    }
  } finally {
    store.close();
  }
  return wasSealed;
}

/** Overwrites a key, writes that through, and takes the file away. */
async function destroyed(file: string, chance: Chance): Promise<string> {
  const { size } = await stat(file);
  const handle = await open(file, 'r+');
  try {
    await handle.write(chance.bytes(size), 0, size, 0);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rm(file);
  return `${file} is overwritten and deleted.`;
}
