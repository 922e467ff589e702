import { expect, test } from 'vitest';
import { hubPaths } from '../../terminal/hub-contract.ts';
import { inventedRegister } from '../register/invented-register.ts';
import { keepRegister, placeTerminal } from '../register/keep-register.ts';
import { onEachDatabase } from '../store/databases-under-test.ts';
import { silenceSweep } from './alarms-sweep.ts';
import { enrolment } from './enrolment.ts';
import { heartbeatTaker } from './heartbeats.ts';
import {
  eightOClock,
  enrolled,
  enrolmentBy,
  type HubOutside,
  heartbeat,
  hubOutside,
  zone,
} from './invented-terminal.ts';

const minute = 60_000;
const settings = { zone, silentAfterMinutes: 10 };

onEachDatabase('silence', (withDatabase) => {
  const withHub = (work: (outside: HubOutside, sweep: () => Promise<void>) => Promise<void>) =>
    withDatabase(async (database) => {
      const outside = hubOutside(database);
      const sweep = silenceSweep(outside, settings);
      await work(outside, sweep);
    });

  /** Minutes after eight o'clock. */
  const alarms = async ({ database }: HubOutside) =>
    (await database.db.selectFrom('alarm').selectAll().orderBy('terminal').orderBy('openedAt').execute()).map(
      ({ terminal, kind, openedAt, closedAt }) =>
        [
          terminal,
          kind,
          (openedAt - eightOClock) / minute,
          closedAt === null ? null : (closedAt - eightOClock) / minute,
        ] as const,
    );

  test('a terminal that is not heard for longer than the hub is patient is silent, from when that ended', () =>
    withHub(async (outside, sweep) => {
      await enrolled(outside);
      outside.pass(10 * minute);
      await sweep();
      expect(await alarms(outside)).toEqual([]);
      outside.pass(minute);
      await sweep();
      expect(await alarms(outside)).toEqual([['YX-01', 'silent', 10, null]]);
    }));

  test('one silence is one alarm, however often and by however many hubs it is swept', () =>
    withHub(async (outside, sweep) => {
      await enrolled(outside);
      const other = silenceSweep(outside, settings);
      outside.pass(11 * minute);
      await Promise.all([sweep(), other(), sweep(), other()]);
      outside.pass(minute);
      await Promise.all([other(), sweep()]);
      expect(await alarms(outside)).toEqual([['YX-01', 'silent', 10, null]]);
    }));

  test('a heartbeat ends it, and the next silence is another', () =>
    withHub(async (outside, sweep) => {
      const key = await enrolled(outside);
      const take = heartbeatTaker(outside, { lowCards: 50, lowSheets: 100 });
      outside.pass(11 * minute);
      await sweep();
      outside.pass(minute);
      await take(key.signed(hubPaths.heartbeats, heartbeat(1)));
      expect(await alarms(outside)).toEqual([['YX-01', 'silent', 10, 12]]);
      outside.pass(20 * minute);
      await sweep();
      expect(await alarms(outside)).toEqual([
        ['YX-01', 'silent', 10, 12],
        ['YX-01', 'silent', 22, null],
      ]);
    }));

  test('a batch of events ends it at the next sweep', () =>
    withHub(async (outside, sweep) => {
      await enrolled(outside);
      outside.pass(11 * minute);
      await sweep();
      outside.pass(minute);
      await outside.database.db.updateTable('terminal').set({ heardAt: outside.clock.now() }).execute();
      outside.pass(minute);
      await sweep();
      expect(await alarms(outside)).toEqual([['YX-01', 'silent', 10, 13]]);
    }));

  test.each<[string, (outside: HubOutside) => Promise<unknown>]>([
    ['revoked', (outside) => enrolment(outside, { zone }).revoke('YX-01')],
    [
      'taken away',
      ({ database }) =>
        placeTerminal(database, 'YX-01', { from: '2026-11-21', unit: null, ward: '', place: { zh: '', en: '' } }),
    ],
  ])('a terminal that is %s is not missed', (_, leave) =>
    withHub(async (outside, sweep) => {
      await enrolled(outside);
      outside.pass(11 * minute);
      await sweep();
      outside.pass(minute);
      await leave(outside);
      await sweep();
      outside.pass(60 * minute);
      await sweep();
      expect(await alarms(outside)).toEqual([['YX-01', 'silent', 10, 12]]);
    }),
  );

  test('terminals that never were enrolled are not missed', () =>
    withHub(async (outside, sweep) => {
      await keepRegister(outside.database, inventedRegister);
      outside.pass(60 * minute);
      await sweep();
      expect(await alarms(outside)).toEqual([]);
    }));

  test('one that is to stand somewhere from tomorrow is not missed today', () =>
    withHub(async (outside, sweep) => {
      await keepRegister(outside.database, {
        ...inventedRegister,
        terminals: [
          {
            terminal: 'YX-09',
            placements: [{ from: '2026-11-22', unit: 'yunxi', ward: '', place: { zh: '厅', en: 'Hall' } }],
          },
        ],
      });
      await enrolled(outside, 'YX-09');
      outside.pass(15 * 60 * minute);
      await sweep();
      expect(await alarms(outside)).toEqual([]);
      outside.pass(60 * minute);
      await sweep();
      expect(await alarms(outside)).toMatchObject([['YX-09', 'silent', 10, null]]);
    }));

  test('enrolled anew, it has its time again', () =>
    withHub(async (outside, sweep) => {
      const key = await enrolled(outside);
      outside.pass(60 * minute);
      const { makeCode, enrol } = enrolment(outside, { zone });
      const made = await makeCode('YX-01');
      await enrol(enrolmentBy(key, made.ok ? made.value.code : ''));
      await outside.database.db.updateTable('terminal').set({ heardAt: eightOClock }).execute();
      outside.pass(9 * minute);
      await sweep();
      expect(await alarms(outside)).toEqual([]);
      outside.pass(2 * minute);
      await sweep();
      expect(await alarms(outside)).toEqual([['YX-01', 'silent', 70, null]]);
    }));

  test('a hub that was down does not take its own silence for theirs', () =>
    withHub(async (outside, sweep) => {
      await enrolled(outside);
      outside.pass(60 * minute);
      const risen = silenceSweep(outside, settings);
      await risen();
      outside.pass(9 * minute);
      await risen();
      expect(await alarms(outside)).toEqual([]);
      outside.pass(2 * minute);
      await risen();
      expect(await alarms(outside)).toEqual([['YX-01', 'silent', 10, null]]);
      await sweep();
    }));
});
