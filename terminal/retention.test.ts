import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { createMemoryJournal, type MemoryJournal } from '../simulator/world/memory-journal.ts';
import { createVirtualClock, type VirtualClock } from '../simulator/world/virtual-clock.ts';
import { followCards } from './card-custody.ts';
import type { Entry } from './journal/entry.ts';
import { brokenAt, createJournal, entryOf, genesis, type Journal, recordsAfter, sealOf } from './journal/journal.ts';
import type { LogEvent } from './log-event.ts';
import { createRetention, outlived, type Policy } from './retention.ts';
import { withBooks } from './technician/books.ts';
import { isIn, usageAfter } from './usage/reading.ts';

const zone = 'Asia/Shanghai';
const day = 86_400_000;
/** Eight in the morning in Nanjing. */
const firstDay = Date.UTC(2026, 0, 5);
const alone: Policy = { zone, journalDays: 31, hasHub: false };

let clock: VirtualClock;
let store: MemoryJournal;
let journal: Journal;
let log: LogEvent[];

beforeEach(() => {
  clock = createVirtualClock(firstDay);
  store = createMemoryJournal();
  journal = createJournal(store, clock, (cause) => {
    throw new Error(cause);
  });
  log = [];
});

const start = (epoch: string) => journal.append({ kind: 'terminal.started', epoch, after: 0, hash: genesis });
const visit = (id: string, ...between: Entry[]) => {
  journal.append({ kind: 'visit.started', visit: id });
  for (const entry of between) journal.append(entry);
  journal.append({ kind: 'visit.ended', visit: id, ending: 'completed', screen: 'farewell', seconds: 60 });
};
const open = (order: string): Entry => ({
  kind: 'order.opened',
  order,
  visit: 'v',
  lockId: `${order}-L`,
  refundNumber: `${order}-R`,
  settlementId: `${order}-S`,
  recordId: 'p',
  purpose: { kind: 'slot', slotId: 's' },
  price: 100,
  self: 100,
  settle: 'afterPayment',
});
const close = (order: string): Entry => ({ kind: 'order.abandoned', order, why: 'patient' });
const closed = (order: string): Entry[] => [open(order), close(order)];

const forget = () => {};
const look = (policy: Policy = alone) =>
  createRetention({ store, clock, log: (event) => void log.push(event), forget }, policy).look();
const kinds = () => store.read(0, 1000).map((record) => entryOf(record).kind);
const first = () => store.read(0, 1)[0]?.sequence;

test('visits and closed orders of days before the policy are gone, the chain goes on, and nothing newer is', async () => {
  start('E1');
  visit('a', ...closed('o1'));
  await clock.advance(day);
  visit('b', ...closed('o2'));
  await clock.advance(31 * day);
  visit('c', ...closed('o3'));
  const whole = [...recordsAfter(store, 0)];

  look();
  expect(kinds()).toEqual(['journal.anchored', ...whole.slice(5).map((record) => entryOf(record).kind)]);
  expect(log).toEqual([{ event: 'journal.dropped', upTo: 5, orders: 1 }]);
  expect([...recordsAfter(store, 0)].slice(1)).toEqual(whole.slice(5));
  expect(store.read(0, 1)[0]).toMatchObject({ sequence: 5, at: whole[4]?.at, hash: whole[4]?.hash });
  expect(brokenAt(store)).toBeUndefined();
  expect(['o1', 'o2', 'o3'].map((order) => store.order(order)?.state)).toEqual([undefined, 'closed', 'closed']);

  visit('d');
  expect(brokenAt(createCopy())).toBeUndefined();
  await clock.advance(day);
  look();
  expect(first()).toBe(9);
  await clock.advance(365 * day);
  look();
  expect(kinds()).toEqual(['journal.anchored']);
  look();
  start('E2');
  expect(brokenAt(store)).toBeUndefined();
});

const createCopy = () => store.copy();

