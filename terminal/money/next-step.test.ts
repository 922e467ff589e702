import { describe, expect, test } from 'vitest';
import { isOpen, nextStep } from './next-step.ts';
import { fold, type Order, opened } from './order.ts';
import type { OrderEntry } from './order-entry.ts';
import type { Opening, Purpose } from './purpose.ts';

type Moving = Exclude<OrderEntry, { kind: 'order.opened' }>;
type Unnumbered<T> = T extends unknown ? Omit<T, 'order'> : never;
type Short = Unnumbered<Moving>;

const opening: Opening = {
  order: 'o',
  visit: 'v',
  lockId: 'l',
  refundNumber: 'r',
  settlementId: 'i',
  recordId: 'p',
  purpose: { kind: 'slot', slotId: 's' },
  price: 2500,
  self: 2500,
  settle: 'afterPayment',
};
const insured: Opening = { ...opening, self: 900, insuranceToken: 't' };
const settledFirst: Opening = { ...insured, settle: 'beforePayment' };

const lived = (from: Opening, ...entries: readonly Short[]): Order =>
  entries.map((entry) => ({ ...entry, order: 'o' }) as Moving).reduce(fold, opened(from));
const forPurpose = (purpose: Purpose, from = opening): Opening => ({ ...from, purpose });
const next = (order: Order, now = 0) => nextStep(order, now);

const act = (it: Extract<Short, { kind: 'act.intended' }>['act']): Short => ({ kind: 'act.intended', act: it });
const refused = (it: Extract<Short, { kind: 'act.refused' }>['act'], code: string): Short => ({
  kind: 'act.refused',
  act: it,
  code,
});
const heldAt = ({ price, self }: Opening): Short => ({ kind: 'lock.held', total: price, self, lockedUntil: 900_000 });
const held = heldAt(opening);
const open: Short = { kind: 'payment.open', code: 'qr', payUntil: 120_000 };
const paid: Short = { kind: 'payment.paid' };
const closed: Short = { kind: 'payment.closed' };
const settled: Short = { kind: 'insurance.settled', amount: 1600 };
const givenUp: Short = { kind: 'order.abandoned', why: 'patient' };
const confirmed: Short = { kind: 'order.confirmed', purpose: 'slot', amount: 2500, paidHere: true };

