import { CamelCasePlugin, Kysely, type QueryExecutorProvider, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { UsageEvent } from '../../terminal/usage-event.ts';
import { schemaOf } from '../health.ts';
import { collector } from '../intake/collecting.ts';
import { eightOClock, fault, oneOfEach, refund, registration, visit } from '../intake/invented-usage.ts';
import { inventedOutbox } from '../intake/invented-usage-outbox.ts';
import { nodeSeals } from '../intake/node-seals.ts';
import { addCounts, noCounts, rollUp } from '../intake/roll-up.ts';
import { type DatabaseUnderTest, lastingDatabases } from './databases-under-test.ts';
import type { HubDatabase } from './hub-store.ts';
import { databaseIntake } from './intake-store.ts';
import { migrationsFor } from './migrations.ts';
import { DatabaseError, openDatabase } from './open-database.ts';
import { postgresDialect, postgresPool } from './postgres.ts';
import { openSqliteFile, sqliteDialect } from './sqlite.ts';
import type { Tables } from './tables.ts';

const moment = { at: eightOClock, businessDay: '2026-11-21', hour: 8 };

/** What an older hub keeps, as it is read now: it was not told of flows, nor of how many reports a printing held. */
const older: readonly UsageEvent[] = [
  {
    sequence: 1,
    ...moment,
    kind: 'visitEnded',
    flow: 'none',
    ending: 'completed',
    step: 'farewell',
    seconds: 42,
    firstTry: true,
  },
  registration(2),
  refund(3),
  fault(4),
  { sequence: 5, ...moment, kind: 'reportsPrinted', reports: 1 },
];

/** A database with the tables of some version, as a program of that time left it. */
const tablesUpTo = async (url: string, version: string): Promise<Kysely<unknown>> => {
  const kind = url.startsWith('sqlite:') ? 'sqlite' : 'postgres';
  const dialect = kind === 'sqlite' ? sqliteDialect(openSqliteFile(url.slice(7))) : postgresDialect(postgresPool(url));
  const db = new Kysely<unknown>({ dialect });
  const then = Object.fromEntries(Object.entries(migrationsFor(kind)).filter(([name]) => name <= version));
  const migrator = new Migrator({ db, provider: { getMigrations: async () => then } });
  expect((await migrator.migrateToLatest()).error).toBeUndefined();
  return db;
};

/** Events of the first hub, and what it summed of them. */
const writeFirst = async (db: Kysely<unknown>): Promise<void> => {
  await sql`insert into watermark values ('A-01', 5, ${eightOClock}), ('A-02', 0, null)`.execute(db);
  const fields = sql.raw('terminal, sequence, at, business_day, kind');
  const first = (sequence: number) => sql`'A-01', ${sql.lit(sequence)}, ${sql.lit(eightOClock)}, '2026-11-21'`;
  await sql`
        insert into usage_event (${fields}, ending, step, seconds, amount, device, fault) values
          (${first(1)}, 'visitEnded', 'completed', 'farewell', 42, null, null, null),
          (${first(2)}, 'registrationConfirmed', null, null, null, 2500, null, null),
          (${first(3)}, 'refunded', null, null, null, 2500, null, null),
          (${first(4)}, 'deviceFault', null, null, null, null, 'receiptPrinter', 'paperOut'),
          (${first(5)}, 'reportsPrinted', null, null, null, null, null, null)`.execute(db);
  await sql`
        insert into usage_day (terminal, business_day, visits, completed, registrations, registration_amount, refunds,
          refund_amount, device_faults)
        values ('A-01', '2026-11-21', 1, 1, 1, 2500, 1, 2500, 1)`.execute(db);
};

for (const { name, skip, make } of lastingDatabases) {
  describe.skipIf(skip)(`a database of an older hub, in ${name}`, () => {
    let under: DatabaseUnderTest;
    beforeEach(async () => {
      under = await make();
      const db = await tablesUpTo(under.url, '0002-more-errands');
      await writeFirst(db);
      await sql`update usage_day set report_printings = 1`.execute(db);
      await db.destroy();
    });
    afterEach(() => under.drop());

    test('is brought up to date and keeps what it holds', async () => {
      const database = await openDatabase(under.url);
      const [day] = await database.db.selectFrom('usageDay').selectAll().execute();
      expect(day).toEqual({
        terminal: 'A-01',
        businessDay: '2026-11-21',
        unit: '',
        ...rollUp(older)[0]?.counts,
        revision: 1,
        dirty: 1,
      });
      const store = databaseIntake(database, { zone: 'Asia/Shanghai', monthClosesAfterDays: 3 });
      expect(await store.events('A-01', '', 0, 10)).toEqual(older);
      expect(await store.epochs('A-01')).toEqual([{ epoch: '', sequence: 5, hash: '', follows: null }]);
      expect(await store.epochs('A-02')).toEqual([]);
      await database.close();
    });

    test('a terminal that is enrolled then sends everything anew, and nothing counts twice', async () => {
      const database = await openDatabase(under.url);
      const outbox = inventedOutbox('A-01');
      await database.db.updateTable('terminal').set({ publicKey: outbox.publicKey }).execute();
      const store = databaseIntake(database, { zone: 'Asia/Shanghai', monthClosesAfterDays: 3 });
      const receive = collector({ clock: { now: () => eightOClock }, store, seals: nodeSeals(), log: () => {} });
      // Told anew it has its flow, and what was not told of then.
      const anew = [visit(1), ...older.slice(1)];
      const later = oneOfEach.map((event) => ({ ...event, sequence: event.sequence + 5 }));

      const first = await receive(outbox.batch('', null, anew.slice(0, 3)));
      expect(first).toEqual({ ok: true, receipt: { upTo: 3 } });
      expect(await receive(outbox.batch('', null, [...anew, ...later]))).toEqual({ ok: true, receipt: { upTo: 22 } });

      expect(await store.events('A-01', '', 0, 100)).toEqual([...older, ...later]);
      const [day] = await database.db.selectFrom('usageDay').selectAll().execute();
      const sums = addCounts(rollUp(older)[0]?.counts ?? noCounts, rollUp(later)[0]?.counts ?? noCounts);
      expect(day).toMatchObject(sums);
      expect((await store.epochs('A-01'))[0]?.hash).toMatch(/^[0-9a-f]{64}$/);
      await database.close();
    });

    test('several hubs may bring it up to date at once', async () => {
      if (under.url.startsWith('sqlite:')) return;
      const hubs = await Promise.all(Array.from({ length: 4 }, () => openDatabase(under.url)));
      for (const { db } of hubs) {
        expect(await db.withPlugin(new CamelCasePlugin()).selectFrom('usageDay').selectAll().execute()).toHaveLength(1);
      }
      for (const hub of hubs) await hub.close();
    });
  });

  describe.skipIf(skip)(`a database of any version, in ${name}`, () => {
    let under: DatabaseUnderTest;
    beforeEach(async () => {
      under = await make();
    });
    afterEach(() => under.drop());

    const outbox = inventedOutbox('A-01');

    /** By today's own intake, on the tables of then. */
    const writeByIntake = async (db: Kysely<unknown>): Promise<void> => {
      const kind = under.url.startsWith('sqlite:') ? 'sqlite' : 'postgres';
      const connections = () => ({ used: 1, idle: 0, waiting: 0 });
      const database = {
        kind,
        db: db.withPlugin(new CamelCasePlugin()) as Kysely<Tables>,
        connections,
        close: async () => {},
      } as const;
      const known = { publicKey: outbox.publicKey, enrolledAt: 0, revokedAt: null, epoch: null, heardAt: null };
      await database.db
        .insertInto('terminal')
        .values({ terminal: 'A-01', ...known })
        .execute();
      expect(await receiverOn(database)(outbox.batch('', null, older))).toMatchObject({ ok: true });
    };
    const receiverOn = (database: HubDatabase) =>
      collector({
        clock: { now: () => eightOClock },
        store: databaseIntake(database, { zone: 'Asia/Shanghai', monthClosesAfterDays: 3 }),
        seals: nodeSeals(),
        log: () => {},
      });

    /** What every version could be asked. */
    const answers = async (db: QueryExecutorProvider): Promise<readonly (readonly number[])[]> => {
      const sums = await sql<Record<string, number | string>>`
        select sum(visits) as a, sum(completed) as b, sum(registrations) as c, sum(registration_amount) as d, sum(refunds) as e,
          sum(refund_amount) as f, sum(device_faults) as g from usage_day`.execute(db);
      const events = await sql<Record<string, number | string>>`
        select count(*) as a, sum(amount) as b, max(sequence) as c from usage_event`.execute(db);
      return [...sums.rows, ...events.rows].map((row) => Object.values(row).map(Number));
    };

    test.each([
      ['0001-usage', writeFirst],
      ['0002-more-errands', writeFirst],
      ['0003-hub', writeByIntake],
      ['0004-restorations', writeByIntake],
      ['0005-parent-restorations', writeByIntake],
    ])('from %s it comes to the newest, answers the same, and goes on', async (version, write) => {
      const then = await tablesUpTo(under.url, version);
      await write(then);
      const before = await answers(then);
      expect(before).toEqual([
        [1, 1, 1, 2_500, 1, 2_500, 1],
        [5, 5_000, 5],
      ]);
      await then.destroy();

      const database = await openDatabase(under.url);
      expect(await schemaOf(database)).toBe(Object.keys(migrationsFor(database.kind)).at(-1));
      expect(await answers(database.db)).toEqual(before);
      await database.db.updateTable('terminal').set({ publicKey: outbox.publicKey }).execute();
      const next = [...older, registration(6, 100)];
      expect(await receiverOn(database)(outbox.batch('', null, older))).toEqual({ ok: true, receipt: { upTo: 5 } });
      expect(await answers(database.db)).toEqual(before);
      expect(await receiverOn(database)(outbox.batch('', null, next))).toEqual({ ok: true, receipt: { upTo: 6 } });
      expect((await answers(database.db))[1]).toEqual([6, 5_100, 6]);
      await database.close();
      await (await openDatabase(under.url)).close();
    });

    test('of a newer hub: refused with what to do, and left as it was', async () => {
      const { db, close } = await openDatabase(under.url);
      await sql`insert into kysely_migration values ('9999-later', '2030-01-01')`.execute(db);
      await close();
      const opening = openDatabase(under.url);
      await expect(opening).rejects.toThrow(DatabaseError);
      await expect(opening).rejects.toThrow(
        'was written by a newer hub, which has 9999-later; expected this program to be at least as new: start the newer one, or restore a backup from before the upgrade',
      );
    });
  });
}
