import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createMemoryJournal } from '../../simulator/world/memory-journal.ts';
import { createVirtualClock } from '../../simulator/world/virtual-clock.ts';
import { isOpen } from './next-step.ts';
import {
  absent,
  closed,
  confirmation,
  confirmed,
  createTrial,
  entry,
  heldAt,
  insured,
  open,
  opening,
  order,
  paid,
  paying,
  refundAccepted,
  refundArrived,
  refused,
  released,
  reports,
  type Script,
  settled,
  type Trial,
  unchanged,
  undoing,
  undone,
  unknown,
} from './scripted-money.ts';

let trial: Trial;
beforeEach(() => {
  trial = createTrial({ clock: createVirtualClock(0), store: createMemoryJournal() });
});
afterEach(() => trial.check());

test('lock, payment, confirmation: each act is written down before and after', async () => {
  trial.start({ ...paying, 'ask payment': [unchanged, paid], confirm: [confirmed] });
  trial.money.open(opening);
  const stop = trial.watch();
  await trial.clock.advance(60_000);
  expect(trial.calls).toEqual(['lock', 'createPayment', 'ask payment', 'ask payment', 'confirm']);
  expect(trial.kinds()).toEqual([
    ...['order.opened', 'act.intended', 'lock.held', 'act.intended', 'payment.open', 'payment.paid'],
    ...['act.intended', 'order.confirmed'],
  ]);
  expect(trial.watched).toMatchObject({ order: { state: 'fulfilled' }, confirmation });
  expect(trial.money.running).toBe(0);
  stop();
});

test('what the hospital confirmed reaches the watchers and is written down nowhere', async () => {
  trial.start({ ...paying, 'ask payment': [paid], confirm: [confirmed] });
  trial.money.open(opening);
  const stop = trial.watch();
  await trial.clock.advance(10_000);
  expect(trial.watched?.confirmation).toEqual(confirmation);
  expect(JSON.stringify(trial.store.read(0, 1000))).not.toContain('recordId":"p","amount');
  stop();
  trial.watch();
  expect(trial.watched?.confirmation).toBeUndefined();
});

test('the first question comes 5 s after the code is shown, then one every 3 s, and at once when nudged', async () => {
  trial.start({ ...paying, 'ask payment': [unchanged] });
  trial.money.open(opening);
  await trial.clock.advance(4999);
  expect(trial.count('ask payment')).toBe(0);
  await trial.clock.advance(1);
  expect(trial.count('ask payment')).toBe(1);
  await trial.clock.advance(6000);
  expect(trial.count('ask payment')).toBe(3);
  trial.money.nudge(order);
  await trial.clock.advance(0);
  expect(trial.count('ask payment')).toBe(4);
});

test('after answers that say nothing it waits longer each time, and never past the payer’s time', async () => {
  trial.start({ ...paying, 'ask payment': [unknown], closePayment: [closed], releaseLock: [released] });
  trial.money.open(opening);
  await trial.clock.advance(5000 + 1000 + 2000 + 4000 + 8000);
  expect(trial.count('ask payment')).toBe(5);
  await trial.clock.advance(100_000);
  expect(trial.now()).toMatchObject({ state: 'closed', abandoned: 'notPaidInTime', lock: 'released' });
});

test('a payer who never pays: at the end of the time the order is closed and the lock released', async () => {
  trial.start({ ...paying, 'ask payment': [unchanged], closePayment: [closed], releaseLock: [released] });
  trial.money.open(opening);
  await trial.clock.advance(119_999);
  expect(trial.now()?.state).toBe('awaitingPayer');
  await trial.clock.advance(1);
  expect(trial.calls.slice(-2)).toEqual(['closePayment', 'releaseLock']);
  expect(trial.now()).toMatchObject({ state: 'closed', lock: 'released', abandoned: 'notPaidInTime' });
});

test('paid in the moment of giving up: the money goes back and the number is not revived', async () => {
  trial.start({
    ...paying,
    'ask payment': [unchanged],
    closePayment: [paid],
    refund: [refundAccepted],
    'ask refund': [unchanged, refundArrived],
    releaseLock: [released],
  });
  trial.money.open(opening);
  await trial.clock.advance(7000);
  trial.money.abandon(order, 'patient');
  trial.money.abandon(order, 'notPaidInTime');
  await trial.clock.advance(60_000);
  expect(trial.calls).not.toContain('confirm');
  expect(trial.now()).toMatchObject({ state: 'refunded', abandoned: 'patient', lock: 'released', refund: 'arrived' });
  expect(trial.kinds().filter((kind) => kind === 'order.abandoned')).toHaveLength(1);
});

