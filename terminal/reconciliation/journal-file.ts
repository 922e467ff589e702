import { findJournalKey, type KeyPlaces, keyMissing } from '../journal/on-disk/key.ts';
import { recordsInFile } from '../journal/on-disk/reading.ts';
import { assertFits } from '../journal/on-disk/sealed.ts';
import { createSeals, isSealed } from '../journal/seals.ts';
import type { JournalRecord } from '../journal/store.ts';
import type { Chance } from '../ports.ts';

/**
 * Every record of a journal as it is at this moment, opened, while a terminal may be writing to it. Nothing is written.
 * Rejects when the file is no journal, cannot be read, or is sealed with a key that is not there.
 */
export async function readJournalFile(places: KeyPlaces, chance: Chance): Promise<readonly JournalRecord[]> {
  const records = recordsInFile(places.journal);
  const last = records.at(-1);
  if (!last || !isSealed(last)) return records;
  const found = await findJournalKey(places);
  if (!found) throw new Error(keyMissing(places.journal));
  const seals = createSeals(found.key, chance);
  assertFits(places.journal, last, seals, found);
  return records.map(seals.openedRecord);
}
