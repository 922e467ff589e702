import type { Clock } from '../../device-drivers/contract/clock.ts';
import type { Entry } from '../journal/entry.ts';
import { entryOf, type Journal } from '../journal/journal.ts';
import type { JournalRecord } from '../journal/store.ts';
import { type AccessState, accessAfter, untried } from './lock-out.ts';
import { serviceAfter } from './service.ts';
import { type Supplies, suppliesAfter, uncounted } from './supplies.ts';

/** What a technician goes by, as the journal tells it. */
export interface Books {
  readonly access: AccessState;
  readonly supplies: Supplies;
  readonly inService: boolean;
  /** Orders whose slip could not be printed. */
  readonly keptSlips: ReadonlySet<string>;
}

/** A journal whose every entry goes into the books when it is written. */
export interface BookedJournal extends Journal {
  readonly books: Books;
  /** A record from before this start goes into the books as well. To be called for all of them, in order. */
  takeUp(record: JournalRecord): void;
}

export function withBooks(journal: Journal, clock: Clock): BookedJournal {
  const keptSlips = new Set<string>();
  let books: Books = { access: untried, supplies: uncounted, inService: true, keptSlips };

  function enter(entry: Entry, at: number): void {
    if (entry.kind === 'slip.kept') keptSlips.add(entry.order);
    if (entry.kind === 'slip.printed') keptSlips.delete(entry.order);
    books = {
      keptSlips,
      access: accessAfter(books.access, entry, at),
      supplies: suppliesAfter(books.supplies, entry),
      inService: serviceAfter(books.inService, entry),
    };
  }

  return {
    append(entry) {
      journal.append(entry);
      enter(entry, clock.now());
    },
    order: journal.order,
    openOrders: journal.openOrders,
    get broken() {
      return journal.broken;
    },
    get books() {
      return books;
    },
    takeUp: (record) => enter(entryOf(record), record.at),
  };
}
