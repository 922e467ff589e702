import type { UsageCursor } from '../../terminal/hub-contract.ts';
import type { JournalRecord, JournalStore } from '../../terminal/journal/store.ts';
import type { Order } from '../../terminal/money/order.ts';

/**
 * A journal store in memory that outlives the terminal writing to it, as a disk does: after a crash the next terminal
 * is given the same store. `failAppends` makes the disk full; `copy` is a backup of the disk, or a clone of it.
 */
export interface MemoryJournal extends JournalStore {
  failAppends(reason: string | undefined): void;
  copy(): MemoryJournal;
}

interface Disk {
  readonly records: readonly JournalRecord[];
  readonly orders: ReadonlyMap<string, Order>;
  readonly open: ReadonlySet<string>;
  readonly uploaded: UsageCursor | null;
}

export function createMemoryJournal(): MemoryJournal {
  return onDisk({ records: [], orders: new Map(), open: new Set(), uploaded: null });
}

function onDisk(disk: Disk): MemoryJournal {
  const records = [...disk.records];
  const orders = new Map(disk.orders);
  const open = new Set(disk.open);
  let { uploaded } = disk;
  let full: string | undefined;

  return {
    append(record, order) {
      if (full !== undefined) throw new Error(full);
      if (record.sequence !== records.length + 1)
        throw new Error(`sequence ${record.sequence} after ${records.length}`);
      records.push(record);
      if (!order) return;
      orders.set(order.state.order, order.state);
      if (order.open) open.add(order.state.order);
      else open.delete(order.state.order);
    },
    read: (after, limit) => records.slice(after, after + limit),
    last: () => records.at(-1),
    order: (number) => orders.get(number),
    openOrders: () => [...open].sort().flatMap((number) => orders.get(number) ?? []),
    uploaded: () => uploaded,
    setUploaded(cursor) {
      uploaded = cursor;
    },
    close() {},
    failAppends(reason) {
      full = reason;
    },
    copy: () => onDisk({ records, orders, open, uploaded }),
  };
}
