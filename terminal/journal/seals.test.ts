import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { createMemoryJournal } from '../../simulator/world/memory-journal.ts';
import { createVirtualClock } from '../../simulator/world/virtual-clock.ts';
import { opened } from '../money/order.ts';
import { brokenAt, createJournal } from './journal.ts';
import { sealedStore } from './sealed-store.ts';
import { createSeals, isSealed, type SealedOrder } from './seals.ts';

const chance = { bytes: (count: number) => new Uint8Array(randomBytes(count)) };
const key = chance.bytes(32);
const seals = createSeals(key, chance);

const record = {
  sequence: 7,
  at: 1_764_000_000_000,
  text: '{"kind":"visit.started","visit":"v"}',
  hash: 'ab'.repeat(32),
};
const order = opened({
  order: '20261123-7K3M9Q2XAB',
  visit: 'v1',
  lockId: 'l1',
  refundNumber: 'r1',
  settlementId: 'i1',
  recordId: 'p-canary',
  purpose: { kind: 'slot', slotId: 's1' },
  price: 2500,
  self: 2500,
  insuranceToken: 'token-canary',
  settle: 'afterPayment',
});

test('a record and an order come back as they were, and nothing of them is to be read in between', () => {
  const sealed = seals.record(record);
  expect(seals.openedRecord(sealed)).toEqual(record);
  expect(isSealed(sealed)).toBe(true);
  expect(isSealed(record)).toBe(false);
  expect(JSON.stringify(sealed)).not.toMatch(/visit|abab/);
  const closed = seals.order(order);
  expect(seals.openedOrder(closed)).toEqual(order);
  expect(JSON.stringify(closed)).not.toMatch(/canary|20261123/);
  expect(closed.order).toBe(seals.nameOf(order.order));
});

test('the same is sealed differently each time, and named the same', () => {
  expect(seals.record(record).text).not.toBe(seals.record(record).text);
  expect(createSeals(key, chance).nameOf(order.order)).toBe(seals.nameOf(order.order));
  expect(createSeals(chance.bytes(32), chance).nameOf(order.order)).not.toBe(seals.nameOf(order.order));
});

const flipped = (text: string, at: number) => text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);

test('what was changed, moved or sealed with another key does not open', () => {
  const sealed = seals.record(record);
  const why = 'does not open with this key';
  for (let at = 8; at < sealed.text.length - 1; at += 9) {
    expect(() => seals.openedRecord({ ...sealed, text: flipped(sealed.text, at) })).toThrow(why);
  }
  expect(() => seals.openedRecord({ ...sealed, sequence: 8 })).toThrow(why);
  expect(() => seals.openedRecord({ ...sealed, at: sealed.at + 1 })).toThrow(why);
  expect(() => createSeals(chance.bytes(32), chance).openedRecord(sealed)).toThrow(why);
  expect(() => seals.openedRecord(record)).toThrow(why);
  const closed = seals.order(order);
  expect(() => seals.openedOrder({ ...closed, order: seals.nameOf('another') })).toThrow(why);
});

test('a key of another length is none', () => {
  expect(() => createSeals(new Uint8Array(16), chance)).toThrow('32 bytes, not 16');
});

test('a record that does not open is where the chain is broken, and those before it are read', () => {
  const inner = createMemoryJournal<SealedOrder>();
  const journal = createJournal(sealedStore(inner, seals), createVirtualClock(1000), () => {});
  for (let n = 1; n <= 5; n++) journal.append({ kind: 'visit.started', visit: `v${n}` });
  const store = sealedStore(
    {
      ...inner,
      read: (after, limit) =>
        inner.read(after, limit).map((it) => (it.sequence === 3 ? { ...it, text: flipped(it.text, 60) } : it)),
    },
    seals,
  );
  const seen: number[] = [];
  expect(brokenAt(store, ({ sequence }) => seen.push(sequence))).toEqual({
    sequence: 3,
    why: 'it does not open with this key: it was sealed with another, or changed',
  });
  expect(seen).toEqual([1, 2]);
});
