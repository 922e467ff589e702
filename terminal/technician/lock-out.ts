import type { Entry } from '../journal/entry.ts';
import { entryOf } from '../journal/journal.ts';
import type { JournalRecord } from '../journal/store.ts';
import { type AccessState, untried } from './access-state.ts';

/** Wrong tries in a row that lock the door, and for how many milliseconds. */
export const triesAllowed = 5;
export const lockOut = 15 * 60_000;

/** The state after one more entry of the journal, written at `at`. */
export function accessAfter(state: AccessState, entry: Entry, at: number): AccessState {
  if (entry.kind === 'journal.anchored') return entry.access;
  if (entry.kind === 'technician.entered') return { wrongTries: 0, enteredAt: at };
  if (entry.kind !== 'technician.refused' || entry.why === 'locked') return state;
  const wrongTries = state.wrongTries + 1;
  return wrongTries < triesAllowed ? { ...state, wrongTries } : { ...state, wrongTries: 0, lockedUntil: at + lockOut };
}

/** The state after a whole journal: a lock-out outlives a restart. */
export function accessFrom(records: Iterable<JournalRecord>): AccessState {
  let state = untried;
  for (const record of records) state = accessAfter(state, entryOf(record), record.at);
  return state;
}
