import { expect, test } from 'vitest';
import { inventedHub } from './invented-hub.ts';
import { limitsOf, networkOf, usualLimits } from './limits.ts';

const few = { requests: 3, seconds: 600 };

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:0db8:0001:0002::9', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
  ['::1', '0:0:0:0'],
  ['', ''],
])('%s is counted as %s', (address, network) => expect(networkOf(address)).toBe(network));

test('lets so many through, tells of the first refusal, and counts each key alone', async () => {
  const limits = limitsOf({ ...usualLimits, reader: few });
  const take = async (key: string) => (await limits.take('reader', key))?.first;
  expect([await take('a'), await take('a'), await take('a')]).toEqual([undefined, undefined, undefined]);
  expect([await take('a'), await take('a'), await take('b')]).toEqual([true, false, undefined]);
  expect((await limits.take('reader', 'a'))?.seconds).toBeGreaterThan(590);
  await limits.forget('reader', 'a');
  expect(await take('a')).toBe(undefined);
});

test('whoever guesses a password is shut out with the right one too, from wherever, and nobody else', async () => {
  const { account, signIn, logged } = await inventedHub({ limits: { ...usualLimits, account: few } });
  const [ann, bob] = [await account({ account: 'ann' }), await account({ account: 'bob' })];
  for (let guess = 0; guess < few.requests; guess++) {
    expect((await signIn('ann', 'x', { address: `192.0.2.${guess}`, secure: false })).status).toBe(401);
  }
  const refused = await signIn('ann', ann);
  expect([refused.status, Number(refused.headers.get('retry-after')) > 590]).toEqual([429, true]);
  expect((await signIn('bob', bob)).status).toBe(204);
  await signIn('ann', ann);
  expect(logged.filter(({ event }) => event === 'access.limited')).toEqual([
    { event: 'access.limited', limit: 'account' },
  ]);
});

test('a right password wipes the slate', async () => {
  const { account, signIn } = await inventedHub({ limits: { ...usualLimits, account: few } });
  const ann = await account({ account: 'ann' });
  for (let day = 0; day < 3; day++) {
    expect((await signIn('ann', 'x')).status).toBe(401);
    expect((await signIn('ann', ann)).status).toBe(204);
  }
});

test('one address tries passwords at a person’s pace, whoever it says it is', async () => {
  const { signIn } = await inventedHub({ limits: { ...usualLimits, signIn: few } });
  const statuses: number[] = [];
  for (let guess = 0; guess < 4; guess++) statuses.push((await signIn(`name${guess}`, 'x')).status);
  expect(statuses).toEqual([401, 401, 401, 429]);
  expect((await signIn('name', 'x', { address: '192.0.2.9', secure: false })).status).toBe(401);
});

test('links and one-time codes are tried as slowly', async () => {
  const { ask } = await inventedHub({ limits: { ...usualLimits, signIn: few, enrolment: few } });
  const statuses = { link: [] as number[], code: [] as number[] };
  for (let guess = 0; guess < 4; guess++) {
    statuses.link.push((await ask(`/sign-in/guess${guess}`)).status);
    statuses.code.push((await ask('/v1/enrolments', { method: 'POST', body: '{}' })).status);
  }
  expect(statuses).toEqual({ link: [404, 404, 404, 429], code: [400, 400, 400, 429] });
});

test('a reader who asks too much is refused; another is not', async () => {
  const { account, session } = await inventedHub({ limits: { ...usualLimits, reader: few } });
  const ann = await session('ann', await account({ account: 'ann' }));
  const bob = await session('bob', await account({ account: 'bob' }));
  const statuses: number[] = [];
  for (let request = 0; request < 4; request++) statuses.push((await ann('/v1/exports')).status);
  expect([...statuses, (await bob('/v1/exports')).status]).toEqual([403, 403, 403, 429, 403]);
});

test('who has no right to ask is refused 401 for a while, then 429', async () => {
  const { ask } = await inventedHub({ limits: { ...usualLimits, stranger: few } });
  const statuses: number[] = [];
  for (let request = 0; request < 4; request++) statuses.push((await ask('/v1/units')).status);
  expect(statuses).toEqual([401, 401, 401, 429]);
});
