import { expect, test } from 'vitest';
import { createHospital } from '../../terminal/hospital/client.ts';
import { createVirtualClock } from '../world/virtual-clock.ts';
import { createAnswer } from './answer.ts';
import { createInProcessNetwork } from './in-process-network.ts';
import { createMisbehaviour, type MisbehaviourName, misbehaviours } from './misbehaviour.ts';
import { createHospitalModel } from './model.ts';
import { slotSubject, terminal, trialSlot, trialStart } from './trial.ts';
import { trialWorld } from './trial-world.ts';

const baseUrl = 'http://hospital.invalid/api/v1';
const lock = { lockId: 'L1', terminal, recordId: 'R1', subject: slotSubject(trialSlot) };

function createLine() {
  const clock = createVirtualClock(trialStart);
  const model = createHospitalModel({ world: trialWorld, now: clock.now, chance: () => 0 });
  const line = createMisbehaviour(clock);
  const network = createInProcessNetwork({ answer: createAnswer(model), baseUrl, front: line.front });
  const hospital = createHospital({ network, baseUrl, clock });
  /** Calls, and lets up to ten seconds pass: more than the client waits. */
  async function takeLock(input = lock) {
    const call = hospital.call('lock', input);
    await clock.advance(10_000);
    return call;
  }
  return { clock, model, line, hospital, takeLock };
}

const acted: Record<MisbehaviourName, number> = {
  slow: 1,
  silent: 0,
  mute: 1,
  straggler: 0,
  lostRequest: 0,
  lostReply: 1,
  serverError: 0,
  errorAfterActing: 1,
  proxyPage: 0,
  miscounted: 1,
  duplicate: 1,
  lateDuplicate: 1,
};
const why: Partial<Record<MisbehaviourName, string>> = {
  slow: 'no answer in 8 s',
  silent: 'no answer in 8 s',
  mute: 'no answer in 8 s',
  straggler: 'no answer in 8 s',
  lostRequest: 'no connection',
  lostReply: 'no connection',
  serverError: 'status 500',
  errorAfterActing: 'status 500',
  proxyPage: 'no server time: not the hospital speaking',
  miscounted: 'not the shape the contract gives',
};
const names = Object.keys(misbehaviours) as MisbehaviourName[];

test.each(names)('%s: the terminal learns nothing or the truth, and asking again finds one lock', async (name) => {
  const { clock, model, line, takeLock } = createLine();
  line.failNext('lock', name);
  const first = await takeLock();
  const reason = why[name];
  if (reason === undefined) expect(first).toMatchObject({ ok: true, value: { state: 'held' } });
  else expect(first).toEqual({ ok: false, failure: 'unknown', why: reason });
  expect(model.ledgers.locks().length).toBe(acted[name]);

  expect(await takeLock()).toMatchObject({ ok: true, value: { lockId: 'L1', state: 'held' } });
  await clock.advance(60_000);
  expect(model.ledgers.locks().length).toBe(1);
  expect(model.ledgers.slots().find(({ slotId }) => slotId === trialSlot)).toMatchObject({ held: 1, left: 1 });
});

test.each([
  ['duplicate', [0, 0]],
  ['lateDuplicate', [0, 5000]],
  ['straggler', [5000]],
  ['slow', [0]],
  ['lostReply', [0]],
  ['silent', []],
] as const)('%s arrives at the hospital at %j milliseconds', async (name, times) => {
  const clock = createVirtualClock(0);
  const line = createMisbehaviour(clock);
  const arrived: number[] = [];
  const asking = new AbortController();
  line.failNext('any', name, 5000);
  const proceed = () => {
    arrived.push(clock.now());
    return { status: 200, headers: {}, body: '' };
  };
  const outcome = line.front({ method: 'GET', url: '/', signal: asking.signal }, proceed).catch(() => undefined);
  await clock.advance(10_000);
  asking.abort();
  await outcome;
  expect(arrived).toEqual(times);
});

test('slow: an answer that comes within the client’s time is an answer', async () => {
  const { clock, line, takeLock } = createLine();
  line.failNext('lock', 'slow', 7999);
  const reply = await takeLock();
  expect(reply.ok).toBe(true);
  expect(clock.pending).toBe(0);
});

test('straggler: a request given up on acts when it arrives', async () => {
  const { clock, model, line, takeLock } = createLine();
  line.failNext('lock', 'straggler', 30_000);
  expect((await takeLock()).ok).toBe(false);
  await clock.advance(19_999);
  expect(model.ledgers.locks()).toEqual([]);
  await clock.advance(1);
  expect(model.ledgers.locks()).toMatchObject([{ lockId: 'L1', state: 'held' }]);
});

test('straggler: releasing before it arrives leaves nothing held', async () => {
  const { clock, model, line, takeLock, hospital } = createLine();
  line.failNext('lock', 'straggler', 30_000);
  await takeLock();
  await hospital.call('releaseLock', { lockId: 'L1' });
  await clock.advance(30_000);
  expect(model.ledgers.locks()).toMatchObject([{ lockId: 'L1', state: 'released' }]);
  expect(model.ledgers.slots().filter(({ held }) => held > 0)).toEqual([]);
});

test('lateDuplicate: after a release it takes nothing', async () => {
  const { clock, model, line, takeLock, hospital } = createLine();
  line.failNext('lock', 'lateDuplicate', 30_000);
  await takeLock();
  await hospital.call('releaseLock', { lockId: 'L1' });
  await clock.advance(30_000);
  expect(model.ledgers.locks()).toMatchObject([{ state: 'released' }]);
});

test('failNext spoils one request of its verb, and leaves others alone', async () => {
  const { line, hospital } = createLine();
  line.failNext('getLock', 'serverError');
  expect((await hospital.call('getCapabilities', {})).ok).toBe(true);
  expect(await hospital.call('getLock', { lockId: 'L1' })).toMatchObject({ failure: 'unknown' });
  expect(await hospital.call('getLock', { lockId: 'L1' })).toMatchObject({ failure: 'refused' });
});

test('failUntilCleared spoils every request until it is cleared', async () => {
  const { line, hospital } = createLine();
  line.failUntilCleared('any', 'lostRequest');
  for (let i = 0; i < 3; i++) expect((await hospital.call('getCapabilities', {})).ok).toBe(false);
  line.clear('getLock');
  expect((await hospital.call('getCapabilities', {})).ok).toBe(false);
  line.clear();
  expect((await hospital.call('getCapabilities', {})).ok).toBe(true);
});

test('the newest order that fits comes first', async () => {
  const { line, hospital } = createLine();
  line.failUntilCleared('any', 'serverError');
  line.failNext('getCapabilities', 'lostRequest');
  expect(line.ordered().map(({ name }) => name)).toEqual(['lostRequest', 'serverError']);
  const reason = async () => {
    const reply = await hospital.call('getCapabilities', {});
    return !reply.ok && reply.failure === 'unknown' && reply.why;
  };
  expect([await reason(), await reason()]).toEqual(['no connection', 'status 500']);
});

test('an address that is not the hospital’s finds nobody', async () => {
  const { clock, model } = createLine();
  const network = createInProcessNetwork({ answer: createAnswer(model), baseUrl });
  const stranger = createHospital({ network, baseUrl: 'http://elsewhere.invalid/api/v1', clock });
  expect(await stranger.call('getCapabilities', {})).toMatchObject({ failure: 'unknown', why: 'no connection' });
});
