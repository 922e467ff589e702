import { expect, test } from 'vitest';
import { createVirtualClock } from '../../simulator/world/virtual-clock.ts';
import { selfPaid } from './amount.ts';
import { createHospital } from './client.ts';
import type { Network, NetworkReply, NetworkRequest } from './network.ts';

const serverTime = '2026-11-20T00:10:00.000Z';
const released = { lockId: 'L1', state: 'released' };
const reply = (body: unknown, more: Partial<NetworkReply> = {}): NetworkReply => ({
  status: 200,
  headers: { 'server-time': serverTime },
  body: typeof body === 'string' ? body : JSON.stringify(body),
  ...more,
});

function hospitalOver(network: Network, baseUrl = 'https://his.invalid/api/v1') {
  const clock = createVirtualClock(0);
  return { clock, hospital: createHospital({ network, baseUrl, clock }) };
}

/** What comes of a release that is answered so. */
const outcomeOf = (answer: NetworkReply) =>
  hospitalOver(async () => answer).hospital.call('releaseLock', { lockId: 'L1' });

const lockAsked = { lockId: 'L1', terminal: 'T1', recordId: 'R1', subject: { kind: 'slot', slotId: 'S1' } } as const;

const requestsOf = () => {
  const requests: NetworkRequest[] = [];
  const network: Network = async (request) => {
    requests.push(request);
    throw new Error('nobody');
  };
  return { requests, network };
};

test('a 200 of the contract is an answer, with the hospital’s time', async () => {
  expect(await outcomeOf(reply(released))).toEqual({ ok: true, value: released, serverTime: Date.parse(serverTime) });
});

test('fields that a later contract may add are let pass, and not handed on', async () => {
  expect(await outcomeOf(reply({ ...released, more: 1 }))).toMatchObject({ ok: true, value: released });
});

test.each([
  ['a 500', reply(released, { status: 500 }), 'status 500'],
  ['a 503 with a problem of the contract', reply({ code: 'conflict', title: '' }, { status: 503 }), 'status 503'],
  ['a redirect', reply('', { status: 302 }), 'status 302'],
  ['another success', reply(released, { status: 202 }), 'status 202'],
  ['a page', reply('<html>', { headers: {} }), 'no server time: not the hospital speaking'],
  ['an answer without the time', reply(released, { headers: {} }), 'no server time: not the hospital speaking'],
  ['a time that is none', reply(released, { headers: { 'server-time': 'now' } }), 'server time is not a time'],
  ['no JSON', reply('{"lockId"'), 'not JSON'],
  ['no body', reply(''), 'not JSON'],
  ['another shape', reply({ lockId: 'L1', state: 'gone' }), 'not the shape the contract gives'],
  ['null', reply('null'), 'not the shape the contract gives'],
  ['somebody else’s answer', reply({ ...released, lockId: 'L2' }), 'an answer about another id'],
  ['a 404 without a body', reply('', { status: 404 }), 'status 404'],
  ['a 404 of somebody else', reply('<html>', { status: 404 }), 'status 404'],
  ['a 400', reply({ code: 'malformed', title: '' }, { status: 400 }), 'status 400'],
  ['a code of another verb', reply({ code: 'slotTaken', title: '' }, { status: 422 }), 'status 422'],
  ['a code that is no text', reply({ code: 1, title: '' }, { status: 422 }), 'status 422'],
])('%s tells nothing', async (_, answer, why) => {
  expect(await outcomeOf(answer)).toEqual({ ok: false, failure: 'unknown', why });
});

test('an amount whose parts do not sum to its total is no answer', async () => {
  const amount = { ...selfPaid(2500), self: 2400 };
  const lock = { lockId: 'L1', recordId: 'R1', state: 'held', expiresAt: serverTime, amount };
  const { hospital } = hospitalOver(async () => reply(lock));
  expect(await hospital.call('getLock', { lockId: 'L1' })).toMatchObject({ why: 'not the shape the contract gives' });
});

test.each([400, 404, 409, 422, 451])('a code of the verb with status %i is a refusal', async (status) => {
  const problem = { code: 'slotTaken', title: 'Slot taken', detail: 'x' };
  const { hospital } = hospitalOver(async () => reply(problem, { status, headers: {} }));
  const outcome = await hospital.call('lock', lockAsked);
  expect(outcome).toEqual({ ok: false, failure: 'refused', code: 'slotTaken' });
});

test('a connection that breaks tells nothing; the system’s code is kept, its words are not', async () => {
  const failing = (error: unknown) => hospitalOver(() => Promise.reject(error)).hospital.call('getCapabilities', {});
  const refused = new TypeError('fetch failed for 张明远', { cause: { code: 'ECONNREFUSED' } });
  expect(await failing(refused)).toEqual({ ok: false, failure: 'unknown', why: 'no connection: ECONNREFUSED' });
  expect(await failing(new Error('张明远'))).toMatchObject({ why: 'no connection' });
  expect(await failing({ cause: { code: '张明远' } })).toMatchObject({ why: 'no connection' });
  expect(await failing(undefined)).toMatchObject({ why: 'no connection' });
});

