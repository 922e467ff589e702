import { expect, test } from 'vitest';
import { hubPaths } from '../../terminal/hub-contract.ts';
import { onEachDatabase } from '../store/databases-under-test.ts';
import { enrolment } from './enrolment.ts';
import { type Heard, heartbeatTaker } from './heartbeats.ts';
import { heartbeatRoutes } from './heartbeats-routes.ts';
import {
  asRequest,
  eightOClock,
  enrolled,
  type HubOutside,
  heartbeat,
  hubOutside,
  type Key,
  keyOf,
  zone,
} from './invented-terminal.ts';

const settings = { lowCards: 50, lowSheets: 100 };

onEachDatabase('heartbeats', (withDatabase) => {
  interface Scene {
    readonly outside: HubOutside;
    readonly key: Key;
    readonly send: (value: unknown, by?: Key) => Promise<Heard>;
  }
  const withTerminal = (work: (scene: Scene) => Promise<void>) =>
    withDatabase(async (database) => {
      const outside = hubOutside(database);
      const key = await enrolled(outside);
      const take = heartbeatTaker(outside, settings);
      await work({ outside, key, send: (value, by = key) => take(by.signed(hubPaths.heartbeats, value)) });
    });

  const stateOf = ({ database }: HubOutside) => database.db.selectFrom('terminalState').selectAll().execute();
  const heardAt = async ({ database }: HubOutside) =>
    (
      await database.db
        .selectFrom('terminal')
        .select('heardAt')
        .where('terminal', '=', 'YX-01')
        .executeTakeFirstOrThrow()
    ).heardAt;
  const alarms = async ({ database }: HubOutside) =>
    (
      await database.db.selectFrom('alarm').selectAll().orderBy('openedAt').orderBy('kind').orderBy('device').execute()
    ).map(({ kind, device, detail, openedAt, closedAt }) => [
      `${kind} ${device} ${detail}`.replaceAll('  ', ' ').trim(),
      openedAt - eightOClock,
      closedAt === null ? null : closedAt - eightOClock,
    ]);

  test('the last one is kept', () =>
    withTerminal(async ({ outside, send }) => {
      expect(await send(heartbeat(100))).toEqual({ ok: true, kept: true });
      outside.pass(60_000);
      expect(await send(heartbeat(200, { inService: false }))).toEqual({ ok: true, kept: true });
      const [state, ...others] = await stateOf(outside);
      expect(others).toEqual([]);
      expect(state).toMatchObject({ terminal: 'YX-01', at: 200, heardAt: eightOClock + 60_000 });
      expect(JSON.parse(state?.heartbeat ?? '')).toEqual(heartbeat(200, { inService: false }));
      expect(await heardAt(outside)).toBe(eightOClock + 60_000);
    }));

  test('one no later than that is dropped, and no sign of life', () =>
    withTerminal(async ({ outside, send }) => {
      await send(heartbeat(200));
      outside.pass(60_000);
      expect(await send(heartbeat(200, { devices: [] }))).toEqual({ ok: true, kept: false });
      expect(await send(heartbeat(199, { refused: 'fork' }))).toEqual({ ok: true, kept: false });
      expect(await stateOf(outside)).toMatchObject([{ at: 200, heardAt: eightOClock }]);
      expect(await heardAt(outside)).toBe(eightOClock);
      expect(await alarms(outside)).toEqual([]);
    }));

  test('strangers, revoked ones and forged ones are refused, and nothing is kept', () =>
    withTerminal(async ({ outside, key, send }) => {
      const code = async (value: unknown, by: Key) => {
        const heard = await send(value, by);
        return heard.ok ? 'taken' : `${heard.problem.status} ${heard.problem.code}`;
      };
      expect(await code(heartbeat(1), keyOf())).toBe('401 signatureWrong');
      expect(await code(heartbeat(1, { terminal: 'Z-9' }), key)).toBe('403 terminalUnknown');
      expect(await code(heartbeat(1, { terminal: 'YX-02' }), key)).toBe('403 terminalUnknown');
      expect(await code({ ...heartbeat(1), at: 'now' }, key)).toBe('400 malformed');
      await enrolment(outside, { zone }).revoke('YX-01');
      expect(await code(heartbeat(1), key)).toBe('403 terminalRevoked');
      expect(await stateOf(outside)).toEqual([]);
      expect(outside.logged).toEqual([
        { event: 'heartbeat.refused', code: 'signatureWrong', terminal: 'YX-01' },
        { event: 'heartbeat.refused', code: 'terminalUnknown' },
        { event: 'heartbeat.refused', code: 'terminalUnknown' },
        { event: 'heartbeat.refused', code: 'malformed' },
        { event: 'heartbeat.refused', code: 'terminalRevoked', terminal: 'YX-01' },
      ]);
    }));

  test('alarms open and close with what it says', () =>
    withTerminal(async ({ outside, send }) => {
      await send(heartbeat(1, { devices: [{ device: 'receiptPrinter', state: 'offline', fault: 'timeOut' }] }));
      outside.pass(60_000);
      await send(heartbeat(2, { devices: [{ device: 'receiptPrinter', state: 'offline', fault: 'coverOpen' }] }));
      outside.pass(60_000);
      await send(heartbeat(3, { devices: [{ device: 'receiptPrinter', state: 'starting' }] }));
      expect(await alarms(outside)).toEqual([['deviceDown receiptPrinter coverOpen', 0, null]]);
      outside.pass(60_000);
      await send(heartbeat(4, { devices: [{ device: 'receiptPrinter', state: 'low' }], refused: 'gap' }));
      outside.pass(60_000);
      await send(heartbeat(5, { devices: [{ device: 'receiptPrinter', state: 'online' }] }));
      expect(await alarms(outside)).toEqual([
        ['deviceDown receiptPrinter coverOpen', 0, 180_000],
        ['refused gap', 180_000, 240_000],
        ['supplyLow receiptPrinter', 180_000, 240_000],
      ]);
    }));

  test('an alarm that comes back within a millisecond is open again', () =>
    withTerminal(async ({ outside, send }) => {
      await send(heartbeat(1, { refused: 'gap' }));
      await send(heartbeat(2));
      await send(heartbeat(3, { refused: 'fork' }));
      expect(await alarms(outside)).toEqual([['refused fork', 0, null]]);
    }));

  test('a clock a day ahead is an alarm, and does not make the right time look late', () =>
    withTerminal(async ({ outside, send }) => {
      const day = 24 * 3_600_000;
      expect(await send(heartbeat(eightOClock + day))).toEqual({ ok: true, kept: true });
      outside.pass(60_000);
      for (const at of [eightOClock + 3 * day, eightOClock + 4 * day]) {
        expect(await send(heartbeat(at))).toEqual({ ok: true, kept: false });
        outside.pass(60_000);
      }
      expect(await stateOf(outside)).toMatchObject([{ at: eightOClock + day }]);
      expect(await heardAt(outside)).toBe(eightOClock + 120_000);
      expect(await alarms(outside)).toEqual([['clockAhead', 60_000, null]]);
    }));

  test('the same one through two hubs at once is kept once, its alarm opened once', () =>
    withTerminal(async ({ outside, send }) => {
      const same = heartbeat(1, { refused: 'fork' });
      const heard = await Promise.all([send(same), send(same), send(same)]);
      expect(heard.filter((it) => it.ok && it.kept)).toHaveLength(1);
      expect(await alarms(outside)).toHaveLength(1);
    }));

  test('over HTTP', () =>
    withTerminal(async ({ outside, key }) => {
      const app = heartbeatRoutes(outside, settings);
      const arrival = key.signed(hubPaths.heartbeats, heartbeat(1));
      const answer = await app.fetch(asRequest(arrival));
      expect([answer.status, await answer.json()]).toEqual([200, { kept: true }]);
      const again = await app.fetch(asRequest(arrival));
      expect([again.status, await again.json()]).toEqual([200, { kept: false }]);
      const unsigned = await app.fetch(asRequest({ ...arrival, signature: undefined }));
      expect([unsigned.status, (await unsigned.json()).code]).toEqual([401, 'signatureWrong']);
    }));
});
