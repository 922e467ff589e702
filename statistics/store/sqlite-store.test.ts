import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { eightOClock, fault, refund, registration, visit } from '../invented-usage.ts';
import { rollUp } from '../roll-up.ts';
import { openDatabase } from './node-sqlite.ts';
import { openSqliteStore } from './sqlite-store.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hub-store-'));
  file = join(folder, 'hub.sqlite');
});
afterEach(() => rmSync(folder, { recursive: true }));

const events = [visit(1), registration(2), refund(3), fault(4)];
const intake = { events, days: rollUp(events), upTo: 4, heardAt: eightOClock };

test('a commit is on the disk when it returns: WAL, and a sync at every commit', () => {
  const database = openDatabase(file);
  expect(database.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
  expect(database.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 2 });
  database.close();
});

test('a file opened again holds everything', async () => {
  const first = await openSqliteStore(file);
  await first.take('A-01', () => ({ answer: undefined, intake }));
  const before = [await first.usage('2026-11-21', '2026-11-21'), await first.lastHeard()];
  await first.close();

  const second = await openSqliteStore(file);
  expect([await second.usage('2026-11-21', '2026-11-21'), await second.lastHeard()]).toEqual(before);
  expect(await second.events('A-01', 0, 10)).toEqual(events);
  expect(await second.take('A-01', (mark) => ({ answer: mark }))).toEqual({ upTo: 4, heardAt: eightOClock });
  await second.close();
});

test('what was answered is in the file: another program that opens it beside the hub reads it', async () => {
  const store = await openSqliteStore(file);
  await store.take('A-01', () => ({ answer: undefined, intake }));
  const witness = await openSqliteStore(file);
  expect(await witness.events('A-01', 0, 10)).toEqual(events);
  await witness.close();
  await store.close();
});

test('a file written by a newer hub is refused', async () => {
  await (await openSqliteStore(file)).close();
  const database = new DatabaseSync(file);
  database.exec("insert into kysely_migration values ('9999-later', '2027-01-01')");
  database.close();
  await expect(openSqliteStore(file)).rejects.toThrow('9999-later');
});

test('a file that is no database is refused and left as it was', async () => {
  const minutes = 'Minutes of a meeting that has nothing to do with terminals. '.repeat(20);
  writeFileSync(file, minutes);
  await expect(openSqliteStore(file)).rejects.toThrow('not a database');
  expect(readFileSync(file, 'utf8')).toBe(minutes);
});

test('a table change cut off half-way leaves nothing behind', async () => {
  const database = new DatabaseSync(file);
  // The last statement of the first version will fail: its index's name is taken.
  database.exec('create table other (business_day text); create index usage_day_by_day on other (business_day)');
  await expect(openSqliteStore(file)).rejects.toThrow('usage_day_by_day');
  const tables = database.prepare("select name from sqlite_master where type = 'table' and name like 'usage%'").all();
  expect(tables).toEqual([]);
  database.exec('drop table other');
  database.close();
  await (await openSqliteStore(file)).close();
});
