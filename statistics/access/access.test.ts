import { expect, test } from 'vitest';
import { cookieOf, inventedHub } from './invented-hub.ts';
import { sessionLife } from './sessions.ts';

const hour = 3_600_000;
const told = async (answer: Response) => ({ status: answer.status, ...(await answer.json()) });
const newToken = { name: 'nightly', scope: { units: ['gulou'] }, days: 1 };

test('without a token or a session nothing behind the door is answered, whatever it is', async () => {
  const { ask } = await inventedHub();
  for (const path of ['/v1/accounts', '/v1/units', '/v1/no-such-thing']) {
    const answer = await ask(path);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="hub"');
    expect(await told(answer)).toMatchObject({ status: 401, code: 'signInNeeded' });
  }
  expect(await told(await ask('/v1/accounts', { headers: { authorization: 'Basic a2VlcGVyOng=' } }))).toMatchObject({
    code: 'signInNeeded',
  });
});

test('a password opens a session of twelve hours, in a cookie no script reads', async () => {
  const { ask, account, signIn, clock } = await inventedHub();
  const password = await account({ account: 'keeper', administrator: true });
  const answer = await signIn('keeper', password);
  expect(answer.status).toBe(204);
  expect(answer.headers.get('set-cookie')).toMatch(/^hub=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=43200$/);
  const headers = { cookie: cookieOf(answer) };
  expect((await ask('/v1/accounts', { headers })).status).toBe(200);
  clock.at += sessionLife;
  expect(await told(await ask('/v1/accounts', { headers }))).toMatchObject({ status: 401, code: 'signInNeeded' });
});

test('over TLS the cookie is bound to this host and to TLS', async () => {
  const { ask, account, signIn } = await inventedHub();
  const password = await account({ account: 'keeper', administrator: true });
  const caller = { address: '192.0.2.1', secure: true };
  const answer = await signIn('keeper', password, caller);
  expect(answer.headers.get('set-cookie')).toMatch(/^__Host-hub=.*; Secure$/);
  const headers = { cookie: cookieOf(answer) };
  expect((await ask('/v1/accounts', { headers }, caller)).status).toBe(200);
  expect((await ask('/v1/accounts', { headers })).status).toBe(401);
});

test('a wrong password and an unknown name are refused in the same words', async () => {
  const { account, signIn } = await inventedHub();
  await account({ account: 'ann' });
  const [wrong, unknown] = [await told(await signIn('ann', 'x')), await told(await signIn('bob', 'x'))];
  expect(wrong).toEqual(unknown);
  expect(wrong).toMatchObject({ status: 401, code: 'signInWrong' });
});

test('signing out ends the session at the hub too', async () => {
  const { ask, account, signIn } = await inventedHub();
  const cookie = cookieOf(await signIn('keeper', await account({ account: 'keeper', administrator: true })));
  const out = await ask('/v1/sessions/current', {
    method: 'DELETE',
    headers: { cookie, origin: 'http://hub.example' },
  });
  expect([out.status, out.headers.get('set-cookie')]).toEqual([204, expect.stringContaining('hub=; Path=/;')]);
  expect((await ask('/v1/accounts', { headers: { cookie } })).status).toBe(401);
});

test.each<[string, Record<string, string>]>([
  ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
  ['a sister site', { 'sec-fetch-site': 'same-site', origin: 'http://other.hub.example' }],
  ['an old browser on another site', { origin: 'http://hub.example.evil' }],
  ['a sandboxed page', { origin: 'null' }],
  ['nobody knows where', {}],
])('a session changes nothing for a page of %s', async (_, headers) => {
  const { ask, account, signIn, logged } = await inventedHub();
  const cookie = cookieOf(await signIn('keeper', await account({ account: 'keeper', administrator: true })));
  const init = { method: 'POST', headers: { cookie, ...headers }, body: JSON.stringify(newToken) };
  expect(await told(await ask('/v1/tokens', init))).toMatchObject({ status: 403, code: 'foreignOrigin' });
  expect(logged.at(-1)).toEqual({ event: 'access.refused', why: 'origin' });
  const tokens = await ask('/v1/tokens', { headers: { cookie } });
  expect(await tokens.json()).toEqual({ tokens: [] });
});

