import type { UsageCursor } from '../hub-contract.ts';
import type { Entry } from '../journal/entry.ts';
import { entryOf, recordsAfter } from '../journal/journal.ts';
import type { JournalRecord, JournalStore } from '../journal/store.ts';
import type { UsageEvent } from '../usage-event.ts';
import { dayOf, timeOf } from '../zone.ts';

/** Where a reading begins: after an event, in its epoch. */
type Place = Pick<UsageCursor, 'epoch' | 'sequence'>;

/** The usage of a journal after a place, or all of it, each event with the epoch it is of. */
export function* usageAfter(
  store: Pick<JournalStore, 'read'>,
  place: Place | null,
  zone: string,
): Generator<{ readonly epoch: string; readonly event: UsageEvent }> {
  // What was written before the first start has an epoch without a name.
  let epoch = place?.epoch ?? '';
  for (const record of recordsAfter(store, place?.sequence ?? 0)) {
    epoch = epochBegunBy(record) ?? epoch;
    const event = usageOf(record, zone);
    if (event) yield { epoch, event };
  }
}

/** Whether a record of that sequence is there, and is of that epoch. */
export function isIn(store: Pick<JournalStore, 'read' | 'last'>, { epoch, sequence }: Place): boolean {
  let at = '';
  for (const record of recordsAfter(store, 0)) {
    at = epochBegunBy(record) ?? at;
    // An anchor may stand far beyond it: what was between has been forgotten.
    if (record.sequence >= sequence) return record.sequence === sequence && at === epoch;
  }
  return false;
}

function epochBegunBy(record: JournalRecord): string | undefined {
  // Most records are neither a start nor what is left of some, and are not read for this.
  if (!record.text.includes('"epoch"')) return undefined;
  const entry = entryOf(record);
  return 'epoch' in entry ? entry.epoch : undefined;
}

/** The usage a journal record tells of, if any. Usage is a reading of the journal, not a second log beside it. */
export function usageOf(record: JournalRecord, zone: string): UsageEvent | undefined {
  const entry = entryOf(record);
  const { sequence, at } = record;
  const base = { sequence, at, businessDay: dayOf(at, zone), hour: Number(timeOf(at, zone).slice(0, 2)) };
  switch (entry.kind) {
    case 'terminal.started':
      return { ...base, kind: 'started' };
    case 'visit.ended':
      return visitEnded(entry, base);
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
    case 'slip.printed':
      return { ...base, kind: 'slipPrinted' };
    case 'slip.reprinted':
      return { ...base, kind: 'slipReprinted' };
    case 'refund.arrived':
      return { ...base, kind: 'refunded', amount: entry.amount };
    case 'device.fault':
      return { ...base, kind: 'deviceFault', device: entry.device, fault: entry.fault };
    case 'device.changed':
      return { ...base, kind: 'deviceChanged', device: entry.device, available: entry.available };
    case 'service.changed':
      return { ...base, kind: 'serviceChanged', open: entry.open };
    default:
      return undefined;
  }
}

type Confirmed = Extract<Entry, { kind: 'order.confirmed' }>;
type VisitEnded = Extract<Entry, { kind: 'visit.ended' }>;
type Base = Pick<UsageEvent, 'sequence' | 'at' | 'businessDay' | 'hour'>;

/** Of a visit that was written before errands and first tries were, only its ending tells. */
function visitEnded({ errand, ending, screen, seconds, firstTry }: VisitEnded, base: Base): UsageEvent {
  return {
    ...base,
    kind: 'visitEnded',
    flow: errand ?? 'none',
    ending,
    step: screen,
    seconds,
    firstTry: firstTry ?? ending === 'completed',
  };
}

function confirmed({ purpose, amount, paidHere, reports = 1 }: Confirmed, base: Base): UsageEvent | undefined {
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
      return { ...base, kind: 'reportsPrinted', reports };
    case 'card':
    case 'cancel':
    case 'refund':
      // A card counts when it is handed over; what is given back has entries of its own.
      return undefined;
  }
}
