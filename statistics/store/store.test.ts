import { describe, expect, test } from 'vitest';
import { createMemoryIntakeStore } from '../../simulator/world/memory-intake-store.ts';
import { registration } from '../intake/invented-usage.ts';
import { storeContract, take, type WithStore } from './contract.ts';
import { lastingDatabases, onEachDatabase } from './databases-under-test.ts';
import type { HubDatabase } from './hub-store.ts';
import { databaseIntake } from './intake-store.ts';
import { openDatabase } from './open-database.ts';

const settings = { zone: 'Asia/Shanghai', monthClosesAfterDays: 3 };

const storeIn = (database: HubDatabase) => {
  const { db } = database;
  return {
    store: databaseIntake(database, settings),
    enrol: async (terminal: string, publicKey: string) => {
      const row = { terminal, publicKey, enrolledAt: 0, revokedAt: null, epoch: null, heardAt: null };
      await db.insertInto('terminal').values(row).execute();
    },
    revoke: async (terminal: string) => {
      await db.updateTable('terminal').set({ revokedAt: 1 }).where('terminal', '=', terminal).execute();
    },
  };
};

const inMemory: WithStore = async (work) => {
  const store = createMemoryIntakeStore();
  await work({
    store,
    enrol: async (terminal, publicKey) => store.enrol(terminal, publicKey),
    revoke: async (terminal) => store.revoke(terminal),
  });
};

storeContract('in memory', inMemory);

onEachDatabase('an intake store', (withDatabase) =>
  storeContract('in a database', (work) => withDatabase((database) => work(storeIn(database)))),
);

for (const { name, skip, make } of lastingDatabases) {
  describe.skipIf(skip)(`a store in ${name}`, () => {
    const withUrl = async (work: (url: string) => Promise<void>) => {
      const { url, drop } = await make();
      try {
        await work(url);
      } finally {
        await drop();
      }
    };

    if (name === 'an SQLite file') {
      storeContract(name, (work) =>
        withUrl(async (url) => {
          const database = await openDatabase(url);
          await work(storeIn(database));
          await database.close();
        }),
      );
    }

    test('opened again it holds everything', () =>
      withUrl(async (url) => {
        const first = await openDatabase(url);
        await storeIn(first).enrol('A-01', 'ab');
        await take(databaseIntake(first, settings), 'A-01', [registration(1), registration(2)]);
        await first.close();

        const second = await openDatabase(url);
        const store = databaseIntake(second, settings);
        expect(await store.events('A-01', 'e1', 0, 10)).toEqual([registration(1), registration(2)]);
        expect((await store.epochs('A-01'))[0]?.sequence).toBe(2);
        await second.close();
      }));

    test('what was answered can be read by another program that has it open beside the hub', () =>
      withUrl(async (url) => {
        const hub = await openDatabase(url);
        const witness = await openDatabase(url);
        await storeIn(hub).enrol('A-01', 'ab');
        await take(databaseIntake(hub, settings), 'A-01', [registration(1)]);
        expect(await databaseIntake(witness, settings).events('A-01', 'e1', 0, 10)).toEqual([registration(1)]);
        await hub.close();
        await witness.close();
      }));
  });
}

test('settles without a turn of the event loop, as virtual time needs it', async () => {
  const database = await openDatabase('sqlite::memory:');
  const { store, enrol } = storeIn(database);
  let turned = false;
  const turn = setImmediate(() => {
    turned = true;
  });
  await enrol('A-01', 'ab');
  await take(store, 'A-01', [registration(1)]);
  await store.events('A-01', 'e1', 0, 10);
  expect(turned).toBe(false);
  clearImmediate(turn);
  await database.close();
});

test('what is brought before the gathering is over shares one transaction', async () => {
  let transactions = 0;
  const database = await openDatabase('sqlite::memory:', ({ query: { sql } }) => {
    if (sql.startsWith('begin')) transactions += 1;
  });
  const { enrol } = storeIn(database);
  const terminals = Array.from({ length: 10 }, (_, at) => `A-${at}`);
  for (const terminal of terminals) await enrol(terminal, 'ab');
  const store = databaseIntake(database, { ...settings, gather: setImmediate });
  transactions = 0;
  await Promise.all(terminals.map((terminal) => take(store, terminal, [registration(1)])));
  expect(transactions).toBe(1);
  await database.close();
});
