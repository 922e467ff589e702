import { expect, test } from 'vitest';
import { nodeSeals } from '../intake/node-seals.ts';
import { onEachDatabase } from '../store/databases-under-test.ts';
import type { HubDatabase } from '../store/hub-store.ts';
import { accountKeeper } from './accounts.ts';
import { exportLog } from './export-log.ts';
import { countedChance, startOfTime } from './invented-hub.ts';
import { sessionKeeper, sessionLife } from './sessions.ts';
import { tokenKeeper } from './tokens.ts';

const outside = (database: HubDatabase) => {
  const clock = { at: startOfTime, now: () => clock.at };
  return { clock, chance: countedChance(), seals: nodeSeals(), database };
};
const ann = { account: 'ann', name: '安 Ann', scope: { units: ['pine'] }, administrator: false };

onEachDatabase('who may read', (withDatabase) => {
  test('an account is made once, its session ends with its time, its closing or its being closed', () =>
    withDatabase(async (database) => {
      const ports = outside(database);
      const [accounts, sessions] = [accountKeeper(ports), sessionKeeper(ports)];
      expect(await accounts.any()).toBe(false);
      const made = await accounts.make(ann);
      expect(await accounts.make({ ...ann, name: 'another' })).toBe(undefined);
      expect(await accounts.all()).toEqual([made?.account]);
      expect(await accounts.fits('ann', made?.password ?? '')).toBe(true);

      const [one, two, three] = [await sessions.open('ann'), await sessions.open('ann'), await sessions.open('ann')];
      expect(await sessions.reader(one)).toEqual({
        who: 'ann',
        name: ann.name,
        scope: ann.scope,
        administrator: false,
      });
      await sessions.close(one);
      await sessions.closeAllOf('ann', two);
      expect([await sessions.reader(one), await sessions.reader(three)]).toEqual([undefined, undefined]);
      ports.clock.at += sessionLife - 1;
      expect((await sessions.reader(two))?.who).toBe('ann');
      expect([await accounts.close('ann'), await accounts.close('ann'), await accounts.any()]).toEqual([
        true,
        false,
        false,
      ]);
      expect(await sessions.reader(two)).toBe(undefined);
      expect(await accounts.fits('ann', made?.password ?? '')).toBe(false);
      ports.clock.at += 1;
      await sessions.sweep();
      expect(await database.db.selectFrom('session').selectAll().execute()).toEqual([]);
    }));

  test('whoever somebody vouches for is as they say now', () =>
    withDatabase(async (database) => {
      const accounts = accountKeeper(outside(database));
      const guest = { ...ann, account: 'oidc:1' };
      expect(await accounts.welcome(guest)).toBe(true);
      expect(await accounts.welcome({ ...guest, scope: { city: true }, administrator: true })).toBe(true);
      expect(await accounts.all()).toMatchObject([{ scope: { city: true }, administrator: true, local: false }]);
      expect(await accounts.fits('oidc:1', '')).toBe(false);
      expect(await accounts.renew('oidc:1')).toBe(undefined);
      await accounts.close('oidc:1');
      expect(await accounts.welcome(guest)).toBe(false);
    }));

  test('a row whose scope is spoiled opens nothing', () =>
    withDatabase(async (database) => {
      const ports = outside(database);
      const [accounts, sessions] = [accountKeeper(ports), sessionKeeper(ports)];
      await accounts.make(ann);
      const session = await sessions.open('ann');
      for (const scope of ['', '{}', '{"city":false}', '{"units":[]}', '{"units":["*"]}', 'null']) {
        await database.db.updateTable('account').set({ scope }).execute();
        expect([scope, await sessions.reader(session)]).toEqual([scope, undefined]);
      }
    }));

  test('a token reads until it expires or is revoked', () =>
    withDatabase(async (database) => {
      const ports = outside(database);
      const tokens = tokenKeeper(ports);
      const made = await tokens.make({ name: 'nightly', scope: { city: true }, days: 1 }, 'keeper');
      const { token, ...shown } = made;
      expect(await tokens.all()).toEqual([shown]);
      expect(await tokens.reader(token)).toEqual({
        who: `token:${made.id}`,
        name: 'nightly',
        scope: { city: true },
        administrator: false,
      });
      const other = await tokens.make({ name: 'other', scope: { city: true }, days: 2 }, 'keeper');
      ports.clock.at = made.expiresAt;
      expect([await tokens.reader(token), (await tokens.reader(other.token))?.name]).toEqual([undefined, 'other']);
      expect([await tokens.revoke(other.id), await tokens.revoke(other.id), await tokens.revoke('none')]).toEqual([
        true,
        true,
        false,
      ]);
      expect(await tokens.reader(other.token)).toBe(undefined);
      expect((await tokens.all()).find(({ id }) => id === other.id)?.revokedAt).toBe(made.expiresAt);
    }));

  test('the export log, a page at a time, the last first', () =>
    withDatabase(async (database) => {
      const ports = outside(database);
      const log = exportLog(ports);
      for (let at = 0; at < 120; at++) {
        if (at % 7 === 0) ports.clock.at += 1;
        await log.write('ann', `/v1/usage?page=${at}`, at);
      }
      const first = await log.read();
      const second = await log.read(first.next ?? '');
      const times = [...first.exports, ...second.exports].map(({ at }) => at);
      expect([first.exports.length, second.exports.length, second.next]).toEqual([100, 20, null]);
      expect(new Set([...first.exports, ...second.exports].map(({ what }) => what)).size).toBe(120);
      expect(times).toEqual([...times].sort((a, b) => b - a));
    }));
});
