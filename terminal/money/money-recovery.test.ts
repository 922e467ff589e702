import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createMemoryJournal } from '../../simulator/world/memory-journal.ts';
import { createVirtualClock } from '../../simulator/world/virtual-clock.ts';
import type { Opening } from './purpose.ts';
import {
  absent,
  card,
  closed,
  confirmed,
  createTrial,
  entry,
  held,
  opening,
  order,
  paid,
  payerCode,
  paying,
  refundArrived,
  released,
  reported,
  reports,
  type Trial,
  unchanged,
  unknown,
} from './scripted-money.ts';

let trial: Trial;
beforeEach(() => {
  trial = createTrial({ clock: createVirtualClock(0), store: createMemoryJournal() });
});
afterEach(() => trial.check());

describe('after a power cut', () => {
  test.each([
    ['before anything was asked', {}, {}, 'closed'],
    ['while a lock was asked for', { lock: [unknown] }, { releaseLock: [released] }, 'closed'],
    [
      'while it waited for its payer',
      {
        lock: [held],
        createPayment: [entry({ kind: 'payment.open', code: 'qr', payUntil: 120_000 })],
        'ask payment': [unchanged],
      },
      { closePayment: [paid], refund: [refundArrived], releaseLock: [released] },
      'refunded',
    ],
  ] as const)('an order cut off %s needs its patient, and goes back', async (when, script, then, state) => {
    trial.start(script);
    if (when === 'before anything was asked') trial.journal.append({ kind: 'order.opened', ...opening });
    else trial.money.open(opening);
    await trial.clock.advance(500);
    await trial.restart(then);
    expect(trial.now()).toMatchObject({ state, abandoned: 'powerCut' });
    expect(trial.journal.openOrders()).toEqual([]);
  });

  test('an order given up before the cut keeps its reason', async () => {
    trial.start({ ...paying, closePayment: [unknown] });
    trial.money.open(opening);
    await trial.clock.advance(1000);
    trial.money.abandon(order, 'patient');
    await trial.clock.advance(1000);
    await trial.restart({ closePayment: [closed], releaseLock: [released] });
    expect(trial.now()).toMatchObject({ state: 'closed', abandoned: 'patient' });
    expect(trial.kinds().filter((kind) => kind === 'order.abandoned')).toHaveLength(1);
  });

  test('a charged order is reversed no sooner for it', async () => {
    trial.start({
      ...paying,
      'ask payment': [unchanged],
      charge: [entry({ kind: 'payment.charged' })],
    });
    trial.money.open(opening);
    await trial.clock.advance(1000);
    trial.money.charge(order, payerCode);
    await trial.clock.advance(0);
    trial.money.stop();
    trial.start({ closePayment: [closed], releaseLock: [released] });
    void trial.money.recover(Promise.resolve(false));
    await trial.clock.advance(14_999);
    expect(trial.calls).not.toContain('closePayment');
    await trial.clock.advance(1);
    expect(trial.now()?.state).toBe('closed');
  });

  test('a paid order is finished', async () => {
    trial.start({ ...paying, 'ask payment': [paid], confirm: [unknown], 'ask confirm': [unknown] });
    trial.money.open(opening);
    await trial.clock.advance(6000);
    expect(trial.now()?.state).toBe('fulfilling');
    await trial.restart({ 'ask confirm': [absent], confirm: [confirmed] });
    expect(trial.now()).toMatchObject({ state: 'fulfilled', slip: 'kept' });
  });

  test('a cancellation that was begun is finished, with nobody there', async () => {
    const cancel: Opening = { ...opening, purpose: { kind: 'cancel', bookingId: 'b' } };
    trial.start({ cancelBooking: [unknown], 'ask cancelBooking': [unknown] });
    trial.money.open(cancel);
    await trial.clock.advance(1000);
    await trial.restart({ 'ask cancelBooking': [absent], cancelBooking: [entry({ kind: 'booking.cancelled' })] });
    expect(trial.now()).toMatchObject({ state: 'fulfilled', slip: 'kept' });
    expect(trial.kinds()).not.toContain('order.abandoned');
  });

  const refunding = { refund: [refundArrived], releaseLock: [released] };
  const untilPaid = () => ({ ...paying, 'ask payment': [paid] });

  test.each([
    ['a card that was being written', card, 'delivery.begun', 'refunded'],
    ['a card that was written and not bound', card, 'delivery.done', 'refunded'],
    ['reports that were being printed', reports, 'delivery.begun', 'refunded'],
    ['reports that are all out', reports, 'delivery.done', 'fulfilled'],
  ] as const)('%s', async (_, from, last, state) => {
    trial.start({ ...untilPaid(), confirm: [unknown], 'ask confirm': [unknown] });
    trial.money.open(from);
    trial.watch();
    await trial.clock.advance(5000);
    // The cut comes before anything else is begun.
    trial.money.stop();
    trial.start({});
    trial.journal.append({ kind: 'delivery.begun', order });
    if (last === 'delivery.done') trial.journal.append({ kind: 'delivery.done', order, pages: 2 });
    await trial.restart({ ...refunding, confirm: [confirmed] }, true);
    expect(trial.now()?.state).toBe(state);
    expect(trial.calls.includes('refund')).toBe(state === 'refunded');
  });

  test.each([
    [true, 'captured'],
    [false, 'handedOver'],
  ] as const)('a bound card, one inside: %s, was %s, and the hospital is told', async (cardInside, state) => {
    trial.start({ ...untilPaid(), confirm: [confirmed] });
    trial.money.open(card);
    trial.watch();
    await trial.clock.advance(5000);
    trial.money.delivered({ kind: 'delivery.done', order, pages: 0 });
    await trial.clock.advance(0);
    await trial.restart({ reportCard: [reported] }, cardInside);
    expect(trial.now()).toMatchObject({ state: 'fulfilled', card: { state, told: true }, slip: 'kept' });
  });

  test('a card of which it is not known whether it is bound is in the bin when it turns out to be', async () => {
    trial.start({ ...untilPaid(), confirm: [unknown], 'ask confirm': [unknown] });
    trial.money.open(card);
    trial.watch();
    await trial.clock.advance(5000);
    trial.money.delivered({ kind: 'delivery.done', order, pages: 0 });
    await trial.clock.advance(0);
    await trial.restart({ 'ask confirm': [confirmed], reportCard: [reported] }, true);
    expect(trial.now()).toMatchObject({ state: 'fulfilled', card: { state: 'captured', told: true } });
  });
});
