import { afterEach, expect, test } from 'vitest';
import { signatureHeader } from '../../terminal/hub-contract.ts';
import { closing } from './stand.ts';

const hubs = closing();
afterEach(hubs.all);

test('no password, token, cookie, code or signature in the log or, as it was given, in the database', async () => {
  const { ask, hub, account, logged, terminals, send, ports } = await hubs.stand();
  const password = await account('keeper', { city: true }, true);
  const post = (path: string, body: object, headers: Record<string, string> = {}) =>
    ask(path, { method: 'POST', body: JSON.stringify(body), headers: { 'sec-fetch-site': 'same-origin', ...headers } });

  const mistyped = `${password}-canary`;
  await post('/v1/sessions', { account: 'keeper', password: mistyped });
  const signedIn = await post('/v1/sessions', { account: 'keeper', password });
  const cookie = (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const { token } = await (await post('/v1/tokens', { name: 'n', scope: { city: true }, days: 1 }, { cookie })).json();
  const made = await (
    await post('/v1/accounts', { account: 'ann', name: 'A', scope: { city: true } }, { cookie })
  ).json();
  const { code } = await (await post('/v1/terminals/A-01/codes', {}, { cookie })).json();
  const link = hub.invite();
  await ask(link);
  await ask('/v1/me', { headers: { authorization: 'Bearer hub_canary' } });
  await ask('/v1/usage?from=canary', { headers: { authorization: `Bearer ${token}` } });
  const batch = terminals[0]?.batch();
  if (batch) await send(batch);
  const signature = batch?.headers[signatureHeader] ?? '';

  const secrets = [
    password,
    mistyped,
    'canary',
    cookie.split('=')[1],
    token,
    made.password,
    code,
    link.slice(9),
    signature,
  ];
  for (const secret of secrets) expect(secret).toMatch(/.{6}/);
  const log = JSON.stringify(logged);
  expect(logged.length).toBeGreaterThan(4);
  const { db } = ports.database;
  const rows = [];
  for (const table of ['account', 'accessToken', 'session', 'enrolmentCode', 'exportLog', 'terminal'] as const) {
    rows.push(await db.selectFrom(table).selectAll().execute());
  }
  const kept = JSON.stringify(rows);
  for (const secret of secrets) {
    expect(log).not.toContain(secret);
    expect(kept).not.toContain(secret);
  }
});
