import type { UsageCursor } from '../../terminal/hub-contract.ts';
import type { JournalRecord, JournalStore, Numbered } from '../../terminal/journal/store.ts';
import type { Order } from '../../terminal/money/order.ts';

/**
 * A journal store in memory that outlives the terminal writing to it, as a disk does: after a crash the next terminal
 * is given the same store. `failAppends` makes the disk full; `copy` is a backup of the disk, or a clone of it.
 */
export interface MemoryJournal<State extends Numbered = Order> extends JournalStore<State> {
  failAppends(reason: string | undefined): void;
  copy(): MemoryJournal<State>;
}

interface Disk<State> {
  readonly records: readonly JournalRecord[];
  readonly orders: ReadonlyMap<string, State>;
  readonly open: ReadonlySet<string>;
  readonly uploaded: UsageCursor | null;
}

export function createMemoryJournal<State extends Numbered = Order>(): MemoryJournal<State> {
  return onDisk({ records: [], orders: new Map(), open: new Set(), uploaded: null });
}

function onDisk<State extends Numbered>(disk: Disk<State>): MemoryJournal<State> {
  const records = [...disk.records];
  const orders = new Map(disk.orders);
  const open = new Set(disk.open);
  let { uploaded } = disk;
  let full: string | undefined;
  /** How many records are before a place; those that were dropped are not there any more. */
  const countTo = (sequence: number) => Math.max(0, sequence + 1 - (records[0]?.sequence ?? 1));

  return {
    append(record, order) {
      if (full !== undefined) throw new Error(full);
      const last = records.at(-1)?.sequence ?? 0;
      if (record.sequence !== last + 1) throw new Error(`sequence ${record.sequence} after ${last}`);
      records.push(record);
      if (!order) return;
      orders.set(order.state.order, order.state);
      if (order.open) open.add(order.state.order);
      else open.delete(order.state.order);
    },
    read: (after, limit) => records.slice(countTo(after), countTo(after) + limit),
    last: () => records.at(-1),
    order: (number) => orders.get(number),
    openOrders: () => [...open].sort().flatMap((number) => orders.get(number) ?? []),
    drop(anchor, numbers) {
      if (full !== undefined) throw new Error(full);
      const at = countTo(anchor.sequence) - 1;
      if (records[at]?.sequence !== anchor.sequence) throw new Error(`there is no record ${anchor.sequence}`);
      records.splice(0, at + 1, anchor);
      for (const number of numbers) {
        orders.delete(number);
        open.delete(number);
      }
    },
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
