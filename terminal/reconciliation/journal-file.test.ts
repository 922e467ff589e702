import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createVirtualClock } from '../../simulator/world/virtual-clock.ts';
import { createJournal, recordsAfter } from '../journal/journal.ts';
import { journalKeyBeside } from '../journal/on-disk/key.ts';
import { openSealedJournal } from '../journal/on-disk/sealed.ts';
import { openSqliteJournal } from '../journal/sqlite.ts';
import type { JournalStore } from '../journal/store.ts';
import { readJournalFile } from './journal-file.ts';

const chance = { bytes: (count: number) => new Uint8Array(randomBytes(count)) };
let folder: string;
let journal: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-journal-file-'));
  journal = join(folder, 'journal.sqlite');
});
afterEach(() => rmSync(folder, { recursive: true }));

function written(store: JournalStore): JournalStore {
  const it = createJournal(store, createVirtualClock(1000), () => {});
  for (let n = 0; n < 4; n++) it.append({ kind: 'visit.started', visit: `v${n}` });
  return store;
}
const folderNow = () => readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'hex')]);

test('a sealed journal is read by its key while a terminal has it open, and when none has', async () => {
  const store = written((await openSealedJournal({ journal }, chance)).store);
  const records = [...recordsAfter(store, 0)];
  expect(await readJournalFile({ journal }, chance)).toEqual(records);
  store.close();
  const before = folderNow();
  expect(await readJournalFile({ journal }, chance)).toEqual(records);
  expect(folderNow()).toEqual(before);
});

test('one that was never sealed is read without a key, and none is made', async () => {
  const store = written(openSqliteJournal(journal));
  const records = [...recordsAfter(store, 0)];
  store.close();
  expect(await readJournalFile({ journal }, chance)).toEqual(records);
  expect(readdirSync(folder)).toEqual(['journal.sqlite']);
});

test('without its key it says where the key belongs, and with it under another name it is read', async () => {
  const store = written((await openSealedJournal({ journal }, chance)).store);
  store.close();
  const elsewhere = join(folder, 'elsewhere');
  renameSync(journalKeyBeside(journal), elsewhere);
  await expect(readJournalFile({ journal }, chance)).rejects.toThrow('is sealed, and its key is not there');
  expect(await readJournalFile({ journal, named: elsewhere }, chance)).toHaveLength(4);
});
