import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type UsageEvent, visitEndings } from '../../terminal/usage-event.ts';
import { bucketNames, bucketOf } from '../intake/duration-bucket.ts';
import {
  anyEvents,
  countsOfEach,
  device,
  eightOClock,
  oneOfEach,
  registration,
  visit,
} from '../intake/invented-usage.ts';
import { countNames, countOfEnding, countsOf, rollUp, visitCounts } from '../intake/roll-up.ts';
import { intakeOf, take } from './contract.ts';
import { onEachDatabase, type WithDatabase } from './databases-under-test.ts';
import type { HubDatabase } from './hub-store.ts';
import { databaseIntake } from './intake-store.ts';

const hour = 3_600_000;
const settings = { zone: 'Asia/Shanghai', monthClosesAfterDays: 3 };

/** Two terminals of one unit, one that moves from there to another in mid-month, one that was never put anywhere. */
const placements = [
  ['A-01', '2026-01-01', 'gulou'],
  ['A-02', '2026-01-01', 'gulou'],
  ['A-03', '2026-01-01', 'gulou'],
  ['A-03', '2026-11-02', 'xuanwu'],
] as const;

const filled = async (database: HubDatabase) => {
  const { db } = database;
  for (const terminal of ['A-01', 'A-02', 'A-03', 'A-04']) {
    const row = { terminal, publicKey: 'ab', enrolledAt: 0, revokedAt: null, epoch: null, heardAt: null };
    await db.insertInto('terminal').values(row).execute();
  }
  for (const [terminal, fromDay, unit] of placements) {
    await db
      .insertInto('placement')
      .values({ terminal, fromDay, unit, ward: '门诊', placeZh: '一楼', placeEn: 'Ground floor' })
      .execute();
  }
  const store = databaseIntake(database, settings);
  return {
    db,
    store,
    days: () => db.selectFrom('usageDay').selectAll().orderBy('terminal').orderBy('businessDay').execute(),
    hours: () => db.selectFrom('unitHour').selectAll().orderBy('unit').orderBy('businessDay').orderBy('hour').execute(),
    down: () => db.selectFrom('deviceDay').selectAll().orderBy('businessDay').execute(),
    alarms: () => db.selectFrom('alarm').selectAll().orderBy('kind').orderBy('openedAt').execute(),
  };
};
type Filled = Awaited<ReturnType<typeof filled>>;