test('a lock at another price than was shown is not accepted', async () => {
  trial.start({ lock: [heldAt(2600, 2500)], releaseLock: [released] });
  trial.money.open(opening);
  await trial.clock.advance(1000);
  expect(trial.calls).toEqual(['lock', 'releaseLock']);
  expect(trial.now()).toMatchObject({ state: 'closed', abandoned: 'priceChanged' });
});

test('nothing to pay: confirmed without a payment, and refused without a refund', async () => {
  trial.start({ lock: [heldAt(0, 0)], confirm: [refused('confirm', 'clinicCancelled')], releaseLock: [released] });
  trial.money.open({ ...opening, price: 0, self: 0 });
  await trial.clock.advance(1000);
  expect(trial.calls).toEqual(['lock', 'confirm', 'releaseLock']);
  expect(trial.now()?.state).toBe('closed');
});

describe('with insurance', () => {
  const all = (): Script => ({
    lock: [heldAt(2500, 900)],
    createPayment: [open],
    'ask payment': [paid],
    settleInsurance: [unknown],
    'ask settleInsurance': [absent, settled],
    confirm: [refused('confirm', 'clinicCancelled')],
    undoInsurance: [unknown, undoing],
    'ask settlement': [unchanged, unchanged, undone],
    refund: [entry({ kind: 'refund.arrived', amount: 900 })],
    releaseLock: [released],
  });

  test('settled after the payment: undone until it is seen to be undone, then refunded', async () => {
    trial.start(all());
    trial.money.open(insured);
    await trial.clock.advance(120_000);
    const order = ['lock', 'createPayment', 'settleInsurance', 'confirm', 'undoInsurance', 'refund', 'releaseLock'];
    expect([...new Set(trial.calls.filter((call) => !call.startsWith('ask')))]).toEqual(order);
    expect(trial.count('ask settlement')).toBe(3);
    expect(trial.now()).toMatchObject({ state: 'refunded', insurance: 'undone' });
  });

  test('settled before the payment: refunded, then undone', async () => {
    trial.start(all());
    trial.money.open({ ...insured, settle: 'beforePayment' });
    await trial.clock.advance(120_000);
    const order = ['lock', 'settleInsurance', 'createPayment', 'confirm', 'refund', 'undoInsurance', 'releaseLock'];
    expect([...new Set(trial.calls.filter((call) => !call.startsWith('ask')))]).toEqual(order);
    expect(trial.now()).toMatchObject({ state: 'refunded', insurance: 'undone' });
  });

  test('a settlement refused before the payment takes nothing', async () => {
    trial.start({ ...all(), settleInsurance: [refused('settleInsurance', 'insuranceRefused')] });
    trial.money.open({ ...insured, settle: 'beforePayment' });
    await trial.clock.advance(10_000);
    expect(trial.calls).toEqual(['lock', 'settleInsurance', 'releaseLock']);
    expect(trial.now()).toMatchObject({ state: 'closed', refusal: 'insuranceRefused' });
  });
});

describe('an unknown confirmation', () => {
  const untilPaid = () => ({ ...paying, 'ask payment': [paid] });

  test('is asked about, and found', async () => {
    trial.start({ ...untilPaid(), confirm: [unknown], 'ask confirm': [unknown, confirmed] });
    trial.money.open(opening);
    await trial.clock.advance(60_000);
    expect(trial.count('confirm')).toBe(1);
    expect(trial.now()?.state).toBe('fulfilled');
  });

  test('of which the hospital knows nothing is sent again under the same number', async () => {
    trial.start({ ...untilPaid(), confirm: [unknown, confirmed], 'ask confirm': [absent] });
    trial.money.open(opening);
    await trial.clock.advance(60_000);
    expect(trial.calls.slice(-3)).toEqual(['confirm', 'ask confirm', 'confirm']);
    expect(trial.now()?.state).toBe('fulfilled');
  });

  test('that was refused is refunded', async () => {
    const refusal = refused('confirm', 'confirmationRefused');
    trial.start({
      ...untilPaid(),
      confirm: [unknown],
      'ask confirm': [refusal],
      refund: [refundArrived],
      releaseLock: [released],
    });
    trial.money.open(opening);
    await trial.clock.advance(60_000);
    expect(trial.now()).toMatchObject({ state: 'refunded', refusal: 'confirmationRefused' });
  });
});