test('an anchor says nothing of what was before it but what outlives it', async () => {
  start('E1');
  visit('a', ...closed('o1'));
  await clock.advance(33 * day);
  look();
  const text = store.read(0, 1)[0]?.text ?? '';
  expect(JSON.parse(text)).toEqual({
    kind: 'journal.anchored',
    epoch: 'E1',
    access: { wrongTries: 0 },
    supplies: { bin: 0 },
    inService: true,
    unable: [],
  });
});

test('what is not settled keeps its records and everything after them', async () => {
  start('E1');
  visit('a', ...closed('o1'));
  visit('b', open('o2'));
  visit('c', ...closed('o3'));
  await clock.advance(200 * day);
  look();
  expect(first()).toBe(5);
  expect(store.openOrders().map(({ order }) => order)).toEqual(['o2']);
  expect(store.order('o3')).toBeDefined();
  journal.append(close('o2'));
  look();
  // Its last entry is of today, so it is not yet a whole.
  expect(first()).toBe(5);
  await clock.advance(33 * day);
  look();
  expect(kinds()).toEqual(['journal.anchored']);
  expect(store.order('o2')).toBeUndefined();
});

test('an order and a visit over the midnight of the policy are kept whole', async () => {
  start('E1');
  await clock.advance(16 * 3_600_000 - 60_000);
  journal.append({ kind: 'visit.started', visit: 'late' });
  journal.append(open('o1'));
  await clock.advance(120_000);
  journal.append(close('o1'));
  journal.append({ kind: 'visit.ended', visit: 'late', ending: 'completed', screen: 'farewell', seconds: 120 });
  await clock.advance(32 * day - 16 * 3_600_000);
  look();
  expect(kinds()).toEqual(['journal.anchored', 'visit.started', 'order.opened', 'order.abandoned', 'visit.ended']);
});

test('an order that an earlier version took for done, and this one would not, goes like any other', async () => {
  start('E1');
  journal.append(open('o1'));
  const state = store.order('o1');
  const last = store.last();
  if (!state || !last) throw new Error('there is no order');
  const text = JSON.stringify({ kind: 'technician.left', timedOut: false } satisfies Entry);
  const record = { sequence: 3, at: clock.now(), text, hash: sealOf(last.hash, 3, clock.now(), text) };
  store.append(record, { state, open: false });
  await clock.advance(63 * day);
  look();
  expect(kinds()).toEqual(['journal.anchored']);
  expect(store.order('o1')).toBeUndefined();
});

describe('a hub', () => {
  const told: Policy = { ...alone, hasHub: true };

  test('has to have the usage first', async () => {
    start('E1');
    visit('a');
    visit('b');
    await clock.advance(40 * day);
    look(told);
    expect(first()).toBe(1);
    store.setUploaded({ epoch: 'E1', sequence: 3, hash: '0'.repeat(64) });
    look(told);
    expect(first()).toBe(3);
  });

  test('hears of every event once, and finds its place at the anchor', async () => {
    start('E1');
    visit('a');
    visit('b');
    store.setUploaded({ epoch: 'E1', sequence: 3, hash: '0'.repeat(64) });
    await clock.advance(40 * day);
    const before = [...usageAfter(store, store.uploaded(), zone)];
    expect(before).toHaveLength(1);
    look(told);
    expect([...usageAfter(store, store.uploaded(), zone)]).toEqual(before);
    expect(isIn(store, { epoch: 'E1', sequence: 3 })).toBe(true);
    expect(isIn(store, { epoch: 'E0', sequence: 3 })).toBe(false);
    // Where everything is to be sent again, what is left is.
    expect([...usageAfter(store, null, zone)]).toEqual(before);
  });
});

test('it is looked at once a day', async () => {
  start('E1');
  visit('a');
  let reads = 0;
  const counted = {
    ...store,
    read: (after: number, limit: number) => {
      reads += 1;
      return store.read(after, limit);
    },
  };
  const retention = createRetention({ store: counted, clock, log: () => {}, forget }, alone);
  retention.look();
  const once = reads;
  expect(once).toBeGreaterThan(0);
  retention.look();
  expect(reads).toBe(once);
  await clock.advance(day);
  retention.look();
  expect(reads).toBeGreaterThan(once);
});

