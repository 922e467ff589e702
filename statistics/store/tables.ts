import type { UsageEvent } from '../../terminal/usage-event.ts';
import type { Counts } from '../roll-up.ts';

/** Columns of the roll-up, one for each count. */
export const countColumns = [
  'visits',
  'completed',
  'registrations',
  'registration_amount',
  'refunds',
  'refund_amount',
  'device_faults',
] as const;

export type CountRow = Record<(typeof countColumns)[number], number>;

export interface EventRow {
  terminal: string;
  sequence: number;
  at: number;
  business_day: string;
  kind: UsageEvent['kind'];
  ending: string | null;
  step: string | null;
  seconds: number | null;
  amount: number | null;
  device: string | null;
  fault: string | null;
}

/** The hub's tables. Times in UTC milliseconds, amounts in fen, days YYYY-MM-DD. */
export interface Tables {
  watermark: { terminal: string; up_to: number; heard_at: number | null };
  usage_event: EventRow;
  usage_day: { terminal: string; business_day: string } & CountRow;
}

export const eventRow = (terminal: string, event: UsageEvent): EventRow => {
  const { sequence, at, businessDay, kind } = event;
  const nothing = { ending: null, step: null, seconds: null, amount: null, device: null, fault: null };
  const row = { ...nothing, terminal, sequence, at, business_day: businessDay, kind };
  switch (kind) {
    case 'visitEnded':
      return { ...row, ending: event.ending, step: event.step, seconds: event.seconds };
    case 'registrationConfirmed':
    case 'refunded':
      return { ...row, amount: event.amount };
    case 'deviceFault':
      return { ...row, device: event.device, fault: event.fault };
  }
};

/** A row's own columns, as the event they came from; whoever reads it checks it against the event's schema. */
export const eventFields = ({ terminal: _, business_day: businessDay, ...row }: EventRow): Record<string, unknown> =>
  Object.fromEntries(Object.entries({ ...row, businessDay }).filter(([, value]) => value !== null));

export const countRow = (counts: Counts): CountRow => ({
  visits: counts.visits,
  completed: counts.completed,
  registrations: counts.registrations,
  registration_amount: counts.registrationAmount,
  refunds: counts.refunds,
  refund_amount: counts.refundAmount,
  device_faults: counts.deviceFaults,
});

export const countsFrom = (row: CountRow): Counts => ({
  visits: row.visits,
  completed: row.completed,
  registrations: row.registrations,
  registrationAmount: row.registration_amount,
  refunds: row.refunds,
  refundAmount: row.refund_amount,
  deviceFaults: row.device_faults,
});
