import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createVirtualClock } from '../../../simulator/world/virtual-clock.ts';
import type { Opening } from '../../money/purpose.ts';
import { brokenAt, createJournal, entryOf, recordsAfter } from '../journal.ts';
import { openSqliteJournal } from '../sqlite.ts';
import { journalKeyBeside } from './key.ts';
import { openSealedJournal } from './sealed.ts';

const chance = { bytes: (count: number) => new Uint8Array(randomBytes(count)) };
const never = (cause: string) => {
  throw new Error(cause);
};
/** Long enough that a row fills pages of its own. */
const canary = 'CANARY-9F3A';
const openingOf = (n: number): Opening => ({
  order: `20261123-${canary}-${n}`,
  visit: 'v1',
  lockId: 'l1',
  refundNumber: 'r1',
  settlementId: 's1',
  recordId: `${canary}-${'p'.repeat(n % 7 === 0 ? 6000 : 40)}`,
  purpose: { kind: 'slot', slotId: 's1' },
  price: 2500,
  self: 2500,
  settle: 'afterPayment',
});

let folder: string;
let journal: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-sealed-'));
  journal = join(folder, 'journal.sqlite');
});
afterEach(() => rmSync(folder, { recursive: true }));

const bytes = () =>
  readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'latin1'))
    .join('\n');
const folderNow = () => readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'hex')]);

/** A journal of before there were keys, as a terminal that was killed leaves it, or one that was stopped. */
function unsealed(orders: number, isOpen = false) {
  const store = openSqliteJournal(journal);
  const written = createJournal(store, createVirtualClock(1000), never);
  for (let n = 1; n <= orders; n++) written.append({ kind: 'order.opened', ...openingOf(n) });
  store.setUploaded({ epoch: 'E1', sequence: 3, hash: '0'.repeat(64) });
  const records = [...recordsAfter(store, 0)];
  if (!isOpen) store.close();
  return { store, records };
}

test('a first start makes a private key beside the journal and says so; the next takes it and says nothing', async () => {
  const first = await openSealedJournal({ journal }, chance);
  const file = journalKeyBeside(journal);
  expect(first.told).toEqual([expect.stringContaining(`sealed with a new key, ${file}`)]);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readFileSync(file, 'utf8')).toMatch(/^[0-9a-f]{64}\n$/);
  createJournal(first.store, createVirtualClock(0), never).append({ kind: 'order.opened', ...openingOf(7) });
  expect(bytes()).not.toContain(canary);
  first.store.close();
  const next = await openSealedJournal({ journal }, chance);
  expect(next.told).toEqual([]);
  expect(next.store.openOrders()).toHaveLength(1);
  expect(() => openSqliteJournal(journal)).toThrow('is sealed: npm run terminal opens it');
  expect(brokenAt(next.store)).toBeUndefined();
  next.store.close();
  expect(bytes()).not.toContain(canary);
});

test('the key is taken from the file that is named, else from the credentials, else from beside the journal', async () => {
  const keys = { named: 'a1'.repeat(32), credential: 'b2'.repeat(32), beside: 'c3'.repeat(32) };
  const named = join(folder, 'key');
  writeFileSync(named, keys.named, { mode: 0o600 });
  writeFileSync(join(folder, 'journal-key'), `${keys.credential}\n`, { mode: 0o440 });
  writeFileSync(journalKeyBeside(journal), keys.beside, { mode: 0o600 });
  const { store } = await openSealedJournal({ journal, named, credentials: folder }, chance);
  createJournal(store, createVirtualClock(0), never).append({ kind: 'visit.started', visit: 'v' });
  store.close();
  await expect(openSealedJournal({ journal, credentials: folder }, chance)).rejects.toThrow(
    `sealed with another key than that in ${join(folder, 'journal-key')}`,
  );
  await expect(openSealedJournal({ journal }, chance)).rejects.toThrow(journalKeyBeside(journal));
  (await openSealedJournal({ journal, named }, chance)).store.close();
});

test('a key that is missing, open to others, or none is said before anything is written', async () => {
  const { store } = await openSealedJournal({ journal }, chance);
  createJournal(store, createVirtualClock(0), never).append({ kind: 'visit.started', visit: 'v' });
  store.close();
  const file = journalKeyBeside(journal);
  const refused = async (what: Parameters<typeof openSealedJournal>[0], why: string) => {
    const before = folderNow();
    await expect(openSealedJournal(what, chance)).rejects.toThrow(why);
    expect(folderNow()).toEqual(before);
  };
  await refused({ journal, named: join(folder, 'nowhere') }, "nowhere is not there. Name the journal's key");
  chmodSync(file, 0o644);
  await refused({ journal }, `make it private: chmod 600 ${file}`);
  chmodSync(file, 0o600);
  writeFileSync(file, 'abc123');
  await refused({ journal }, '64 hexadecimal digits are expected, and it holds 6 of them');
  writeFileSync(file, 'not a key at all');
  await refused({ journal }, 'holds something else');
  writeFileSync(file, 'd4'.repeat(32));
  await refused({ journal }, 'is sealed with another key');
  rmSync(file);
  await refused({ journal }, 'is sealed, and its key is not there');
});

