import * as v from 'valibot';
import { expect, test } from 'vitest';
import type { Entry } from '../journal/entry.ts';
import { UsageEvent } from '../usage-event.ts';
import { usageOf } from './reading.ts';

const at = Date.UTC(2026, 10, 22, 16, 30);
const read = (entry: Entry) => usageOf({ sequence: 5, at, text: JSON.stringify(entry), hash: '' }, 'Asia/Shanghai');
const confirmed = { kind: 'order.confirmed', order: 'o', amount: 2500, paidHere: true } as const;

const usage = [
  [
    { kind: 'visit.ended', visit: 'v', ending: 'timedOut', screen: 'pay', seconds: 90 },
    { kind: 'visitEnded', ending: 'timedOut', step: 'pay', seconds: 90 },
  ],
  [
    { ...confirmed, purpose: 'slot' },
    { kind: 'registrationConfirmed', amount: 2500 },
  ],
  [
    { ...confirmed, purpose: 'booking' },
    { kind: 'bookingCollected', amount: 2500, paidHere: true },
  ],
  [
    { ...confirmed, purpose: 'booking', paidHere: false },
    { kind: 'bookingCollected', amount: 2500, paidHere: false },
  ],
  [{ ...confirmed, purpose: 'checkIn', amount: 0, paidHere: false }, { kind: 'checkedIn' }],
  [
    { ...confirmed, purpose: 'bills' },
    { kind: 'billsPaid', amount: 2500 },
  ],
  [{ ...confirmed, purpose: 'reports', amount: 0, paidHere: false }, { kind: 'reportsPrinted' }],
  [{ kind: 'booking.cancelled', order: 'o' }, { kind: 'bookingCancelled' }],
  [{ kind: 'card.delivered', order: 'o', state: 'handedOver' }, { kind: 'cardIssued' }],
  [{ kind: 'card.captured', order: 'o', why: 'cardUnreadable' }, { kind: 'cardCaptured' }],
  [{ kind: 'card.captured', why: 'foundAtStart' }, { kind: 'cardCaptured' }],
  [
    { kind: 'delivery.done', order: 'o', pages: 3 },
    { kind: 'pagesPrinted', pages: 3 },
  ],
  [
    { kind: 'delivery.failed', order: 'o', fault: 'paperJammed', pages: 2 },
    { kind: 'pagesPrinted', pages: 2 },
  ],
  [{ kind: 'slip.reprinted', visit: 'v', reference: 'o' }, { kind: 'slipReprinted' }],
  [
    { kind: 'refund.arrived', order: 'o', amount: 2500 },
    { kind: 'refunded', amount: 2500 },
  ],
  [
    { kind: 'device.fault', device: 'receiptPrinter', fault: 'paperOut' },
    { kind: 'deviceFault', device: 'receiptPrinter', fault: 'paperOut' },
  ],
] satisfies [Entry, object][];

test.each(usage)('%o is reported as %o', (entry, event) => {
  const reported = read(entry);
  expect(reported).toEqual({ sequence: 5, at, businessDay: '2026-11-23', ...event });
  expect(v.is(UsageEvent, reported)).toBe(true);
});

test.each([
  // What is given back has entries of its own, and a card counts when it is handed over.
  { ...confirmed, purpose: 'card' },
  { ...confirmed, purpose: 'cancel' },
  { ...confirmed, purpose: 'refund' },
  { kind: 'delivery.done', order: 'o', pages: 0 },
  { kind: 'delivery.failed', order: 'o', fault: 'paperOut', pages: 0 },
] satisfies Entry[])('%o is not usage', (entry) => {
  expect(read(entry)).toBeUndefined();
});

test('a card that was offered and not taken counts once', () => {
  const entries = [
    { kind: 'card.captured', order: 'o', why: 'notTaken' },
    { kind: 'card.delivered', order: 'o', state: 'captured' },
  ] satisfies Entry[];
  expect(entries.flatMap((entry) => read(entry)?.kind ?? [])).toEqual(['cardCaptured']);
});

/** Whole kinds of entries that count for nothing. An entry of a new kind has to be put here or above. */
const silent: Record<Exclude<Entry['kind'], (typeof usage)[number][0]['kind']>, true> = {
  'order.opened': true,
  'order.abandoned': true,
  'act.intended': true,
  'act.unknown': true,
  'act.refused': true,
  'lock.held': true,
  'lock.released': true,
  'lock.paidElsewhere': true,
  'lock.usedElsewhere': true,
  'payment.open': true,
  'payment.charged': true,
  'payment.paid': true,
  'payment.closed': true,
  'payment.disputed': true,
  'insurance.settled': true,
  'insurance.undoing': true,
  'insurance.undone': true,
  'delivery.begun': true,
  'pages.out': true,
  'card.reported': true,
  'card.capturing': true,
  'refund.accepted': true,
  'refund.failed': true,
  'slip.intended': true,
  'slip.printed': true,
  'slip.kept': true,
  'terminal.started': true,
  'visit.started': true,
  'visit.step': true,
  'record.intended': true,
  'record.created': true,
  'record.failed': true,
  'technician.refused': true,
  'technician.entered': true,
  'technician.left': true,
  'device.tested': true,
  'supply.counted': true,
  'bin.emptied': true,
  'service.changed': true,
};

test.each(Object.keys(silent))('no %s is usage, whatever it holds', (kind) => {
  const fields = { order: 'o', visit: 'v', device: 'cardDispenser', fault: 'paperOut', amount: 1, pages: 1, count: 1 };
  expect(read({ ...fields, kind } as unknown as Entry)).toBeUndefined();
});