test('another site cannot sign its visitor in as somebody', async () => {
  const { ask, account } = await inventedHub();
  const body = JSON.stringify({ account: 'ann', password: await account({ account: 'ann' }) });
  const headers = { 'sec-fetch-site': 'cross-site' };
  expect((await ask('/v1/sessions', { method: 'POST', headers, body })).status).toBe(403);
});

test('a token is shown once, reads what its scope has, and is no administrator', async () => {
  const { ask, administrator, ports } = await inventedHub();
  const asKeeper = await administrator();
  const made = await (await asKeeper('/v1/tokens', 'POST', newToken)).json();
  expect(made).toMatchObject({ name: 'nightly', scope: { units: ['gulou'] }, madeBy: 'keeper', revokedAt: null });
  const all = await (await asKeeper('/v1/tokens')).text();
  expect(all).toContain(made.id);
  expect(all).not.toContain(made.token);
  expect(JSON.stringify(await ports.database.db.selectFrom('accessToken').selectAll().execute())).not.toContain(
    made.token,
  );
  const headers = { authorization: `Bearer ${made.token}` };
  expect(await told(await ask('/v1/tokens', { headers }))).toMatchObject({ status: 403, code: 'notPermitted' });
});

test('a token that has expired, was revoked or never was opens nothing', async () => {
  const { ask, administrator, clock } = await inventedHub();
  const asKeeper = await administrator();
  const make = async () => (await asKeeper('/v1/tokens', 'POST', newToken)).json();
  const withToken = async (token: string) =>
    told(await ask('/v1/exports', { headers: { authorization: `Bearer ${token}` } }));
  const refused = { status: 401, code: 'tokenWrong' };

  const revoked = await make();
  expect(await withToken(revoked.token)).toMatchObject({ code: 'notPermitted' });
  expect((await asKeeper(`/v1/tokens/${revoked.id}`, 'DELETE')).status).toBe(204);
  expect(await withToken(revoked.token)).toMatchObject(refused);
  expect((await asKeeper('/v1/tokens/000000000000000000000000', 'DELETE')).status).toBe(404);

  clock.at += 1;
  const expiring = await make();
  // Twelve hours of it are the session's, not the token's.
  clock.at = expiring.expiresAt - 1;
  expect(await withToken(expiring.token)).toMatchObject({ code: 'notPermitted' });
  clock.at += 1;
  expect(await withToken(expiring.token)).toMatchObject(refused);
  expect(await withToken(`${expiring.token.slice(0, -1)}!`)).toMatchObject(refused);
});

test('a token needs no origin: no browser sends it along', async () => {
  const { ask, administrator } = await inventedHub();
  const { token } = await (await (await administrator())('/v1/tokens', 'POST', newToken)).json();
  const init = { method: 'POST', headers: { authorization: `Bearer ${token}`, origin: 'https://tool.example' } };
  expect(await told(await ask('/v1/tokens', init))).toMatchObject({ code: 'notPermitted' });
});

test('an account is made once, closed for good, and signed out when it is', async () => {
  const { administrator, session, signIn } = await inventedHub();
  const asKeeper = await administrator();
  const said = { account: 'ann', name: '安 Ann', scope: { units: ['gulou'] } };
  const made = await (await asKeeper('/v1/accounts', 'POST', said)).json();
  expect(made.account).toMatchObject({ ...said, administrator: false, local: true });
  expect((await asKeeper('/v1/accounts', 'POST', said)).status).toBe(409);

  const asAnn = await session('ann', made.password);
  expect(await told(await asAnn('/v1/accounts'))).toMatchObject({ status: 403, code: 'notPermitted' });
  expect((await asKeeper('/v1/accounts/ann', 'DELETE')).status).toBe(204);
  expect((await asAnn('/v1/accounts')).status).toBe(401);
  expect((await signIn('ann', made.password)).status).toBe(401);
  expect((await asKeeper('/v1/accounts', 'POST', said)).status).toBe(409);
  expect((await asKeeper('/v1/accounts/ann', 'DELETE')).status).toBe(404);
  expect((await asKeeper('/v1/accounts/keeper', 'DELETE')).status).toBe(409);
});

