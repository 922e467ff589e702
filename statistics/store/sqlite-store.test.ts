import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely, SqliteDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import { afterEach, assert, beforeEach, expect, test } from 'vitest';
import { countsOfEach, eightOClock, fault, oneOfEach, refund, registration, visit } from '../invented-usage.ts';
import { addCounts, noCounts, rollUp } from '../roll-up.ts';
import { migrations } from './migrations.ts';
import { forKysely, openDatabase } from './node-sqlite.ts';
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

test('a file of an older hub is brought up to date and keeps what it holds', async () => {
  const { '0001-usage': first } = migrations;
  assert(first);
  const dialect = new SqliteDialect({ database: forKysely(openDatabase(file)) });
  const older = new Kysely<unknown>({ dialect });
  const migrator = new Migrator({ db: older, provider: { getMigrations: async () => ({ '0001-usage': first }) } });
  expect((await migrator.migrateToLatest()).error).toBeUndefined();
  await older.destroy();
  const database = new DatabaseSync(file);
  database.exec(`
    insert into watermark values ('A-01', 4, ${eightOClock});
    insert into usage_event (terminal, sequence, at, business_day, kind, ending, step, seconds)
      values ('A-01', 1, ${eightOClock}, '2026-11-21', 'visitEnded', 'completed', 'farewell', 42);
    insert into usage_event (terminal, sequence, at, business_day, kind, amount) values
      ('A-01', 2, ${eightOClock}, '2026-11-21', 'registrationConfirmed', 2500),
      ('A-01', 3, ${eightOClock}, '2026-11-21', 'refunded', 2500);
    insert into usage_event (terminal, sequence, at, business_day, kind, device, fault)
      values ('A-01', 4, ${eightOClock}, '2026-11-21', 'deviceFault', 'receiptPrinter', 'paperOut');
    insert into usage_day values ('A-01', '2026-11-21', 1, 1, 1, 2500, 1, 2500, 1);
  `);
  database.close();

  const store = await openSqliteStore(file);
  const day = async () => (await store.usage('2026-11-21', '2026-11-21')).get('A-01');
  const before = rollUp(events)[0]?.counts ?? noCounts;
  expect(await day()).toEqual(before);
  expect(await store.events('A-01', 0, 10)).toEqual(events);
  const later = oneOfEach.map((event) => ({ ...event, sequence: event.sequence + 4 }));
  await store.take('A-01', () => ({ answer: '', intake: { ...intake, events: later, days: rollUp(later), upTo: 17 } }));
  expect(await day()).toEqual(addCounts(before, countsOfEach));
  expect(await store.events('A-01', 4, 100)).toEqual(later);
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
