/** What the rest of the terminal sees of its money. */
import type { Confirmation } from '../hospital/contract/locks.ts';
import type { Order } from './order.ts';
import type { Abandonment, OrderEntry } from './order-entry.ts';
import type { Opening } from './purpose.ts';

export interface MoneyPolicy {
  /** Milliseconds from the code being shown to the first question whether it is paid. */
  readonly firstQuery: number;
  /** Milliseconds between two such questions. */
  readonly queryEvery: number;
  /** Milliseconds after a charge before which an order is not reversed: the platform may be about to take the money. */
  readonly reverseAfter: number;
}

/** An order as a flow sees it: what the journal says, and what is known only while it is followed. */
export interface Watched {
  readonly order: Order;
  /** The payer is typing a password. */
  readonly payerBusy: boolean;
  /** A payer's code that was scanned: being charged, or of no use; another may be scanned then. */
  readonly charge: 'none' | 'running' | 'refused';
  /** What the hospital gave, once it has confirmed. */
  readonly confirmation?: Confirmation;
}

/** What a device did for an order, told by the flow that moved it. */
export type DeliveryEntry = Extract<
  OrderEntry,
  { kind: 'delivery.begun' | 'pages.out' | 'delivery.done' | 'delivery.failed' | 'card.delivered' }
>;

/** The only place that moves money. Every order it was given runs to its end, whoever is or is not at the screen. */
export interface Money {
  /** Writes the order down and begins it. Throws `JournalError` when it could not be written; then nothing was begun. */
  open(opening: Opening): void;
  /** Asks for an order to be given up. What has been paid by then is given back. */
  abandon(number: string, why: Abandonment): void;
  /** Charges an order to the code a payer held before the scanner. One that cannot be paid any more is left alone. */
  charge(number: string, payerCode: string): void;
  /** Writes down what a device did for an order, and goes on with it. Throws `JournalError` like `open`. */
  delivered(entry: DeliveryEntry): void;
  /** Something happened to an order elsewhere: asks now instead of later. */
  nudge(number: string): void;
  /** Calls `listener` with the order now and after every change of it. Returns how to stop. */
  watch(number: string, listener: (watched: Watched) => void): () => void;
  /**
   * Takes up every order a former run left open. Resolves when all of them have come to their end. `cardInside`: whether
   * a card was in the machine at the start, so that nobody has taken it; a card's order waits for that word.
   */
  recover(cardInside: Promise<boolean>): Promise<void>;
  /** Orders still being worked on. */
  readonly running: number;
  /** Stops asking and acting; what is open stays open in the journal. */
  stop(): void;
}
