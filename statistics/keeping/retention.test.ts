import { expect, test } from 'vitest';
import type { UsageEvent } from '../../terminal/usage-event.ts';
import { accountKeeper } from '../access/accounts.ts';
import { exportLog } from '../access/export-log.ts';
import { sessionKeeper } from '../access/sessions.ts';
import { tokenKeeper } from '../access/tokens.ts';
import { countingRules, defaultCountingRule } from '../bulletin/counting-rule.ts';
import { bulletinCsv } from '../bulletin/csv.ts';
import { forms } from '../bulletin/forms.ts';
import { readBulletin } from '../bulletin/reading-bulletin.ts';
import { usualConfig } from '../hub.ts';
import { collector } from '../intake/collecting.ts';
import { eightOClock, enrolled, type HubOutside, hubOutside, zone } from '../intake/invented-terminal.ts';
import { registration, visit } from '../intake/invented-usage.ts';
import { cursorAfter, inventedOutbox } from '../intake/invented-usage-outbox.ts';
import { onEachDatabase } from '../store/databases-under-test.ts';
import { databaseIntake } from '../store/intake-store.ts';
import { usualKeep } from './policy.ts';
import { retentionSweep } from './retention.ts';

const day = 86_400_000;
const keep = { eventsMonths: 2, alarmsMonths: 3, exportsMonths: 6, accountsMonths: 6 };
const scope = { units: ['yunxi-renmin'] };

/** On 2026-11-21: what is of September and later is kept. */
const old: readonly UsageEvent[] = [
  registration(1, 2_500, '2026-08-30'),
  { ...visit(2), businessDay: '2026-08-31' },
  registration(3, 900, '2026-08-31'),
];
const young: readonly UsageEvent[] = [registration(4, 1_000, '2026-09-01'), visit(5)];
const all = [...old, ...young];

/** A hub with a terminal whose key it knows. */
const hubOn = async (outside: HubOutside) => {
  const key = await enrolled(outside);
  const store = databaseIntake(outside.database, usualConfig);
  const outbox = inventedOutbox('YX-01', key);
  return { store, outbox, receive: collector({ ...outside, store }) };
};

const bulletinOf = async ({ database, clock }: HubOutside, month: string) =>
  bulletinCsv(
    await readBulletin(database, {
      month,
      form: forms['2018'],
      rule: countingRules[defaultCountingRule],
      on: `${month}-28`,
      scope: { city: true },
      now: clock.now(),
      zone,
      monthClosesAfterDays: 3,
    }),
  );

/** As often as it takes, and once more. */
const forget = async (outside: HubOutside, settings = keep) => {
  const sweep = retentionSweep(outside, { zone, keep: settings });
  for (let sweeps = 0; sweeps < 30; sweeps += 1) await sweep();
};