test('a disk that refuses keeps everything, and says so', async () => {
  start('E1');
  visit('a');
  await clock.advance(40 * day);
  store.failAppends('disk full');
  look();
  expect(log).toEqual([{ event: 'journal.kept', why: 'disk full' }]);
  expect(first()).toBe(1);
  store.failAppends(undefined);
  expect(outlived(store, clock.now(), alone)).toBeDefined();
});

test('the count of kept slips is the same after a drop as after the restart that follows it', async () => {
  const booked = withBooks(journal, clock);
  journal = booked;
  const kept = (order: string): Entry => ({ kind: 'slip.kept', order, why: 'nobodyThere' });
  visit('a', ...closed('o1'), kept('o1'));
  await clock.advance(32 * day);
  visit('b', ...closed('o2'), kept('o2'));
  expect(booked.books.keptSlips.size).toBe(2);
  createRetention({ store, clock, log: () => {}, forget: booked.forget }, alone).look();
  const restarted = withBooks(
    createJournal(store, clock, () => {}),
    clock,
  );
  for (const record of recordsAfter(store, 0)) restarted.takeUp(record);
  expect(restarted.books.keptSlips).toEqual(new Set(['o2']));
  expect(booked.books.keptSlips).toEqual(restarted.books.keptSlips);
});

test('whatever was dropped, the books and the cards are what they were', async () => {
  const device = fc.constantFrom('cardDispenser' as const, 'reportPrinter' as const);
  const why = fc.constantFrom('notTaken' as const, 'foundAtStart' as const);
  const anEntry: fc.Arbitrary<Entry> = fc.oneof(
    fc.record({ kind: fc.constant('supply.counted' as const), device, count: fc.nat(90) }),
    fc.record({ kind: fc.constant('bin.emptied' as const), device }),
    fc.record({ kind: fc.constant('card.capturing' as const), why, counted: fc.nat(9) }),
    fc.record({ kind: fc.constant('card.captured' as const), why }),
    fc.record({ kind: fc.constant('device.changed' as const), device, available: fc.boolean() }),
    fc.record({ kind: fc.constant('service.changed' as const), open: fc.boolean() }),
    fc.record({
      kind: fc.constant('technician.refused' as const),
      why: fc.constantFrom('pin' as const, 'code' as const),
    }),
    fc.constant({ kind: 'technician.entered' as const }),
    fc
      .string({ minLength: 1, maxLength: 4 })
      .map((epoch): Entry => ({ kind: 'terminal.started', epoch, after: 0, hash: genesis })),
  );
  const told = () => {
    const booked = withBooks(
      createJournal(store, clock, () => {}),
      clock,
    );
    const cards = followCards();
    for (const record of recordsAfter(store, 0)) {
      booked.takeUp(record);
      cards.see(entryOf(record));
    }
    return { books: booked.books, begun: cards.begun };
  };
  let dropped = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(anEntry, { minLength: 1, maxLength: 30 }),
      fc.array(fc.nat(20), { maxLength: 3 }),
      async (entries, pauses) => {
        store = createMemoryJournal();
        journal = createJournal(store, clock, () => {});
        for (const [at, entry] of entries.entries()) {
          journal.append(entry);
          await clock.advance((pauses[at] ?? 1) * day);
        }
        const before = told();
        for (let times = 0; times < 2; times++) {
          const old = outlived(store, clock.now() + times * 9 * day, { ...alone, journalDays: 8 });
          if (!old) continue;
          dropped += 1;
          store.drop(old.anchor, old.orders);
          expect(told()).toEqual(before);
          expect(brokenAt(store)).toBeUndefined();
        }
      },
    ),
    { numRuns: 150 },
  );
  expect(dropped).toBeGreaterThan(50);
});
