import * as v from 'valibot';
import { expect, test } from 'vitest';
import { journalOf } from '../../simulator/world/invariants/trial.ts';
import type { Entry } from '../journal/entry.ts';
import { genesis } from '../journal/journal.ts';
import { UsageEvent } from '../usage-event.ts';
import { isIn, usageAfter, usageOf } from './reading.ts';

const at = Date.UTC(2026, 10, 22, 16, 30);
const read = (entry: Entry) => usageOf({ sequence: 5, at, text: JSON.stringify(entry), hash: '' }, 'Asia/Shanghai');
const confirmed = { kind: 'order.confirmed', order: 'o', amount: 2500, paidHere: true } as const;

const usage = [
  [
    {
      kind: 'visit.ended',
      visit: 'v',
      ending: 'timedOut',
      screen: 'pay',
      seconds: 90,
      errand: 'payment',
      firstTry: true,
    },
    { kind: 'visitEnded', flow: 'payment', ending: 'timedOut', step: 'pay', seconds: 90, firstTry: true },
  ],
  [
    { kind: 'visit.ended', visit: 'v', ending: 'completed', screen: 'menu', seconds: 9, firstTry: false },
    { kind: 'visitEnded', flow: 'none', ending: 'completed', step: 'menu', seconds: 9, firstTry: false },
  ],
  // Written before errands and first tries were.
  [
    { kind: 'visit.ended', visit: 'v', ending: 'completed', screen: 'farewell', seconds: 9 },
    { kind: 'visitEnded', flow: 'none', ending: 'completed', step: 'farewell', seconds: 9, firstTry: true },
  ],
  [
    { kind: 'visit.ended', visit: 'v', ending: 'trouble', screen: 'trouble', seconds: 9 },
    { kind: 'visitEnded', flow: 'none', ending: 'trouble', step: 'trouble', seconds: 9, firstTry: false },
  ],
  [{ kind: 'terminal.started', epoch: 'E1', after: 0, hash: genesis }, { kind: 'started' }],
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
  [
    { ...confirmed, purpose: 'reports', amount: 0, paidHere: false, reports: 3 },
    { kind: 'reportsPrinted', reports: 3 },
  ],
  [
    { ...confirmed, purpose: 'reports', amount: 0, paidHere: false },
    { kind: 'reportsPrinted', reports: 1 },
  ],
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
  [{ kind: 'slip.printed', order: 'o' }, { kind: 'slipPrinted' }],
  [{ kind: 'slip.reprinted', visit: 'v', reference: 'o' }, { kind: 'slipReprinted' }],
  [
    { kind: 'refund.arrived', order: 'o', amount: 2500 },
    { kind: 'refunded', amount: 2500 },
  ],
  [
    { kind: 'device.fault', device: 'receiptPrinter', fault: 'paperOut' },
    { kind: 'deviceFault', device: 'receiptPrinter', fault: 'paperOut' },
  ],
  [
    { kind: 'device.changed', device: 'receiptPrinter', available: false },
    { kind: 'deviceChanged', device: 'receiptPrinter', available: false },
  ],
  [
    { kind: 'service.changed', open: false },
    { kind: 'serviceChanged', open: false },
  ],
] satisfies [Entry, object][];

test.each(usage)('%o is reported as %o', (entry, event) => {
  const reported = read(entry);
  expect(reported).toEqual({ sequence: 5, at, businessDay: '2026-11-23', hour: 0, ...event });
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
  'slip.kept': true,
  'journal.anchored': true,
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
};

test.each(Object.keys(silent))('no %s is usage, whatever it holds', (kind) => {
  const fields = { order: 'o', visit: 'v', device: 'cardDispenser', fault: 'paperOut', amount: 1, pages: 1, count: 1 };
  expect(read({ ...fields, kind } as unknown as Entry)).toBeUndefined();
});

const started = (epoch: string): Entry => ({ kind: 'terminal.started', epoch, after: 0, hash: genesis });
const emptied: Entry = { kind: 'bin.emptied', device: 'cardDispenser' };
const fault: Entry = { kind: 'device.fault', device: 'cardDispenser', fault: 'cardJammed' };

test('every event is of the epoch its start opened, from wherever one reads on', () => {
  const journal = journalOf(fault, started('A'), emptied, fault, started('B'), fault);
  const all = [
    ['', 1],
    ['A', 2],
    ['A', 4],
    ['B', 5],
    ['B', 6],
  ] as const;
  const read = (at: number) => {
    const [epoch, sequence] = all[at] ?? ['', 0];
    return [...usageAfter(journal, { epoch, sequence }, 'UTC')].map((it) => [it.epoch, it.event.sequence]);
  };
  expect([...usageAfter(journal, null, 'UTC')].map((it) => [it.epoch, it.event.sequence])).toEqual(all);
  for (const at of all.keys()) expect(read(at)).toEqual(all.slice(at + 1));
});

test.each([
  [{ epoch: '', sequence: 1 }, true],
  [{ epoch: 'A', sequence: 1 }, false],
  [{ epoch: 'A', sequence: 4 }, true],
  [{ epoch: 'A', sequence: 5 }, false],
  [{ epoch: 'B', sequence: 6 }, true],
  [{ epoch: 'B', sequence: 7 }, false],
  [{ epoch: 'C', sequence: 6 }, false],
])('%o is in the journal: %s', (place, isThere) => {
  expect(isIn(journalOf(fault, started('A'), emptied, fault, started('B'), fault), place)).toBe(isThere);
});

test('what was forgotten is not in the journal, though what is left of it is of the same epoch', () => {
  const journal = journalOf(fault, started('A'), emptied, fault, fault);
  const anchor = journal.read(4, 1)[0];
  if (!anchor) throw new Error('the journal ends early');
  const carried = { epoch: 'A', access: { wrongTries: 0 }, supplies: { bin: 0 }, inService: true, unable: [] };
  const text = JSON.stringify({ kind: 'journal.anchored', ...carried } satisfies Entry);
  journal.drop({ ...anchor, text }, []);
  expect(isIn(journal, { epoch: 'A', sequence: 5 })).toBe(true);
  expect(isIn(journal, { epoch: 'A', sequence: 3 })).toBe(false);
});
