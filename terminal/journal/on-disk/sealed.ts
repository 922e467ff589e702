import { DatabaseSync } from 'node:sqlite';
import type { Order } from '../../money/order.ts';
import type { Chance } from '../../ports.ts';
import { sealedStore } from '../sealed-store.ts';
import { createSeals, isSealed, type SealedOrder, type Seals } from '../seals.ts';
import { journalIn } from '../sqlite-journal.ts';
import type { JournalRecord, JournalStore, Numbered } from '../store.ts';
import { findOrMakeJournalKey, type JournalKey, type KeyPlaces } from './key.ts';
import { holdsSealed, lastInFile } from './reading.ts';

/** What is sealed in a file, and by what. */
export interface SealedJournal {
  readonly store: JournalStore;
  /** For people: what came of the key, and of a journal that was not sealed before. */
  readonly told: readonly string[];
}

/**
 * The journal in a file, sealed. Where there is no key one is made, and a journal of before there were any is sealed as a
 * whole. Rejects, with nothing written, when the key is missing, is none, or is not this journal's.
 */
export async function openSealedJournal(places: KeyPlaces, chance: Chance): Promise<SealedJournal> {
  const last = lastInFile(places.journal);
  const wasPlain = last !== undefined && !isSealed(last);
  if (wasPlain) assertPlain(places.journal);
  const { isNew, ...found } = await findOrMakeJournalKey(places, chance);
  const seals = createSeals(found.key, chance);
  assertFits(places.journal, last, seals, found);
  const store = openSealed(places.journal, seals);
  const told: string[] = [];
  if (isNew) told.push(newKey(found.file));
  if (wasPlain)
    told.push(isNew ? `${places.journal} was not sealed, and is now.` : sealedLate(places.journal, found.file));
  return { store, told };
}

const newKey = (file: string) =>
  `The journal is sealed with a new key, ${file}. There it guards a copy of the journal, not a stolen disk: on a real ` +
  'terminal the key belongs into the credentials of the service (docs/privacy.md).';

/** Whoever has no key can write a plain journal, too. */
const sealedLate = (journal: string, key: string) =>
  `WARNING: ${journal} was not sealed although its key, ${key}, was there already; it is sealed now. That is as it should ` +
  'be at the first start after an update to sealed journals, where the key was set up before it. At any other start ' +
  "somebody has put another journal in the terminal's place: stop the terminal, and compare its orders with the hospital's books.";

/** Throws when a journal whose last record is plain holds something sealed: no terminal leaves one so. */
function assertPlain(journal: string): void {
  if (!holdsSealed(journal)) return;
  throw new Error(
    `${journal} is sealed, but its last record is not: somebody without its key has written to it. ` +
      'Keep this journal aside for whoever looks into it, and put a copy back that is whole.',
  );
}

/** Throws when a sealed journal is not this key's. Whatever else is wrong with it is found when its chain is followed. */
export function assertFits(journal: string, last: JournalRecord | undefined, seals: Seals, found: JournalKey): void {
  if (!last || !isSealed(last)) return;
  try {
    seals.openedRecord(last);
  } catch {
    throw new Error(
      `${journal} is sealed with another key than that in ${found.file}, or its last record was changed. ` +
        'Put the key it was sealed with back, or keep this journal aside for whoever looks into it.',
    );
  }
}

/** The store in a file that is this key's, or of which nothing is sealed yet: then it is sealed first, as a whole or not at all. */
export function openSealed(file: string, seals: Seals): JournalStore {
  const inner = journalIn<SealedOrder>(new DatabaseSync(file), file);
  const last = inner.last();
  // Records and orders are sealed together: where one is not, none is, and an order is the order itself.
  if (last && !isSealed(last)) inner.rewrite(seals.record, (order: Numbered) => seals.order(order as Order));
  return sealedStore(inner, seals);
}