onEachDatabase('the roll-ups of an intake', (withDatabase: WithDatabase) => {
  const withHub = (work: (hub: Filled) => Promise<void>) =>
    withDatabase(async (database) => work(await filled(database)));

  test('one event of each kind stands in each of them', () =>
    withHub(async ({ db, store, days, hours, down }) => {
      await take(store, 'A-01', oneOfEach);
      const where = { businessDay: '2026-11-21', unit: 'gulou', revision: 1, dirty: 1 };
      expect(await days()).toEqual([{ terminal: 'A-01', ...where, ...countsOfEach }]);
      expect(await hours()).toEqual([{ hour: 8, ...where, ...countsOfEach }]);
      expect(await down()).toEqual([
        { terminal: 'A-01', device: 'receiptPrinter', ...where, outages: 1, downSeconds: 0 },
      ]);
      expect(await db.selectFrom('faultDay').selectAll().execute()).toEqual([
        { terminal: 'A-01', device: 'receiptPrinter', fault: 'paperOut', ...where, faults: 1 },
      ]);
      const visited = { ...where, flow: 'registration' };
      const [flow, ...noOther] = await db.selectFrom('unitFlow').selectAll().execute();
      expect(noOther).toEqual([]);
      expect(flow).toMatchObject({ ...visited, visits: 1, completed: 1, firstTries: 1, visitSeconds: 42 });
      expect(bucketNames.filter((name) => flow?.[name] !== 0)).toEqual([`took${bucketOf(42)}`]);
      const endings = { completed: 1, abandoned: 0, timedOut: 0, troubled: 0, interrupted: 0 };
      expect(await db.selectFrom('unitStep').selectAll().execute()).toEqual([
        { ...visited, step: 'farewell', ...endings },
      ]);
      expect(await db.selectFrom('deviceState').selectAll().execute()).toEqual([
        { terminal: 'A-01', device: 'receiptPrinter', available: 0, since: eightOClock },
      ]);
      expect(await db.selectFrom('monthChange').selectAll().execute()).toEqual([]);
      expect(await db.selectFrom('terminal').selectAll().where('terminal', '=', 'A-01').execute()).toMatchObject([
        { publicKey: 'ab', epoch: 'e1', heardAt: eightOClock },
      ]);
    }));

  test('each change of a row is a revision of it, and makes it dirty again', () =>
    withHub(async ({ db, store, days, hours }) => {
      await take(store, 'A-01', [registration(1, 100)]);
      await db.updateTable('usageDay').set({ dirty: 0 }).execute();
      await take(store, 'A-01', [registration(2, 20), registration(3, 3, '2026-11-20')]);
      await take(store, 'A-02', [registration(1, 7_000)]);
      expect(await days()).toMatchObject([
        { terminal: 'A-01', businessDay: '2026-11-20', registrationAmount: 3, revision: 1, dirty: 1 },
        { terminal: 'A-01', businessDay: '2026-11-21', registrationAmount: 120, revision: 2, dirty: 1 },
        { terminal: 'A-02', businessDay: '2026-11-21', registrationAmount: 7_000, revision: 1, dirty: 1 },
      ]);
      expect(await hours()).toMatchObject([
        { businessDay: '2026-11-20', registrations: 1, revision: 1 },
        { businessDay: '2026-11-21', registrations: 3, registrationAmount: 7_120, revision: 3 },
      ]);
    }));

  test('a day counts for the unit the terminal belonged to on it, whenever it comes', () =>
    withHub(async ({ store, days, hours }) => {
      await take(store, 'A-03', [
        registration(1, 1, '2026-11-02'),
        registration(2, 20, '2026-11-01'),
        registration(3, 300, '2025-12-31'),
      ]);
      await take(store, 'A-04', [registration(1, 4_000)]);
      expect((await days()).map(({ unit, registrationAmount }) => [unit, registrationAmount])).toEqual([
        ['', 300],
        ['gulou', 20],
        ['xuanwu', 1],
        ['', 4_000],
      ]);
      expect((await hours()).map(({ unit, registrationAmount }) => [unit, registrationAmount])).toEqual([
        ['', 300],
        ['', 4_000],
        ['gulou', 20],
        ['xuanwu', 1],
      ]);
    }));

  test('an outage counts on the day it began, its seconds on the days it lasted, once it is over', () =>
    withHub(async ({ store, down }) => {
      // From 22:00 in Shanghai to 03:00 two nights later.
      const began = Date.UTC(2026, 10, 20, 14);
      const ended = began + 29 * hour;
      await take(store, 'A-01', [device(1, false, began, '2026-11-20')]);
      expect(await down()).toMatchObject([{ businessDay: '2026-11-20', outages: 1, downSeconds: 0 }]);
      await take(store, 'A-01', [device(2, false, began + hour, '2026-11-20')]);
      await take(store, 'A-01', [device(3, true, ended, '2026-11-22'), device(4, true, ended + hour, '2026-11-22')]);
      expect(await down()).toMatchObject([
        { businessDay: '2026-11-20', outages: 1, downSeconds: 2 * 3_600 },
        { businessDay: '2026-11-21', outages: 0, downSeconds: 24 * 3_600 },
        { businessDay: '2026-11-22', outages: 0, downSeconds: 3 * 3_600 },
      ]);
    }));

  test('quarantined events count nowhere', () =>
    withHub(async ({ db, store, days, down }) => {
      await take(store, 'A-01', [registration(1, 100), visit(2), device(3, false)], { quarantined: new Set([2, 3]) });
      expect(await days()).toMatchObject([{ visits: 0, registrations: 1 }]);
      expect(await down()).toEqual([]);
      const rows = await db.selectFrom('usageEvent').select(['sequence', 'quarantined']).orderBy('sequence').execute();
      expect(rows.map(({ quarantined }) => quarantined)).toEqual([0, 1, 1]);
    }));

  test('what comes after a month was closed is noted as a change of it', () =>
    withHub(async ({ db, store }) => {
      const events = [registration(1, 1, '2026-09-30'), registration(2, 1, '2026-10-31'), visit(3)];
      // The last moment at which October is open, and the first at which it is closed.
      const closing = Date.UTC(2026, 10, 3, 16);
      await take(store, 'A-01', events, { heardAt: closing - 1 });
      await take(store, 'A-02', [...events, registration(4, 1, '2026-10-30')], { heardAt: closing });
      const changes = await db.selectFrom('monthChange').selectAll().orderBy('terminal').orderBy('month').execute();
      expect(changes).toEqual([
        { terminal: 'A-01', month: '2026-09', changedAt: closing - 1, events: 1 },
        { terminal: 'A-02', month: '2026-09', changedAt: closing, events: 1 },
        { terminal: 'A-02', month: '2026-10', changedAt: closing, events: 2 },
      ]);
    }));

  test('an alarm is opened once until it is closed, with an intake or without', () =>
    withHub(async ({ db, store, alarms }) => {
      const restored = (at: number) => ({ kind: 'restored' as const, detail: 'journalWentBack', at });
      await take(store, 'A-01', [registration(1)], { alarms: [restored(10)] });
      await take(store, 'A-01', [registration(2)], { alarms: [restored(20)] });
      await store.take('A-01', ['e1'], () => ({ answer: '', alarms: [{ kind: 'fork', detail: '', at: 30 }] }));
      expect(await alarms()).toMatchObject([
        { kind: 'fork', device: '', openedAt: 30, closedAt: null, detail: '' },
        { kind: 'restored', device: '', openedAt: 10, closedAt: null, detail: 'journalWentBack' },
      ]);
      await db.updateTable('alarm').set({ closedAt: 40 }).execute();
      await take(store, 'A-01', [registration(3)], { alarms: [restored(50)] });
      expect((await alarms()).map(({ kind, openedAt }) => [kind, openedAt])).toEqual([
        ['fork', 30],
        ['restored', 10],
        ['restored', 50],
      ]);
    }));

  test('they are the sum of the events, however those were cut into intakes', () =>
    withHub(async ({ db, store, days, hours }) => {
      const all: UsageEvent[] = [];
      let sequence = 0;
      await fc.assert(
        fc.asyncProperty(anyEvents, fc.integer({ min: 1, max: 7 }), async (drawn, size) => {
          const events = drawn.map((event) => {
            sequence += 1;
            return { ...event, sequence };
          });
          for (let at = 0; at < events.length; at += size) await take(store, 'A-01', events.slice(at, at + size));
          all.push(...events);
        }),
        { numRuns: 15 },
      );

      const sums = new Map(rollUp(all).map(({ businessDay, counts }) => [businessDay, counts]));
      const daysHeld = await days();
      expect(daysHeld).toHaveLength(sums.size);
      for (const row of daysHeld) expect(row).toMatchObject(sums.get(row.businessDay) ?? {});

      const hoursHeld = await hours();
      for (const { businessDay, hour: on, unit: _, revision: __, dirty: ___, ...counts } of hoursHeld) {
        const [sum] = rollUp(all.filter((event) => event.businessDay === businessDay && event.hour === on));
        expect(counts).toEqual(sum?.counts);
      }
      for (const name of countNames) {
        const ofAll = all.reduce((sum, event) => sum + (countsOf(event)[name] ?? 0), 0);
        expect([name, hoursHeld.reduce((sum, row) => sum + row[name], 0)]).toEqual([name, ofAll]);
      }

      const visits = all.flatMap((event) => (event.kind === 'visitEnded' ? [event] : []));
      const byFlow = Map.groupBy(visits, ({ businessDay, flow }) => [businessDay, flow].join());
      const flows = await db.selectFrom('unitFlow').selectAll().execute();
      expect(flows).toHaveLength(byFlow.size);
      for (const row of flows) {
        const of = byFlow.get([row.businessDay, row.flow].join()) ?? [];
        for (const name of visitCounts) {
          expect(row[name]).toBe(of.reduce((sum, event) => sum + (countsOf(event)[name] ?? 0), 0));
        }
        for (const [bucket, name] of bucketNames.entries()) {
          const long = of.filter(({ ending, seconds }) => ending === 'completed' && bucketOf(seconds) === bucket);
          expect(row[name]).toBe(long.length);
        }
      }
      const byStep = Map.groupBy(visits, ({ businessDay, flow, step }) => [businessDay, flow, step].join());
      const steps = await db.selectFrom('unitStep').selectAll().execute();
      expect(steps).toHaveLength(byStep.size);
      for (const row of steps) {
        const of = byStep.get([row.businessDay, row.flow, row.step].join()) ?? [];
        for (const ending of visitEndings) {
          expect(row[countOfEnding[ending]]).toBe(of.filter((event) => event.ending === ending).length);
        }
      }

      const faults = await db.selectFrom('faultDay').selectAll().execute();
      expect(faults.reduce((sum, row) => sum + row.faults, 0)).toBe(
        all.filter(({ kind }) => kind === 'deviceFault').length,
      );
    }));

  test('the largest amounts still sum exactly', () =>
    withHub(async ({ store, days }) => {
      const events = Array.from({ length: 500 }, (_, at) => registration(at + 1, 9_999_999_999));
      await take(store, 'A-01', events);
      expect((await days())[0]?.registrationAmount).toBe(4_999_999_999_500);
    }));

  test('many terminals of one unit at once get into nobody’s way', () =>
    withHub(async ({ db, store, hours }) => {
      const terminals = Array.from({ length: 30 }, (_, at) => `B-${at}`);
      for (const terminal of terminals) {
        const row = { terminal, publicKey: 'ab', enrolledAt: 0, revokedAt: null, epoch: null, heardAt: null };
        await db.insertInto('terminal').values(row).execute();
        const place = { ward: '', placeZh: '', placeEn: '' };
        await db
          .insertInto('placement')
          .values({ terminal, fromDay: '2026-01-01', unit: 'gulou', ...place })
          .execute();
      }
      const batches = terminals.flatMap((terminal) =>
        Array.from({ length: 5 }, (_, at) => ({
          terminal,
          events: [registration(2 * at + 1, 1), { ...visit(2 * at + 2), hour: at }],
        })),
      );
      await Promise.all(
        batches.map(({ terminal, events }) =>
          store.take(terminal, ['e1'], () => ({ answer: '', intake: intakeOf(events) })),
        ),
      );
      const sums = (await hours()).reduce((sum, { registrations, visits }) => sum + registrations + visits, 0);
      expect(sums).toBe(300);
    }));
});