onEachDatabase('what is older than the policy', (withDatabase) => {
  test('events go, and no sum with them: the bulletin of their month is the same to the fen', () =>
    withDatabase(async (database) => {
      const outside = hubOutside(database);
      const { receive, store, outbox } = await hubOn(outside);
      expect(await receive(outbox.batch('e1', null, all))).toMatchObject({ ok: true });
      const before = [await bulletinOf(outside, '2026-08'), await bulletinOf(outside, '2026-11')];
      expect(before[0]).toContain('34.00');

      await forget(outside);
      expect(await store.events('YX-01', 'e1', 0, 10)).toEqual(young);
      expect([await bulletinOf(outside, '2026-08'), await bulletinOf(outside, '2026-11')]).toEqual(before);
      expect(outside.logged.at(-1)).toEqual({ event: 'hub.forgot', events: 3, alarms: 0, exports: 0, accounts: 0 });
    }));

  test('an old batch that comes again is still dropped, and what follows is taken', () =>
    withDatabase(async (database) => {
      const outside = hubOutside(database);
      const { receive, store, outbox } = await hubOn(outside);
      await receive(outbox.batch('e1', null, all));
      await forget(outside, { ...keep, eventsMonths: 1 });
      const before = await bulletinOf(outside, '2026-08');
      for (const again of [all, old, old.slice(0, 1)]) {
        expect(await receive(outbox.batch('e1', null, again))).toMatchObject({ ok: true });
      }
      expect(await receive(outbox.batch('e1', null, [registration(1), ...all.slice(1)]))).toMatchObject({
        problem: { code: 'fork' },
      });
      const next = [...all, registration(6)];
      expect(await receive(outbox.batch('e1', null, next))).toEqual({ ok: true, receipt: { upTo: 6 } });
      const last = cursorAfter(null, 'e1', next);
      expect(await receive(outbox.batch('e2', last, [visit(7)]))).toEqual({ ok: true, receipt: { upTo: 7 } });
      expect((await store.events('YX-01', 'e1', 0, 10)).map(({ sequence }) => sequence)).toEqual([5, 6]);
      expect(await bulletinOf(outside, '2026-08')).toBe(before);
    }));

  test('thousands of events go in pieces, so that nobody waits for all of them', () =>
    withDatabase(async (database) => {
      const outside = hubOutside(database);
      const { store } = await hubOn(outside);
      const many = Array.from({ length: 2_500 }, (_, at) => registration(at + 1, 100, '2026-08-01'));
      const mark = { epoch: 'e1', sequence: 2_500, hash: 'ab'.repeat(32), follows: null };
      const quarantined = new Set<number>();
      const intake = { mark, events: many, quarantined, heardAt: eightOClock, alarms: [] };
      await store.take('YX-01', ['e1'], () => ({ answer: '', intake }));
      const sweep = retentionSweep(outside, { zone, keep });
      await sweep();
      expect(await store.events('YX-01', 'e1', 0, 3_000)).toHaveLength(500);
      await sweep();
      expect(await store.events('YX-01', 'e1', 0, 3_000)).toEqual([]);
      expect(outside.logged).toEqual([]);
      for (let sweeps = 0; sweeps < 3; sweeps += 1) await sweep();
      expect(outside.logged).toMatchObject([{ event: 'hub.forgot', events: 2_500 }]);
    }));

  test('it is done once a day, and anew on the next', () =>
    withDatabase(async (database) => {
      const outside = hubOutside(database);
      const { receive, store, outbox } = await hubOn(outside);
      const sweep = retentionSweep(outside, { zone, keep });
      const sweepAll = async () => {
        for (let sweeps = 0; sweeps < 5; sweeps += 1) await sweep();
      };
      await sweepAll();
      await receive(outbox.batch('e1', null, all));
      await sweepAll();
      expect(await store.events('YX-01', 'e1', 0, 10)).toEqual(all);
      outside.pass(day);
      await sweepAll();
      expect(await store.events('YX-01', 'e1', 0, 10)).toEqual(young);
    }));

  test('closed alarms, exports, tokens and accounts go with their time; what is open stays', () =>
    withDatabase(async (database) => {
      const outside = hubOutside(database);
      const { db } = database;
      await enrolled(outside);
      const [accounts, tokens, exports] = [accountKeeper(outside), tokenKeeper(outside), exportLog(outside)];
      const alarm = { terminal: 'YX-01', device: '', detail: '' } as const;
      await db
        .insertInto('alarm')
        .values([
          { ...alarm, kind: 'silent', openedAt: 1, closedAt: eightOClock },
          { ...alarm, kind: 'restored', openedAt: 1, closedAt: null },
        ])
        .execute();
      for (const account of ['ann', 'bo']) {
        await accounts.make({ account, name: account, scope, administrator: false });
        await exports.write(account, '/v1/usage (csv)', 7);
      }
      await accounts.close('ann');
      await tokens.make({ name: 'nightly', scope, days: 700 }, 'ann');
      await tokens.make({ name: 'over', scope, days: 1 }, 'bo');

      outside.pass(120 * day);
      await forget(outside);
      expect((await db.selectFrom('alarm').select('kind').execute()).map(({ kind }) => kind)).toEqual(['restored']);
      expect((await accounts.all()).map(({ account }) => account)).toEqual(['ann', 'bo']);

      outside.pass(120 * day);
      await exports.write('bo', '/v1/alarms (csv)', 1);
      await forget(outside);
      expect((await accounts.all()).map(({ account }) => account)).toEqual(['bo']);
      expect((await exports.read()).exports.map(({ who, rows }) => [who, rows])).toEqual([['bo', 1]]);
      expect((await tokens.all()).map(({ name, madeBy }) => [name, madeBy.slice(0, 7)])).toEqual([
        ['nightly', 'erased:'],
      ]);
      expect(outside.logged.at(-1)).toMatchObject({ event: 'hub.forgot', exports: 2, accounts: 1 });
    }));

  test('whom the house vouches for and who was shut out here stays so, though nothing of them is kept', () =>
    withDatabase(async (database) => {
      const outside = hubOutside(database);
      const [accounts, exports] = [accountKeeper(outside), exportLog(outside)];
      const guest = { account: 'oidc:4711', name: '安 Ann', scope, administrator: false };
      expect(await accounts.welcome(guest)).toBe(true);
      await exports.write(guest.account, '/v1/usage (csv)', 7);
      await accounts.close(guest.account);
      outside.pass(240 * day);
      await exports.write(guest.account, '/v1/alarms (csv)', 1);
      const [closed] = await database.db.selectFrom('account').selectAll().execute();
      await forget(outside);
      expect(outside.logged.at(-1)).toMatchObject({ event: 'hub.forgot', accounts: 1 });
      const blank = [{ ...closed, name: '', scope: '' }];
      expect(await database.db.selectFrom('account').selectAll().execute()).toEqual(blank);
      expect((await exports.read()).exports.map(({ who }) => who.slice(0, 7))).toEqual(['erased:']);
      expect(await accounts.welcome(guest)).toBe(false);
      expect(await database.db.selectFrom('account').selectAll().execute()).toEqual(blank);
      expect(await accounts.all()).toEqual([]);
      const said = outside.logged.length;
      outside.pass(day);
      await forget(outside);
      expect(outside.logged).toHaveLength(said);
    }));

  test('an account that is erased is gone from everywhere; what it took away is still known', () =>
    withDatabase(async (database) => {
      const outside = hubOutside(database);
      const [accounts, sessions, exports] = [accountKeeper(outside), sessionKeeper(outside), exportLog(outside)];
      await accounts.make({ account: 'ann', name: '安 Ann', scope, administrator: false });
      const session = await sessions.open('ann');
      await exports.write('ann', '/v1/usage (csv)', 7);
      const token = await tokenKeeper(outside).make({ name: 'nightly', scope, days: 1 }, 'ann');
      const nobody = await accounts.erase('ann');
      expect(nobody).toMatch(/^erased:[0-9a-f]{24}$/);
      expect(await accounts.erase('ann')).toBeUndefined();
      expect(await sessions.reader(session)).toBeUndefined();
      expect((await exports.read()).exports).toMatchObject([{ who: nobody, rows: 7 }]);
      expect(await tokenKeeper(outside).all()).toMatchObject([{ id: token.id, madeBy: nobody }]);
      for (const table of ['account', 'session', 'exportLog', 'accessToken'] as const) {
        expect(JSON.stringify(await database.db.selectFrom(table).selectAll().execute())).not.toMatch(/"ann"|安/);
      }
    }));
});

test('unless told otherwise, three years of events and two of alarms are kept', () => {
  expect(usualConfig.keep).toBe(usualKeep);
  expect(usualKeep).toEqual({ eventsMonths: 36, alarmsMonths: 24, exportsMonths: 24, accountsMonths: 12 });
});
