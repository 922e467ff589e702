import fc from 'fast-check';
import { expect, test } from 'vitest';
import { memoryHubStore } from '../simulator/world/memory-hub-store.ts';
import type { UsageEvent } from '../terminal/usage-event.ts';
import { createHub } from './hub.ts';
import {
  anyEvents,
  countsOfEach,
  eightOClock,
  fault,
  inventedRegister,
  oneOfEach,
  refund,
  registration,
  visit,
} from './invented-usage.ts';
import type { HubEvent } from './ports.ts';
import { noCounts, rollUp } from './roll-up.ts';
import { openSqliteStore } from './store/sqlite-store.ts';

const hubOn = (store = memoryHubStore()) => {
  const logged: HubEvent[] = [];
  let now = eightOClock;
  const ports = { clock: { now: () => now++ }, store, log: (event: HubEvent) => void logged.push(event) };
  return { ...createHub(ports, { register: inventedRegister, zone: 'Asia/Shanghai' }), store, logged };
};

const batch = (after: number, events: readonly UsageEvent[], terminal = 'A-01') => ({ terminal, after, events });
const receipt = (upTo: number) => ({ ok: true, receipt: { upTo } });

const everything = async ({ store }: ReturnType<typeof hubOn>) => ({
  usage: await store.usage('0001-01-01', '9999-12-31'),
  heard: await store.lastHeard(),
  events: await store.events('A-01', 0, 1_000),
});

test('a batch is taken and its last sequence receipted', async () => {
  const hub = hubOn();
  expect(await hub.receive(batch(0, [visit(2), registration(5)]))).toEqual(receipt(5));
  expect((await everything(hub)).events).toEqual([visit(2), registration(5)]);
  expect(hub.logged).toEqual([{ event: 'usage.taken', terminal: 'A-01', fresh: 2, repeated: 0, upTo: 5 }]);
});

test('the same batch again changes nothing', async () => {
  const hub = hubOn();
  const first = batch(0, [visit(2), registration(5), refund(6), fault(7)]);
  await hub.receive(first);
  const before = await everything(hub);
  expect(await hub.receive(first)).toEqual(receipt(7));
  expect(await everything(hub)).toEqual(before);
  expect(hub.logged.at(-1)).toEqual({ event: 'usage.taken', terminal: 'A-01', fresh: 0, repeated: 4, upTo: 7 });
});

test('of an overlapping batch only the rest is taken', async () => {
  const hub = hubOn();
  await hub.receive(batch(0, [registration(1), registration(2)]));
  expect(await hub.receive(batch(1, [registration(2), registration(3), registration(4)]))).toEqual(receipt(4));
  const { events, usage } = await everything(hub);
  expect(events.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4]);
  expect(usage.get('A-01')?.registrations).toBe(4);
});

test('events that come late count for the day they happened on, not for the day they came', async () => {
  const hub = hubOn();
  const late = oneOfEach.map((event) => ({ ...event, sequence: event.sequence + 2, businessDay: '2026-11-19' }));
  await hub.receive(batch(0, [registration(1, 100, '2026-11-18'), visit(2)]));
  await hub.receive(batch(2, late));
  expect(await hub.receive(batch(late.length + 2, [registration(20, 7, '2026-11-18')]))).toEqual(receipt(20));
  const on = async (day: string) => (await hub.store.usage(day, day)).get('A-01');
  expect(await on('2026-11-18')).toEqual({ ...noCounts, registrations: 2, registrationAmount: 107 });
  expect(await on('2026-11-19')).toEqual(countsOfEach);
  expect(await on('2026-11-21')).toEqual({ ...noCounts, visits: 1, completed: 1 });
});

test('a batch after a gap is refused with the place the hub waits at, and nothing of it is kept', async () => {
  const hub = hubOn();
  await hub.receive(batch(0, [registration(3)]));
  const before = await everything(hub);
  const received = await hub.receive(batch(4, [registration(5)]));
  expect(received).toMatchObject({ ok: false, problem: { status: 409, code: 'gap', expected: 3 } });
  expect(await everything(hub)).toEqual(before);
  expect(hub.logged.at(-1)).toEqual({ event: 'usage.refused', code: 'gap', terminal: 'A-01' });
});

test('the first batch of a terminal may not start in the middle', async () => {
  const received = await hubOn().receive(batch(7, [registration(8)]));
  expect(received).toMatchObject({ ok: false, problem: { status: 409, expected: 0 } });
});

test('what one terminal sent moves no other', async () => {
  const hub = hubOn();
  await hub.receive(batch(0, [registration(1), registration(9)]));
  expect(await hub.receive(batch(9, [registration(10)], 'A-02'))).toMatchObject({ problem: { expected: 0 } });
  expect(await hub.receive(batch(0, [registration(1, 700)], 'A-02'))).toEqual(receipt(1));
  expect(await hub.receive(batch(9, [registration(10)]))).toEqual(receipt(10));
  const { usage } = await everything(hub);
  expect(usage.get('A-01')?.registrations).toBe(3);
  expect(usage.get('A-02')?.registrationAmount).toBe(700);
});

test('a terminal that is not in the register is refused, and what it called itself is not logged', async () => {
  const hub = hubOn();
  const received = await hub.receive(batch(0, [registration(1)], 'stranger'));
  expect(received).toMatchObject({ ok: false, problem: { status: 403, code: 'terminalUnknown', detail: 'stranger' } });
  expect(await hub.store.events('stranger', 0, 10)).toEqual([]);
  expect(hub.logged).toEqual([{ event: 'usage.refused', code: 'terminalUnknown' }]);
});