describe('forward', () => {
  test('what costs nothing is held and confirmed', () => {
    const free = { ...opening, price: 0, self: 0 };
    expect(next(lived(free))).toEqual({ kind: 'act', act: 'lock' });
    expect(next(lived(free, heldAt(free)))).toEqual({ kind: 'act', act: 'confirm' });
    expect(lived(free, heldAt(free)).state).toBe('paid');
  });

  test('insurance settles before the patient pays, or after, as the hospital has it', () => {
    expect(next(lived(settledFirst, heldAt(settledFirst)))).toEqual({ kind: 'act', act: 'settleInsurance' });
    expect(next(lived(settledFirst, heldAt(settledFirst), settled))).toEqual({ kind: 'act', act: 'createPayment' });
    expect(next(lived(settledFirst, heldAt(settledFirst), settled, open, paid))).toEqual({
      kind: 'act',
      act: 'confirm',
    });
    expect(next(lived(insured, heldAt(insured)))).toEqual({ kind: 'act', act: 'createPayment' });
    expect(next(lived(insured, heldAt(insured), open, paid))).toEqual({ kind: 'act', act: 'settleInsurance' });
    expect(next(lived(insured, heldAt(insured), open, paid, settled))).toEqual({ kind: 'act', act: 'confirm' });
  });

  test('a token that bears nothing settles nothing', () => {
    const alone = { ...opening, insuranceToken: 't' };
    expect(next(lived(alone, held, open, paid))).toEqual({ kind: 'act', act: 'confirm' });
  });

  test.each([
    { total: 2600, self: 2500 },
    { total: 2500, self: 2600 },
    { total: 2400, self: 2400 },
  ])('a lock at $total, $self of it the patient’s, instead of 2500 is released', (moved) => {
    const order = lived(opening, { kind: 'lock.held', ...moved, lockedUntil: 0 });
    expect(order.abandoned).toBe('priceChanged');
    expect(next(order)).toEqual({ kind: 'act', act: 'releaseLock' });
  });

  test('a shown code is asked about until its time is over, and the order given up on the dot', () => {
    const order = lived(opening, held, open);
    expect(next(order, 119_999)).toEqual({ kind: 'ask', about: 'payment' });
    expect(next(order, 120_000)).toEqual({ kind: 'abandon', why: 'notPaidInTime' });
  });

  test.each(['card', 'reports'] as const)('%s are delivered before the hospital confirms', (kind) => {
    const purpose: Purpose = kind === 'card' ? { kind, replaces: false } : { kind, reportIds: ['x'] };
    const order = lived(forPurpose(purpose), held, open, paid, { kind: 'delivery.begun' });
    expect(next(order)).toEqual({ kind: 'wait' });
    const done = fold(order, { kind: 'delivery.done', order: 'o', pages: 2 });
    expect(next(done)).toEqual({ kind: 'act', act: 'confirm' });
  });

  test('a bound card is waited for until it is taken or captured, and the hospital told', () => {
    const bound = lived(forPurpose({ kind: 'card', replaces: false }), held, open, paid, confirmed);
    expect(next(bound)).toEqual({ kind: 'wait' });
    const taken = fold(bound, { kind: 'card.delivered', order: 'o', state: 'handedOver' });
    expect(next(taken)).toEqual({ kind: 'act', act: 'reportCard' });
    expect(fold(taken, { kind: 'card.delivered', order: 'o', state: 'captured' }).card?.state).toBe('handedOver');
    expect(next(fold(taken, { kind: 'card.reported', order: 'o' }))).toEqual({ kind: 'done' });
    expect(next(fold(taken, { kind: 'act.refused', order: 'o', act: 'reportCard', code: 'conflict' }))).toEqual({
      kind: 'done',
    });
  });
});

describe('an outcome that is not known', () => {
  const unknown = (it: Extract<Short, { kind: 'act.unknown' }>['act']): Short => ({
    kind: 'act.unknown',
    act: it,
    why: 'no answer',
  });

  test.each([
    ['confirm', lived(opening, held, open, paid, act('confirm'), unknown('confirm'))],
    ['settleInsurance', lived(settledFirst, heldAt(settledFirst), act('settleInsurance'), unknown('settleInsurance'))],
    ['refund', lived(opening, held, open, paid, givenUp, act('refund'), unknown('refund'))],
    ['cancelBooking', lived(forPurpose({ kind: 'cancel', bookingId: 'b' }), act('cancelBooking'))],
  ] as const)('of %s is asked about first', (it, order) => {
    expect(next(order)).toEqual({ kind: 'resolve', act: it });
  });

  test.each([
    ['lock', lived(opening, act('lock'), unknown('lock'))],
    ['createPayment', lived(opening, held, act('createPayment'), unknown('createPayment'))],
  ] as const)('of %s is learnt by asking for the same number again', (it, order) => {
    expect(next(order)).toEqual({ kind: 'act', act: it });
  });

  test('giving up is not heard once the hospital was asked to confirm', () => {
    const order = lived(opening, held, open, paid, act('confirm'), givenUp);
    expect(order.abandoned).toBeUndefined();
    expect(next(order)).toEqual({ kind: 'resolve', act: 'confirm' });
  });

  test.each([
    ['a lock', lived(opening, act('lock'), givenUp), 'releaseLock'],
    ['a payment', lived(opening, held, act('createPayment'), givenUp), 'closePayment'],
    ['a settlement', lived(settledFirst, heldAt(settledFirst), act('settleInsurance'), givenUp), 'undoInsurance'],
  ] as const)('%s that may be there is taken back when the order is given up', (_, order, it) => {
    expect(next(order)).toEqual({ kind: 'act', act: it });
  });
});