test('a network that throws at once is a broken connection too', async () => {
  const { hospital } = hospitalOver(() => {
    throw new Error('no socket');
  });
  expect(await hospital.call('getCapabilities', {})).toMatchObject({ failure: 'unknown', why: 'no connection' });
});

test('after eight seconds of silence it stops waiting, and tells the network', async () => {
  let told = false;
  const { clock, hospital } = hospitalOver(({ signal }) => {
    signal.addEventListener('abort', () => {
      told = true;
    });
    return new Promise(() => {});
  });
  let outcome: unknown;
  const call = hospital.call('getCapabilities', {}).then((it) => {
    outcome = it;
  });
  await clock.advance(7999);
  expect(outcome).toBeUndefined();
  await clock.advance(1);
  await call;
  expect(outcome).toEqual({ ok: false, failure: 'unknown', why: 'no answer in 8 s' });
  expect(told).toBe(true);
});

test('an answer leaves no deadline behind', async () => {
  const { clock, hospital } = hospitalOver(async () => reply(released));
  const caller = new AbortController();
  await hospital.call('releaseLock', { lockId: 'L1' }, caller.signal);
  expect(clock.pending).toBe(0);
});

test('calling off after the answer reaches nobody', async () => {
  const signals: AbortSignal[] = [];
  const { hospital } = hospitalOver(async ({ signal }) => {
    signals.push(signal);
    return reply(released);
  });
  const caller = new AbortController();
  await hospital.call('releaseLock', { lockId: 'L1' }, caller.signal);
  caller.abort();
  expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
});

test('a caller who calls off is let go at once', async () => {
  const { clock, hospital } = hospitalOver(() => new Promise(() => {}));
  const caller = new AbortController();
  const call = hospital.call('getCapabilities', {}, caller.signal);
  caller.abort();
  expect(await call).toEqual({ ok: false, failure: 'unknown', why: 'called off' });
  expect(clock.pending).toBe(0);
});

test('a call that was called off before it began is not sent', async () => {
  const { requests, network } = requestsOf();
  const { hospital } = hospitalOver(network);
  expect(await hospital.call('getCapabilities', {}, AbortSignal.abort())).toMatchObject({ why: 'called off' });
  expect(requests).toEqual([]);
});

test('a write travels with its id in the path and the rest in the body', async () => {
  const { requests, network } = requestsOf();
  await hospitalOver(network, 'https://his.invalid/api/v1/').hospital.call('lock', lockAsked);
  expect(requests[0]).toMatchObject({
    method: 'PUT',
    url: 'https://his.invalid/api/v1/locks/L1',
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: '{"terminal":"T1","recordId":"R1","subject":{"kind":"slot","slotId":"S1"}}',
  });
});

test('a question travels in path and query, without a body', async () => {
  const { requests, network } = requestsOf();
  const { hospital } = hospitalOver(network);
  await hospital.call('listDoctors', { departmentId: 'heart', day: '2026-11-20' });
  await hospital.call('releaseLock', { lockId: 'L1' });
  expect(requests.map(({ method, url, body }) => [method, url, body])).toEqual([
    ['GET', 'https://his.invalid/api/v1/departments/heart/doctors?day=2026-11-20', undefined],
    ['POST', 'https://his.invalid/api/v1/locks/L1/release', undefined],
  ]);
});

test('nothing of a person stands in an address', async () => {
  const { requests, network } = requestsOf();
  const credential = { kind: 'idCard', number: '11010519491231002X', name: '张明远' } as const;
  await hospitalOver(network).hospital.call('findPatient', { credential });
  expect(requests[0]?.url).toBe('https://his.invalid/api/v1/patients/find');
  expect(requests[0]?.body).toContain('张明远');
});

test.each(['', 'L/1', 'L 1', 'L'.repeat(33)])(
  'an id that the contract does not allow (%j) is a bug',
  async (lockId) => {
    const { requests, network } = requestsOf();
    await expect(hospitalOver(network).hospital.call('getLock', { lockId })).rejects.toThrow();
    expect(requests).toEqual([]);
  },
);

test('an answer about somebody else’s record is none, whichever name of the path it differs in', async () => {
  const list = { recordId: 'R2', bills: [] };
  const { hospital } = hospitalOver(async () => reply(list));
  expect(await hospital.call('listBills', { recordId: 'R1' })).toMatchObject({ why: 'an answer about another id' });
});

test('the answer to a question that was let go is nobody’s, however it comes', async () => {
  const answer = Promise.withResolvers<NetworkReply>();
  const { clock, hospital } = hospitalOver(() => answer.promise);
  const call = hospital.call('releaseLock', { lockId: 'L1' });
  await clock.advance(8000);
  answer.resolve(reply(released));
  expect(await call).toMatchObject({ failure: 'unknown', why: 'no answer in 8 s' });
});
