import type { JournalRecord, JournalStore } from '../../terminal/journal/store.ts';
import type { Order } from '../../terminal/money/order.ts';

/**
 * A journal store in memory that outlives the terminal writing to it, as a disk does: after a crash the next terminal
 * is given the same store. `failAppends` makes the disk full.
 */
export interface MemoryJournal extends JournalStore {
  failAppends(reason: string | undefined): void;
}

export function createMemoryJournal(): MemoryJournal {
  const records: JournalRecord[] = [];
  const orders = new Map<string, Order>();
  const open = new Set<string>();
  let uploaded = 0;
  let full: string | undefined;

  return {
    append(record, order) {
      if (full !== undefined) throw new Error(full);
      if (record.sequence !== records.length + 1)
        throw new Error(`sequence ${record.sequence} after ${records.length}`);
      records.push(record);
      if (!order) return;
      orders.set(order.state.order, structuredClone(order.state));
      if (order.open) open.add(order.state.order);
      else open.delete(order.state.order);
    },
    read: (after, limit) => records.slice(after, after + limit),
    last: () => records.at(-1),
    order: (number) => orders.get(number),
    openOrders: () => [...open].sort().flatMap((number) => orders.get(number) ?? []),
    uploaded: () => uploaded,
    setUploaded(sequence) {
      uploaded = sequence;
    },
    close() {},
    failAppends(reason) {
      full = reason;
    },
  };
}
