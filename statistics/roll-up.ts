import type { UsageEvent } from '../terminal/usage-event.ts';

export const countNames = [
  'visits',
  /** Visits that ended with what the patient came for. */
  'completed',
  /** Confirmed by the hospital. */
  'registrations',
  /** Fen, gross. */
  'registrationAmount',
  'refunds',
  /** Fen. */
  'refundAmount',
  'deviceFaults',
] as const;

export type CountName = (typeof countNames)[number];
export type Counts = Readonly<Record<CountName, number>>;

/** What happened at one terminal on one business day. */
export interface DayCounts {
  /** YYYY-MM-DD in the terminal's zone. */
  readonly businessDay: string;
  readonly counts: Counts;
}

export const noCounts: Counts = {
  visits: 0,
  completed: 0,
  registrations: 0,
  registrationAmount: 0,
  refunds: 0,
  refundAmount: 0,
  deviceFaults: 0,
};

export const addCounts = (a: Counts, b: Counts): Counts => ({
  visits: a.visits + b.visits,
  completed: a.completed + b.completed,
  registrations: a.registrations + b.registrations,
  registrationAmount: a.registrationAmount + b.registrationAmount,
  refunds: a.refunds + b.refunds,
  refundAmount: a.refundAmount + b.refundAmount,
  deviceFaults: a.deviceFaults + b.deviceFaults,
});

/** What one event counts for. Amounts stay gross: a refund takes nothing from a registration, it stands apart. */
export const countsOf = (event: UsageEvent): Counts => {
  switch (event.kind) {
    case 'visitEnded':
      return { ...noCounts, visits: 1, completed: event.ending === 'completed' ? 1 : 0 };
    case 'registrationConfirmed':
      return { ...noCounts, registrations: 1, registrationAmount: event.amount };
    case 'refunded':
      return { ...noCounts, refunds: 1, refundAmount: event.amount };
    case 'deviceFault':
      return { ...noCounts, deviceFaults: 1 };
  }
};

/** The events summed by the business day each counts for. */
export const rollUp = (events: readonly UsageEvent[]): DayCounts[] => {
  const days = new Map<string, Counts>();
  for (const event of events) {
    days.set(event.businessDay, addCounts(days.get(event.businessDay) ?? noCounts, countsOf(event)));
  }
  return [...days].map(([businessDay, counts]) => ({ businessDay, counts }));
};
