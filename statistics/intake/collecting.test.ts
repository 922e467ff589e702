import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createMemoryIntakeStore } from '../../simulator/world/memory-intake-store.ts';
import type { UsageCursor } from '../../terminal/hub-contract.ts';
import type { UsageEvent } from '../../terminal/usage-event.ts';
import type { HubEvent } from '../ports.ts';
import { databaseIntake } from '../store/intake-store.ts';
import { openDatabase } from '../store/open-database.ts';
import { collector, type Received } from './collecting.ts';
import { keyOf } from './invented-terminal.ts';
import { anyEvents, eightOClock, registration, started, visit } from './invented-usage.ts';
import { cursorAfter, inventedOutbox } from './invented-usage-outbox.ts';
import { nodeSeals } from './node-seals.ts';
import type { Seals } from './seals.ts';

const dayLength = 24 * 3_600_000;

const hubOn = (store = createMemoryIntakeStore(), seals: Seals = nodeSeals()) => {
  const logged: HubEvent[] = [];
  const ports = { clock: { now: () => eightOClock }, seals, log: (it: HubEvent) => void logged.push(it) };
  const outbox = inventedOutbox('A-01');
  store.enrol('A-01', outbox.publicKey);
  return { receive: collector({ ...ports, store }), store, outbox, logged };
};
type Hub = ReturnType<typeof hubOn>;

const receipt = (upTo: number) => ({ ok: true, receipt: { upTo } });
const refusal = (code: string, more: object = {}) => ({ ok: false, problem: { code, ...more } });
const codeOf = (received: Received) => (received.ok ? '' : received.problem.code);

const everything = async ({ store }: Hub) => {
  const epochs = await store.epochs('A-01');
  const events = await Promise.all(epochs.map(({ epoch }) => store.events('A-01', epoch, 0, 1_000)));
  return { epochs, events, alarms: store.alarms('A-01').map(({ kind, detail }) => [kind, detail]) };
};

const first = [started(1), visit(4), registration(6)];
const second = [visit(7), registration(9, 100)];
const afterFirst = cursorAfter(null, 'e1', first);
const afterSecond = cursorAfter(afterFirst, 'e1', second);

test('a batch is taken and its last sequence receipted', async () => {
  const hub = hubOn();
  expect(await hub.receive(hub.outbox.batch('e1', null, first))).toEqual(receipt(6));
  expect(await hub.receive(hub.outbox.batch('e1', afterFirst, second))).toEqual(receipt(9));
  expect(await everything(hub)).toEqual({
    epochs: [{ ...afterSecond, follows: null }],
    events: [[...first, ...second]],
    alarms: [],
  });
  expect(hub.logged).toEqual([
    { event: 'usage.taken', terminal: 'A-01', fresh: 3, repeated: 0, upTo: 6 },
    { event: 'usage.taken', terminal: 'A-01', fresh: 2, repeated: 0, upTo: 9 },
  ]);
});

test('a restart opens the next epoch, which follows the one before', async () => {
  const hub = hubOn();
  await hub.receive(hub.outbox.batch('e1', null, first));
  expect(await hub.receive(hub.outbox.batch('e2', afterFirst, [started(7)]))).toEqual(receipt(7));
  const { epochs, alarms } = await everything(hub);
  expect(epochs[1]).toMatchObject({ epoch: 'e2', sequence: 7, follows: { epoch: 'e1', sequence: 6 } });
  expect(alarms).toEqual([]);
});

test.each([
  ['the same batch', null, first, 6],
  ['its beginning', null, first.slice(0, 2), 4],
  ['its end', cursorAfter(null, 'e1', first.slice(0, 1)), first.slice(1), 6],
])('again %s changes nothing', async (_, previous, events, upTo) => {
  const hub = hubOn();
  await hub.receive(hub.outbox.batch('e1', null, first));
  const before = await everything(hub);
  expect(await hub.receive(hub.outbox.batch('e1', previous, events))).toEqual(receipt(upTo));
  expect(await everything(hub)).toEqual(before);
});

test('the first batch of an epoch may come again after the epoch went on', async () => {
  const hub = hubOn();
  const opening = hub.outbox.batch('e2', afterFirst, [started(7), visit(8)]);
  await hub.receive(hub.outbox.batch('e1', null, first));
  await hub.receive(opening);
  const before = await everything(hub);
  expect(await hub.receive(opening)).toEqual(receipt(8));
  expect(await hub.receive(hub.outbox.batch('e2', afterFirst, [started(7)]))).toEqual(receipt(7));
  expect(await everything(hub)).toEqual(before);
});

