/** Invented terminals and usage for the hub's tests. */
import fc from 'fast-check';
import type { UsageEvent } from '../terminal/usage-event.ts';
import type { Register } from './register.ts';
import type { Counts } from './roll-up.ts';

const unit = { zh: '虚构医院', en: 'Invented Hospital' };

export const inventedRegister: Register = {
  terminals: [
    { terminal: 'A-01', unit, place: { zh: '门诊一楼', en: 'Outpatients, ground floor' } },
    { terminal: 'A-02', unit, place: { zh: '门诊二楼', en: 'Outpatients, first floor' } },
    { terminal: 'B-01', unit, place: { zh: '住院部', en: 'Wards' } },
  ],
};

/** 2026-11-21 08:00 in Shanghai. */
export const eightOClock = Date.UTC(2026, 10, 21, 0, 0);

const base = (sequence: number, businessDay = '2026-11-21') => ({ sequence, at: eightOClock, businessDay });

export const registration = (sequence: number, amount = 2_500, day?: string): UsageEvent => ({
  ...base(sequence, day),
  kind: 'registrationConfirmed',
  amount,
});

export const refund = (sequence: number, amount = 2_500): UsageEvent => ({
  ...base(sequence),
  kind: 'refunded',
  amount,
});

export const visit = (sequence: number, ending: 'completed' | 'abandoned' = 'completed'): UsageEvent => ({
  ...base(sequence),
  kind: 'visitEnded',
  ending,
  step: ending === 'completed' ? 'farewell' : 'chooseDoctor',
  seconds: 42,
});

export const fault = (sequence: number): UsageEvent => ({
  ...base(sequence),
  kind: 'deviceFault',
  device: 'receiptPrinter',
  fault: 'paperOut',
});

/** One event of every kind, in the order of the contract; their sequences are 1, 2, 3 … */
export const oneOfEach: readonly UsageEvent[] = [
  visit(1),
  registration(2),
  { ...base(3), kind: 'bookingCollected', amount: 3_000, paidHere: true },
  { ...base(4), kind: 'checkedIn' },
  { ...base(5), kind: 'bookingCancelled' },
  { ...base(6), kind: 'billsPaid', amount: 12_345 },
  { ...base(7), kind: 'cardIssued' },
  { ...base(8), kind: 'cardCaptured' },
  { ...base(9), kind: 'reportsPrinted' },
  { ...base(10), kind: 'pagesPrinted', pages: 4 },
  { ...base(11), kind: 'slipReprinted' },
  refund(12),
  fault(13),
];

/** What `oneOfEach` counts for. */
export const countsOfEach: Counts = {
  visits: 1,
  completed: 1,
  registrations: 1,
  registrationAmount: 2_500,
  refunds: 1,
  refundAmount: 2_500,
  deviceFaults: 1,
  collections: 1,
  collectionsPaidHere: 1,
  collectionAmount: 3_000,
  checkIns: 1,
  cancellations: 1,
  payments: 1,
  paymentAmount: 12_345,
  cardsIssued: 1,
  cardsCaptured: 1,
  reportPrintings: 1,
  pages: 4,
  slipReprints: 1,
};

export const days = ['2026-10-31', '2026-11-01', '2026-11-02'] as const;

const common = {
  at: fc.integer({ min: eightOClock, max: eightOClock + 86_400_000 }),
  businessDay: fc.constantFrom(...days),
};
const fen = fc.integer({ min: 0, max: 10_000_000_000 });
const word = fc.string({ unit: fc.constantFrom(...'abcXYZ'), minLength: 1, maxLength: 40 });

const anyFact = fc.oneof(
  fc.record({
    ...common,
    kind: fc.constant('visitEnded' as const),
    ending: fc.constantFrom('completed', 'abandoned', 'timedOut', 'trouble', 'interrupted'),
    step: word,
    seconds: fc.nat(),
  }),
  fc.record({ ...common, kind: fc.constantFrom('registrationConfirmed', 'billsPaid', 'refunded'), amount: fen }),
  fc.record({ ...common, kind: fc.constant('bookingCollected'), amount: fen, paidHere: fc.boolean() }),
  fc.record({
    ...common,
    kind: fc.constantFrom(
      'checkedIn',
      'bookingCancelled',
      'cardIssued',
      'cardCaptured',
      'reportsPrinted',
      'slipReprinted',
    ),
  }),
  fc.record({ ...common, kind: fc.constant('pagesPrinted'), pages: fc.nat(10_000) }),
  fc.record({
    ...common,
    kind: fc.constant('deviceFault' as const),
    device: fc.constantFrom('idCardReader', 'receiptPrinter'),
    fault: word,
  }),
);

/** A terminal's events in their order, with holes in the sequence as the journal leaves them. */
export const anyEvents: fc.Arbitrary<UsageEvent[]> = fc
  .array(fc.tuple(anyFact, fc.integer({ min: 1, max: 5 })), { minLength: 1, maxLength: 40 })
  .map((facts) => {
    let sequence = 0;
    return facts.map(([fact, step]) => {
      sequence += step;
      return { ...fact, sequence } as UsageEvent;
    });
  });