test.each<[object, string]>([
  [{ account: 'Ann' }, 'account'],
  [{ account: 'oidc:ann' }, 'account'],
  [{ administrator: true }, 'scope'],
  [{ scope: { units: [] } }, 'scope'],
  [{ scope: {} }, 'scope'],
])('an account that cannot be: %o', async (wrong, path) => {
  const asKeeper = await (await inventedHub()).administrator();
  const answer = await asKeeper('/v1/accounts', 'POST', {
    account: 'ann',
    name: 'Ann',
    scope: { units: ['a'] },
    ...wrong,
  });
  const { status, errors } = await told(answer);
  expect(status).toBe(400);
  expect(errors[0].path).toMatch(new RegExp(`^${path}`));
});

test('a changed password: the old one no longer, the other sessions no longer', async () => {
  const { account, session, signIn } = await inventedHub();
  const current = await account({ account: 'ann' });
  const [here, elsewhere] = [await session('ann', current), await session('ann', current)];
  const change = (body: object) => here('/v1/me/password', 'PUT', body);
  expect((await change({ current: 'x', next: 'a new long password' })).status).toBe(403);
  expect((await change({ current, next: 'short' })).status).toBe(400);
  expect((await change({ current, next: 'a new long password' })).status).toBe(204);
  expect((await elsewhere('/v1/exports')).status).toBe(401);
  expect((await here('/v1/exports')).status).toBe(403);
  expect((await signIn('ann', current)).status).toBe(401);
  expect((await signIn('ann', 'a new long password')).status).toBe(204);
});

test('a lost password is made anew by an administrator', async () => {
  const { account, session, administrator, signIn } = await inventedHub();
  const asAnn = await session('ann', await account({ account: 'ann' }));
  const asKeeper = await administrator();
  const { password } = await (await asKeeper('/v1/accounts/ann/password', 'POST')).json();
  expect((await asAnn('/v1/exports')).status).toBe(401);
  expect((await signIn('ann', password)).status).toBe(204);
  expect((await asKeeper('/v1/accounts/nobody/password', 'POST')).status).toBe(404);
});

test('a link signs in whoever opens it on this machine, and nobody elsewhere', async () => {
  const { ask, invite, logged } = await inventedHub();
  const path = invite();
  expect((await ask(path, {}, { address: '192.0.2.7', secure: false })).status).toBe(404);
  expect((await ask('/sign-in/AAAA')).status).toBe(404);
  const answer = await ask(path);
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/']);
  expect((await ask('/v1/accounts', { headers: { cookie: cookieOf(answer) } })).status).toBe(200);
  expect(logged.map((it) => ('why' in it ? it.why : it.event))).toEqual(['expired', 'expired', 'access.opened']);
});

test('ended sessions are forgotten', async () => {
  const { account, session, clock, sweep, ports } = await inventedHub();
  const password = await account({ account: 'ann' });
  await session('ann', password);
  clock.at += sessionLife - hour;
  await session('ann', password);
  clock.at += hour;
  await sweep();
  expect(await ports.database.db.selectFrom('session').selectAll().execute()).toHaveLength(1);
});

test('what left as a file is for administrators to read, from where they stopped', async () => {
  const asKeeper = await (await inventedHub()).administrator();
  expect(await (await asKeeper('/v1/exports')).json()).toEqual({ exports: [], next: null });
  expect((await asKeeper(`/v1/exports?cursor=5-${'0'.repeat(24)}`)).status).toBe(200);
  expect((await asKeeper('/v1/exports?cursor=x')).status).toBe(400);
});

test('an address that takes other methods says which', async () => {
  const asKeeper = await (await inventedHub()).administrator();
  const answer = await asKeeper('/v1/tokens', 'PUT');
  expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST']);
  expect((await asKeeper('/v1/nothing-here', 'PUT')).status).toBe(404);
  expect((await asKeeper('/v1/accounts', 'HEAD')).status).toBe(200);
});

test('a body that is none, or too long', async () => {
  const { ask } = await inventedHub();
  const post = (body: string) =>
    ask('/v1/sessions', { method: 'POST', body, headers: { 'content-length': `${body.length}` } });
  expect(await told(await post('{'))).toMatchObject({ status: 400, code: 'malformed' });
  expect(await told(await post(' '.repeat(20_000)))).toMatchObject({ status: 413, code: 'tooLarge' });
});
