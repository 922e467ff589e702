import { beforeEach, describe, expect, test } from 'vitest';
import type { Fault } from '../../../device-drivers/contract/fault.ts';
import { createVirtualClock } from '../../../simulator/world/virtual-clock.ts';
import {
  cancel,
  card,
  clinicCancelled,
  confirmationOf,
  confirmed,
  confirming,
  createSettlementTrial,
  paid,
  refund,
  reports,
  rows,
  type SettlementTrial,
  type Short,
  settled,
  toPaying,
} from './scripted-settlement.ts';

let trial: SettlementTrial;
beforeEach(() => {
  trial = createSettlementTrial(createVirtualClock(0));
});

describe('a card', () => {
  const toWriting: readonly Short[] = [...toPaying, paid, settled];
  const bound: readonly Short[] = [
    { kind: 'delivery.begun' },
    { kind: 'delivery.done', pages: 0 },
    confirming,
    confirmed,
  ];

  beforeEach(() => {
    trial.confirmation = confirmationOf({ kind: 'card', replaced: false });
    return trial.started(card, ...toWriting);
  });

  test('is written, bound, and handed over', async () => {
    expect(trial.running).toContain('deliver');
    expect(trial.screen()).toEqual({ name: 'working', work: 'takingCard' });
    trial.send({ type: 'delivering', work: 'writingCard' });
    expect(trial.screen()).toEqual({ name: 'working', work: 'writingCard' });
    trial.write({ kind: 'delivery.begun' }, { kind: 'delivery.done', pages: 0 });
    expect(trial.screen()).toEqual({ name: 'working', work: 'bindingCard' });
    expect(trial.running).not.toContain('deliver');
    trial.write(confirming, confirmed);
    expect(trial.running).toContain('handOver');
    trial.send({ type: 'cardAtGate' });
    expect(trial.screen()).toEqual({ name: 'takeCard' });
    trial.write({ kind: 'card.delivered', state: 'handedOver' });
    expect(trial.running).not.toContain('handOver');
    await trial.clock.advance(0);
    expect(trial.output()).toMatchObject({
      done: 'cardIssued',
      slip: { printed: true },
      take: ['hospitalCard', 'slip'],
    });
  });

  test('that nobody takes waits at the window; what was paid stays paid', () => {
    trial.write(...bound);
    trial.send({ type: 'cardAtGate' });
    trial.send({ type: 'delivering', work: 'capturingCard' });
    expect(trial.screen()).toEqual({ name: 'working', work: 'capturingCard' });
    trial.write({ kind: 'card.delivered', state: 'captured' });
    const money = { money: 'kept', amount: 900 };
    expect(trial.output()).toEqual({ kind: 'trouble', trouble: 'cardCaptured', money, reference: 'o1' });
  });

  test('that could not be written is told with what was wrong, and the money is on its way', () => {
    trial.send({ type: 'deliveryFailed', fault: 'stackEmpty' });
    trial.write(
      { kind: 'delivery.failed', fault: 'stackEmpty', pages: 0 },
      { kind: 'insurance.undone' },
      { kind: 'refund.accepted' },
    );
    expect(trial.output()).toMatchObject({ trouble: 'stackEmpty', money: { money: 'refunding', amount: 900 } });
  });

  test('that the hospital does not bind is refunded', () => {
    trial.write({ kind: 'delivery.begun' }, { kind: 'delivery.done', pages: 0 }, confirming, clinicCancelled);
    trial.write({ kind: 'insurance.undone' }, { kind: 'refund.arrived', amount: 900 });
    expect(trial.output()).toMatchObject({ trouble: 'clinicCancelled', money: { money: 'refunded', amount: 900 } });
  });
});