test('of an overlapping batch only the rest is taken', async () => {
  const hub = hubOn();
  await hub.receive(hub.outbox.batch('e1', null, first));
  expect(await hub.receive(hub.outbox.batch('e1', null, [...first, ...second]))).toEqual(receipt(9));
  expect((await everything(hub)).events).toEqual([[...first, ...second]]);
  expect(hub.logged.at(-1)).toMatchObject({ fresh: 2, repeated: 3 });
});

const far: UsageCursor = { epoch: 'e1', sequence: 8, hash: 'ab'.repeat(32) };
test.each<[string, string, UsageCursor, UsageCursor | null]>([
  ['further on in the epoch', 'e1', far, afterFirst],
  ['an epoch after one that is not whole', 'e2', far, afterFirst],
  ['an epoch after one the hub never heard of', 'e3', { ...far, epoch: 'e2' }, afterFirst],
  ['the middle of an epoch the hub never heard of', 'e3', { ...far, epoch: 'e3' }, afterFirst],
])('a batch after a gap is refused with the cursor the hub waits at: %s', async (_, epoch, previous, expected) => {
  const hub = hubOn();
  await hub.receive(hub.outbox.batch('e1', null, first));
  const before = await everything(hub);
  const received = await hub.receive(hub.outbox.batch(epoch, previous, [visit(9)]));
  expect(received).toMatchObject(refusal('gap', { status: 409, expected }));
  expect(await everything(hub)).toEqual(before);
  expect(hub.logged.at(-1)).toEqual({ event: 'usage.refused', code: 'gap', terminal: 'A-01' });
});

test('the first batch of a terminal may not start in the middle', async () => {
  const hub = hubOn();
  expect(await hub.receive(hub.outbox.batch('e1', far, [visit(9)]))).toMatchObject(refusal('gap', { expected: null }));
});

const other = [started(1), visit(4), registration(6, 999_999)];
test.each<[string, UsageCursor | null, readonly UsageEvent[]]>([
  ['another event under the last number', null, other],
  ['other events, and more after them', null, [...other, ...second]],
  ['more after another last event', cursorAfter(null, 'e1', other), second],
  ['no event under the last number', null, [started(1), visit(5), visit(7)]],
])('a fork is refused with an alarm: %s', async (_, previous, events) => {
  const hub = hubOn();
  await hub.receive(hub.outbox.batch('e1', null, first));
  const { alarms: __, ...before } = await everything(hub);
  expect(await hub.receive(hub.outbox.batch('e1', previous, events))).toMatchObject(refusal('fork', { status: 409 }));
  expect(await everything(hub)).toEqual({ ...before, alarms: [['fork', '']] });
});

test('a batch that follows another epoch than its own at the same number is a fork', async () => {
  const hub = hubOn();
  await hub.receive(hub.outbox.batch('e1', null, first));
  const received = await hub.receive(hub.outbox.batch('e1', { ...afterFirst, hash: 'cd'.repeat(32) }, second));
  expect(codeOf(received)).toBe('fork');
});

const longer = cursorAfter(null, 'e1', [...first, ...second]);
test.each<[string, UsageCursor | null, string]>([
  ['a disk restored from before what was sent', afterFirst, 'journalWentBack'],
  ['a journal begun anew', null, 'journalReplaced'],
  ['a disk on which other events were written', { ...longer, hash: 'ef'.repeat(32) }, 'journalDiffers'],
])('%s: taken under its new epoch, with an alarm', async (_, previous, detail) => {
  const hub = hubOn();
  await hub.receive(hub.outbox.batch('e1', null, [...first, ...second]));
  const anew = [started(10), visit(11)];
  expect(await hub.receive(hub.outbox.batch('e2', previous, anew))).toEqual(receipt(11));
  const { events, alarms } = await everything(hub);
  expect(events).toEqual([[...first, ...second], anew]);
  expect(alarms).toEqual([['restored', detail]]);
});

