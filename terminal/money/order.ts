/**
 * The durable life of one order, as data: an order is what its journal entries say, folded. No clock and no I/O here.
 *
 *   created → locked → awaitingPayer → paid → fulfilling → fulfilled
 *                 exits: closed, refundPending → refunded | refundFailed
 *
 * Every errand that takes, holds or gives back anything is such an order: it locks what it is for, is paid by the patient
 * and by insurance as far as that is due, is delivered where a device delivers it, and is confirmed. Given up or refused,
 * it runs backwards. Cancellations and refunds of what was paid before begin on the way back.
 */
import type { Abandonment, Act, OrderEntry } from './order-entry.ts';
import { isGivingBack, type Opening, type Repayment, repaymentOf } from './purpose.ts';

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

export interface Order extends Opening {
  readonly state: OrderState;
  readonly lock: 'none' | 'unknown' | 'held' | 'released' | 'used';
  /** UTC milliseconds; after it the lock is the hospital's again. */
  readonly lockedUntil?: number;
  /** `none` while nothing was asked for, also where nothing is to be paid. `opening`: it may exist at the platform. */
  readonly payment: 'none' | 'opening' | 'open' | 'paid' | 'closed';
  readonly code?: string;
  readonly payUntil?: number;
  /** UTC milliseconds before which a charged order is not reversed. */
  readonly reverseFrom?: number;
  /** `stuck`: it was settled and cannot be undone by itself. */
  readonly insurance: 'none' | 'unknown' | 'settled' | 'undoing' | 'undone' | 'stuck';
  readonly confirmation: 'none' | 'unknown' | 'done' | 'refused';
  /** What a device does between payment and confirmation: a card written, pages printed. */
  readonly delivery: 'none' | 'begun' | 'done' | 'failed';
  /** Pages of reports that are out. */
  readonly pages: number;
  /** Where a bound card is, and whether the hospital was told. */
  readonly card?: { readonly state: 'handedOver' | 'captured'; readonly told: boolean };
  readonly refund: 'none' | 'unknown' | 'accepted' | 'arrived' | 'failed';
  /** What is given back to whom. */
  readonly repayment?: Repayment;
  readonly abandoned?: Abandonment;
  /** The code with which the hospital refused what this order was for. */
  readonly refusal?: string;
  /** An act whose outcome is not known: it is asked about before anything else is done. */
  readonly unresolved?: Act;
  readonly slip?: 'intended' | 'printed' | 'kept';
  /** Releases of the lock that came to nothing; a lock expires by itself, so this is not tried for ever. */
  readonly releasesFailed: number;
}

export function opened(opening: Opening): Order {
  const { purpose } = opening;
  const fresh: Order = {
    ...opening,
    state: 'created',
    lock: 'none',
    payment: 'none',
    insurance: 'none',
    confirmation: 'none',
    delivery: 'none',
    pages: 0,
    refund: 'none',
    releasesFailed: 0,
  };
  if (purpose.kind !== 'refund') return fresh;
  return stated(owing(fresh, repaymentOf(purpose)));
}

/** The order after one more entry of its own. */
export const fold = (order: Order, entry: Exclude<OrderEntry, { kind: 'order.opened' }>): Order =>
  stated(moved(order, entry));