describe('paid through another channel', () => {
  const elsewhere = [held, open, closed] as const;

  test('the closed code makes it ask what became of the lock', () => {
    expect(next(lived(opening, ...elsewhere))).toEqual({ kind: 'ask', about: 'lock' });
  });

  test('what nothing is left to pay of is still had here', () => {
    const order = lived(opening, ...elsewhere, { kind: 'lock.paidElsewhere' });
    expect(order).toMatchObject({ state: 'paid', self: 0 });
    expect(next(order)).toEqual({ kind: 'act', act: 'confirm' });
    const untold = lived(insured, heldAt(insured), open, closed, { kind: 'lock.paidElsewhere' });
    expect(next(untold)).toEqual({ kind: 'act', act: 'confirm' });
  });

  test('what was used elsewhere ends here; what insurance had settled is undone', () => {
    const order = lived(settledFirst, heldAt(settledFirst), settled, open, closed, { kind: 'lock.usedElsewhere' });
    expect(order).toMatchObject({ abandoned: 'paidElsewhere', lock: 'used', state: 'refundPending' });
    expect(next(order)).toEqual({ kind: 'act', act: 'undoInsurance' });
    expect(next(lived(opening, ...elsewhere, { kind: 'lock.usedElsewhere' }))).toEqual({ kind: 'done' });
  });

  test('a payment refused because of it holds nothing any longer', () => {
    const order = lived(opening, held, act('createPayment'), refused('createPayment', 'paidElsewhere'));
    expect(order).toMatchObject({ state: 'closed', refusal: 'paidElsewhere' });
    expect(next(order)).toEqual({ kind: 'act', act: 'releaseLock' });
  });

  test('a payment somebody else gave back is for a person: nothing more is refunded', () => {
    const order = lived(opening, held, open, { kind: 'payment.disputed' });
    expect(order).toMatchObject({ state: 'refundFailed', abandoned: 'paidElsewhere' });
    expect(next(order)).toEqual({ kind: 'act', act: 'releaseLock' });
    expect(next(fold(order, { kind: 'lock.released', order: 'o' }))).toEqual({ kind: 'done' });
  });
});

describe('the way back', () => {
  test('a charged order is left alone until it may be reversed', () => {
    const order = lived(
      opening,
      held,
      open,
      { kind: 'act.intended', act: 'charge', reverseFrom: 20_000 },
      { kind: 'payment.charged' },
      givenUp,
    );
    expect(next(order, 19_999)).toEqual({ kind: 'wait', until: 20_000 });
    expect(next(order, 20_000)).toEqual({ kind: 'act', act: 'closePayment' });
    expect(isOpen(order)).toBe(true);
  });

  test('paid after all: the money goes back', () => {
    const order = lived(opening, held, open, givenUp, act('closePayment'), paid);
    expect(order).toMatchObject({ state: 'refundPending', repayment: { transaction: 'o', amount: 2500 } });
    expect(next(order)).toEqual({ kind: 'act', act: 'refund' });
    const arrived: Short = { kind: 'refund.arrived', amount: 2500 };
    expect(next(lived(opening, held, open, givenUp, paid, { kind: 'refund.accepted' }))).toEqual({
      kind: 'ask',
      about: 'refund',
    });
    const back = lived(opening, held, open, givenUp, paid, arrived);
    expect(back.state).toBe('refunded');
    expect(next(back)).toEqual({ kind: 'act', act: 'releaseLock' });
  });

  test('what was taken last is given back first, where the hospital has no other wish', () => {
    const refusal = refused('confirm', 'clinicCancelled');
    const all = (from: Opening) => lived(from, heldAt(from), open, paid, settled, act('confirm'), refusal);
    expect(next(all(insured))).toEqual({ kind: 'act', act: 'undoInsurance' });
    expect(next(all(settledFirst))).toEqual({ kind: 'act', act: 'refund' });
    expect(next(all({ ...settledFirst, undoFirst: true }))).toEqual({ kind: 'act', act: 'undoInsurance' });
  });

  test('an undoing that was accepted is asked about until it is undone', () => {
    const undoing = lived(settledFirst, heldAt(settledFirst), settled, givenUp, act('undoInsurance'), {
      kind: 'insurance.undoing',
    });
    expect(undoing.state).toBe('refundPending');
    expect(next(undoing)).toEqual({ kind: 'ask', about: 'settlement' });
    const undone = fold(undoing, { kind: 'insurance.undone', order: 'o' });
    expect(undone.state).toBe('closed');
    expect(next(undone)).toEqual({ kind: 'act', act: 'releaseLock' });
  });

  test('a settlement that cannot be undone is for a person, and the patient’s own money still goes back', () => {
    const stuck = lived(
      insured,
      heldAt(insured),
      open,
      paid,
      settled,
      givenUp,
      refused('undoInsurance', 'undoRefused'),
    );
    expect(stuck.state).toBe('refundPending');
    expect(next(stuck)).toEqual({ kind: 'act', act: 'refund' });
    const repaid = fold(stuck, { kind: 'refund.arrived', order: 'o', amount: 900 });
    expect(repaid.state).toBe('refundFailed');
  });

  test('a lock is released three times at most: it expires by itself', () => {
    const lost: Short = { kind: 'act.unknown', act: 'releaseLock', why: 'no answer' };
    expect(next(lived(opening, held, givenUp, lost, lost))).toEqual({ kind: 'act', act: 'releaseLock' });
    expect(next(lived(opening, held, givenUp, lost, lost, lost))).toEqual({ kind: 'done' });
  });

  test('what could not be delivered is given back', () => {
    const order = lived(forPurpose({ kind: 'reports', reportIds: ['x'] }), held, open, paid, {
      kind: 'delivery.failed',
      fault: 'paperJammed',
      pages: 1,
    });
    expect(order.abandoned).toBe('notDelivered');
    expect(next(order)).toEqual({ kind: 'act', act: 'refund' });
  });
});

