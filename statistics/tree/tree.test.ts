import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { signatureHeader } from '../../terminal/hub-contract.ts';
import { bucketNames } from '../intake/duration-bucket.ts';
import { type HubOutside, hubOutside, keyOf } from '../intake/invented-terminal.ts';
import { noCounts } from '../intake/roll-up.ts';
import type { HubDatabase } from '../store/hub-store.ts';
import { openDatabase } from '../store/open-database.ts';
import type { RolledUpTable } from './rolled-up-tables.ts';
import { rolledUpTableNames, rolledUpTables } from './rolled-up-tables.ts';
import { rollUpTaker } from './taking.ts';
import { keepTelling, rollUpTeller, type Told } from './telling.ts';

const day = '2026-11-21';
const rolledUp = { revision: 1, dirty: 1 };
const key = keyOf();

let city: HubOutside;
let house: HubDatabase;
beforeEach(async () => {
  city = hubOutside(await openDatabase('sqlite::memory:'));
  house = await openDatabase('sqlite::memory:');
  await city.database.db
    .insertInto('childHub')
    .values({ hub: 'gulou', publicKey: key.publicKey, units: '["gulou"]', heardAt: null, revokedAt: null })
    .execute();
});
afterEach(async () => {
  await house.close();
  await city.database.close();
});

/** The way from the house's hub to the city's; `weather` may lose, repeat or change what passes. */
const toCity = async (_: string, { body, headers }: RequestInit): Promise<Response> => {
  const signature = new Headers(headers).get(signatureHeader) ?? undefined;
  const text = String(body);
  const taken = await rollUpTaker(city)({ path: '/v1/usage', body: text, signature }, JSON.parse(text));
  return taken.ok ? Response.json(taken.receipt) : Response.json(taken.problem, { status: taken.problem.status });
};
const tellerOf = (fetch = toCity) =>
  rollUpTeller(house, {
    url: 'https://city.example',
    hub: 'gulou',
    sign: key.sign,
    fetch,
  });

const usageOf = (visits: number, terminal = 'GL-01', unit = 'gulou') => ({
  terminal,
  businessDay: day,
  unit,
  ...noCounts,
  visits,
  ...rolledUp,
});

const endings = { completed: 5, abandoned: 0, timedOut: 0, troubled: 0, interrupted: 0 };

/** One row of every table. */
const fillHouse = async () => {
  const { db } = house;
  const where = { terminal: 'GL-01', businessDay: day, unit: 'gulou', ...rolledUp };
  await db.insertInto('usageDay').values(usageOf(5)).execute();
  await db
    .insertInto('deviceDay')
    .values({ ...where, device: 'cardDispenser', outages: 1, downSeconds: 600 })
    .execute();
  await db
    .insertInto('faultDay')
    .values({ ...where, device: 'cardDispenser', fault: 'cardJammed', faults: 2 })
    .execute();
  const hour = { unit: 'gulou', businessDay: day, hour: 8, ...noCounts, visits: 5, ...rolledUp };
  await db.insertInto('unitHour').values(hour).execute();
  await db
    .insertInto('unitFlow')
    .values({
      unit: 'gulou',
      businessDay: day,
      flow: 'payment',
      ...endings,
      visits: 5,
      firstTries: 4,
      visitSeconds: 200,
      ...Object.fromEntries(bucketNames.map((name) => [name, name === 'took9' ? 5 : 0])),
      ...rolledUp,
    })
    .execute();
  await db
    .insertInto('unitStep')
    .values({ unit: 'gulou', businessDay: day, flow: 'payment', step: 'farewell', ...endings, ...rolledUp })
    .execute();
};

const rowsAt = async (database: HubDatabase, table: RolledUpTable) => {
  const rows = await database.db.selectFrom(table).selectAll().execute();
  return rows.map(({ dirty: _, ...row }) => row);
};
const dirtyAt = async ({ db }: HubDatabase) => {
  const found = await Promise.all(
    rolledUpTableNames.map((table) => db.selectFrom(table).selectAll().where('dirty', '=', 1).execute()),
  );
  return found.flat().length;
};
test('every roll-up arrives whole, and nothing is told twice', async () => {
  await fillHouse();
  const tell = tellerOf();
  expect(await tell()).toEqual({ ok: true, told: rolledUpTableNames.length });
  for (const table of rolledUpTableNames)
    expect(await rowsAt(city.database, table)).toEqual(await rowsAt(house, table));
  expect(await dirtyAt(house)).toBe(0);
  expect(await tell()).toEqual({ ok: true, told: 0 });
});

test('the city tells its own parent in turn', async () => {
  await fillHouse();
  await tellerOf()();
  expect(await dirtyAt(city.database)).toBe(rolledUpTableNames.length);
});

