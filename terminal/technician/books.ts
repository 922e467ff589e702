import type { Clock } from '../../device-drivers/contract/clock.ts';
import type { DeviceKind } from '../../device-drivers/contract/device-event.ts';
import type { Entry } from '../journal/entry.ts';
import { entryOf, type Journal } from '../journal/journal.ts';
import type { JournalRecord } from '../journal/store.ts';
import { type AccessState, untried } from './access-state.ts';
import { accessAfter } from './lock-out.ts';
import { serviceAfter } from './service.ts';
import { suppliesAfter } from './supplies.ts';
import { type Supplies, uncounted } from './supply-state.ts';

/** What a technician and the hub go by, as the journal tells it. */
export interface Books {
  /** The name of this start; empty until it is written. */
  readonly epoch: string;
  readonly access: AccessState;
  readonly supplies: Supplies;
  readonly inService: boolean;
  /** Orders whose slip could not be printed. */
  readonly keptSlips: ReadonlySet<string>;
  /** Devices that cannot do their work. */
  readonly unable: ReadonlySet<DeviceKind>;
}

/** A journal whose every entry goes into the books when it is written. */
export interface BookedJournal extends Journal {
  readonly books: Books;
  /** A record from before this start goes into the books as well. To be called for all of them, in order. */
  takeUp(record: JournalRecord): void;
  /** These orders were dropped from the journal: the books are what they would be after a restart. */
  forget(orders: readonly string[]): void;
}

/** `moved` is called when an entry of this start changed supplies or service. */
export function withBooks(journal: Journal, clock: Clock, moved: () => void = () => {}): BookedJournal {
  const keptSlips = new Set<string>();
  const unable = new Set<DeviceKind>();
  let books: Books = { epoch: '', access: untried, supplies: uncounted, inService: true, keptSlips, unable };

  function enter(entry: Entry, at: number): void {
    if (entry.kind === 'slip.kept') keptSlips.add(entry.order);
    if (entry.kind === 'slip.printed') keptSlips.delete(entry.order);
    if (entry.kind === 'journal.anchored') for (const device of entry.unable) unable.add(device);
    if (entry.kind === 'device.changed') {
      if (entry.available) unable.delete(entry.device);
      else unable.add(entry.device);
    }
    books = {
      epoch: 'epoch' in entry ? entry.epoch : books.epoch,
      keptSlips,
      unable,
      access: accessAfter(books.access, entry, at),
      supplies: suppliesAfter(books.supplies, entry),
      inService: serviceAfter(books.inService, entry),
    };
  }

  return {
    append(entry) {
      journal.append(entry);
      const { supplies, inService } = books;
      enter(entry, clock.now());
      if (books.supplies !== supplies || books.inService !== inService) moved();
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
    forget(orders) {
      for (const order of orders) keptSlips.delete(order);
    },
  };
}
