/** Invented terminals and usage for the hub's tests. */
import fc from 'fast-check';
import type { UsageEvent } from '../terminal/usage-event.ts';
import type { Register } from './register.ts';

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
  fc.record({ ...common, kind: fc.constant('registrationConfirmed' as const), amount: fen }),
  fc.record({ ...common, kind: fc.constant('refunded' as const), amount: fen }),
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