const good = { ...registration(1) };
test.each<[string, unknown, string]>([
  ['nothing', undefined, ''],
  ['a text', 'batch', ''],
  ['no terminal', { after: 0, events: [good] }, 'terminal'],
  ['a terminal of another alphabet', batch(0, [registration(1)], '终端一'), 'terminal'],
  ['no events', batch(0, []), 'events'],
  [
    'too many events',
    batch(
      0,
      Array.from({ length: 501 }, (_, at) => registration(at + 1)),
    ),
    'events',
  ],
  ['a broken amount', batch(0, [registration(1), registration(2, 25.5)]), 'events.1.amount'],
  ['a negative amount', batch(0, [registration(1, -1)]), 'events.0.amount'],
  ['an amount beyond everything', batch(0, [registration(1, 10_000_000_001)]), 'events.0.amount'],
  ['pages beyond everything', batch(0, [{ ...good, kind: 'pagesPrinted', pages: 10_001 }]), 'events.0.pages'],
  ['broken pages', batch(0, [{ ...good, kind: 'pagesPrinted', pages: 1.5 }]), 'events.0.pages'],
  [
    'a collection that does not say where it was paid',
    batch(0, [{ ...good, kind: 'bookingCollected', amount: 1 } as unknown as UsageEvent]),
    'events.0.paidHere',
  ],
  ['an unknown kind', batch(0, [{ ...good, kind: 'coffee' } as unknown as UsageEvent]), 'events.0.kind'],
  ['a day that is none', batch(0, [registration(1, 100, '2026-02-30')]), 'events.0.businessDay'],
  ['a sequence that does not grow', batch(0, [registration(2), registration(2)]), 'events.1.sequence'],
  ['a sequence not after what it follows', batch(5, [registration(5)]), 'events.0.sequence'],
])('malformed: %s', async (_, body, path) => {
  const hub = hubOn();
  const received = await hub.receive(body);
  expect(received).toMatchObject({ ok: false, problem: { status: 400, code: 'malformed' } });
  if (received.ok) return;
  expect(received.problem.errors?.[0]?.path).toBe(path);
  expect(received.problem.detail).toContain(received.problem.errors?.[0]?.message);
  expect((await everything(hub)).events).toEqual([]);
  expect(hub.logged).toEqual([{ event: 'usage.refused', code: 'malformed' }]);
});

test('at most twenty mistakes are said back', async () => {
  const received = await hubOn().receive(
    batch(
      0,
      Array.from({ length: 100 }, (_, at) => registration(at + 1, -1)),
    ),
  );
  expect(received.ok ? 0 : received.problem.errors?.length).toBe(20);
});

test('a field the event does not have is not kept', async () => {
  const hub = hubOn();
  await hub.receive(batch(0, [{ ...good, patient: 'Zhang San' } as unknown as UsageEvent]));
  expect(JSON.stringify((await everything(hub)).events)).not.toContain('Zhang');
});

test('the largest amounts still sum exactly', async () => {
  const store = await openSqliteStore(':memory:');
  const hub = hubOn(store);
  const events = Array.from({ length: 500 }, (_, at) => registration(at + 1, 9_999_999_999));
  expect(await hub.receive(batch(0, events))).toEqual(receipt(500));
  expect((await everything(hub)).usage.get('A-01')?.registrationAmount).toBe(4_999_999_999_500);
  await store.close();
});

/** Deliveries of one terminal's events by a network that repeats and reorders: each from some event on, some long. */
const anyDeliveries = anyEvents.chain((events) =>
  fc.record({
    events: fc.constant(events),
    deliveries: fc.array(
      fc.record({ from: fc.nat(events.length - 1), count: fc.integer({ min: 1, max: events.length }) }),
      { maxLength: 30 },
    ),
  }),
);

test.each([
  ['in memory', async () => memoryHubStore()],
  ['on SQLite', () => openSqliteStore(':memory:')],
])(
  'however batches are repeated, cut and reordered, the hub holds a prefix and its roll-up is that prefix summed: %s',
  async (_, open) => {
    await fc.assert(
      fc.asyncProperty(anyDeliveries, async ({ events, deliveries }) => {
        const hub = hubOn(await open());
        const deliver = (from: number, count: number) =>
          hub.receive(batch(events[from - 1]?.sequence ?? 0, events.slice(from, from + count)));
        for (const { from, count } of deliveries) await deliver(from, count);

        const held = await hub.store.events('A-01', 0, 1_000);
        expect(held).toEqual(events.slice(0, held.length));
        for (const { businessDay, counts } of rollUp(held)) {
          expect((await hub.store.usage(businessDay, businessDay)).get('A-01')).toEqual(counts);
        }

        expect(await deliver(0, events.length)).toEqual(receipt(events.at(-1)?.sequence ?? 0));
        expect(await hub.store.events('A-01', 0, 1_000)).toEqual(events);
        await hub.store.close();
      }),
      { numRuns: 60 },
    );
  },
);

test('receiving settles without a turn of the event loop', async () => {
  const hub = hubOn();
  let turned = false;
  const turn = setImmediate(() => {
    turned = true;
  });
  await hub.receive(batch(0, [registration(1)]));
  expect(turned).toBe(false);
  clearImmediate(turn);
});
