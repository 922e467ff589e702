import { afterEach, expect, test } from 'vitest';
import { closing } from './stand.ts';

const hubs = closing();
afterEach(hubs.all);

const period = 'from=2026-11-01&to=2026-11-30';

test('a hospital’s reader sees its own and finds the others’ not there', async () => {
  const { ask, token, terminals, send } = await hubs.stand();
  for (const { batch } of terminals) expect((await send(batch())).status).toBe(200);
  const read = async (path: string, scope: Parameters<typeof token>[0]) => {
    const answer = await ask(path, { headers: { authorization: `Bearer ${await token(scope)}` } });
    return { status: answer.status, text: await answer.text() };
  };
  const pine = { units: ['pine'] };
  for (const path of [
    '/v1/units',
    '/v1/terminals',
    `/v1/usage?${period}&place=terminal`,
    '/v1/supplies',
    '/v1/alarms',
  ]) {
    const own = await read(path, pine);
    const all = await read(path, { city: true });
    expect([path, own.status, all.status]).toEqual([path, 200, 200]);
    expect(own.text).not.toMatch(/willow|B-01/);
    if (/units|terminals|usage/.test(path)) expect(all.text).toMatch(/willow|B-01/);
  }
  for (const path of [
    `/v1/usage?${period}&place=unit&unit=willow`,
    '/v1/terminals/B-01',
    `/v1/usage?${period}&place=terminal&terminal=B-01`,
  ]) {
    expect([path, (await read(path, pine)).status]).toEqual([path, 404]);
    expect([path, (await read(path, { city: true })).status]).toEqual([path, 200]);
  }
});

test('what a reader takes as a file is in the export log, for administrators', async () => {
  const { ask, token, account, terminals, send } = await hubs.stand();
  for (const { batch } of terminals) await send(batch());
  const bearer = await token({ units: ['pine'] });
  const headers = { authorization: `Bearer ${bearer}` };
  for (const accept of ['text/csv', 'application/json']) {
    expect((await ask(`/v1/usage?${period}&place=unit`, { headers: { ...headers, accept } })).status).toBe(200);
  }
  expect((await ask('/v1/exports', { headers })).status).toBe(403);

  const password = await account('keeper', { city: true }, true);
  const signedIn = await ask('/v1/sessions', { method: 'POST', body: JSON.stringify({ account: 'keeper', password }) });
  const cookie = (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const { exports } = await (await ask('/v1/exports', { headers: { cookie } })).json();
  expect(exports).toEqual([
    expect.objectContaining({ who: expect.stringMatching(/^token:/), what: expect.stringContaining('/v1/usage?') }),
  ]);
  expect(JSON.stringify(exports)).not.toContain(bearer);
});
