import { expect, test } from 'vitest';
import { cameToEnd, countedBy, followCards } from './card-custody.ts';
import type { Entry } from './journal/entry.ts';
import type { Purpose } from './money/purpose.ts';

const order = 'o1';

const opening = (purpose: Purpose): Entry => ({
  kind: 'order.opened',
  order,
  visit: 'v1',
  lockId: 'l1',
  refundNumber: 'r1',
  settlementId: 's1',
  recordId: 'R1',
  purpose,
  price: 500,
  self: 500,
  settle: 'afterPayment',
});
const opened = opening({ kind: 'card', replaces: false });
const written: Entry = { kind: 'delivery.done', order, pages: 0 };
const capturing: Entry = { kind: 'card.capturing', order, why: 'notTaken', counted: 3 };
const captured: Entry = { kind: 'card.captured', order, why: 'notTaken' };
const foundAtStart: Entry = { kind: 'card.captured', why: 'foundAtStart' };
const handedOver: Entry = { kind: 'card.delivered', order, state: 'handedOver' };

function after(...entries: readonly Entry[]) {
  const cards = followCards();
  for (const entry of entries) cards.see(entry);
  return cards;
}

test('a capture is under way from its intent until the card is in the bin, or was taken after all', () => {
  expect(after(opened, written, capturing).begun).toEqual(capturing);
  expect(after(opened, written, capturing, captured).begun).toBeUndefined();
  expect(after(opened, written, capturing, handedOver).begun).toBeUndefined();
  expect(after(capturing, { kind: 'bin.emptied', device: 'cardDispenser' }).begun).toBeUndefined();
});

test('a machine that jams takes its card into the bin by itself', () => {
  const jammed: Entry = { kind: 'device.fault', device: 'cardDispenser', fault: 'cardJammed' };
  expect(after(opened, written, jammed).begun).toEqual({ kind: 'card.capturing', order, why: 'cardJammed' });
  expect(after(opened, written, jammed, capturing, captured).begun).toBeUndefined();
  expect(after(opened, written, { ...jammed, device: 'reportPrinter' }).begun).toBeUndefined();
});

test('a bad card in the bin is not the one that was written after it', () => {
  expect(after(opened, captured, written).isInBin(order)).toBe(false);
  expect(after(opened, captured, written, captured).isInBin(order)).toBe(true);
});

test('a card found at a start is that of the order that was having one', () => {
  expect(after(opened, written, foundAtStart).isInBin(order)).toBe(true);
  expect(after(opening({ kind: 'reports', reportIds: ['T1'] }), foundAtStart).isInBin(order)).toBe(false);
});

test('the machine’s count tells a capture that came to its end from one that did not', () => {
  const from = (counted?: number) =>
    ({ kind: 'card.capturing', why: 'notTaken', ...(counted !== undefined && { counted }) }) as const;
  expect(cameToEnd(from(3), 4)).toBe(true);
  expect(cameToEnd(from(3), 3)).toBe(false);
});

test('without a count, the command is taken to have been carried out', () => {
  expect(cameToEnd({ kind: 'card.capturing', why: 'notTaken' }, undefined)).toBe(true);
  expect(cameToEnd({ kind: 'card.capturing', why: 'notTaken', counted: 3 }, undefined)).toBe(true);
});

test('a machine that counts is asked; one that does not, or cannot be asked, has no count', async () => {
  type Dispenser = Parameters<typeof countedBy>[0];
  const asking = (read: NonNullable<Dispenser['retainedCounter']>['read']) =>
    countedBy({ retainedCounter: { read } } as Dispenser);
  expect(await asking(async () => ({ ok: true, count: 7 }))).toBe(7);
  expect(await asking(async () => ({ ok: false, fault: 'offline' }))).toBeUndefined();
  expect(await countedBy({} as Dispenser)).toBeUndefined();
});
