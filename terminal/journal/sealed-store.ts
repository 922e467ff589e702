import type { SealedOrder, Seals } from './seals.ts';
import type { JournalRecord, JournalStore } from './store.ts';

/**
 * A journal's store in which nothing readable reaches the disk: what records say, what chains them, what orders hold and
 * how they are numbered is sealed. Sequence, time, whether an order is open, and how far the hub has the usage stay clear.
 */
export function sealedStore(inner: JournalStore<SealedOrder>, seals: Seals): JournalStore {
  return {
    append: (record, order) =>
      inner.append(seals.record(record), order && { state: seals.order(order.state), open: order.open }),
    read(after, limit) {
      const page: JournalRecord[] = [];
      for (const record of inner.read(after, limit)) {
        try {
          page.push(seals.openedRecord(record));
        } catch (error) {
          // Those before it are read; whoever asks for it by itself hears what is wrong.
          if (page.length === 0) throw error;
          break;
        }
      }
      return page;
    },
    last() {
      const last = inner.last();
      return last && seals.openedRecord(last);
    },
    order(number) {
      const order = inner.order(seals.nameOf(number));
      return order && seals.openedOrder(order);
    },
    // They lie in the order of their names.
    openOrders: () => inner.openOrders().map(seals.openedOrder).sort(byNumber),
    drop: (anchor, orders) => inner.drop(seals.record(anchor), orders.map(seals.nameOf)),
    uploaded: inner.uploaded,
    setUploaded: inner.setUploaded,
    close: inner.close,
  };
}

const byNumber = (one: { readonly order: string }, other: { readonly order: string }) =>
  one.order < other.order ? -1 : 1;
