import { beforeEach, describe, expect, test } from 'vitest';
import { createMemoryJournal, type MemoryJournal } from '../../simulator/world/memory-journal.ts';
import { createVirtualClock, type VirtualClock } from '../../simulator/world/virtual-clock.ts';
import { createJournal, entryOf } from '../journal/journal.ts';
import type { Counterpart, Finding } from './counterpart.ts';
import { createMoney, type Money } from './money.ts';
import { isOpen } from './next-step.ts';
import type { Act, OrderEntry } from './order.ts';

const order = '20261121-0000000001';
const opening = { order, visit: 'v', lockId: 'l', refundNumber: 'r', slotId: 's', recordId: 'p', price: 2500 };
const text = { zh: '内科', en: 'Medicine' };
const ticket = {
  queueNumber: 'A001',
  day: '2026-11-21',
  from: '08:00',
  to: '08:30',
  department: text,
  doctor: text,
  place: text,
};

const entry = (it: OrderEntry): Finding => ({ kind: 'entry', entry: it });
const unknown: Finding = { kind: 'unknown', why: 'no answer' };
const absent: Finding = { kind: 'absent' };
const unchanged: Finding = { kind: 'unchanged', payerBusy: false };

const held = entry({ kind: 'lock.held', order, self: 2500, expiresAt: 0 });
const released = entry({ kind: 'lock.released', order });
const paid = entry({ kind: 'payment.paid', order });
const closed = entry({ kind: 'payment.closed', order });
const confirmed = entry({ kind: 'registration.confirmed', order, ticket, amount: 2500 });
const refundAccepted = entry({ kind: 'refund.accepted', order });
const refundArrived = entry({ kind: 'refund.arrived', order, amount: 2500 });

type Asked = 'payment' | 'confirm' | 'refund';
type Call = Act | `ask ${Asked}`;

let clock: VirtualClock;
let store: MemoryJournal;
let calls: Call[];
let money: Money;

/** Answers each kind of call from its list, the last answer again and again. */
function start(script: Partial<Record<Call, Finding[]>>): void {
  const answers = new Map(Object.entries(script).map(([call, list]) => [call, [...(list ?? [])]]));
  const next = async (call: Call): Promise<Finding> => {
    calls.push(call);
    const list = answers.get(call);
    const finding = list && list.length > 1 ? list.shift() : list?.[0];
    if (!finding) throw new Error(`nobody expected ${call}`);
    return finding;
  };
  const counterpart: Counterpart = {
    act: (_, act) => next(act),
    ask: (_, about) => next(`ask ${about}`),
  };
  const journal = createJournal(store, clock, () => {});
  money = createMoney({ journal, counterpart, clock, log: () => {} }, () => ({ firstQuery: 5000, queryEvery: 3000 }));
}

const state = () => store.order(order)?.state;
const kinds = () => store.read(0, 1000).map((record) => entryOf(record).kind);
const payment = () => entry({ kind: 'payment.open', order, code: 'qr', payUntil: clock.now() + 120_000 });

beforeEach(() => {
  clock = createVirtualClock(0);
  store = createMemoryJournal();
  calls = [];
});

test('lock, payment, confirmation: each act is written down before and after', async () => {
  start({ lockSlot: [held], createPayment: [payment()], 'ask payment': [unchanged, paid], confirm: [confirmed] });
  money.open(opening);
  const stop = money.watch(order, () => {});
  await clock.advance(60_000);
  expect(calls).toEqual(['lockSlot', 'createPayment', 'ask payment', 'ask payment', 'confirm']);
  expect(kinds()).toEqual([
    'order.opened',
    'act.intended',
    'lock.held',
    'act.intended',
    'payment.open',
    'payment.paid',
    'act.intended',
    'registration.confirmed',
  ]);
  expect(state()).toBe('fulfilled');
  expect(money.running).toBe(0);
  stop();
});

test('the first question comes 5 s after the code is shown, then one every 3 s', async () => {
  start({ lockSlot: [held], createPayment: [payment()], 'ask payment': [unchanged] });
  money.open(opening);
  await clock.advance(4999);
  expect(calls.filter((call) => call === 'ask payment')).toHaveLength(0);
  await clock.advance(1);
  expect(calls.filter((call) => call === 'ask payment')).toHaveLength(1);
  await clock.advance(6000);
  expect(calls.filter((call) => call === 'ask payment')).toHaveLength(3);
});

test('a payer who never pays: at the end of the time the order is closed and the lock released', async () => {
  start({
    lockSlot: [held],
    createPayment: [payment()],
    'ask payment': [unchanged],
    closePayment: [closed],
    releaseLock: [released],
  });
  money.open(opening);
  await clock.advance(119_999);
  expect(state()).toBe('awaitingPayer');
  await clock.advance(1);
  expect(calls.slice(-2)).toEqual(['closePayment', 'releaseLock']);
  expect(store.order(order)).toMatchObject({ state: 'closed', lock: 'released', abandoned: 'notPaidInTime' });
});

test('paid in the moment of giving up: the money goes back and the number is not revived', async () => {
  start({
    lockSlot: [held],
    createPayment: [payment()],
    'ask payment': [unchanged],
    closePayment: [paid],
    refund: [refundAccepted],
    'ask refund': [unchanged, refundArrived],
    releaseLock: [released],
  });
  money.open(opening);
  await clock.advance(7000);
  money.abandon(order, 'patient');
  await clock.advance(60_000);
  expect(calls).not.toContain('confirm');
  expect(store.order(order)).toMatchObject({ state: 'refunded', lock: 'released', refund: 'arrived' });
});

