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

const usage = `Usage: npm run terminal -- erase [--journal FILE] [--journal-key FILE] [--key FILE] [--even-unsent] [--without-key]

  --journal      the journal (default var/journal.sqlite); the terminal has to be stopped
  --journal-key  what it is sealed with (default: the service's credential journal-key, or beside the journal)
  --key          the key by which the hub knows the terminal (default: beside the journal)
  --even-unsent  although there is usage that no hub has
  --without-key  although the journal's key is gone or spoiled, so that nobody sees what is not settled or not at a hub

Destroys the terminal's key first, then the journal's, then the journal: without its key a copy of it is of no use to anybody.
What was cut off after the keys had gone is finished with --without-key, and without naming the keys.`;

export async function eraseCommand(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      journal: { type: 'string', default: 'var/journal.sqlite' },
      'journal-key': { type: 'string' },
      key: { type: 'string' },
      'even-unsent': { type: 'boolean', default: false },
      'without-key': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const { journal } = values;
  if (!existsSync(journal)) throw new Error(`${journal} is not there. Name the journal with --journal FILE.`);
  const { key = keyBeside(journal), 'without-key': withoutKey } = values;
  if (values.key !== undefined && !existsSync(key)) {
    throw new Error(`${key} is not there. Name the terminal's key with --key FILE; leave --key out where it has none.`);
  }
  assertNobodyIsIn(journal);
  const credential = process.env.CREDENTIALS_DIRECTORY;
  const places = { journal, named: values['journal-key'], credentials: credential };
  const found = await findJournalKey(places).catch((error) => {
    // The power may have gone while it was being overwritten.
    if (withoutKey && places.named === undefined) return undefined;
    throw error;
  });
  const wasSealed = assertMayGo(journal, found, { evenUnsent: values['even-unsent'], withoutKey }, systemChance);

  const isCredential = found !== undefined && credential !== undefined && dirname(found.file) === resolve(credential);
  // The journal's goes last: as long as it is there, an erase that was cut off can be said again.
  if (existsSync(key)) console.log(await destroyed(key, systemChance));
  if (found && !isCredential) console.log(await destroyed(found.file, systemChance));
  // A key that lies beside a journal which is sealed with another is nobody's any more.
  if (existsSync(journalKeyBeside(journal))) console.log(await destroyed(journalKeyBeside(journal), systemChance));
  for (const part of ['-wal', '-shm', '']) await rm(journal + part, { force: true });
  console.log(`${journal} is deleted.`);
  if (isCredential) {
    console.log(
      'Its key is a credential of the service, which this cannot destroy: delete the encrypted credential that the unit loads.',
    );
  }
  if (wasSealed && !found && withoutKey) console.log('Its key was not found: destroy it wherever a copy of it is.');
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

interface Allowed {
  readonly evenUnsent: boolean;
  readonly withoutKey: boolean;
}

/** Throws while somebody needs what the journal holds, as far as it can be read. Whether it was sealed. */
function assertMayGo(
  journal: string,
  found: JournalKey | undefined,
  { evenUnsent, withoutKey }: Allowed,
  chance: Chance,
): boolean {
  const last = lastInFile(journal);
  const wasSealed = last === undefined || isSealed(last);
  if (last && wasSealed && !found) {
    if (withoutKey) return true;
    throw new Error(`${keyMissing(journal)} Say --without-key, and it is erased unread.`);
  }
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
