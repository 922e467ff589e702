import { afterEach, beforeEach, expect, test } from 'vitest';
import { createMemoryJournal, type MemoryJournal } from '../../simulator/world/memory-journal.ts';
import { createVirtualClock, type VirtualClock } from '../../simulator/world/virtual-clock.ts';
import type { NetworkReply } from '../hospital/network.ts';
import { hubPaths, type UsageBatch } from '../hub-contract.ts';
import { createJournal, genesis, type Journal } from '../journal/journal.ts';
import type { LogEvent } from '../log-event.ts';
import { sha256Hex } from '../sha256.ts';
import { nextHash, noEventsHash } from '../usage-event.ts';
import { type Outbox, startOutbox } from './outbox.ts';
import { quickSigner, replied, scriptedHub } from './scripted-hub.ts';

const config = { terminal: 'T-001', zone: 'Asia/Shanghai', hubUrl: 'https://hub.invalid/here/' };
const takesAll = async ({ events }: UsageBatch) => replied(200, { upTo: events.at(-1)?.sequence ?? 0 });

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
  answer = takesAll;
});
afterEach(() => life.abort());

function start(): Outbox {
  const network = scriptedHub<UsageBatch>(hubPaths.usage, (batch, signal) => {
    sent.push(batch);
    return answer(batch, signal);
  });
  const chance = { bytes: (count: number) => new Uint8Array(count).fill(255) };
  const ports = { store, network, clock, chance, signer: quickSigner, log: (event: LogEvent) => void log.push(event) };
  return startOutbox(ports, config, life.signal);
}

const begin = (epoch: string) => journal.append({ kind: 'terminal.started', epoch, after: 0, hash: genesis });

/** A visit takes two records, of which one is usage. */
function endVisit(n: number): void {
  journal.append({ kind: 'visit.started', visit: `v${n}` });
  journal.append({ kind: 'visit.ended', visit: `v${n}`, ending: 'completed', screen: 'farewell', seconds: 30 });
}

/** How far the hub has been told, by the chain over everything that was sent. */
const reached = () => {
  let hash = noEventsHash;
  for (const { epoch, events } of sent) for (const event of events) hash = nextHash(sha256Hex, hash, epoch, event);
  const last = sent.at(-1);
  return { epoch: last?.epoch, sequence: last?.events.at(-1)?.sequence, hash };
};

test('sends what has not been acknowledged, in order, and nothing twice', async () => {
  endVisit(1);
  endVisit(2);
  start();
  await clock.advance(1000);
  const events = [{ sequence: 2 }, { sequence: 4 }];
  expect(sent).toMatchObject([{ terminal: 'T-001', epoch: '', previous: null, events }]);
  await clock.advance(300_000);
  expect(sent).toHaveLength(1);
  expect(store.uploaded()).toEqual(reached());
});

test('a batch holds events of one epoch, and each follows the one before', async () => {
  begin('E1');
  endVisit(1);
  begin('E2');
  endVisit(2);
  start();
  await clock.advance(1000);
  expect(sent).toMatchObject([
    { epoch: 'E1', previous: null, events: [{ sequence: 1 }, { sequence: 3 }] },
    { epoch: 'E2', previous: { epoch: 'E1', sequence: 3 }, events: [{ sequence: 4 }, { sequence: 6 }] },
  ]);
  const last = store.uploaded();
  expect(last).toEqual(reached());
  endVisit(3);
  await clock.advance(60_000);
  expect(sent.at(-1)).toMatchObject({ previous: last, events: [{ sequence: 8 }] });
  expect(store.uploaded()).toEqual(reached());
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
  expect(store.uploaded()).toBeNull();
  answer = takesAll;
  await clock.advance(60_000);
  expect(sent).toHaveLength(2);
  expect(sent[1]).toEqual(sent[0]);
  expect(store.uploaded()?.sequence).toBe(2);
});

