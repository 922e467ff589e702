import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { lastingDatabases } from './databases-under-test.ts';
import { DatabaseError, isDatabaseUrl, openDatabase, shownDatabase } from './open-database.ts';
import { openSqliteFile } from './sqlite.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hub-database-'));
  file = join(folder, 'hub.sqlite');
});
afterEach(() => rmSync(folder, { recursive: true }));

const refusal = async (url: string): Promise<string> => {
  const error = await openDatabase(url).then(
    () => undefined,
    (it: unknown) => it,
  );
  expect(error).toBeInstanceOf(DatabaseError);
  return error instanceof Error ? error.message : '';
};

test('a commit is on the disk when it returns: WAL, and a sync at every commit', () => {
  const database = openSqliteFile(file);
  expect(database.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
  expect(database.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 2 });
  database.close();
});

test.each([
  ['sqlite:var/hub.sqlite', true],
  ['sqlite::memory:', true],
  ['postgres://hub@db/hub', true],
  ['postgresql://db/hub', true],
  ['sqlite:', false],
  ['postgres://', false],
  ['mysql://db/hub', false],
  ['hub.sqlite', false],
])('%s: whether it is the address of a database', (url, is) => expect(isDatabaseUrl(url)).toBe(is));

test.each([
  ['sqlite:var/hub.sqlite', 'sqlite:var/hub.sqlite'],
  ['postgres://hub:secret@db:5432/hub?sslmode=require', 'postgres://db:5432/hub'],
  ['mysql://hub:secret@db/hub', 'mysql://db/hub'],
  ['postgres://hub:sec ret@:bad', 'postgres:…'],
])('%s is shown as %s', (url, shown) => expect(shownDatabase(url)).toBe(shown));

test('an address of another form is refused with the forms there are', async () => {
  expect(await refusal('mysql://root:secret@db/hub')).toBe(
    'database: mysql://db/hub; expected sqlite:FILE, such as sqlite:var/hub.sqlite, or postgres://user:password@host:5432/database',
  );
});

test('a server that is not there is named, without the password', async () => {
  // Nothing listens on port 1.
  const said = await refusal('postgres://hub:s3cret@127.0.0.1:1/hub');
  expect(said).toContain('database: postgres://127.0.0.1:1/hub cannot be used (');
  expect(said).toContain('ECONNREFUSED');
  expect(said).toContain('expected a PostgreSQL server that runs there');
  expect(said).not.toContain('s3cret');
});

test('a file in a folder that is not there', async () => {
  expect(await refusal(`sqlite:${join(folder, 'none', 'hub.sqlite')}`)).toContain('in a folder that exists');
});

test('a file written by a newer hub is refused', async () => {
  await (await openDatabase(`sqlite:${file}`)).close();
  const database = new DatabaseSync(file);
  database.exec("insert into kysely_migration values ('9999-later', '2027-01-01')");
  database.close();
  expect(await refusal(`sqlite:${file}`)).toContain('9999-later');
});

test('a file that is no database is refused and left as it was', async () => {
  const minutes = 'Minutes of a meeting that has nothing to do with terminals. '.repeat(20);
  writeFileSync(file, minutes);
  expect(await refusal(`sqlite:${file}`)).toContain('not a database');
  expect(readFileSync(file, 'utf8')).toBe(minutes);
});

test('a table change cut off half-way leaves nothing behind', async () => {
  const database = new DatabaseSync(file);
  // The last statement of the last version will fail: its index's name is taken.
  database.exec('create table other (at text); create index export_log_by_time on other (at)');
  expect(await refusal(`sqlite:${file}`)).toContain('export_log_by_time');
  const tables = database.prepare("select name from sqlite_master where name in ('terminal', 'export_log')").all();
  expect(tables).toEqual([]);
  database.exec('drop table other');
  database.close();
  await (await openDatabase(`sqlite:${file}`)).close();
});

for (const { name, skip, make } of lastingDatabases) {
  describe.skipIf(skip)(`a database in ${name}`, () => {
    test('counts come back as numbers, and so do their sums; texts stand in the order of their code points', async () => {
      const { url, drop } = await make();
      const { db, close } = await openDatabase(url);
      for (const [unit, rowOrder] of [
        ['b', 2],
        ['a-1', 3_000_000_000],
        ['a1', 5],
        ['B', 1],
      ] as const) {
        await db.insertInto('unit').values({ unit, grouping: 'hospital', rowOrder, district: null }).execute();
      }
      const rows = await db.selectFrom('unit').select(['unit', 'rowOrder']).orderBy('unit').execute();
      expect(rows.map(({ unit }) => unit)).toEqual(['B', 'a-1', 'a1', 'b']);
      expect(rows[1]?.rowOrder).toBe(3_000_000_000);
      const sums = await db
        .selectFrom('unit')
        .select(({ fn }) => [fn.sum<number>('rowOrder').as('sum'), fn.countAll<number>().as('count')])
        .executeTakeFirst();
      expect(sums).toEqual({ sum: 3_000_000_008, count: 4 });
      await close();
      await drop();
    });

    test('a commit is on the disk when it returns', async () => {
      const { url, drop } = await make();
      const { kind, db, close } = await openDatabase(url);
      if (kind === 'postgres') {
        const { rows } = await sql`show synchronous_commit`.execute(db);
        expect(rows).toEqual([{ synchronousCommit: 'on' }]);
      } else {
        expect((await sql`pragma synchronous`.execute(db)).rows).toEqual([{ synchronous: 2 }]);
      }
      await close();
      await drop();
    });
  });
}
