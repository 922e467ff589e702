/** Invented usage for the hub's tests. */
import fc from 'fast-check';
import { deviceKinds } from '../../device-drivers/contract/device-event.ts';
import { type UsageEvent, visitEndings, visitFlows } from '../../terminal/usage-event.ts';
import { type Counts, noCounts } from './roll-up.ts';

/** 2026-11-21 08:00 in Shanghai. */
export const eightOClock = Date.UTC(2026, 10, 21, 0, 0);

const base = (sequence: number, businessDay = '2026-11-21') => ({ sequence, at: eightOClock, businessDay, hour: 8 });

export const started = (sequence: number): UsageEvent => ({ ...base(sequence), kind: 'started' });

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
  flow: 'registration',
  ending,
  step: ending === 'completed' ? 'farewell' : 'chooseDoctor',
  seconds: 42,
  firstTry: ending === 'completed',
});

export const fault = (sequence: number): UsageEvent => ({
  ...base(sequence),
  kind: 'deviceFault',
  device: 'receiptPrinter',
  fault: 'paperOut',
});

export const device = (sequence: number, available: boolean, at = eightOClock, day?: string): UsageEvent => ({
  ...base(sequence, day),
  at,
  kind: 'deviceChanged',
  device: 'receiptPrinter',
  available,
});

/** One event of every kind, in the order of the contract; their sequences are 1, 2, 3 … */
export const oneOfEach: readonly UsageEvent[] = [
  started(1),
  visit(2),
  registration(3),
  { ...base(4), kind: 'bookingCollected', amount: 3_000, paidHere: true },
  { ...base(5), kind: 'checkedIn' },
  { ...base(6), kind: 'bookingCancelled' },
  { ...base(7), kind: 'billsPaid', amount: 12_345 },
  { ...base(8), kind: 'cardIssued' },
  { ...base(9), kind: 'cardCaptured' },
  { ...base(10), kind: 'reportsPrinted', reports: 3 },
  { ...base(11), kind: 'pagesPrinted', pages: 4 },
  { ...base(12), kind: 'slipPrinted' },
  { ...base(13), kind: 'slipReprinted' },
  refund(14),
  fault(15),
  device(16, false),
  { ...base(17), kind: 'serviceChanged', open: false },
];

/** What `oneOfEach` counts for. */
export const countsOfEach: Counts = {
  ...noCounts,
  starts: 1,
  visits: 1,
  completed: 1,
  firstTries: 1,
  visitSeconds: 42,
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
  reports: 3,
  pages: 4,
  slips: 1,
  slipReprints: 1,
};

export const days = ['2026-10-31', '2026-11-01', '2026-11-02'] as const;

const fen = fc.integer({ min: 0, max: 10_000_000_000 });
const word = fc.string({ unit: fc.constantFrom(...'abcXYZ'), minLength: 1, maxLength: 40 });
const anyDevice = fc.constantFrom(...deviceKinds);

/** What an event has beside its sequence, on one of `days`, which is the day in Shanghai. */
const anyMoment = fc.record({ day: fc.nat(days.length - 1), second: fc.nat(86_399) }).map(({ day, second }) => ({
  at: Date.UTC(2026, 9, 31 + day, -8) + second * 1_000,
  businessDay: days[day] ?? days[0],
  hour: Math.floor(second / 3_600),
}));

const anyFact = fc.oneof(
  fc.record({
    kind: fc.constant('visitEnded' as const),
    flow: fc.constantFrom(...visitFlows),
    ending: fc.constantFrom(...visitEndings),
    step: word,
    seconds: fc.nat(604_800),
    firstTry: fc.boolean(),
  }),
  fc.record({ kind: fc.constantFrom('registrationConfirmed', 'billsPaid', 'refunded'), amount: fen }),
  fc.record({ kind: fc.constant('bookingCollected'), amount: fen, paidHere: fc.boolean() }),
  fc.record({
    kind: fc.constantFrom(
      'checkedIn',
      'bookingCancelled',
      'cardIssued',
      'cardCaptured',
      'slipPrinted',
      'slipReprinted',
    ),
  }),
  fc.record({ kind: fc.constant('reportsPrinted'), reports: fc.nat(10_000) }),
  fc.record({ kind: fc.constant('pagesPrinted'), pages: fc.nat(10_000) }),
  fc.record({ kind: fc.constant('deviceFault'), device: anyDevice, fault: word }),
  fc.record({ kind: fc.constant('deviceChanged'), device: anyDevice, available: fc.boolean() }),
  fc.record({ kind: fc.constant('serviceChanged'), open: fc.boolean() }),
);

/** A terminal's events in their order, with holes in the sequence as the journal leaves them. */
export const anyEvents: fc.Arbitrary<UsageEvent[]> = fc
  .array(fc.tuple(anyMoment, anyFact, fc.integer({ min: 1, max: 5 })), { minLength: 1, maxLength: 40 })
  .map((facts) => {
    let sequence = 0;
    return facts.map(([moment, fact, step]) => {
      sequence += step;
      return { sequence, ...moment, ...fact } as UsageEvent;
    });
  });