test.each([
  ['a server error', async () => ({ status: 500, headers: {}, body: '' })],
  ['a proxy page', async () => ({ status: 200, headers: {}, body: '<html>' })],
  ['a broken connection', () => Promise.reject(new Error('reset'))],
  ['a refusal', async () => replied(403, { code: 'terminalRevoked' })],
  ['a receipt of less than was sent', async () => replied(200, { upTo: 1 })],
] satisfies [string, () => Promise<NetworkReply>][])(
  '%s keeps the events, logs why, and pauses longer each time',
  async (_, reply) => {
    endVisit(1);
    answer = reply;
    start();
    await clock.advance(3_600_000);
    expect(store.uploaded()).toBeNull();
    expect(log.every(({ event }) => event === 'usage.kept')).toBe(true);
    expect(sent.length).toBeGreaterThan(10);
    expect(sent.length).toBeLessThan(25);
    answer = takesAll;
    await clock.advance(300_000);
    expect(store.uploaded()?.sequence).toBe(2);
  },
);

test('technicians are told what waits, why it was refused, and when something was taken last', async () => {
  endVisit(1);
  endVisit(2);
  answer = async () => replied(409, { code: 'fork', title: 'The hub has other events under these numbers' });
  const outbox = start();
  await clock.advance(1000);
  expect(log).toEqual([{ event: 'usage.kept', why: 'fork' }]);
  expect([outbox.refused, outbox.waiting(), outbox.sentAt]).toEqual(['fork', 2, undefined]);
  // A hub that cannot be reached takes nothing back of what it said.
  answer = () => Promise.reject(new Error('offline'));
  endVisit(3);
  await clock.advance(600_000);
  expect([outbox.refused, outbox.waiting()]).toEqual(['fork', 3]);
  answer = takesAll;
  await clock.advance(600_000);
  expect([outbox.refused, outbox.waiting()]).toEqual([undefined, 0]);
  expect(outbox.sentAt).toBeGreaterThan(Date.UTC(2026, 10, 23, 0, 10));
});

test.each([
  ['too many requests', 429],
  ['a request that took too long', 408],
  ['a fault of the hub', 500],
])('%s is no refusal', async (_, status) => {
  endVisit(1);
  answer = async () => replied(status, { code: 'tooMany' });
  const outbox = start();
  await clock.advance(1000);
  expect(sent).toHaveLength(1);
  expect(outbox.refused).toBeUndefined();
});

test('a week without the hub: everything arrives afterwards, in batches', async () => {
  answer = () => Promise.reject(new Error('offline'));
  const outbox = start();
  for (let day = 0; day < 7; day++) {
    for (let n = 0; n < 180; n++) endVisit(day * 1000 + n);
    await clock.advance(86_400_000);
  }
  expect(outbox.waiting()).toBe(1260);
  sent.length = 0;
  answer = takesAll;
  await clock.advance(400_000);
  expect(sent.map(({ events }) => events.length)).toEqual([180, 500, 500, 80]);
  expect(sent.map(({ previous }) => previous?.sequence)).toEqual([undefined, 360, 1360, 2360]);
  expect(store.uploaded()).toEqual(reached());
});

test('a hub that lost what it had says what it waits to be followed', async () => {
  begin('E1');
  endVisit(1);
  start();
  await clock.advance(1000);
  const known = store.uploaded();
  endVisit(2);
  await clock.advance(60_000);
  endVisit(3);
  answer = async (batch) =>
    batch.previous?.sequence === known?.sequence ? takesAll(batch) : replied(409, { code: 'gap', expected: known });
  await clock.advance(120_000);
  expect(sent.at(-1)).toMatchObject({ previous: known, events: [{ sequence: 5 }, { sequence: 7 }] });
  expect(store.uploaded()?.sequence).toBe(7);
});

test.each([
  ['a hub that has nothing', null],
  ['a hub that waits for what this journal does not have', { epoch: 'elsewhere', sequence: 1, hash: '0'.repeat(64) }],
])('%s is told everything', async (_, expected) => {
  begin('E1');
  start();
  await clock.advance(1000);
  endVisit(1);
  answer = async (batch) => (batch.previous ? replied(409, { code: 'gap', expected }) : takesAll(batch));
  await clock.advance(120_000);
  expect(sent.at(-1)).toMatchObject({ previous: null, events: [{ sequence: 1 }, { sequence: 3 }] });
  expect(store.uploaded()?.sequence).toBe(3);
});

test('after its end nothing is sent any more', async () => {
  start();
  life.abort();
  endVisit(1);
  await clock.advance(600_000);
  expect(sent).toEqual([]);
});
