import { afterEach, beforeEach, expect, test } from 'vitest';
import { createMemoryJournal, type MemoryJournal } from '../../simulator/world/memory-journal.ts';
import { createVirtualClock, type VirtualClock } from '../../simulator/world/virtual-clock.ts';
import type { Network, NetworkReply } from '../hospital/network.ts';
import { createJournal, type Journal } from '../journal/journal.ts';
import type { LogEvent } from '../log-event.ts';
import type { UsageBatch } from '../usage-event.ts';
import { type Outbox, startOutbox } from './outbox.ts';

const config = { terminal: 'T-001', zone: 'Asia/Shanghai', hubUrl: 'https://hub.invalid' };
const ok = (upTo: number): NetworkReply => ({ status: 200, headers: {}, body: JSON.stringify({ upTo }) });

let clock: VirtualClock;
let store: MemoryJournal;
let journal: Journal;
let sent: UsageBatch[];
let answer: (batch: UsageBatch, signal: AbortSignal) => Promise<NetworkReply>;
let log: LogEvent[];
let life: AbortController;

beforeEach(() => {
  clock = createVirtualClock(Date.UTC(2026, 10, 23));
  store = createMemoryJournal();
  journal = createJournal(store, clock, () => {});
  sent = [];
  log = [];
  life = new AbortController();
  answer = async ({ events }) => ok(events.at(-1)?.sequence ?? 0);
});
afterEach(() => life.abort());

function start(): Outbox {
  const network: Network = async ({ body = '', url, signal }) => {
    expect(url).toBe('https://hub.invalid/v1/usage');
    const batch: UsageBatch = JSON.parse(body);
    sent.push(batch);
    return answer(batch, signal);
  };
  const chance = { bytes: (count: number) => new Uint8Array(count).fill(255) };
  return startOutbox({ store, network, clock, chance, log: (event) => log.push(event) }, config, life.signal);
}

/** A visit takes two records, of which one is usage. */
function endVisit(n: number): void {
  journal.append({ kind: 'visit.started', visit: `v${n}` });
  journal.append({ kind: 'visit.ended', visit: `v${n}`, ending: 'completed', screen: 'farewell', seconds: 30 });
}

test('sends what has not been acknowledged, in order, and nothing twice', async () => {
  endVisit(1);
  endVisit(2);
  start();
  await clock.advance(1000);
  expect(sent).toMatchObject([{ terminal: 'T-001', after: 0, events: [{ sequence: 2 }, { sequence: 4 }] }]);
  await clock.advance(300_000);
  expect(sent).toHaveLength(1);
  expect(store.uploaded()).toBe(4);
});

test('a nudge ends the idle pause at once', async () => {
  const outbox = start();
  await clock.advance(1000);
  endVisit(1);
  await clock.advance(1000);
  expect(sent).toEqual([]);
  outbox.nudge();
  await clock.advance(0);
  expect(sent).toHaveLength(1);
});

test('the cursor stays while no answer comes, and the same events are sent again', async () => {
  endVisit(1);
  answer = (_, signal) =>
    new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))));
  start();
  await clock.advance(9999);
  expect(sent).toHaveLength(1);
  expect(store.uploaded()).toBe(0);
  answer = async () => ok(2);
  await clock.advance(60_000);
  expect(sent).toHaveLength(2);
  expect(sent[1]).toEqual(sent[0]);
  expect(store.uploaded()).toBe(2);
});

test.each([
  ['a server error', async () => ({ status: 500, headers: {}, body: '' })],
  ['a proxy page', async () => ({ status: 200, headers: {}, body: '<html>' })],
  ['a broken connection', () => Promise.reject(new Error('reset'))],
  ['a refusal', async () => ({ status: 403, headers: {}, body: '{}' })],
] satisfies [string, () => Promise<NetworkReply>][])(
  '%s keeps the events, logs why, and pauses longer each time',
  async (_, reply) => {
    endVisit(1);
    answer = reply;
    start();
    await clock.advance(3_600_000);
    expect(store.uploaded()).toBe(0);
    expect(log.every(({ event }) => event === 'usage.kept')).toBe(true);
    expect(sent.length).toBeGreaterThan(10);
    expect(sent.length).toBeLessThan(25);
    answer = async () => ok(2);
    await clock.advance(300_000);
    expect(store.uploaded()).toBe(2);
  },
);

test('a week without the hub: everything arrives afterwards, in batches', async () => {
  answer = () => Promise.reject(new Error('offline'));
  start();
  for (let day = 0; day < 7; day++) {
    for (let n = 0; n < 60; n++) endVisit(day * 100 + n);
    await clock.advance(86_400_000);
  }
  sent.length = 0;
  answer = async ({ events }) => ok(events.at(-1)?.sequence ?? 0);
  await clock.advance(400_000);
  expect(sent.map(({ events }) => events.length)).toEqual([200, 200, 20]);
  expect(sent.slice(1).map(({ after }) => after)).toEqual([400, 800]);
});

test('a hub that lost what it had says from where it wants it again', async () => {
  endVisit(1);
  endVisit(2);
  store.setUploaded(2);
  let asked = 0;
  answer = async ({ after, events }) => {
    asked += 1;
    if (after > 0) return { status: 409, headers: {}, body: JSON.stringify({ expected: 0 }) };
    return ok(events.at(-1)?.sequence ?? 0);
  };
  start();
  await clock.advance(60_000);
  expect(asked).toBe(2);
  expect(sent.at(-1)).toMatchObject({ after: 0, events: [{ sequence: 2 }, { sequence: 4 }] });
  expect(store.uploaded()).toBe(4);
});

test('after its end nothing is sent any more', async () => {
  start();
  life.abort();
  endVisit(1);
  await clock.advance(600_000);
  expect(sent).toEqual([]);
});
