import type { UsageCursor } from '../hub-contract.ts';
import type { Order } from '../money/order.ts';

/** One written entry. `text` is its JSON; `hash` seals it to everything written before. */
export interface JournalRecord {
  /** 1, 2, 3 … without gaps. */
  readonly sequence: number;
  /** UTC milliseconds. */
  readonly at: number;
  readonly text: string;
  /** SHA-256 in hex over the previous record's hash and this record's sequence, time and text. */
  readonly hash: string;
}

/** What a store needs to know of an order's state: under which number it is kept. */
export interface Numbered {
  readonly order: string;
}

/**
 * Where the journal is kept: append-only, synchronous. When `append` returns, the record and the order's new state are
 * on the disk, both or neither; when it throws, neither is. `State` is what is kept of an order: the order itself, or what
 * a store around this one made of it.
 */
export interface JournalStore<State extends Numbered = Order> {
  append(record: JournalRecord, order: { readonly state: State; readonly open: boolean } | undefined): void;
  /** Records after a sequence, in order, at most `limit`. */
  read(after: number, limit: number): readonly JournalRecord[];
  last(): JournalRecord | undefined;
  order(number: string): State | undefined;
  openOrders(): readonly State[];
  /**
   * Forgets the oldest records, and the orders of these numbers with them: `anchor` takes the place of the record that has
   * its sequence, and everything before it is gone. All of it or nothing; throws when there is no such record.
   */
  drop(anchor: JournalRecord, orders: readonly string[]): void;
  /** The last usage event that the hub has; null at first, and when everything is to be sent again. */
  uploaded(): UsageCursor | null;
  setUploaded(cursor: UsageCursor | null): void;
  close(): void;
}
