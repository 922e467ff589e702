/** What a start makes of a card that was on its way into the bin when the terminal stopped. */
import type { CardDispenser } from '../device-drivers/contract/card-dispenser.ts';
import type { Entry } from './journal/entry.ts';

export type Capturing = Extract<Entry, { kind: 'card.capturing' }>;

export interface CardCustody {
  /** Is shown every entry of the journal, in order. */
  see(entry: Entry): void;
  /** A capture that was begun, of which nothing more was written. */
  readonly begun: Capturing | undefined;
  /** Whether the card written for an order went into the bin. */
  isInBin(order: string): boolean;
}

/** Follows what a journal tells of captured cards. There is one card in a machine at a time, so one order's. */
export function followCards(): CardCustody {
  let begun: Capturing | undefined;
  let cardOrder: string | undefined;
  const inBin = new Set<string>();
  return {
    see(entry) {
      switch (entry.kind) {
        case 'order.opened':
          if (entry.purpose.kind === 'card') cardOrder = entry.order;
          break;
        case 'delivery.done':
          // Those captured before were bad cards.
          inBin.delete(entry.order);
          break;
        case 'device.fault':
          // A machine that jams resets itself, into the bin, whether or not anybody is there to ask for it.
          if (entry.device === 'cardDispenser' && entry.fault === 'cardJammed') {
            begun = { kind: 'card.capturing', why: entry.fault, ...(cardOrder !== undefined && { order: cardOrder }) };
          }
          break;
        case 'journal.anchored':
          begun = entry.capturing && { kind: 'card.capturing', ...entry.capturing };
          break;
        case 'card.capturing':
          begun = entry;
          break;
        case 'card.captured': {
          const order = entry.order ?? cardOrder;
          if (order !== undefined) inBin.add(order);
          begun = undefined;
          break;
        }
        case 'card.delivered':
        case 'bin.emptied':
          begun = undefined;
          break;
      }
    },
    get begun() {
      return begun;
    },
    isInBin: (order) => inBin.has(order),
  };
}

/**
 * Whether a capture that was begun came to its end, the machine being empty now and `counted` its count of the bin. Where
 * the machine does not count, it is taken to have: the command was given right after the intent was written.
 */
export const cameToEnd = ({ counted: before }: Capturing, counted: number | undefined): boolean =>
  before === undefined || counted === undefined || counted > before;

/** How many cards the machine says are in its bin; nothing where it does not count. */
export async function countedBy({ retainedCounter }: CardDispenser): Promise<number | undefined> {
  const read = await retainedCounter?.read();
  return read?.ok ? read.count : undefined;
}