test('a journal that has dropped what a hub put back from an old backup asks for: taken from where it begins, with an alarm', async () => {
  const hub = hubOn();
  await hub.receive(hub.outbox.batch('e1', null, first));
  const later = [visit(20), registration(21)];
  const dropped = cursorAfter(null, 'e1', [...first, ...second]);
  expect(await hub.receive(hub.outbox.batch('e1', dropped, later))).toMatchObject(
    refusal('gap', { expected: afterFirst }),
  );
  // The terminal does not have what it is to follow, and begins anew.
  const anew = hub.outbox.batch('e1', null, later);
  expect(await hub.receive(anew)).toEqual(receipt(21));
  expect(await hub.receive(anew)).toEqual(receipt(21));
  const next = cursorAfter(null, 'e1', later);
  expect(await hub.receive(hub.outbox.batch('e2', next, [started(22)]))).toEqual(receipt(22));
  const { events, alarms } = await everything(hub);
  expect(events).toEqual([[...first, ...later], [started(22)]]);
  expect(alarms).toEqual([['restored', 'journalShortened']]);
});

test('an epoch that goes on after another was opened comes from a second machine', async () => {
  const hub = hubOn();
  await hub.receive(hub.outbox.batch('e1', null, first));
  await hub.receive(hub.outbox.batch('e2', afterFirst, [started(7)]));
  expect(await hub.receive(hub.outbox.batch('e1', afterFirst, second))).toEqual(receipt(9));
  const { events, alarms } = await everything(hub);
  expect(events).toEqual([[...first, ...second], [started(7)]]);
  expect(alarms).toEqual([['restored', 'journalTwice']]);
});

test('two of one terminal: both are heard, each in its own epoch, with an alarm', async () => {
  const hub = hubOn();
  await hub.receive(hub.outbox.batch('e1', null, first));
  await hub.receive(hub.outbox.batch('e2', afterFirst, [started(7)]));
  expect(await hub.receive(hub.outbox.batch('e3', afterFirst, [started(7), visit(8)]))).toEqual(receipt(8));
  const afterRestart = cursorAfter(afterFirst, 'e2', [started(7)]);
  expect(await hub.receive(hub.outbox.batch('e2', afterRestart, [visit(9)]))).toEqual(receipt(9));
  const { events, alarms } = await everything(hub);
  expect(events).toEqual([first, [started(7), visit(9)], [started(7), visit(8)]]);
  expect(alarms).toEqual([['restored', 'journalTwice']]);
});

test('a clock a day ahead: what it says is kept apart, with an alarm', async () => {
  const hub = hubOn();
  const quarantined: number[] = [];
  const { take } = hub.store;
  hub.store.take = (terminal, epochs, decide) =>
    take(terminal, epochs, (standing) => {
      const decision = decide(standing);
      quarantined.push(...(decision.intake?.quarantined ?? []));
      return decision;
    });
  const events = [
    { ...started(1), at: eightOClock + dayLength },
    { ...visit(2), at: eightOClock + dayLength + 1 },
    visit(3),
  ];
  expect(await hub.receive(hub.outbox.batch('e1', null, events))).toEqual(receipt(3));
  expect(quarantined).toEqual([2]);
  expect(await everything(hub)).toMatchObject({ events: [events], alarms: [['clockAhead', '']] });
});

test('a stranger is refused, and what it called itself is not logged', async () => {
  const hub = hubOn();
  const received = await hub.receive(inventedOutbox('stranger').batch('e1', null, first));
  expect(received).toMatchObject(refusal('terminalUnknown', { status: 403 }));
  expect(await hub.store.events('stranger', 'e1', 0, 10)).toEqual([]);
  expect(hub.logged).toEqual([{ event: 'usage.refused', code: 'terminalUnknown' }]);
});

test('a terminal whose key was revoked is refused', async () => {
  const hub = hubOn();
  hub.store.revoke('A-01');
  const received = await hub.receive(hub.outbox.batch('e1', null, first));
  expect(received).toMatchObject(refusal('terminalRevoked', { status: 403 }));
});

test.each<[string, (hub: Hub) => Parameters<Hub['receive']>[0]]>([
  ['none', ({ outbox }) => ({ ...outbox.batch('e1', null, first), signature: undefined })],
  ['an empty one', ({ outbox }) => ({ ...outbox.batch('e1', null, first), signature: '' })],
  ['one that is none', ({ outbox }) => ({ ...outbox.batch('e1', null, first), signature: 'zz'.repeat(64) })],
  ['that of another key', () => inventedOutbox('A-01', keyOf()).batch('e1', null, first)],
  ['that of another path', ({ outbox }) => ({ ...outbox.batch('e1', null, first), path: '/v1/heartbeats' })],
  [
    'that of another body',
    ({ outbox }) => {
      const { body, ...rest } = outbox.batch('e1', null, first);
      return { ...rest, body: body.replace('2500', '9500') };
    },
  ],
])('a wrong signature is refused, and nothing taken: %s', async (_, arrival) => {
  const hub = hubOn();
  expect(await hub.receive(arrival(hub))).toMatchObject(refusal('signatureWrong', { status: 401 }));
  expect((await everything(hub)).events).toEqual([]);
});