describe('reports', () => {
  const toPrinting: readonly Short[] = [...toPaying, paid, settled, { kind: 'delivery.begun' }];
  const out = (pages: number) => {
    trial.send({ type: 'pagesOut', pages });
    trial.write({ kind: 'pages.out', pages });
  };

  test('come out page by page, and are their own paper', async () => {
    trial.confirmation = confirmationOf({ kind: 'reports', pages: 3 });
    await trial.started(reports, ...toPrinting);
    expect(trial.screen()).toEqual({ name: 'printing', what: 'reports', rows, pages: { out: 0, of: 3 } });
    out(2);
    expect(trial.screen()).toMatchObject({ pages: { out: 2, of: 3 } });
    out(3);
    trial.write({ kind: 'delivery.done', pages: 3 }, confirming, confirmed);
    await trial.clock.advance(0);
    expect(trial.output()).toMatchObject({ kind: 'done', done: 'reportsPrinted', take: ['reports'] });
    expect(trial.output()).not.toHaveProperty('slip');
    expect(trial.slips).toEqual([]);
  });

  test.each<[number, Fault, string]>([
    [2, 'paperJammed', 'pagesLeft'],
    [0, 'paperOut', 'paperOut'],
  ])('that stop after %i pages with %s are told as %s', async (pages, fault, trouble) => {
    await trial.started(reports, ...toPrinting);
    if (pages > 0) out(pages);
    trial.send({ type: 'deliveryFailed', fault });
    trial.write({ kind: 'delivery.failed', fault, pages }, { kind: 'insurance.undone' }, { kind: 'refund.accepted' });
    expect(trial.output()).toMatchObject({ trouble, pages: { out: pages, of: 3 }, money: { money: 'refunding' } });
  });
});

describe('giving back', () => {
  test('a cancelled booking that nothing was paid for', async () => {
    await trial.started(cancel);
    expect(trial.screen()).toEqual({ name: 'working', work: 'cancellingBooking' });
    trial.write({ kind: 'act.intended', act: 'cancelBooking' }, { kind: 'booking.cancelled' });
    await trial.clock.advance(0);
    expect(trial.output()).toMatchObject({ done: 'cancelled', rows, take: ['slip'] });
  });

  const repayment = { transaction: 'earlier', amount: 700 };
  const ending = (word: 'accepted' | 'arrived') => [
    ...rows,
    { label: 'refund', value: { fen: 700 } },
    { label: 'state', value: { word } },
  ];

  test('a paid one: the refund is watched for some seconds, then told as on its way', async () => {
    await trial.started(cancel, { kind: 'booking.cancelled', repayment });
    expect(trial.screen()).toEqual({ name: 'working', work: 'refunding' });
    trial.write({ kind: 'refund.accepted' });
    await trial.clock.advance(7999);
    expect(trial.screen()).toEqual({ name: 'working', work: 'refunding' });
    await trial.clock.advance(1);
    expect(trial.output()).toMatchObject({ done: 'cancelled', rows: ending('accepted') });
  });

  test('a refund that arrives while it is watched', async () => {
    await trial.started(refund, { kind: 'refund.accepted' }, { kind: 'refund.arrived', amount: 700 });
    await trial.clock.advance(0);
    expect(trial.output()).toMatchObject({ done: 'refunded', rows: ending('arrived'), take: ['slip'] });
  });

  test('a refund that is only accepted', async () => {
    await trial.started(refund, { kind: 'refund.accepted' });
    await trial.clock.advance(8000);
    expect(trial.output()).toMatchObject({ done: 'refundAccepted', rows: ending('accepted') });
  });

  test('one that bounced is the window’s', async () => {
    await trial.started(refund, { kind: 'refund.accepted' }, { kind: 'refund.failed' });
    expect(trial.output()).toMatchObject({ trouble: 'refundBounced', money: { money: 'window', amount: 700 } });
  });

  test.each([
    ['a refund', refund, { kind: 'act.refused', act: 'refund', code: 'notReleased' }, 'notReleased'],
    ['a cancellation', cancel, { kind: 'act.refused', act: 'cancelBooking', code: 'tooLate' }, 'tooLate'],
  ] as const)('%s the hospital refuses has moved nothing', async (_, request, refusal, trouble) => {
    await trial.started(request, refusal);
    expect(trial.output()).toEqual({ kind: 'trouble', trouble, money: { money: 'untouched' }, reference: 'o1' });
  });

  test('a hospital silent for a minute', async () => {
    await trial.started(cancel, { kind: 'act.intended', act: 'cancelBooking' });
    await trial.clock.advance(60_000);
    expect(trial.output()).toMatchObject({ trouble: 'lateConfirmation' });
  });
});