test('the schemas list every column there is', async () => {
  await fillHouse();
  for (const table of rolledUpTableNames) {
    const [row = {}] = await rowsAt(house, table);
    expect(Object.keys(row).sort()).toEqual(Object.keys(rolledUpTables[table].row.entries).sort());
  }
});

test('an answer that is lost, and a row that changes meanwhile: told again, as it is by then', async () => {
  await fillHouse();
  const lost = tellerOf(async (url, init) => {
    await toCity(url, init);
    throw new Error('the answer was lost');
  });
  expect(await lost()).toEqual({ ok: false, why: 'no answer' });
  expect(await dirtyAt(house)).toBe(rolledUpTableNames.length);

  const meanwhile = tellerOf(async (url, init) => {
    const answer = await toCity(url, init);
    await house.db.updateTable('usageDay').set({ visits: 7, revision: 2, dirty: 1 }).execute();
    return answer;
  });
  expect(await meanwhile()).toMatchObject({ ok: true, told: rolledUpTableNames.length });
  expect(await dirtyAt(house)).toBe(1);
  await tellerOf()();
  expect(await rowsAt(city.database, 'usageDay')).toMatchObject([{ visits: 7, revision: 2 }]);
});

test('a hub put back from a backup is heard again, in rows the city had and in rows it had then lost', async () => {
  await fillHouse();
  await house.db.updateTable('usageDay').set({ visits: 9, revision: 7 }).execute();
  await tellerOf()();
  // The backup was older: of one row it had a lower revision, the other was not there yet and begins anew.
  await house.db.updateTable('usageDay').set({ visits: 10, revision: 3, dirty: 1 }).execute();
  await house.db.updateTable('faultDay').set({ faults: 4, revision: 1, dirty: 1 }).execute();
  await house.db.insertInto('restoration').values({ restoredAt: 1 }).execute();
  await tellerOf()();
  expect(await rowsAt(city.database, 'usageDay')).toMatchObject([{ visits: 10 }]);
  expect(await rowsAt(city.database, 'faultDay')).toMatchObject([{ faults: 4 }]);
  expect(await dirtyAt(house)).toBe(0);
  await house.db.updateTable('usageDay').set({ visits: 11, revision: 4, dirty: 1 }).execute();
  await tellerOf()();
  expect(await rowsAt(city.database, 'usageDay')).toMatchObject([{ visits: 11 }]);
});

test('a city put back from a backup is told once more all it lacks, also by a hub that starts anew', async () => {
  await fillHouse();
  const placement = { terminal: 'GL-02', fromDay: day, unit: 'gulou', ward: '门诊', placeZh: '一楼', placeEn: 'Hall' };
  await house.db.insertInto('placement').values(placement).execute();
  const all = async (tell = tellerOf()) => {
    const told: number[] = [];
    do told.push(await tell().then((it) => (it.ok ? it.told : -1)));
    while (told.at(-1) !== 0 && told.length < 10);
    return told;
  };
  const tell = tellerOf();
  expect(await all(tell)).toEqual([1, 6, 0]);

  for (const [restoredAt, teller, expected] of [
    [5, tell, [1, 1, 6, 0]],
    [6, tellerOf(), [1, 6, 0]],
  ] as const) {
    for (const table of rolledUpTableNames) await city.database.db.deleteFrom(table).execute();
    await city.database.db.deleteFrom('placement').execute();
    await city.database.db.insertInto('restoration').values({ restoredAt }).execute();
    if (teller === tell) {
      await house.db.updateTable('usageDay').set({ visits: 6, revision: 2, dirty: 1 }).execute();
    }
    expect(await all(teller)).toEqual(expected);
    for (const table of rolledUpTableNames) {
      expect(await rowsAt(city.database, table)).toEqual(await rowsAt(house, table));
    }
    expect(await city.database.db.selectFrom('placement').selectAll().execute()).toEqual([placement]);
  }
  expect(await all()).toEqual([1, 0]);
});

test('batches that come twice, late or in another order leave what the last one said', () =>
  fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray([1, 2, 3, 4, 5], { minLength: 5 }),
      fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 5 }),
      async (order, again) => {
        await city.database.db.deleteFrom('usageDay').execute();
        for (const revision of [...order, ...again]) {
          const { dirty: _, ...row } = { ...usageOf(revision * 10), revision };
          const arrival = key.signed('/v1/usage', { hub: 'gulou', rows: { usageDay: [row] } });
          expect((await rollUpTaker(city)(arrival, JSON.parse(arrival.body))).ok).toBe(true);
        }
        expect(await rowsAt(city.database, 'usageDay')).toMatchObject([{ visits: 50, revision: 5 }]);
      },
    ),
    { numRuns: 20 },
  ));