test('a lock at another price than was shown is not accepted', async () => {
  start({ lockSlot: [entry({ kind: 'lock.held', order, self: 2600, expiresAt: 0 })], releaseLock: [released] });
  money.open(opening);
  await clock.advance(1000);
  expect(calls).toEqual(['lockSlot', 'releaseLock']);
  expect(store.order(order)).toMatchObject({ state: 'closed', abandoned: 'priceChanged' });
});

test('nothing to pay: confirmed without a payment, and refused without a refund', async () => {
  const free = entry({ kind: 'lock.held', order, self: 0, expiresAt: 0 });
  start({
    lockSlot: [free],
    confirm: [entry({ kind: 'act.refused', order, act: 'confirm', code: 'clinicCancelled' })],
    releaseLock: [released],
  });
  money.open({ ...opening, price: 0 });
  await clock.advance(1000);
  expect(calls).toEqual(['lockSlot', 'confirm', 'releaseLock']);
  expect(state()).toBe('closed');
});

describe('an unknown confirmation', () => {
  const withPayment = () => ({ lockSlot: [held], createPayment: [payment()], 'ask payment': [paid] });

  test('is asked about, and found', async () => {
    start({ ...withPayment(), confirm: [unknown], 'ask confirm': [unknown, confirmed] });
    money.open(opening);
    await clock.advance(60_000);
    expect(calls.filter((call) => call === 'confirm')).toHaveLength(1);
    expect(state()).toBe('fulfilled');
  });

  test('of which the hospital knows nothing is sent again under the same number', async () => {
    start({ ...withPayment(), confirm: [unknown, confirmed], 'ask confirm': [absent] });
    money.open(opening);
    await clock.advance(60_000);
    expect(calls.slice(-3)).toEqual(['confirm', 'ask confirm', 'confirm']);
    expect(state()).toBe('fulfilled');
  });

  test('that was refused is refunded', async () => {
    const refused = entry({ kind: 'act.refused', order, act: 'confirm', code: 'registrationRefused' });
    start({
      ...withPayment(),
      confirm: [unknown],
      'ask confirm': [refused],
      refund: [refundArrived],
      releaseLock: [released],
    });
    money.open(opening);
    await clock.advance(60_000);
    expect(store.order(order)).toMatchObject({ state: 'refunded', refusal: 'registrationRefused' });
  });
});

test('an unknown refund is asked about before it is sent again', async () => {
  start({
    lockSlot: [held],
    createPayment: [payment()],
    'ask payment': [paid],
    confirm: [entry({ kind: 'act.refused', order, act: 'confirm', code: 'clinicCancelled' })],
    refund: [unknown, refundArrived],
    'ask refund': [absent],
    releaseLock: [unknown],
  });
  money.open(opening);
  await clock.advance(600_000);
  expect(calls.filter((call) => call.includes('refund'))).toEqual(['refund', 'ask refund', 'refund']);
  expect(calls.filter((call) => call === 'releaseLock')).toHaveLength(3);
  expect(money.running).toBe(0);
});

test('a fulfilled order that nobody waits for keeps its slip for later', async () => {
  start({ lockSlot: [held], createPayment: [payment()], 'ask payment': [paid], confirm: [confirmed] });
  money.open(opening);
  await clock.advance(10_000);
  expect(store.order(order)).toMatchObject({ state: 'fulfilled', slip: 'kept' });
  const left = store.order(order);
  expect(left && isOpen(left)).toBe(false);
});

describe('after a power cut', () => {
  test('an order that waited for its payer is closed, and refunded if it had been paid', async () => {
    start({ lockSlot: [held], createPayment: [payment()], 'ask payment': [unchanged] });
    money.open(opening);
    await clock.advance(6000);
    money.stop();
    start({ closePayment: [paid], refund: [refundArrived], releaseLock: [released] });
    const recovered = money.recover();
    await clock.advance(10_000);
    await recovered;
    expect(store.order(order)).toMatchObject({ state: 'refunded', abandoned: 'powerCut' });
  });

  test('a paid order is finished', async () => {
    start({
      lockSlot: [held],
      createPayment: [payment()],
      'ask payment': [paid],
      confirm: [unknown],
      'ask confirm': [unknown],
    });
    money.open(opening);
    await clock.advance(6000);
    money.stop();
    expect(state()).toBe('fulfilling');
    start({ 'ask confirm': [absent], confirm: [confirmed] });
    const recovered = money.recover();
    await clock.advance(10_000);
    await recovered;
    expect(store.order(order)).toMatchObject({ state: 'fulfilled', slip: 'kept' });
  });
});

test('without its journal it begins nothing, and stops what was begun', async () => {
  start({ lockSlot: [held], createPayment: [payment()], 'ask payment': [unchanged, paid] });
  money.open(opening);
  await clock.advance(6000);
  store.failAppends('disk full');
  await clock.advance(60_000);
  expect(calls).not.toContain('confirm');
  expect(money.running).toBe(0);
  expect(() => money.open({ ...opening, order: 'another' })).toThrow('disk full');
});