function moved(order: Order, entry: Exclude<OrderEntry, { kind: 'order.opened' }>): Order {
  switch (entry.kind) {
    case 'order.abandoned':
      return abandoned(order, entry.why);
    case 'act.intended':
      return intended(order, entry);
    case 'act.unknown':
      return entry.act === 'releaseLock' ? { ...order, releasesFailed: order.releasesFailed + 1 } : order;
    case 'act.refused':
      return refused(resolved(order), entry.act, entry.code);
    case 'lock.held':
      return lockHeld(resolved(order), entry);
    case 'lock.released':
      return { ...resolved(order), lock: 'released' };
    case 'lock.paidElsewhere':
      return { ...order, self: 0 };
    case 'lock.usedElsewhere':
      return { ...order, lock: 'used', abandoned: order.abandoned ?? 'paidElsewhere' };
    case 'payment.open':
      return { ...resolved(order), payment: 'open', code: entry.code, payUntil: entry.payUntil };
    case 'payment.charged':
      return resolved(order);
    case 'payment.paid':
      return paid(resolved(order));
    case 'payment.closed':
      return { ...resolved(order), payment: 'closed' };
    case 'payment.disputed':
      return disputed(resolved(order));
    case 'insurance.settled':
      return { ...resolved(order), insurance: 'settled' };
    case 'insurance.undoing':
      return { ...resolved(order), insurance: 'undoing' };
    case 'insurance.undone':
      return { ...resolved(order), insurance: 'undone' };
    case 'booking.cancelled':
      return cancelled(resolved(order), entry.repayment);
    case 'order.confirmed':
      return { ...resolved(order), confirmation: 'done', lock: 'used' };
    case 'delivery.begun':
      return { ...order, delivery: 'begun' };
    case 'pages.out':
      return { ...order, pages: entry.pages };
    case 'delivery.done':
      return { ...order, delivery: 'done', pages: Math.max(order.pages, entry.pages) };
    case 'delivery.failed':
      return abandoned({ ...order, delivery: 'failed', pages: Math.max(order.pages, entry.pages) }, 'notDelivered');
    case 'card.delivered':
      return order.card ? order : { ...order, card: { state: entry.state, told: false } };
    case 'card.reported':
      return order.card ? { ...resolved(order), card: { ...order.card, told: true } } : order;
    case 'refund.accepted':
      return { ...resolved(order), refund: 'accepted' };
    case 'refund.arrived':
      return { ...resolved(order), refund: 'arrived' };
    case 'refund.failed':
      return { ...resolved(order), refund: 'failed' };
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

function intended(order: Order, { act, reverseFrom }: Extract<OrderEntry, { kind: 'act.intended' }>): Order {
  const next = { ...order, unresolved: act, ...(reverseFrom !== undefined && { reverseFrom }) };
  switch (act) {
    case 'lock':
      return { ...next, lock: 'unknown' };
    case 'createPayment':
      return { ...next, payment: 'opening' };
    case 'settleInsurance':
      return { ...next, insurance: 'unknown' };
    case 'confirm':
      return { ...next, confirmation: 'unknown' };
    case 'refund':
      return { ...next, refund: 'unknown' };
    default:
      return next;
  }
}

/** Giving up is heard until the hospital has been asked to confirm; after that the order runs to its end. */
function abandoned(order: Order, why: Abandonment): Order {
  const heard = !isGivingBack(order.purpose) && order.confirmation === 'none' && !order.abandoned;
  return heard ? { ...order, abandoned: why } : order;
}

function lockHeld(
  order: Order,
  { total, self, lockedUntil }: { readonly total: number; readonly self: number; readonly lockedUntil: number },
): Order {
  const held: Order = { ...order, lock: 'held', lockedUntil };
  if (order.lock === 'released') return order;
  return total === order.price && self === order.self ? held : abandoned(held, 'priceChanged');
}

/** Paid after giving up, or after a refusal, is to be given back like any other payment of an order that goes back. */
const paid = (order: Order): Order =>
  owing({ ...order, payment: 'paid' }, { transaction: order.order, amount: order.self });

/** Somebody gave some of the payment back, or all: the order ends as a case for a person. */
const disputed = (order: Order): Order =>
  abandoned(
    { ...order, payment: 'paid', refund: 'failed', repayment: { transaction: order.order, amount: order.self } },
    'paidElsewhere',
  );

const owing = (order: Order, repayment: Repayment | undefined): Order => (repayment ? { ...order, repayment } : order);

/** A cancellation gives back what the hospital says was paid for the booking, insurance first where it is named. */
function cancelled(order: Order, repayment: Repayment | undefined): Order {
  return owing({ ...order, confirmation: 'done' }, repayment);
}

function refused(order: Order, act: Act, code: string): Order {
  switch (act) {
    case 'lock':
      return { ...order, lock: 'none', refusal: code };
    case 'createPayment':
      return { ...order, payment: 'closed', refusal: code };
    case 'settleInsurance':
      return { ...order, insurance: 'none', refusal: code };
    case 'confirm':
    case 'cancelBooking':
      return { ...order, confirmation: 'refused', refusal: code };
    case 'refund':
      return { ...order, refund: 'failed', refusal: order.refusal ?? code };
    case 'undoInsurance':
      return { ...order, insurance: 'stuck' };
    case 'reportCard':
      return order.card ? { ...order, card: { ...order.card, told: true } } : order;
    case 'charge':
    case 'closePayment':
    case 'releaseLock':
      return order;
  }
}

/** The order runs backwards: what was taken or held is given back. */
export const runsBack = (order: Order): boolean =>
  order.confirmation === 'done'
    ? isGivingBack(order.purpose)
    : order.purpose.kind === 'refund' || order.abandoned !== undefined || order.refusal !== undefined;

/** What insurance settled and is to be undone on the way back. */
export const settlementToUndo = (order: Order): string | undefined =>
  isGivingBack(order.purpose) ? order.repayment?.settlementId : order.settlementId;

export const owesUndoing = (order: Order): boolean =>
  order.insurance === 'unknown' || order.insurance === 'settled' || order.insurance === 'undoing'
    ? true
    : isGivingBack(order.purpose) && order.insurance === 'none' && order.repayment?.settlementId !== undefined;

/** Where the order stands, from its parts. */
function stated(order: Order): Order {
  return { ...order, state: runsBack(order) ? stateOnTheWayBack(order) : stateOnTheWay(order) };
}

function stateOnTheWay(order: Order): OrderState {
  if (order.confirmation === 'done') return 'fulfilled';
  if (order.confirmation === 'unknown') return 'fulfilling';
  if (order.lock === 'none' || order.lock === 'unknown') return 'created';
  if (order.payment === 'paid' || order.self === 0) return 'paid';
  return order.payment === 'open' || order.payment === 'closed' ? 'awaitingPayer' : 'locked';
}

function stateOnTheWayBack(order: Order): OrderState {
  if (order.confirmation === 'unknown') return 'fulfilling';
  if (order.payment === 'open') return 'awaitingPayer';
  if (order.payment === 'opening') return 'locked';
  const isOwed = order.repayment !== undefined && order.refund !== 'arrived' && order.refund !== 'failed';
  if (order.insurance === 'stuck' && isGivingBack(order.purpose)) return 'refundFailed';
  if (isOwed || owesUndoing(order)) return 'refundPending';
  if (order.refund === 'failed' || order.insurance === 'stuck') return 'refundFailed';
  if (order.refund === 'arrived') return 'refunded';
  return order.confirmation === 'done' ? 'fulfilled' : 'closed';
}