test('more than one batch holds is told in several', async () => {
  const rows = Array.from({ length: 1_200 }, (_, at) => usageOf(at, `GL-${at}`));
  for (const row of rows) await house.db.insertInto('usageDay').values(row).execute();
  const tell = tellerOf();
  const all: Told[] = [];
  do all.push(await tell());
  while (all.at(-1)?.ok && all.length < 10 && (await dirtyAt(house)) > 0);
  expect(all.map((it) => it.ok && it.told)).toEqual([200, 200, 200, 200, 200, 200]);
  expect(await rowsAt(city.database, 'usageDay')).toHaveLength(1_200);
});

test('terminals that stand somewhere are told without having been used, and again when they move', async () => {
  const placement = { terminal: 'GL-02', fromDay: day, ward: '门诊', placeZh: '一楼', placeEn: 'Ground floor' };
  await house.db
    .insertInto('placement')
    .values({ ...placement, unit: 'gulou' })
    .execute();
  const tell = tellerOf();
  await tell();
  expect(await city.database.db.selectFrom('placement').selectAll().execute()).toMatchObject([placement]);
  await house.db
    .insertInto('placement')
    .values({ ...placement, fromDay: '2026-12-01', unit: null })
    .execute();
  await tell();
  expect(await city.database.db.selectFrom('placement').selectAll().execute()).toHaveLength(2);
});

test.each([
  ['an unknown hub', { hub: 'qixia', rows: {} }, 'hubUnknown'],
  [
    'a unit it does not speak for',
    { hub: 'gulou', rows: { usageDay: [{ ...usageOf(1, 'XX-01', 'xuanwu'), dirty: undefined }] } },
    'unitForeign',
  ],
  ['a column that is none', { hub: 'gulou', rows: { usageDay: [usageOf(1)] } }, 'malformed'],
  ['no rows', { hub: 'gulou' }, 'malformed'],
])('%s is refused', async (_, batch, code) => {
  const arrival = key.signed('/v1/usage', batch);
  const taken = await rollUpTaker(city)(arrival, JSON.parse(arrival.body));
  expect(!taken.ok && taken.problem.code).toBe(code);
});

test('another key, a changed body and a revoked hub are refused', async () => {
  const { dirty: _, ...row } = usageOf(1);
  const batch = { hub: 'gulou', rows: { usageDay: [row] } };
  const codeOf = async (arrival: { path: string; body: string; signature: string | undefined }) => {
    const taken = await rollUpTaker(city)(arrival, JSON.parse(arrival.body));
    return taken.ok ? 'taken' : taken.problem.code;
  };
  expect(await codeOf(keyOf().signed('/v1/usage', batch))).toBe('signatureWrong');
  const arrival = key.signed('/v1/usage', batch);
  expect(await codeOf({ ...arrival, body: arrival.body.replace('"visits":1', '"visits":9') })).toBe('signatureWrong');
  expect(await codeOf({ ...arrival, signature: undefined })).toBe('signatureWrong');
  expect(await codeOf(arrival)).toBe('taken');
  await city.database.db.updateTable('childHub').set({ revokedAt: 1 }).execute();
  expect(await codeOf(arrival)).toBe('hubUnknown');
});

test('a row of another hub’s unit is never replaced', async () => {
  await city.database.db
    .insertInto('usageDay')
    .values(usageOf(3, 'GL-01', 'xuanwu'))
    .execute();
  const { dirty: _, ...row } = { ...usageOf(99), revision: 9 };
  const arrival = key.signed('/v1/usage', { hub: 'gulou', rows: { usageDay: [row] } });
  expect(await rollUpTaker(city)(arrival, JSON.parse(arrival.body))).toEqual({ ok: true, receipt: { taken: 0 } });
  expect(await rowsAt(city.database, 'usageDay')).toMatchObject([{ visits: 3, unit: 'xuanwu' }]);
});

test('it is told at once while there is more, then by the minute; after a failure at a moment drawn from twice as long', async () => {
  const answers: Told[] = [
    { ok: true, told: 200 },
    { ok: true, told: 3 },
    { ok: true, told: 0 },
    { ok: false, why: 'no answer' },
    { ok: false, why: 'status 503' },
    { ok: true, told: 0 },
  ];
  const life = new AbortController();
  const slept: number[] = [];
  const logged: string[] = [];
  const tell = async () => {
    const next = answers.shift();
    if (answers.length === 0) life.abort();
    return next ?? { ok: true as const, told: 0 };
  };
  const sleep = async (milliseconds: number) => void slept.push(milliseconds);
  await keepTelling(tell, { sleep, chance: () => 0.5, log: ({ event }) => logged.push(event) }, life.signal);
  expect(slept).toEqual([60_000, 1_000, 2_000, 60_000]);
  expect(logged).toEqual(['parent.told', 'parent.told', 'parent.silent', 'parent.silent']);
});
