import { describe, expect, test } from 'vitest';
import { fold, type Order } from '../../money/order.ts';
import { moneyOf, type Phase, phaseOf, troubleOf, troubleOfRefusal } from './order-phase.ts';
import type { OrderRequest } from './order-request.ts';
import {
  cancel,
  card,
  clinicCancelled,
  closed,
  confirmed,
  confirming,
  givenUp,
  held,
  type Moving,
  open,
  openedFor,
  paid,
  refund,
  released,
  reports,
  type Short,
  settled,
  slot,
  toPaying,
  unreleased,
} from './scripted-settlement.ts';

const lived = (request: OrderRequest, ...entries: readonly Short[]): Order =>
  entries.map((entry) => ({ ...entry, order: 'o1' }) as Moving).reduce(fold, openedFor(request));
const settledFirst = (...entries: readonly Short[]): Order =>
  entries.map((entry) => ({ ...entry, order: 'o1' }) as Moving).reduce(fold, openedFor(slot, 'beforePayment'));
const refused = (act: Extract<Short, { kind: 'act.refused' }>['act'], code: string): Short => ({
  kind: 'act.refused',
  act,
  code,
});
const accepted: Short = { kind: 'refund.accepted' };
const arrived: Short = { kind: 'refund.arrived', amount: 900 };
const undone: Short = { kind: 'insurance.undone' };
const notPaidInTime: Short = { kind: 'order.abandoned', why: 'notPaidInTime' };
const delivered: Short = { kind: 'delivery.done', pages: 3 };
const toPaid: readonly Short[] = [...toPaying, paid, settled];
const repayment = { transaction: 'earlier', amount: 700 };
const cancelled: Short = { kind: 'booking.cancelled', repayment };

test.each<[Phase, string, Order]>([
  ['opening', 'just opened', lived(slot)],
  ['opening', 'held', lived(slot, held)],
  ['opening', 'a payment may be there', lived(slot, held, { kind: 'act.intended', act: 'createPayment' })],
  ['paying', 'a code shown', lived(slot, ...toPaying)],
  ['confirming', 'the code closed by somebody else', lived(slot, ...toPaying, closed)],
  ['confirming', 'paid', lived(slot, ...toPaying, paid)],
  ['confirming', 'asked to confirm', lived(slot, ...toPaid, confirming)],
  ['delivering', 'a card paid', lived(card, ...toPaid)],
  ['confirming', 'a card paid, not settled yet', lived(card, ...toPaying, paid)],
  ['delivering', 'reports coming out', lived(reports, ...toPaid, { kind: 'delivery.begun' })],
  ['confirming', 'reports out', lived(reports, ...toPaid, delivered)],
  ['handing', 'a card bound', lived(card, ...toPaid, delivered, confirming, confirmed)],
  ['fulfilled', 'confirmed', lived(slot, ...toPaid, confirming, confirmed)],
  ['cancelling', 'given up while it can be paid', lived(slot, ...toPaying, givenUp)],
  [
    'cancelling',
    'given up while a payment may be there',
    lived(slot, held, { kind: 'act.intended', act: 'createPayment' }, givenUp),
  ],
  ['refunding', 'given up and paid', lived(slot, ...toPaying, givenUp, paid)],
  ['refunding', 'settled and given up', settledFirst(held, settled, open, givenUp, closed)],
  ['ended', 'its refund on its way', lived(slot, ...toPaid, confirming, clinicCancelled, undone, accepted)],
  ['ended', 'refunded', lived(slot, ...toPaid, confirming, clinicCancelled, undone, arrived)],
  ['cancelling', 'closed, and its lock still held', lived(slot, ...toPaying, givenUp, closed)],
  [
    'cancelling',
    'given up before it was known to be held',
    lived(slot, { kind: 'act.intended', act: 'lock' }, givenUp),
  ],
  ['ended', 'closed and released', lived(slot, ...toPaying, givenUp, closed, released)],
  ['ended', 'closed, and its first release not answered', lived(slot, ...toPaying, givenUp, closed, unreleased)],
  ['ended', 'not paid in time: who did not pay goes back to nothing', lived(slot, ...toPaying, notPaidInTime, closed)],
  ['givingBack', 'a cancellation begun', lived(cancel)],
  ['givingBack', 'cancelled, not refunded', lived(cancel, cancelled)],
  ['arriving', 'cancelled, its refund accepted', lived(cancel, cancelled, accepted)],
  ['fulfilled', 'cancelled and refunded', lived(cancel, cancelled, arrived)],
  ['fulfilled', 'cancelled for nothing', lived(cancel, { kind: 'booking.cancelled' })],
  ['ended', 'a cancellation refused', lived(cancel, refused('cancelBooking', 'tooLate'))],
  ['givingBack', 'a refund begun', lived(refund)],
  ['ended', 'a refund bounced', lived(refund, accepted, { kind: 'refund.failed' })],
])('%s: %s', (phase, _, order) => {
  expect(phaseOf(order)).toBe(phase);
});

