import { afterEach, expect, test } from 'vitest';
import { type Faults, identityProvider } from './identity-provider.ts';
import { closing } from './stand.ts';

const hubs = closing();
const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await hubs.all();
  for (const it of open.splice(0)) await it.close();
});

const clientSecret = 'a-secret-of-the-client';
const grants = {
  'pine-staff': { scope: { units: ['pine'] } },
  keepers: { scope: { city: true as const }, administrator: true },
};

const settled = async () => {
  const provider = await identityProvider('hub', clientSecret);
  open.push(provider);
  const hub = await hubs.stand({
    config: {
      oidc: {
        name: { zh: '统一认证', en: 'One sign-in' },
        issuer: provider.url,
        clientId: 'hub',
        clientSecret,
        publicAddress: 'http://127.0.0.1/',
        scopes: 'profile groups',
        claim: 'groups',
        grants: {
          'pine-staff': { ...grants['pine-staff'], administrator: false },
          keepers: grants.keepers,
        },
      },
    },
  });
  const cookiesOf = (answer: Response) => answer.headers.getSetCookie().map((it) => it.split(';')[0] ?? '');
  /** Goes to the provider and back as a browser does; `back` may change what it comes back with. */
  const journey = async (back: (search: string) => string = (it) => it) => {
    const out = await hub.ask('/sign-in/oidc');
    const there = await fetch(out.headers.get('location') ?? '', { redirect: 'manual' });
    const { search } = new URL(there.headers.get('location') ?? '');
    const cookie = cookiesOf(out).join('; ');
    return {
      out,
      cookie,
      search,
      answer: await hub.ask(`/sign-in/oidc/return${back(search)}`, { headers: { cookie } }),
    };
  };
  const me = async (answer: Response) => {
    const cookie = cookiesOf(answer)
      .filter((it) => it.startsWith('hub='))
      .join();
    return (await hub.ask('/v1/me', { headers: { cookie } })).json();
  };
  return { provider, hub, journey, me };
};

test('the provider says who it is, and its groups what they may see', async () => {
  const { provider, hub, journey, me } = await settled();
  expect(await (await hub.ask('/v1/sign-in')).json()).toMatchObject({ oidc: { path: '/sign-in/oidc' } });
  provider.state.claims = { sub: 'u-1', name: '松 Pine', groups: ['everybody', 'pine-staff'] };
  const { out, answer } = await journey();
  const asked = new URL(out.headers.get('location') ?? '').searchParams;
  expect([asked.get('code_challenge_method'), asked.get('scope')]).toEqual(['S256', 'openid profile groups']);
  expect(out.headers.get('set-cookie')).toMatch(/; Path=\/sign-in\/oidc; HttpOnly; SameSite=Lax; Max-Age=600$/);
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/']);
  expect(await me(answer)).toMatchObject({ name: '松 Pine', scope: { units: ['pine'] }, administrator: false });
});

test('what the provider says counts anew at every sign-in; an account closed here stays closed', async () => {
  const { provider, hub, journey, me } = await settled();
  provider.state.claims = { sub: 'u-1', name: 'Ann', groups: 'keepers' };
  expect(await me((await journey()).answer)).toMatchObject({ scope: { city: true }, administrator: true });
  provider.state.claims = { sub: 'u-1', name: 'Ann', groups: 'pine-staff' };
  expect(await me((await journey()).answer)).toMatchObject({ scope: { units: ['pine'] }, administrator: false });
  await hub.ports.database.db.updateTable('account').set({ closedAt: 1 }).where('account', '=', 'oidc:u-1').execute();
  expect((await journey()).answer.status).toBe(403);
});

test('whoever has no group of ours is known and not let in', async () => {
  const { provider, hub, journey } = await settled();
  provider.state.claims = { sub: 'u-2', groups: ['everybody'] };
  const { answer } = await journey();
  expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining('ask the administrator')]);
  expect(hub.logged.at(-1)).toEqual({ event: 'access.refused', why: 'notInvited' });
});

test.each<[string, Faults]>([
  ['was made for another sign-in', { nonce: 'another' }],
  ['was made for another client', { audience: 'another' }],
  ['is another provider’s', { issuer: 'http://127.0.0.1:1' }],
  ['nobody we know signed', { strangeKey: true }],
])('an ID token that %s', async (_, faults) => {
  const { provider, hub, journey } = await settled();
  provider.state.claims = { sub: 'u-1', groups: ['keepers'] };
  provider.state.faults = faults;
  const { answer } = await journey();
  expect([answer.status, answer.headers.getSetCookie().join()]).toEqual([403, expect.not.stringContaining('hub=')]);
  expect(hub.logged.at(-1)).toEqual({ event: 'access.refused', why: 'identityProvider' });
});

test('coming back without having gone, with another’s state, or twice', async () => {
  const { provider, hub, journey } = await settled();
  provider.state.claims = { sub: 'u-1', groups: ['keepers'] };
  const changed = await journey((search) => search.replace(/state=[^&]+/, 'state=another'));
  expect(changed.answer.status).toBe(403);
  const { cookie, search, answer } = await journey();
  expect(answer.status).toBe(303);
  expect((await hub.ask(`/sign-in/oidc/return${search}`, { headers: { cookie } })).status).toBe(403);
  expect((await hub.ask(`/sign-in/oidc/return${search}`)).status).toBe(403);
  // Somebody else's errand: the code was given for another challenge.
  const mine = await journey((it) => it.replace(/code=[^&]+/, 'code=stolen'));
  expect(mine.answer.status).toBe(403);
});

test('a provider that does not answer is said so, and asked again the next time', async () => {
  const { provider, hub, journey } = await settled();
  await provider.close();
  open.length = 0;
  const { status } = await hub.ask('/sign-in/oidc');
  expect([status, hub.logged.at(-1)]).toEqual([502, { event: 'access.refused', why: 'identityProvider' }]);
  await expect(journey()).rejects.toThrow();
});
