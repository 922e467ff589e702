/**
 * The databases the hub's tests run against: SQLite always; PostgreSQL where `HUB_TEST_POSTGRES` names a server, such as
 * `postgres://postgres@127.0.0.1:5432/postgres`, whose account may make databases. Without it those tests are skipped;
 * with `REQUIRE_POSTGRES=1` they fail instead.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, describe } from 'vitest';
import type { HubDatabase } from './hub-store.ts';
import { openDatabase } from './open-database.ts';

/** A database of its own, by its address, to be opened as often as one likes. */
export interface DatabaseUnderTest {
  readonly url: string;
  drop(): Promise<void>;
}

const asked = async (server: string, command: string): Promise<void> => {
  const client = new pg.Client(server);
  await client.connect();
  try {
    await client.query(command);
  } finally {
    await client.end();
  }
};

let made = 0;

const onServer = async (): Promise<DatabaseUnderTest> => {
  const server = process.env.HUB_TEST_POSTGRES ?? '';
  if (server === '')
    throw new Error('HUB_TEST_POSTGRES names no PostgreSQL server, and REQUIRE_POSTGRES=1 asks for one');
  const name = `hub_under_test_${process.pid}_${process.env.VITEST_POOL_ID ?? 0}_${made++}`;
  await asked(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => asked(server, `drop database ${name} with (force)`) };
};

const inFile = async (): Promise<DatabaseUnderTest> => {
  const folder = mkdtempSync(join(tmpdir(), 'hub-under-test-'));
  return { url: `sqlite:${join(folder, 'hub.sqlite')}`, drop: async () => rmSync(folder, { recursive: true }) };
};

const noServer = !process.env.HUB_TEST_POSTGRES;
const onPostgres = {
  name: `PostgreSQL${noServer ? ' (HUB_TEST_POSTGRES names no server)' : ''}`,
  skip: noServer && process.env.REQUIRE_POSTGRES !== '1',
};

/** Databases that outlive a program: an SQLite file, and one on a PostgreSQL server. */
export const lastingDatabases = [
  { name: 'an SQLite file', skip: false, make: inFile },
  { ...onPostgres, make: onServer },
] as const;

/** One database for all its users, as making one takes long; it is emptied after each. */
const emptiedBetween = () => {
  let making: Promise<{ under: DatabaseUnderTest; database: HubDatabase }> | undefined;
  const make = async () => {
    const under = await onServer();
    return { under, database: await openDatabase(under.url) };
  };
  return {
    open: async (): Promise<HubDatabase> => {
      making ??= make();
      const { database } = await making;
      const close = async () => {
        const { rows } = await sql<{ emptying: string }>`
          select 'delete from ' || quote_ident(tablename) as emptying from pg_tables
          where schemaname = 'public' and tablename not like 'kysely%'`.execute(database.db);
        for (const { emptying } of rows) await sql.raw(emptying).execute(database.db);
      };
      return { ...database, close };
    },
    end: async () => {
      if (!making) return;
      const { under, database } = await making;
      await database.close();
      await under.drop();
    },
  };
};

const kinds = [
  { name: 'SQLite', skip: false, opened: () => ({ open: () => openDatabase('sqlite::memory:'), end: async () => {} }) },
  { ...onPostgres, opened: emptiedBetween },
] as const;

/** Gives a piece of work an empty database. */
export type WithDatabase = (work: (database: HubDatabase) => Promise<void>) => Promise<void>;

/** The same tests on each kind of database. */
export const onEachDatabase = (name: string, tests: (withDatabase: WithDatabase) => void): void => {
  for (const { name: kind, skip, opened } of kinds) {
    describe.skipIf(skip)(`${name}, on ${kind}`, () => {
      const { open, end } = opened();
      afterAll(end);
      tests(async (work) => {
        const database = await open();
        try {
          await work(database);
        } finally {
          await database.close();
        }
      });
    });
  }
};
