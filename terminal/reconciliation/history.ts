import { isOrderEntry } from '../journal/entry.ts';
import { entryOf, isAnchor } from '../journal/journal.ts';
import type { JournalRecord } from '../journal/store.ts';
import { fold, type Order, opened } from '../money/order.ts';
import type { Act, OrderEntry } from '../money/order-entry.ts';

export interface Noted {
  /** UTC milliseconds. */
  readonly at: number;
  readonly entry: OrderEntry;
}

/** One order as it stands now, and everything the journal holds of it, the oldest first. */
export interface History {
  readonly order: Order;
  readonly notes: readonly Noted[];
}

/** Every order of a journal by its number, in the order they were opened. */
export function historiesOf(records: readonly JournalRecord[]): ReadonlyMap<string, History> {
  const histories = new Map<string, { order: Order; readonly notes: Noted[] }>();
  const isAnchored = records[0] !== undefined && isAnchor(records[0]);
  for (const record of records) {
    const entry = entryOf(record);
    if (!isOrderEntry(entry)) continue;
    const note = { at: record.at, entry };
    if (entry.kind === 'order.opened') {
      histories.set(entry.order, { order: opened(entry), notes: [note] });
      continue;
    }
    const history = histories.get(entry.order);
    // Of an order that began before the anchor the rest tells nothing.
    if (!history && isAnchored) continue;
    if (!history) throw new TypeError(`no order ${entry.order} for ${entry.kind}`);
    history.order = fold(history.order, entry);
    history.notes.push(note);
  }
  return histories;
}

/** When an act was first begun; nothing when it never was. UTC milliseconds. */
export const begunAt = ({ notes }: History, act: Act): number | undefined =>
  notes.find(({ entry }) => entry.kind === 'act.intended' && entry.act === act)?.at;

/** When an act was refused for good. UTC milliseconds. */
export const refusedAt = ({ notes }: History, act: Act): number | undefined =>
  notes.find(({ entry }) => entry.kind === 'act.refused' && entry.act === act)?.at;

/** When something of a kind was first written down. UTC milliseconds. */
export const notedAt = ({ notes }: History, ...kinds: OrderEntry['kind'][]): number | undefined =>
  notes.find(({ entry }) => kinds.includes(entry.kind))?.at;
