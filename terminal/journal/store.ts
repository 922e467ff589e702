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

/**
 * Where the journal is kept: append-only, synchronous. When `append` returns, the record and the order's new state are
 * on the disk, both or neither; when it throws, neither is.
 */
export interface JournalStore {
  append(record: JournalRecord, order: { readonly state: Order; readonly open: boolean } | undefined): void;
  /** Records after a sequence, in order, at most `limit`. */
  read(after: number, limit: number): readonly JournalRecord[];
  last(): JournalRecord | undefined;
  order(number: string): Order | undefined;
  openOrders(): readonly Order[];
  /** The last usage event that the hub has; null at first, and when everything is to be sent again. */
  uploaded(): UsageCursor | null;
  setUploaded(cursor: UsageCursor | null): void;
  close(): void;
}
