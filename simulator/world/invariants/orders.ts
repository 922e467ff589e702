import type { Entry } from '../../../terminal/journal/entry.ts';
import { entryOf, recordsAfter } from '../../../terminal/journal/journal.ts';
import type { JournalStore } from '../../../terminal/journal/store.ts';
import type { Order } from '../../../terminal/money/order.ts';

/** As much of a journal as it takes to lay it beside other books. */
export type Books = Pick<JournalStore, 'read' | 'order'>;

/** The journals of several terminals as one, each after the other. */
export const joined = (journals: readonly Books[]): Books => ({
  read: (after) => (after === 0 ? journals.flatMap((journal) => [...recordsAfter(journal, 0)]) : []),
  order: (number) => journals.map((journal) => journal.order(number)).find((order) => order !== undefined),
});

/** Everything in a journal, in order. */
export const entriesOf = (journal: Pick<JournalStore, 'read'>): readonly Entry[] =>
  [...recordsAfter(journal, 0)].map((record) => entryOf(record));

/** Every order a journal knows, as it stands. */
export const ordersOf = (journal: Books): readonly Order[] =>
  entriesOf(journal).flatMap((entry) => (entry.kind === 'order.opened' ? (journal.order(entry.order) ?? []) : []));

export const isGivingBack = ({ purpose }: Order): boolean => purpose.kind === 'cancel' || purpose.kind === 'refund';
