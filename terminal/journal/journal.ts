import type { Clock } from '../../device-drivers/contract/clock.ts';
import { isOpen } from '../money/next-step.ts';
import { fold, type Order, opened } from '../money/order.ts';
import type { OrderEntry } from '../money/order-entry.ts';
import { sha256Hex } from '../sha256.ts';
import { type Entry, isOrderEntry } from './entry.ts';
import type { JournalRecord, JournalStore } from './store.ts';

/** What the first record is chained to. */
export const genesis = '0'.repeat(64);

/** The journal could not be written: the disk is full or gone. Nothing outward may be done until a technician came. */
export class JournalError extends Error {
  override name = 'JournalError';
}

/** For work nobody waits for: without its journal the terminal does nothing more, and the journal has said so itself. */
export function unlessLost(error: unknown): void {
  if (!(error instanceof JournalError)) throw error;
}

/** Writes where nobody waits for it: a journal that cannot be written has already stopped the terminal's work. */
export function orLost(write: () => void): void {
  try {
    write();
  } catch (error) {
    unlessLost(error);
  }
}

export interface Journal {
  /** Writes an entry and, with it, the new state of the order it concerns. Throws `JournalError`; then nothing was written. */
  append(entry: Entry): void;
  order(number: string): Order | undefined;
  openOrders(): readonly Order[];
  /** Set once the journal has failed: the first error's words. */
  readonly broken: string | undefined;
}

export const sealOf = (previous: string, sequence: number, at: number, text: string): string =>
  sha256Hex(`${previous}\n${sequence}\n${at}\n${text}`);

function after(order: Order | undefined, entry: OrderEntry): Order {
  if (entry.kind === 'order.opened') {
    if (order) throw new TypeError(`order ${entry.order} was opened before`);
    return opened(entry);
  }
  if (!order) throw new TypeError(`no order ${entry.order} for ${entry.kind}`);
  return fold(order, entry);
}

/** `onFailure` is told once, when the first write fails. */
export function createJournal(store: JournalStore, clock: Clock, onFailure: (cause: string) => void): Journal {
  const last = store.last();
  let sequence = last?.sequence ?? 0;
  let hash = last?.hash ?? genesis;
  let broken: string | undefined;

  /** The order an entry belongs to, after it. */
  function projected(entry: Entry) {
    if (!isOrderEntry(entry)) return undefined;
    const state = after(store.order(entry.order), entry);
    return { state, open: isOpen(state) };
  }

  return {
    append(entry) {
      if (broken !== undefined) throw new JournalError(broken);
      const text = JSON.stringify(entry);
      const at = clock.now();
      const record: JournalRecord = { sequence: sequence + 1, at, text, hash: sealOf(hash, sequence + 1, at, text) };
      const order = projected(entry);
      try {
        store.append(record, order);
      } catch (error) {
        broken = error instanceof Error ? error.message : String(error);
        onFailure(broken);
        throw new JournalError(broken, { cause: error });
      }
      sequence = record.sequence;
      hash = record.hash;
    },
    order: (number) => store.order(number),
    openOrders: () => store.openOrders(),
    get broken() {
      return broken;
    },
  };
}

/** All records after a sequence, read in pages. */
export function* recordsAfter(store: Pick<JournalStore, 'read'>, after: number): Generator<JournalRecord> {
  for (;;) {
    const page = store.read(after, 500);
    yield* page;
    const lastOfPage = page.at(-1);
    if (!lastOfPage) return;
    after = lastOfPage.sequence;
  }
}

export const entryOf = (record: JournalRecord): Entry => JSON.parse(record.text);

/** Whether older records were dropped before this one: then it is what the chain begins with. */
export const isAnchor = (record: JournalRecord): boolean =>
  // Most records are none, and are not read for this.
  record.text.includes('"journal.anchored"') && entryOf(record).kind === 'journal.anchored';

/**
 * Follows the chain from the first record, or from the anchor that is in its place. Resolves to the sequence of the first record that does not fit, and why; or
 * to nothing when the chain is whole. `look` is shown every record that fits, so that a start reads the journal once.
 */
export function brokenAt(
  store: Pick<JournalStore, 'read'>,
  look: (record: JournalRecord) => void = () => {},
): { readonly sequence: number; readonly why: string } | undefined {
  let sequence = 0;
  let hash = genesis;
  try {
    for (const record of recordsAfter(store, 0)) {
      const isBeginning = sequence === 0 && isAnchor(record);
      if (!isBeginning && record.sequence !== sequence + 1) {
        return { sequence: record.sequence, why: `follows ${sequence}` };
      }
      if (!isBeginning && record.hash !== sealOf(hash, record.sequence, record.at, record.text)) {
        return { sequence: record.sequence, why: 'its seal does not fit its content and the record before it' };
      }
      ({ sequence, hash } = record);
      look(record);
    }
  } catch (error) {
    // A sealed record that does not open: those before it did.
    if (!(error instanceof JournalError)) throw error;
    return { sequence: sequence + 1, why: error.message };
  }
  return undefined;
}