describe('giving back what was had before', () => {
  const cancel = forPurpose({ kind: 'cancel', bookingId: 'b' });
  const repayment = { transaction: 'earlier', amount: 900, settlementId: 'old' };

  test('a cancelled booking that nothing was paid for is the end', () => {
    const order = lived(cancel, act('cancelBooking'), { kind: 'booking.cancelled' });
    expect(order.state).toBe('fulfilled');
    expect(next(order)).toEqual({ kind: 'done' });
    expect(isOpen(order)).toBe(true);
    expect(isOpen({ ...order, slip: 'kept' })).toBe(false);
  });

  test('a paid one is undone at the insurance it names, then refunded', () => {
    const order = lived(cancel, act('cancelBooking'), { kind: 'booking.cancelled', repayment });
    expect(order.state).toBe('refundPending');
    expect(next(order)).toEqual({ kind: 'act', act: 'undoInsurance' });
    const undone = fold(order, { kind: 'insurance.undone', order: 'o' });
    expect(next(undone)).toEqual({ kind: 'act', act: 'refund' });
  });

  test('a cancellation refused has moved nothing', () => {
    const order = lived(cancel, act('cancelBooking'), refused('cancelBooking', 'tooLate'));
    expect(order).toMatchObject({ state: 'closed', refusal: 'tooLate' });
    expect(next(order)).toEqual({ kind: 'done' });
  });

  test('a refund needs no payment, lock or confirmation, and cannot be given up', () => {
    const order = lived(forPurpose({ kind: 'refund', transaction: 'earlier', amount: 700, items: ['a'] }), givenUp);
    expect(order).toMatchObject({ state: 'refundPending', repayment: { amount: 700, items: ['a'] } });
    expect(order.abandoned).toBeUndefined();
    expect(next(order)).toEqual({ kind: 'act', act: 'refund' });
    expect(fold(order, { kind: 'refund.failed', order: 'o' }).state).toBe('refundFailed');
  });
});

test('a fulfilled order stays open for its slip; reports are their own paper', () => {
  const order = lived(opening, held, open, paid, confirmed);
  expect(isOpen(order)).toBe(true);
  expect(isOpen({ ...order, slip: 'intended' })).toBe(true);
  expect(isOpen({ ...order, slip: 'printed' })).toBe(false);
  const delivered = { kind: 'delivery.done', pages: 2 } as const;
  expect(isOpen(lived(forPurpose({ kind: 'reports', reportIds: ['x'] }), held, open, paid, delivered, confirmed))).toBe(
    false,
  );
});
