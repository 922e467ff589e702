import type { Entry } from '../journal/entry.ts';
import { entryOf } from '../journal/journal.ts';
import type { JournalRecord } from '../journal/store.ts';
import type { UsageEvent } from '../usage-event.ts';
import { dayOf } from '../zone.ts';

/** The usage a journal record tells of, if any. Usage is a reading of the journal, not a second log beside it. */
export function usageOf(record: JournalRecord, zone: string): UsageEvent | undefined {
  const entry = entryOf(record);
  const base = { sequence: record.sequence, at: record.at, businessDay: dayOf(record.at, zone) };
  switch (entry.kind) {
    case 'visit.ended':
      return { ...base, kind: 'visitEnded', ending: entry.ending, step: entry.screen, seconds: entry.seconds };
    case 'order.confirmed':
      return confirmed(entry, base);
    case 'booking.cancelled':
      return { ...base, kind: 'bookingCancelled' };
    case 'card.delivered':
      return entry.state === 'handedOver' ? { ...base, kind: 'cardIssued' } : undefined;
    case 'card.captured':
      return { ...base, kind: 'cardCaptured' };
    case 'delivery.done':
    case 'delivery.failed':
      return entry.pages > 0 ? { ...base, kind: 'pagesPrinted', pages: entry.pages } : undefined;
    case 'slip.reprinted':
      return { ...base, kind: 'slipReprinted' };
    case 'refund.arrived':
      return { ...base, kind: 'refunded', amount: entry.amount };
    case 'device.fault':
      return { ...base, kind: 'deviceFault', device: entry.device, fault: entry.fault };
    default:
      return undefined;
  }
}

type Confirmed = Extract<Entry, { kind: 'order.confirmed' }>;
type Base = Pick<UsageEvent, 'sequence' | 'at' | 'businessDay'>;

function confirmed({ purpose, amount, paidHere }: Confirmed, base: Base): UsageEvent | undefined {
  switch (purpose) {
    case 'slot':
      return { ...base, kind: 'registrationConfirmed', amount };
    case 'booking':
      return { ...base, kind: 'bookingCollected', amount, paidHere };
    case 'checkIn':
      return { ...base, kind: 'checkedIn' };
    case 'bills':
      return { ...base, kind: 'billsPaid', amount };
    case 'reports':
      return { ...base, kind: 'reportsPrinted' };
    case 'card':
    case 'cancel':
    case 'refund':
      // A card counts when it is handed over; what is given back has entries of its own.
      return undefined;
  }
}
