/** The book of cards, which nobody else keeps: every card that was loaded was issued, captured, or is left. */
import type { Entry } from '../journal/entry.ts';
import { entryOf } from '../journal/journal.ts';
import type { JournalRecord } from '../journal/store.ts';
import { dayOf } from '../zone.ts';
import type { Difference, Side } from './difference.ts';

export interface CardStock {
  /** In the stack at the day's beginning and put in since: `issued`, `captured`, `missing` and `left` together. */
  readonly loaded: number;
  readonly issued: number;
  readonly captured: number;
  /** Fewer were counted than should have been there. */
  readonly missing: number;
  readonly left: number;
}

export interface CardBook {
  /** Absent until somebody has counted. */
  readonly cards?: CardStock;
  readonly differences: readonly Difference[];
}

/** The cards of a day. A count above what was reckoned is a refill; one below it, and a card out of nothing, are not. */
export function cardBookOf(records: readonly JournalRecord[], day: string, zone: string): CardBook {
  let stock: CardStock | undefined;
  let isToday = false;
  const differences: Difference[] = [];

  function differ(at: number, order: string, reckoned: number, counted: number, remedy: string): void {
    if (!isToday) return;
    const side = (amount: number, state: string): Side => ({ amount, state, day, at: new Date(at).toISOString() });
    const sides = { here: side(reckoned, 'reckoned'), there: side(counted, 'counted') };
    const base = { class: 'amountDiffers', book: 'cards', kind: 'stack', reference: 'cardDispenser' } as const;
    differences.push({ ...base, order, ...sides, remedy });
  }

  function counted(at: number, count: number): void {
    if (!stock) {
      stock = { loaded: count, issued: 0, captured: 0, missing: 0, left: count };
      return;
    }
    const more = count - stock.left;
    if (more < 0) {
      const remedy =
        'Technician: count again, and look for cards in the machine and the bin; else report them missing.';
      differ(at, '', stock.left, count, remedy);
    }
    const { loaded, missing } = stock;
    stock = { ...stock, loaded: loaded + Math.max(0, more), missing: missing + Math.max(0, -more), left: count };
  }

  function gone(at: number, where: 'issued' | 'captured', order: string): void {
    if (!stock) return;
    if (stock.left === 0) {
      differ(at, order, 0, 1, 'Technician: a card came out of a stack that should be empty. Count it anew.');
    }
    const isUncounted = stock.left === 0 ? 1 : 0;
    const left = stock.left - 1 + isUncounted;
    stock = { ...stock, loaded: stock.loaded + isUncounted, [where]: stock[where] + 1, left };
  }

  for (const record of records) {
    const on = dayOf(record.at, zone);
    // A clock that was put right may have written later days before.
    if (on > day) continue;
    if (on === day && !isToday) {
      isToday = true;
      if (stock) stock = { loaded: stock.left, issued: 0, captured: 0, missing: 0, left: stock.left };
    }
    take(entryOf(record), record.at);
  }

  function take(entry: Entry, at: number): void {
    if (entry.kind === 'journal.anchored' && entry.supplies.cards) counted(at, entry.supplies.cards.left);
    if (entry.kind === 'supply.counted' && entry.device === 'cardDispenser') counted(at, entry.count);
    // A card that went into the bin has an entry of its own.
    if (entry.kind === 'card.delivered' && entry.state === 'handedOver') gone(at, 'issued', entry.order);
    if (entry.kind === 'card.captured') gone(at, 'captured', entry.order ?? '');
  }

  if (stock && !isToday) stock = { loaded: stock.left, issued: 0, captured: 0, missing: 0, left: stock.left };
  return { ...(stock && { cards: stock }), differences };
}
