import { Hono } from 'hono';
import { expect, test } from 'vitest';
import type { HubEnv } from '../access/hub-env.ts';
import { alarmId } from '../intake/alarms.ts';
import { alarmRoutes } from '../intake/alarms-routes.ts';
import { enrolmentRoutes } from '../intake/enrolment-routes.ts';
import {
  asRequest,
  eightOClock,
  enrolled,
  enrolmentBy,
  type HubOutside,
  hubOutside,
  keyOf,
  zone,
} from '../intake/invented-terminal.ts';
import { noCounts } from '../intake/roll-up.ts';
import { onEachDatabase } from '../store/databases-under-test.ts';
import { inventedRegister } from './invented-register.ts';
import { placementsOf } from './keep-placements.ts';
import { keepRegister } from './keep-register.ts';
import { registerRoutes } from './routes.ts';

const administrator = { who: 'wang', name: '王', scope: { city: true }, administrator: true } as const;
const reader = { ...administrator, administrator: false };

type Ask = (method: string, path: string, body?: unknown) => Promise<{ status: number; body: unknown }>;

onEachDatabase('an administrator', (withDatabase) => {
  const withHub = (
    work: (ask: Ask, outside: HubOutside, app: Hono<HubEnv>) => Promise<void>,
    who: HubEnv['Variables']['reader'] = administrator,
  ) =>
    withDatabase(async (database) => {
      await keepRegister(database, inventedRegister);
      const outside = hubOutside(database);
      const app = new Hono<HubEnv>();
      app.use(async (c, next) => {
        c.set('reader', who);
        await next();
      });
      app.route('/', registerRoutes(outside, { zone }));
      app.route('/', enrolmentRoutes(outside, { zone }));
      app.route('/', alarmRoutes(outside));
      const ask: Ask = async (method, path, body) => {
        const answer = await app.request(path, { method, ...(body !== undefined && { body: JSON.stringify(body) }) });
        const text = await answer.text();
        return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) };
      };
      await work(ask, outside, app);
    });

  const hall = { zh: '厅', en: 'Hall' };
  const fresh = { terminal: 'YX-09', unit: 'yunxi', ward: 'A', place: hall };
  const codeForm = expect.stringMatching(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  const log = (change: string, of: string) => ({ event: 'register.changed', by: 'wang', change, of });

  test('puts up a terminal from today on, and is given its code', () =>
    withHub(async (ask, outside, app) => {
      const made = await ask('POST', '/v1/terminals', fresh);
      expect(made).toEqual({
        status: 201,
        body: { terminal: 'YX-09', code: codeForm, expiresAt: eightOClock + 24 * 3_600_000 },
      });
      expect((await placementsOf(outside.database.db, ['YX-09'])).get('YX-09')).toEqual([
        { from: '2026-11-21', unit: 'yunxi', ward: 'A', place: hall },
      ]);
      const { code } = made.body as { code: string };
      const answer = await app.fetch(asRequest(enrolmentBy(keyOf(), code, 'YX-09')));
      expect([answer.status, await answer.json()]).toEqual([
        200,
        { terminal: 'YX-09', unit: { zh: '云溪区', en: 'Yunxi District clinics' }, ward: 'A', place: hall },
      ]);
      const again = await app.fetch(asRequest(enrolmentBy(keyOf(), code, 'YX-09')));
      expect([again.status, (await again.json()).code]).toEqual([403, 'codeUsed']);
      expect(outside.logged).toEqual([
        log('terminal', 'YX-09'),
        { event: 'terminal.enrolled', terminal: 'YX-09' },
        { event: 'enrolment.refused', code: 'codeUsed' },
      ]);
      expect(JSON.stringify(outside.logged)).not.toContain(code);
    }));

  test.each([
    ['a terminal that is there', { ...fresh, terminal: 'YX-01' }, 409, { code: 'conflict' }],
    ['a unit nobody knows', { ...fresh, unit: 'nobody' }, 400, { code: 'malformed', errors: [{ path: 'unit' }] }],
    ['no place', { ...fresh, place: undefined }, 400, { errors: [{ path: 'place' }] }],
    ['no unit', { ...fresh, unit: null }, 400, { errors: [{ path: 'unit' }] }],
    ['no such day', { ...fresh, from: '2026-02-30' }, 400, { errors: [{ path: 'from' }] }],
    ['a name with a space', { ...fresh, terminal: 'YX 09' }, 400, { errors: [{ path: 'terminal' }] }],
  ])('cannot put up %s', (_, body, status, problem) =>
    withHub(async (ask, outside) => {
      expect(await ask('POST', '/v1/terminals', body)).toMatchObject({ status, body: problem });
      expect((await placementsOf(outside.database.db, ['YX-09'])).size).toBe(0);
    }),
  );

  test('makes another code for a terminal', () =>
    withHub(async (ask, outside) => {
      expect(await ask('POST', '/v1/terminals/YX-01/codes')).toMatchObject({ status: 201, body: { code: codeForm } });
      expect(await ask('POST', '/v1/terminals/Z-9/codes')).toMatchObject({ status: 404, body: { code: 'notFound' } });
      expect(outside.logged).toEqual([log('code', 'YX-01')]);
    }));

  test('moves a terminal, and takes it away', () =>
    withHub(async (ask, outside) => {
      const move = { from: '2026-12-01', unit: 'yunxi', ward: 'B', place: hall };
      expect(await ask('POST', '/v1/terminals/YX-01/moves', move)).toEqual({
        status: 200,
        body: { terminal: 'YX-01', ...move },
      });
      const away = { from: '2027-01-01', unit: null };
      expect(await ask('POST', '/v1/terminals/YX-01/moves', away)).toMatchObject({ status: 200 });
      const placements = (await placementsOf(outside.database.db, ['YX-01'])).get('YX-01');
      expect(placements?.map(({ unit }) => unit)).toEqual(['yunxi-renmin', 'yunxi', null]);
      expect(await ask('POST', '/v1/terminals/Z-9/moves', move)).toMatchObject({ status: 404 });
      expect(outside.logged).toEqual([log('move', 'YX-01'), log('move', 'YX-01')]);
    }));

  test('cannot move a terminal on a day it has reported', () =>
    withHub(async (ask, { database }) => {
      const counted = { terminal: 'YX-01', businessDay: '2026-11-20', unit: 'yunxi-renmin', revision: 1, dirty: 1 };
      await database.db
        .insertInto('usageDay')
        .values({ ...counted, ...noCounts })
        .execute();
      const move = { from: '2026-11-20', unit: 'yunxi', place: hall };
      expect(await ask('POST', '/v1/terminals/YX-01/moves', move)).toMatchObject({
        status: 409,
        body: { code: 'conflict', errors: [{ path: 'from', message: expect.stringContaining('2026-11-20') }] },
      });
      expect(await ask('POST', '/v1/terminals/YX-01/moves', { ...move, from: '2026-11-21' })).toMatchObject({
        status: 200,
      });
    }));

  test('revokes a terminal', () =>
    withHub(async (ask, outside) => {
      await enrolled(outside);
      expect(await ask('POST', '/v1/terminals/YX-01/revocation')).toEqual({ status: 204, body: undefined });
      const row = await outside.database.db
        .selectFrom('terminal')
        .select('revokedAt')
        .where('terminal', '=', 'YX-01')
        .executeTakeFirst();
      expect(row?.revokedAt).toBe(eightOClock);
      expect(await ask('POST', '/v1/terminals/Z-9/revocation')).toMatchObject({ status: 404 });
      expect(outside.logged).toEqual([log('revocation', 'YX-01')]);
    }));

  test('says what a unit is, whole', () =>
    withHub(async (ask, { database }) => {
      const rows = async (unit: string) => ({
        unit: await database.db.selectFrom('unit').selectAll().where('unit', '=', unit).executeTakeFirst(),
        names: (
          await database.db.selectFrom('unitName').selectAll().where('unit', '=', unit).orderBy('fromDay').execute()
        ).map(({ fromDay, zh }) => [fromDay, zh]),
      });
      const said = { grouping: 'hospital', names: [{ zh: '云溪医院', en: 'Yunxi Hospital' }] };
      expect(await ask('PUT', '/v1/units/yunxi-renmin', said)).toMatchObject({ status: 200 });
      expect(await rows('yunxi-renmin')).toEqual({
        unit: { unit: 'yunxi-renmin', grouping: 'hospital', district: null, rowOrder: 0 },
        names: [['0001-01-01', '云溪医院']],
      });
      expect(await ask('PUT', '/v1/units/new', said)).toMatchObject({ status: 200, body: { unit: 'new' } });
      expect((await rows('new')).unit?.rowOrder).toBe(3);
      expect(await ask('PUT', '/v1/units/new', { ...said, rowOrder: 1 })).toMatchObject({ status: 200 });
      expect((await rows('new')).unit?.rowOrder).toBe(1);
      expect(await ask('PUT', '/v1/units/new', { ...said, names: [] })).toMatchObject({
        status: 400,
        body: { errors: [{ path: 'names' }] },
      });
      expect(await ask('PUT', '/v1/units/No', said)).toMatchObject({ status: 404 });
      expect((await rows('new')).names).toHaveLength(1);
    }));

  test('closes what a person had to look at, and nothing else', () =>
    withHub(async (ask, outside) => {
      const alarm = { terminal: 'YX-01', device: '', openedAt: 7, closedAt: null, detail: '' } as const;
      const { db } = outside.database;
      await db
        .insertInto('alarm')
        .values([
          { ...alarm, kind: 'fork' },
          { ...alarm, kind: 'silent' },
        ])
        .execute();
      const fork = `/v1/alarms/${alarmId({ ...alarm, kind: 'fork' })}/closing`;
      expect(await ask('POST', fork)).toMatchObject({ status: 204 });
      outside.pass(1_000);
      expect(await ask('POST', fork)).toMatchObject({ status: 204 });
      expect(await ask('POST', `/v1/alarms/${alarmId({ ...alarm, kind: 'silent' })}/closing`)).toMatchObject({
        status: 409,
        body: { code: 'conflict' },
      });
      for (const other of [alarmId({ ...alarm, kind: 'restored' }), 'x', 'YX-01_fork__8', 'YX-01_fork__']) {
        expect(await ask('POST', `/v1/alarms/${other}/closing`)).toMatchObject({ status: 404 });
      }
      const rows = await db.selectFrom('alarm').select(['kind', 'closedAt']).orderBy('kind').execute();
      expect(rows).toEqual([
        { kind: 'fork', closedAt: eightOClock },
        { kind: 'silent', closedAt: null },
      ]);
      expect(outside.logged).toEqual([log('alarmClosed', 'YX-01_fork__7')]);
    }));

  const doors = [
    ['POST', '/v1/terminals', fresh],
    ['POST', '/v1/terminals/YX-01/codes', undefined],
    ['POST', '/v1/terminals/YX-01/moves', { from: '2026-12-01', unit: null }],
    ['POST', '/v1/terminals/YX-01/revocation', undefined],
    ['PUT', '/v1/units/yunxi', { grouping: 'hospital', names: [hall] }],
    ['POST', '/v1/alarms/YX-01_fork__7/closing', undefined],
  ] as const;

  test('is who may do this, and nobody else', () =>
    withHub(async (ask, { database, logged }) => {
      const before = await database.db.selectFrom('placement').selectAll().execute();
      for (const [method, path, body] of doors) {
        expect(await ask(method, path, body)).toMatchObject({ status: 403, body: { code: 'notPermitted' } });
      }
      expect(await database.db.selectFrom('placement').selectAll().execute()).toEqual(before);
      expect(await database.db.selectFrom('enrolmentCode').selectAll().execute()).toEqual([]);
      expect(logged).toEqual([]);
    }, reader));

  test.each(doors.filter(([, , body]) => body))('%s %s takes JSON of its form only', (method, path) =>
    withHub(async (ask, _, app) => {
      expect(await ask(method, path, 'x')).toMatchObject({ status: 400, body: { code: 'malformed' } });
      const open = await app.request(path, { method, body: '{' });
      expect([open.status, (await open.json()).detail]).toEqual([400, 'the body is not JSON']);
      const long = await app.request(path, { method, body: ' '.repeat(16 * 1024 + 1) });
      expect(long.status).toBe(413);
    }),
  );
});
