/**
 * The durable life of one order, as data: an order is what its journal entries say, folded. No clock and no I/O here.
 *
 *   created → locked → awaitingPayer → paid → fulfilling → fulfilled
 *                 exits: closed, refundPending → refunded | refundFailed
 */
import type { LocalText } from '../screen.ts';

export type OrderState =
  | 'created'
  | 'locked'
  | 'awaitingPayer'
  | 'paid'
  | 'fulfilling'
  | 'fulfilled'
  | 'closed'
  | 'refundPending'
  | 'refunded'
  | 'refundFailed';

/** Outward acts that change something at the hospital or the payment platform. */
export type Act = 'lockSlot' | 'createPayment' | 'closePayment' | 'confirm' | 'refund' | 'releaseLock';

/** Why an order is given up: set once, and from then on the order runs backwards. */
export type Abandonment = 'patient' | 'notPaidInTime' | 'powerCut' | 'priceChanged';

/** What the hospital confirmed. Nothing of the person is in it. */
export interface Ticket {
  readonly queueNumber: string;
  readonly day: string;
  readonly from: string;
  readonly to: string;
  readonly department: LocalText;
  readonly doctor: LocalText;
  readonly place: LocalText;
}

export interface Opening {
  readonly order: string;
  readonly visit: string;
  readonly lockId: string;
  readonly refundNumber: string;
  readonly slotId: string;
  readonly recordId: string;
  /** What the patient was shown, in fen; a lock at another price is not accepted. */
  readonly price: number;
}

/** What came of an act or of a question, as far as it moves the order. */
export type OrderEntry =
  | ({ readonly kind: 'order.opened' } & Opening)
  | { readonly kind: 'order.abandoned'; readonly order: string; readonly why: Abandonment }
  | { readonly kind: 'act.intended'; readonly order: string; readonly act: Act }
  | { readonly kind: 'act.unknown'; readonly order: string; readonly act: Act; readonly why: string }
  | { readonly kind: 'act.refused'; readonly order: string; readonly act: Act; readonly code: string }
  | { readonly kind: 'lock.held'; readonly order: string; readonly self: number; readonly expiresAt: number }
  | { readonly kind: 'lock.released'; readonly order: string }
  | { readonly kind: 'payment.open'; readonly order: string; readonly code: string; readonly payUntil: number }
  | { readonly kind: 'payment.paid'; readonly order: string }
  | { readonly kind: 'payment.closed'; readonly order: string }
  | {
      readonly kind: 'registration.confirmed';
      readonly order: string;
      readonly ticket: Ticket;
      readonly amount: number;
    }
  | { readonly kind: 'refund.accepted'; readonly order: string }
  | { readonly kind: 'refund.arrived'; readonly order: string; readonly amount: number }
  | { readonly kind: 'refund.failed'; readonly order: string }
  | { readonly kind: 'slip.intended'; readonly order: string }
  | { readonly kind: 'slip.printed'; readonly order: string }
  | { readonly kind: 'slip.kept'; readonly order: string; readonly why: string };

export interface Order extends Opening {
  readonly state: OrderState;
  readonly lock: 'none' | 'unknown' | 'held' | 'released' | 'used';
  /** A payment order may exist at the platform. */
  readonly paymentOpened: boolean;
  readonly code?: string;
  readonly payUntil?: number;
  readonly abandoned?: Abandonment;
  /** The code with which the hospital refused what this order was for. */
  readonly refusal?: string;
  /** An act whose outcome is not known: it is asked about before anything else is done. */
  readonly unresolved?: Act;
  readonly ticket?: Ticket;
  readonly refund?: 'accepted' | 'arrived' | 'failed';
  readonly slip?: 'intended' | 'printed' | 'kept';
  /** Releases of the lock that came to nothing; a lock expires by itself, so this is not tried for ever. */
  readonly releasesFailed: number;
}

export const opened = (opening: Opening): Order => ({
  ...opening,
  state: 'created',
  lock: 'none',
  paymentOpened: false,
  releasesFailed: 0,
});

/** The order after one more entry of its own. */
export function fold(order: Order, entry: Exclude<OrderEntry, { kind: 'order.opened' }>): Order {
  switch (entry.kind) {
    case 'order.abandoned':
      return abandoned(order, entry.why);
    case 'act.intended':
      return intended(order, entry.act);
    case 'act.unknown':
      return entry.act === 'releaseLock' ? { ...order, releasesFailed: order.releasesFailed + 1 } : order;
    case 'act.refused':
      return refused(resolved(order), entry.act, entry.code);
    case 'lock.held':
      return lockHeld({ ...resolved(order), lock: 'held' }, entry.self);
    case 'lock.released':
      return { ...resolved(order), lock: 'released' };
    case 'payment.open':
      return { ...resolved(order), state: 'awaitingPayer', code: entry.code, payUntil: entry.payUntil };
    case 'payment.paid':
      return { ...resolved(order), state: order.abandoned ? 'refundPending' : 'paid' };
    case 'payment.closed':
      return { ...resolved(order), state: 'closed' };
    case 'registration.confirmed':
      return { ...resolved(order), state: 'fulfilled', lock: 'used', ticket: entry.ticket };
    case 'refund.accepted':
      return { ...resolved(order), refund: 'accepted' };
    case 'refund.arrived':
      return { ...resolved(order), state: 'refunded', refund: 'arrived' };
    case 'refund.failed':
      return { ...resolved(order), state: 'refundFailed', refund: 'failed' };
    case 'slip.intended':
      return { ...order, slip: 'intended' };
    case 'slip.printed':
      return { ...order, slip: 'printed' };
    case 'slip.kept':
      return { ...order, slip: 'kept' };
  }
}

function resolved(order: Order): Order {
  const { unresolved: _, ...rest } = order;
  return rest;
}

function intended(order: Order, act: Act): Order {
  const next = { ...order, unresolved: act };
  if (act === 'lockSlot') return { ...next, lock: 'unknown' };
  if (act === 'createPayment') return { ...next, paymentOpened: true };
  if (act === 'confirm') return { ...next, state: 'fulfilling' };
  return next;
}

/** Giving up is heard until the hospital has been asked to confirm; after that the order runs to its end. */
function abandoned(order: Order, why: Abandonment): Order {
  if (order.abandoned) return order;
  switch (order.state) {
    case 'created':
    case 'locked':
      return { ...order, abandoned: why, state: order.paymentOpened ? order.state : 'closed' };
    case 'awaitingPayer':
      return { ...order, abandoned: why };
    case 'paid':
      return { ...order, abandoned: why, state: order.price > 0 ? 'refundPending' : 'closed' };
    default:
      return order;
  }
}

function lockHeld(order: Order, self: number): Order {
  if (order.state !== 'created') return order;
  if (self !== order.price) return abandoned({ ...order, state: 'locked' }, 'priceChanged');
  return { ...order, state: self === 0 ? 'paid' : 'locked' };
}

function refused(order: Order, act: Act, code: string): Order {
  switch (act) {
    case 'lockSlot':
      return { ...order, lock: 'none', state: 'closed', refusal: code };
    case 'createPayment':
      return { ...order, state: 'closed', refusal: code };
    case 'confirm':
      return { ...order, state: order.price > 0 ? 'refundPending' : 'closed', refusal: code };
    case 'refund':
      return { ...order, state: 'refundFailed', refund: 'failed' };
    case 'closePayment':
    case 'releaseLock':
      return order;
  }
}
