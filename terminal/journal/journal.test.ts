import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, test } from 'vitest';
import { createMemoryJournal } from '../../simulator/world/memory-journal.ts';
import { createVirtualClock } from '../../simulator/world/virtual-clock.ts';
import type { Opening } from '../money/purpose.ts';
import { brokenAt, createJournal, JournalError } from './journal.ts';
import { openSealed } from './on-disk/sealed.ts';
import { sealedStore } from './sealed-store.ts';
import { createSeals, type SealedOrder } from './seals.ts';
import { openSqliteJournal } from './sqlite.ts';
import { journalStoreContract } from './store-contract.ts';

const chance = { bytes: (count: number) => new Uint8Array(randomBytes(count)) };
const seals = createSeals(chance.bytes(32), chance);
const folders: string[] = [];
function newFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kiosk-journal-'));
  folders.push(folder);
  return join(folder, 'journal.sqlite');
}
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

describe('memory', () => journalStoreContract(createMemoryJournal));
describe('sqlite', () => journalStoreContract(() => openSqliteJournal(newFile())));
describe('sealed, in memory', () => journalStoreContract(() => sealedStore(createMemoryJournal<SealedOrder>(), seals)));
describe('sealed, in sqlite', () => journalStoreContract(() => openSealed(newFile(), seals)));

const never = (cause: string) => {
  throw new Error(cause);
};

const opening: Opening = {
  order: 'o1',
  visit: 'v1',
  lockId: 'l1',
  refundNumber: 'r1',
  settlementId: 's1',
  recordId: 'p1',
  purpose: { kind: 'slot', slotId: 's1' },
  price: 2500,
  self: 2500,
  settle: 'afterPayment',
};

test('SQLite refuses a place where it could not write ahead and sync at every commit', () => {
  expect(() => openSqliteJournal(':memory:')).toThrow('does not keep a journal safe');
});

test('a reopened file goes on with its chain, its orders and its cursor', () => {
  const file = newFile();
  const clock = createVirtualClock(1000);
  const first = openSqliteJournal(file);
  createJournal(first, clock, never).append({ kind: 'order.opened', ...opening });
  const cursor = { epoch: 'E1', sequence: 1, hash: '0'.repeat(64) };
  first.setUploaded(cursor);
  first.close();

  const second = openSqliteJournal(file);
  createJournal(second, clock, never).append({ kind: 'act.intended', order: 'o1', act: 'lock' });
  expect(brokenAt(second)).toBeUndefined();
  expect(second.last()?.sequence).toBe(2);
  expect(second.order('o1')?.unresolved).toBe('lock');
  expect(second.uploaded()).toEqual(cursor);
  second.close();
});

test('a file whose cursor is older than epochs is opened, and everything is sent again', () => {
  const file = newFile();
  openSqliteJournal(file).close();
  const db = new DatabaseSync(file);
  db.exec(`drop table uploaded; create table cursors (name text primary key, sequence integer not null) strict;
    insert into cursors values ('uploaded', 7)`);
  db.close();
  const store = openSqliteJournal(file);
  expect(store.uploaded()).toBeNull();
  store.close();
});

test('a changed, a missing and a foreign record are found by the chain', () => {
  const file = newFile();
  const store = openSqliteJournal(file);
  const journal = createJournal(store, createVirtualClock(1000), never);
  for (let n = 0; n < 5; n++) journal.append({ kind: 'visit.started', visit: `v${n}` });
  expect(brokenAt(store)).toBeUndefined();

  const db = new DatabaseSync(file);
  db.exec(`update journal set text = replace(text, 'v2', 'v9') where sequence = 3`);
  expect(brokenAt(store)?.sequence).toBe(3);
  db.exec('delete from journal where sequence = 3');
  expect(brokenAt(store)).toEqual({ sequence: 4, why: 'follows 2' });
  db.close();
  store.close();
});

test('when the disk is full the entry and its order are both not written, and nothing is written after it', () => {
  const store = createMemoryJournal();
  const failures: string[] = [];
  const journal = createJournal(store, createVirtualClock(1000), (cause) => failures.push(cause));
  journal.append({ kind: 'order.opened', ...opening });
  store.failAppends('disk full');
  expect(() => journal.append({ kind: 'order.abandoned', order: 'o1', why: 'patient' })).toThrow(JournalError);
  store.failAppends(undefined);
  expect(() => journal.append({ kind: 'visit.started', visit: 'v2' })).toThrow('disk full');
  expect(journal.broken).toBe('disk full');
  expect(failures).toEqual(['disk full']);
  expect(store.last()?.sequence).toBe(1);
  expect(store.order('o1')?.state).toBe('created');
});