test('an unknown refund is asked about before it is sent again', async () => {
  trial.start({
    ...paying,
    'ask payment': [paid],
    confirm: [refused('confirm', 'clinicCancelled')],
    refund: [unknown, refundArrived],
    'ask refund': [absent],
    releaseLock: [unknown],
  });
  trial.money.open(opening);
  await trial.clock.advance(600_000);
  expect(trial.calls.filter((call) => call.includes('refund'))).toEqual(['refund', 'ask refund', 'refund']);
  expect(trial.count('releaseLock')).toBe(3);
  expect(trial.money.running).toBe(0);
});

describe('giving back', () => {
  test('a cancellation is refunded as the hospital says, insurance first', async () => {
    const repayment = { transaction: 'earlier', amount: 900, settlementId: 'old' };
    trial.start({
      cancelBooking: [unknown],
      'ask cancelBooking': [entry({ kind: 'booking.cancelled', repayment })],
      undoInsurance: [undoing],
      'ask settlement': [undone],
      refund: [entry({ kind: 'refund.arrived', amount: 900 })],
    });
    trial.money.open({ ...opening, purpose: { kind: 'cancel', bookingId: 'b' }, price: 0, self: 0 });
    trial.money.abandon(order, 'patient');
    await trial.clock.advance(60_000);
    expect(trial.calls).toEqual(['cancelBooking', 'ask cancelBooking', 'undoInsurance', 'ask settlement', 'refund']);
    expect(trial.now()).toMatchObject({ state: 'refunded', confirmation: 'done', repayment });
  });

  test('a refund that bounced is left to a person', async () => {
    trial.start({ refund: [refundAccepted], 'ask refund': [unchanged, entry({ kind: 'refund.failed' })] });
    trial.money.open({
      ...opening,
      purpose: { kind: 'refund', transaction: 'earlier', amount: 700 },
      price: 700,
      self: 700,
    });
    await trial.clock.advance(60_000);
    expect(trial.now()?.state).toBe('refundFailed');
    expect(trial.money.running).toBe(0);
  });
});

test('a fulfilled order that nobody waits for keeps its slip for later', async () => {
  trial.start({ ...paying, 'ask payment': [paid], confirm: [confirmed] });
  trial.money.open(opening);
  await trial.clock.advance(10_000);
  expect(trial.now()).toMatchObject({ state: 'fulfilled', slip: 'kept' });
  expect(trial.journal.openOrders()).toEqual([]);
});

describe('a journal that cannot be written', () => {
  test('begins nothing, and stops what was begun', async () => {
    trial.start({ ...paying, 'ask payment': [unchanged, paid] });
    trial.money.open(opening);
    await trial.clock.advance(6000);
    trial.store.failAppends('disk full');
    await trial.clock.advance(60_000);
    expect(trial.calls).not.toContain('confirm');
    expect(trial.money.running).toBe(0);
    expect(() => trial.money.open({ ...opening, order: 'another' })).toThrow('disk full');
  });

  test('throws at whoever delivered, and not at whoever gives up', async () => {
    trial.start({ ...paying, 'ask payment': [paid] });
    trial.money.open(reports);
    trial.watch();
    await trial.clock.advance(6000);
    trial.store.failAppends('disk full');
    expect(() => trial.money.delivered({ kind: 'delivery.begun', order })).toThrow('disk full');
    expect(() => trial.money.abandon(order, 'patient')).not.toThrow();
    expect(trial.now()?.abandoned).toBeUndefined();
  });
});

test('stopped, it asks and does nothing more, and the order stays open', async () => {
  trial.start({ ...paying, 'ask payment': [unchanged] });
  trial.money.open(opening);
  const stop = trial.watch();
  await trial.clock.advance(6000);
  trial.money.stop();
  stop();
  const { length } = trial.calls;
  await trial.clock.advance(600_000);
  expect(trial.calls).toHaveLength(length);
  const left = trial.now();
  expect(left && isOpen(left)).toBe(true);
  expect(trial.money.running).toBe(0);
});
