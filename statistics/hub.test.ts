import { expect, test } from 'vitest';
import { hubPaths } from '../terminal/hub-contract.ts';
import { inventedHub } from './access/invented-hub.ts';
import { createHub, usualConfig } from './hub.ts';
import { keyOf } from './intake/invented-terminal.ts';
import { started } from './intake/invented-usage.ts';
import { inventedRegister } from './register/invented-register.ts';
import { keepRegister } from './register/keep-register.ts';

const minute = 60_000;

/** A hub with one terminal enrolled, and that terminal's first batch. */
const withTerminal = async () => {
  const hub = await inventedHub();
  const { db } = hub.ports.database;
  expect(await keepRegister(hub.ports.database, inventedRegister)).toMatchObject({ ok: true });
  const key = keyOf();
  const enrolled = { publicKey: key.publicKey, enrolledAt: hub.clock.now() };
  await db.updateTable('terminal').set(enrolled).where('terminal', '=', 'YX-01').execute();
  const { body, signature = '' } = key.signed(hubPaths.usage, {
    terminal: 'YX-01',
    epoch: 'E1',
    previous: null,
    events: [started(1)],
  });
  const init = { method: 'POST', body, headers: { 'kiosk-signature': signature } };
  return { ...hub, init };
};

test('a signed batch needs no sign-in, and is there to be read', async () => {
  const { ask, init, ports } = await withTerminal();
  const answer = await ask(hubPaths.usage, init);
  expect([answer.status, await answer.json()]).toEqual([200, { upTo: 1 }]);
  expect(await ports.intake.events('YX-01', 'E1', 0, 10)).toEqual([started(1)]);
});

test('a store that fails is a 500, and the log says why', async () => {
  const { ports, init, logged } = await withTerminal();
  const intake = { ...ports.intake, take: () => Promise.reject(new Error('disk full')) };
  const hub = createHub({ ...ports, intake }, usualConfig);
  const answer = await hub.fetch(new Request(`http://hub.example${hubPaths.usage}`, init));
  expect([answer.status, (await answer.json()).code]).toEqual([500, 'failed']);
  expect(logged).toEqual([{ event: 'hub.failed', cause: 'disk full' }]);
});

test('a sweep finds the terminal that fell silent', async () => {
  const { ask, init, clock, sweep, ports } = await withTerminal();
  await ask(hubPaths.usage, init);
  const silent = () => ports.database.db.selectFrom('alarm').select(['terminal', 'kind', 'closedAt']).execute();
  clock.at += usualConfig.silentAfterMinutes * minute;
  await sweep();
  expect(await silent()).toEqual([]);
  clock.at += minute;
  await sweep();
  expect(await silent()).toEqual([{ terminal: 'YX-01', kind: 'silent', closedAt: null }]);
});

test('every room answers behind the door', async () => {
  const { administrator } = await inventedHub();
  const asKeeper = await administrator();
  for (const path of [
    '/v1/me',
    '/v1/units',
    '/v1/terminals',
    '/v1/usage?from=2026-11-01&to=2026-11-30&place=city',
    '/v1/visits?from=2026-11-01&to=2026-11-30',
    '/v1/devices?from=2026-11-01&to=2026-11-30&place=city',
    '/v1/supplies',
    '/v1/alarms',
    '/v1/bulletins/2026-10',
    '/v1/accounts',
    '/v1/tokens',
    '/v1/exports',
  ]) {
    expect([path, (await asKeeper(path)).status]).toEqual([path, 200]);
  }
});

test('anything else is not found', async () => {
  const { ask, administrator } = await inventedHub();
  expect((await ask('/patients')).status).toBe(404);
  expect((await (await administrator())('/v1/patients')).status).toBe(404);
});

test('what can be asked is told to everybody, what it would answer is not', async () => {
  const { ask } = await inventedHub();
  for (const path of ['/v1/openapi.json', '/api']) expect([path, (await ask(path)).status]).toEqual([path, 200]);
  expect((await ask('/v1/usage?from=2026-11-01&to=2026-11-30&place=city')).status).toBe(401);
});
