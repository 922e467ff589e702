import type { Entry } from '../../../terminal/journal/entry.ts';
import { entryOf, recordsAfter } from '../../../terminal/journal/journal.ts';
import type { JournalStore } from '../../../terminal/journal/store.ts';
import type { Order } from '../../../terminal/money/order.ts';

/** Everything in a journal, in order. */
export const entriesOf = (journal: JournalStore): readonly Entry[] =>
  [...recordsAfter(journal, 0)].map((record) => entryOf(record));

/** Every order a journal knows, as it stands. */
export const ordersOf = (journal: JournalStore): readonly Order[] =>
  entriesOf(journal).flatMap((entry) => (entry.kind === 'order.opened' ? (journal.order(entry.order) ?? []) : []));

export const isGivingBack = ({ purpose }: Order): boolean => purpose.kind === 'cancel' || purpose.kind === 'refund';