test.each<[string, (hub: Hub) => void, string]>([
  ['a newer key', ({ store }) => store.enrol('A-01', keyOf().publicKey), 'signatureWrong'],
  ['a revocation', ({ store }) => store.revoke('A-01'), 'terminalRevoked'],
])('%s counts, also when it comes while a signature is verified elsewhere', async (_, change, code) => {
  const plain = nodeSeals();
  const hubs: Hub[] = [];
  const verifiedElsewhere: boolean[] = [];
  const verifying: Seals['verifying'] = async (...of) => {
    const [hub] = hubs;
    if (hub && verifiedElsewhere.length === 1) change(hub);
    verifiedElsewhere.push(plain.verify(...of));
    return plain.verify(...of);
  };
  const hub = hubOn(createMemoryIntakeStore(), { ...plain, verifying });
  hubs.push(hub);
  const { outbox, receive } = hub;
  expect(await receive(outbox.batch('e1', null, first))).toEqual(receipt(6));
  expect(await receive(inventedOutbox('A-01').batch('e1', afterFirst, second))).toMatchObject(
    refusal('signatureWrong'),
  );
  expect(await receive(outbox.batch('e1', afterFirst, second))).toMatchObject(refusal(code));
  expect(verifiedElsewhere).toEqual([false, true]);
});

test('what is no JSON is refused', async () => {
  const hub = hubOn();
  const received = await hub.receive({ path: '/v1/usage', body: '{', signature: undefined });
  expect(received).toMatchObject(refusal('malformed', { status: 400, detail: 'the body is not JSON' }));
  expect(hub.logged).toEqual([{ event: 'usage.refused', code: 'malformed' }]);
});

test('a field the event does not have is not kept', async () => {
  const hub = hubOn();
  const batch = { terminal: 'A-01', epoch: 'e1', previous: null, events: [{ ...first[0], patient: 'Zhang San' }] };
  expect(await hub.receive(hub.outbox.signed(batch))).toEqual(receipt(1));
  expect(JSON.stringify(await everything(hub))).not.toContain('Zhang');
});

/** Deliveries of one terminal's events by a network that repeats and reorders: each from some event on, some long. */
const anyDeliveries = anyEvents.chain((events) =>
  fc.record({
    events: fc.constant(events),
    deliveries: fc.array(
      fc.record({ from: fc.nat(events.length - 1), count: fc.integer({ min: 1, max: events.length }) }),
      { maxLength: 20 },
    ),
  }),
);

test('however batches are repeated, cut and reordered, the hub holds a prefix, and all of it in the end', () =>
  fc.assert(
    fc.asyncProperty(anyDeliveries, async ({ events, deliveries }) => {
      const hub = hubOn();
      const deliver = (from: number, count: number) => {
        const previous = from === 0 ? null : cursorAfter(null, 'e1', events.slice(0, from));
        return hub.receive(hub.outbox.batch('e1', previous, events.slice(from, from + count)));
      };
      for (const { from, count } of deliveries) {
        expect(['', 'gap']).toContain(codeOf(await deliver(from, count)));
        const held = await hub.store.events('A-01', 'e1', 0, 1_000);
        expect(held).toEqual(events.slice(0, held.length));
      }
      expect(await deliver(0, events.length)).toEqual(receipt(events.at(-1)?.sequence ?? 0));
      expect(await everything(hub)).toMatchObject({ events: [events], alarms: [] });
    }),
    { numRuns: 60 },
  ));

test('receiving settles without a turn of the event loop', async () => {
  const database = await openDatabase('sqlite::memory:');
  const outbox = inventedOutbox('A-01');
  const { publicKey } = outbox;
  const row = { terminal: 'A-01', publicKey, enrolledAt: 0, revokedAt: null, epoch: null, heardAt: null };
  await database.db.insertInto('terminal').values(row).execute();
  const store = databaseIntake(database, { zone: 'Asia/Shanghai', monthClosesAfterDays: 3 });
  const receive = collector({ clock: { now: () => eightOClock }, store, seals: nodeSeals(), log: () => {} });
  let turned = false;
  const turn = setImmediate(() => {
    turned = true;
  });
  expect(await receive(outbox.batch('e1', null, first))).toEqual(receipt(6));
  expect(turned).toBe(false);
  clearImmediate(turn);
  await database.close();
});