describe('why it did not end well', () => {
  test.each([
    ['slotOver', true, 'slotTaken'],
    ['amountDiffers', false, 'priceChanged'],
    ['lockExpired', true, 'paidLate'],
    ['lockExpired', false, 'notPaid'],
    ['billPaid', false, 'billPaid'],
    ['recordUnknown', false, 'hospitalRefused'],
  ])('%s, paid: %s, is told as %s', (code, isPaid, trouble) => {
    expect(troubleOfRefusal(code, isPaid)).toBe(trouble);
  });

  test.each([
    ['notPaid', lived(slot, ...toPaying, notPaidInTime, closed)],
    ['paidLate', lived(slot, ...toPaying, notPaidInTime, paid)],
    ['notPaid', settledFirst(held, settled, open, notPaidInTime, closed)],
    ['cancelled', lived(slot, ...toPaying, givenUp, paid)],
    ['priceChanged', lived(slot, { kind: 'lock.held', total: 2600, self: 900, lockedUntil: 0 })],
    ['paidElsewhere', lived(slot, ...toPaying, closed, { kind: 'lock.usedElsewhere' })],
    ['insuranceNotUndone', lived(slot, ...toPaid, givenUp, refused('undoInsurance', 'undoRefused'))],
    [
      'cardCaptured',
      lived(card, ...toPaid, delivered, confirming, confirmed, { kind: 'card.delivered', state: 'captured' }),
    ],
    ['refundBounced', lived(refund, accepted, { kind: 'refund.failed' })],
  ] as const)('%s', (trouble, order) => {
    expect(troubleOf(order, undefined)).toBe(trouble);
  });

  test('a device’s fault is told unless pages are out already', () => {
    const failed: Short = { kind: 'delivery.failed', fault: 'paperJammed', pages: 0 };
    expect(troubleOf(lived(reports, ...toPaid, failed), 'paperJammed')).toBe('paperJammed');
    expect(troubleOf(lived(reports, ...toPaid, failed), undefined)).toBe('hardwareError');
    const out: Short = { kind: 'pages.out', pages: 1 };
    expect(troubleOf(lived(reports, ...toPaid, out, failed), 'paperJammed')).toBe('pagesLeft');
  });
});

test.each([
  ['nothing asked for', lived(slot, held), { money: 'untouched' }],
  [
    'a payment that may be there',
    lived(slot, held, { kind: 'act.intended', act: 'createPayment' }),
    { money: 'settling', amount: 900 },
  ],
  ['a code that can be paid', lived(slot, ...toPaying), { money: 'settling', amount: 900 }],
  ['paid', lived(slot, ...toPaid, confirming), { money: 'settling', amount: 900 }],
  ['had', lived(slot, ...toPaid, confirming, confirmed), { money: 'kept', amount: 900 }],
  ['going back', lived(slot, ...toPaid, confirming, clinicCancelled), { money: 'refunding', amount: 900 }],
  [
    'given back',
    lived(slot, ...toPaid, confirming, clinicCancelled, undone, arrived),
    { money: 'refunded', amount: 900 },
  ],
  [
    'bounced',
    lived(slot, ...toPaid, confirming, clinicCancelled, undone, accepted, { kind: 'refund.failed' }),
    { money: 'window', amount: 900 },
  ],
  ['never paid', lived(slot, ...toPaying, givenUp, closed), { money: 'untouched' }],
  [
    'settled alone, being undone',
    settledFirst(held, settled, open, givenUp, closed),
    { money: 'settling', amount: 1600 },
  ],
  [
    'settled alone and stuck',
    settledFirst(held, settled, open, givenUp, closed, refused('undoInsurance', 'undoRefused')),
    { money: 'window', amount: 1600 },
  ],
  [
    'stuck while the refund is still to come',
    lived(slot, ...toPaid, givenUp, refused('undoInsurance', 'undoRefused')),
    { money: 'refunding', amount: 900 },
  ],
  ['a refund refused', lived(refund, refused('refund', 'notReleased')), { money: 'untouched' }],
  [
    'a booking cancelled and its refund refused',
    lived(cancel, cancelled, refused('refund', 'serviceGiven')),
    { money: 'window', amount: 700 },
  ],
  ['a cancellation refused', lived(cancel, refused('cancelBooking', 'tooLate')), { money: 'untouched' }],
] as const)('the money of an order %s', (_, order, money) => {
  expect(moneyOf(order)).toEqual(money);
});
