import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createMemoryJournal } from '../../simulator/world/memory-journal.ts';
import { createVirtualClock } from '../../simulator/world/virtual-clock.ts';
import {
  card,
  confirmed,
  createTrial,
  order,
  paid,
  paying,
  refundArrived,
  released,
  reported,
  reports,
  type Trial,
  unknown,
} from './scripted-money.ts';

let trial: Trial;
beforeEach(() => {
  trial = createTrial({ clock: createVirtualClock(0), store: createMemoryJournal() });
});
afterEach(() => trial.check());

describe('what a device delivers', () => {
  const untilPaid = () => ({ ...paying, 'ask payment': [paid], refund: [refundArrived], releaseLock: [released] });

  test('is waited for while somebody watches, and then confirmed', async () => {
    trial.start({ ...untilPaid(), confirm: [confirmed] });
    trial.money.open(reports);
    trial.watch();
    await trial.clock.advance(600_000);
    trial.money.nudge(order);
    await trial.clock.advance(600_000);
    expect(trial.watched?.order.state).toBe('paid');
    trial.money.delivered({ kind: 'delivery.begun', order });
    trial.money.delivered({ kind: 'pages.out', order, pages: 2 });
    trial.money.delivered({ kind: 'delivery.done', order, pages: 2 });
    await trial.clock.advance(0);
    expect(trial.now()).toMatchObject({ state: 'fulfilled', pages: 2 });
  });

  test.each(['before it began', 'in the middle'])('is given up when nobody watches any more, %s', async (when) => {
    trial.start(untilPaid());
    trial.money.open(reports);
    const stop = trial.watch();
    await trial.clock.advance(10_000);
    if (when === 'in the middle') trial.money.delivered({ kind: 'delivery.begun', order });
    stop();
    await trial.clock.advance(10_000);
    expect(trial.now()).toMatchObject({ state: 'refunded', abandoned: 'notDelivered' });
  });

  test('that nobody ever watched is given up as well', async () => {
    trial.start(untilPaid());
    trial.money.open(card);
    await trial.clock.advance(10_000);
    expect(trial.now()).toMatchObject({ state: 'refunded', abandoned: 'notDelivered' });
  });

  test('and could not is refunded', async () => {
    trial.start(untilPaid());
    trial.money.open(card);
    trial.watch();
    await trial.clock.advance(10_000);
    trial.money.delivered({ kind: 'delivery.failed', order, fault: 'stackEmpty', pages: 0 });
    await trial.clock.advance(10_000);
    expect(trial.now()).toMatchObject({ state: 'refunded', abandoned: 'notDelivered', lock: 'released' });
  });

  test('a bound card is waited for and reported until the hospital has heard it', async () => {
    trial.start({ ...untilPaid(), confirm: [confirmed], reportCard: [unknown, reported] });
    trial.money.open(card);
    trial.watch();
    await trial.clock.advance(10_000);
    trial.money.delivered({ kind: 'delivery.done', order, pages: 0 });
    await trial.clock.advance(600_000);
    expect(trial.watched?.order).toMatchObject({ state: 'fulfilled' });
    expect(trial.calls).not.toContain('reportCard');
    trial.money.delivered({ kind: 'card.delivered', order, state: 'handedOver' });
    await trial.clock.advance(10_000);
    expect(trial.now()?.card).toEqual({ state: 'handedOver', told: true });
    expect(trial.count('reportCard')).toBe(2);
  });

  test('a bound card that nobody hands over any more is captured', async () => {
    trial.start({ ...untilPaid(), confirm: [confirmed], reportCard: [reported] });
    trial.money.open(card);
    const stop = trial.watch();
    await trial.clock.advance(10_000);
    trial.money.delivered({ kind: 'delivery.done', order, pages: 0 });
    await trial.clock.advance(1000);
    stop();
    await trial.clock.advance(1000);
    expect(trial.now()).toMatchObject({ state: 'fulfilled', card: { state: 'captured', told: true }, slip: 'kept' });
  });
});