test('a journal of before is sealed as it is, and nothing of it can be read in the file any more', async () => {
  const { records } = unsealed(120);
  expect(bytes()).toContain(canary);
  const { store, told } = await openSealedJournal({ journal }, chance);
  expect(told).toContain(`${journal} was not sealed, and is now.`);
  expect([...recordsAfter(store, 0)]).toEqual(records);
  expect(store.openOrders()).toHaveLength(120);
  expect(store.order(openingOf(5).order)?.recordId).toBe(openingOf(5).recordId);
  expect(store.uploaded()?.sequence).toBe(3);
  expect(brokenAt(store)).toBeUndefined();
  expect(bytes()).not.toContain(canary);
  createJournal(store, createVirtualClock(2000), never).append({
    kind: 'act.intended',
    order: openingOf(5).order,
    act: 'lock',
  });
  store.close();
  expect(bytes()).not.toContain(canary);
});

test('a plain journal whose key was there before is taken, and that is said loudly', async () => {
  unsealed(3);
  const file = join(folder, 'key');
  writeFileSync(file, 'a1'.repeat(32), { mode: 0o600 });
  const { store, told } = await openSealedJournal({ journal, named: file }, chance);
  expect(told).toEqual([
    expect.stringContaining(`WARNING: ${journal} was not sealed although its key, ${file}, was there already`),
  ]);
  expect(store.openOrders()).toHaveLength(3);
  store.close();
});

test.each([
  ['record', "insert into journal values (4, 0, '{}', '')"],
  ['order', "insert into orders values ('n', 0, '{}')"],
])('a sealed journal into which somebody wrote a plain %s is not started on, and stays as it is', async (what, sql) => {
  const { store } = await openSealedJournal({ journal }, chance);
  const written = createJournal(store, createVirtualClock(0), never);
  for (let n = 1; n <= 3; n++) written.append({ kind: 'order.opened', ...openingOf(n) });
  store.close();
  const db = new DatabaseSync(journal);
  db.exec(sql);
  // As if nothing of the records had ever been sealed.
  if (what === 'order') db.exec("update journal set text = '{}'");
  db.close();
  const before = folderNow();
  await expect(openSealedJournal({ journal }, chance)).rejects.toThrow('is sealed, but its last record is not');
  expect(folderNow()).toEqual(before);
});

test('what a killed terminal had written ahead is sealed too', async () => {
  const { store: killed } = unsealed(30, true);
  expect(existsSync(`${journal}-wal`)).toBe(true);
  const copy = join(folder, 'copy.sqlite');
  for (const part of ['', '-wal']) writeFileSync(copy + part, readFileSync(journal + part));
  killed.close();
  rmSync(journal);
  journal = copy;
  const { store } = await openSealedJournal({ journal }, chance);
  expect(store.openOrders()).toHaveLength(30);
  expect(bytes()).not.toContain(canary);
  store.close();
});

test('power that went before the traces were cleared is made up for at the next start', async () => {
  unsealed(40);
  const { store } = await openSealedJournal({ journal }, chance);
  store.close();
  const db = new DatabaseSync(journal);
  // As it stands between the one and the other: sealed, with pieces of rows still about.
  db.exec(`pragma secure_delete = off; create table piece (text text); insert into piece values ('${canary.repeat(90)}');
    drop table piece; pragma user_version = 1`);
  db.close();
  expect(bytes()).toContain(canary);
  const next = await openSealedJournal({ journal }, chance);
  expect(bytes()).not.toContain(canary);
  next.store.close();
});

test('what is dropped cannot be read in the file any more, by whoever has the key neither', async () => {
  const { store: plain } = unsealed(60, true);
  const anchor = plain.read(49, 1)[0];
  if (!anchor) throw new Error('there is no such record');
  plain.drop(
    { ...anchor, text: '{"kind":"journal.anchored"}' },
    Array.from({ length: 50 }, (_, n) => openingOf(n + 1).order),
  );
  const left = bytes();
  for (let n = 1; n <= 50; n++) expect(left).not.toContain(`${canary}-${n}"`);
  expect(left).toContain(`${canary}-51"`);
  expect(entryOf(plain.read(0, 1)[0] ?? anchor).kind).toBe('journal.anchored');
  expect(statSync(`${journal}-wal`).size).toBe(0);
  plain.close();
});
