import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { opened } from '../../../simulator/world/invariants/trial.ts';
import { createVirtualClock } from '../../../simulator/world/virtual-clock.ts';
import { keyBeside, readOrMakeKey } from '../../key-file.ts';
import type { Entry } from '../entry.ts';
import { createJournal, genesis } from '../journal.ts';
import { openSqliteJournal } from '../sqlite.ts';
import { eraseCommand } from './erase-command.ts';
import { journalKeyBeside } from './key.ts';
import { openSealedJournal } from './sealed.ts';

const chance = { bytes: (count: number) => new Uint8Array(randomBytes(count)) };
let folder: string;
let journal: string;
let said: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-erase-'));
  journal = join(folder, 'journal.sqlite');
  said = [];
  vi.spyOn(console, 'log').mockImplementation((line) => void said.push(String(line)));
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

const started: Entry = { kind: 'terminal.started', epoch: 'E1', after: 0, hash: genesis };

async function written(...entries: Entry[]) {
  const { store } = await openSealedJournal({ journal }, chance);
  const it = createJournal(store, createVirtualClock(0), () => {});
  for (const entry of entries) it.append(entry);
  await readOrMakeKey(keyBeside(journal));
  return store;
}

async function refused(why: string, ...args: string[]) {
  const before = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'hex')]);
  await expect(eraseCommand(['--journal', journal, ...args])).rejects.toThrow(why);
  expect(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'hex')])).toEqual(before);
  expect(said).toEqual([]);
}

test('keys and journal are gone, and it says which', async () => {
  (await written({ kind: 'visit.started', visit: 'v' })).close();
  expect(await eraseCommand(['--journal', journal])).toBe(0);
  expect(readdirSync(folder)).toEqual([]);
  expect(said).toEqual([
    `${keyBeside(journal)} is overwritten and deleted.`,
    `${journalKeyBeside(journal)} is overwritten and deleted.`,
    `${journal} is deleted.`,
  ]);
});

test('while a terminal has it open, an order is not settled, or its key is not there, nothing is', async () => {
  const store = await written(opened);
  await refused('is open in another program: stop the terminal first');
  store.close();
  await refused('1 of the orders');
  await refused('1 of the orders', '--even-unsent');
  rmSync(journalKeyBeside(journal));
  await refused('is sealed, and its key is not there');
  await expect(eraseCommand(['--journal', join(folder, 'nothing')])).rejects.toThrow('is not there');
});

test('an erase that was cut off is finished: with the key while it is there, and when it is gone where somebody says so', async () => {
  (await written(started)).close();
  rmSync(keyBeside(journal));
  await refused('1 events in');
  // The power went while it was being overwritten, or just after.
  writeFileSync(journalKeyBeside(journal), randomBytes(65));
  await refused('holds no key of a journal');
  expect(await eraseCommand(['--journal', journal, '--without-key'])).toBe(0);
  expect(readdirSync(folder)).toEqual([]);

  said = [];
  (await written(opened)).close();
  await refused('1 of the orders', '--without-key');
  rmSync(journalKeyBeside(journal));
  await refused('Say --without-key');
  await refused('nowhere is not there', '--without-key', '--journal-key', join(folder, 'nowhere'));
  expect(await eraseCommand(['--journal', journal, '--without-key'])).toBe(0);
  expect(said.at(-1)).toContain('Its key was not found');
  expect(readdirSync(folder)).toEqual([]);
});

test('a key that is named and not there is said before anything is gone', async () => {
  (await written({ kind: 'visit.started', visit: 'v' })).close();
  await refused('nowhere is not there. Name the terminal', '--key', join(folder, 'nowhere'));
  await refused('nowhere is not there. Name the journal', '--journal-key', join(folder, 'nowhere'));
});

test('usage that no hub has is lost only when somebody says so', async () => {
  const store = await written(started);
  store.close();
  await refused('1 events in');
  expect(await eraseCommand(['--journal', journal, '--even-unsent'])).toBe(0);
  expect(existsSync(journal)).toBe(false);
});

test('usage that a hub has is no hindrance, and a key elsewhere goes as well', async () => {
  const file = join(folder, 'key');
  writeFileSync(file, 'ab'.repeat(32), { mode: 0o600 });
  const { store } = await openSealedJournal({ journal, named: file }, chance);
  createJournal(store, createVirtualClock(0), () => {}).append(started);
  store.setUploaded({ epoch: 'E1', sequence: 1, hash: genesis });
  store.close();
  expect(await eraseCommand(['--journal', journal, '--journal-key', file])).toBe(0);
  expect(readdirSync(folder)).toEqual([]);
});

test('of a key among the credentials, and of a journal that was never sealed, it says what is left to do', async () => {
  vi.stubEnv('CREDENTIALS_DIRECTORY', join(folder));
  writeFileSync(join(folder, 'journal-key'), 'ab'.repeat(32), { mode: 0o400 });
  (await openSealedJournal({ journal, credentials: folder }, chance)).store.close();
  await eraseCommand(['--journal', journal]);
  expect(readdirSync(folder)).toEqual(['journal-key']);
  expect(said.at(-1)).toContain('which this cannot destroy');
  vi.unstubAllEnvs();

  const plain = openSqliteJournal(journal);
  createJournal(plain, createVirtualClock(0), () => {}).append({ kind: 'visit.started', visit: 'v' });
  plain.close();
  await eraseCommand(['--journal', journal]);
  expect(said.at(-1)).toContain('Destroy the disk');
});
