import type { Entry } from '../journal/entry.ts';
import { entryOf } from '../journal/journal.ts';
import type { JournalRecord } from '../journal/store.ts';

/** Whether the terminal is in service, after one more entry. */
export function serviceAfter(inService: boolean, entry: Entry): boolean {
  if (entry.kind === 'journal.anchored') return entry.inService;
  return entry.kind === 'service.changed' ? entry.open : inService;
}

/** Whether the terminal is in service after a whole journal: one that was closed stays closed over a restart. */
export function serviceFrom(records: Iterable<JournalRecord>): boolean {
  let inService = true;
  for (const record of records) inService = serviceAfter(inService, entryOf(record));
  return inService;
}
