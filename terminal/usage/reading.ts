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
    case 'registration.confirmed':
      return { ...base, kind: 'registrationConfirmed', amount: entry.amount };
    case 'refund.arrived':
      return { ...base, kind: 'refunded', amount: entry.amount };
    case 'device.fault':
      return { ...base, kind: 'deviceFault', device: entry.device, fault: entry.fault };
    default:
      return undefined;
  }
}
