import { type Order, owesUndoing, runsBack } from './order.ts';
import type { Abandonment, Act } from './order-entry.ts';
import { hasSlip, isDelivered, isGivingBack } from './purpose.ts';

/**
 * What an order needs next.
 *
 * `act`: carry it out. `resolve`: it was begun and its outcome is not known, so ask first, and carry it out again, under
 * the same number, only when the other side knows nothing of it. `ask`: look whether something outside has moved.
 * `wait`: for a device, or for a moment.
 */
export type Step =
  | { readonly kind: 'act'; readonly act: Act }
  | { readonly kind: 'resolve'; readonly act: Resolvable }
  | { readonly kind: 'ask'; readonly about: Question }
  | { readonly kind: 'wait'; readonly until?: number }
  | { readonly kind: 'abandon'; readonly why: Abandonment }
  | { readonly kind: 'done' };

export type Resolvable = 'confirm' | 'refund' | 'settleInsurance' | 'cancelBooking';
export type Question = 'payment' | 'refund' | 'settlement' | 'lock';

const act = (it: Act): Step => ({ kind: 'act', act: it });
const ask = (about: Question): Step => ({ kind: 'ask', about });
const done: Step = { kind: 'done' };

const releaseTries = 3;

/** The act, or, when it was begun before, the question what came of it. */
const resolvable = (order: Order, it: Resolvable): Step =>
  order.unresolved === it ? { kind: 'resolve', act: it } : act(it);

/** `now` in UTC milliseconds. Pure: the same order at the same time needs the same thing. */
export function nextStep(order: Order, now: number): Step {
  if (order.confirmation === 'unknown') return { kind: 'resolve', act: 'confirm' };
  if (runsBack(order)) return back(order, now);
  return order.confirmation === 'done' ? afterwards(order) : forward(order, now);
}

function forward(order: Order, now: number): Step {
  if (order.purpose.kind === 'cancel') return resolvable(order, 'cancelBooking');
  // The same lock number gives the same answer, so an unknown outcome is asked about by asking again.
  if (order.lock === 'none' || order.lock === 'unknown') return act('lock');
  const insurance =
    order.insuranceToken !== undefined &&
    order.price > order.self &&
    order.insurance !== 'settled' &&
    order.payment !== 'closed';
  if (insurance && order.settle === 'beforePayment') return resolvable(order, 'settleInsurance');
  if (order.self > 0 && order.payment !== 'paid') return payment(order, now);
  if (insurance) return resolvable(order, 'settleInsurance');
  if (isDelivered(order.purpose) && order.delivery !== 'done') return { kind: 'wait' };
  return act('confirm');
}

function payment(order: Order, now: number): Step {
  switch (order.payment) {
    case 'open':
      if (order.payUntil !== undefined && now >= order.payUntil) return { kind: 'abandon', why: 'notPaidInTime' };
      return ask('payment');
    case 'closed':
      // Not by this terminal: what it is for may have been paid through another channel.
      return ask('lock');
    default:
      return act('createPayment');
  }
}

/** The way back: nothing can be paid any more, then what was taken last is given back first, where the hospital has no other wish, then the lock. */
function back(order: Order, now: number): Step {
  if (order.payment === 'open' || order.payment === 'opening') {
    if (order.reverseFrom !== undefined && now < order.reverseFrom) return { kind: 'wait', until: order.reverseFrom };
    return act('closePayment');
  }
  const refundFirst = order.settle === 'beforePayment' && !order.undoFirst && !isGivingBack(order.purpose);
  const steps = refundFirst ? [repaying, undoing] : [undoing, repaying];
  for (const step of steps) {
    const next = step(order);
    if (next) return next;
  }
  const mayHold = order.lock === 'held' || order.lock === 'unknown';
  return mayHold && order.releasesFailed < releaseTries ? act('releaseLock') : done;
}

function undoing(order: Order): Step | undefined {
  if (!owesUndoing(order)) return undefined;
  return order.insurance === 'undoing' ? ask('settlement') : act('undoInsurance');
}

function repaying(order: Order): Step | undefined {
  if (!order.repayment || order.refund === 'arrived' || order.refund === 'failed') return undefined;
  // What was settled and cannot be undone is for the window to give back as a whole.
  if (order.insurance === 'stuck' && isGivingBack(order.purpose)) return undefined;
  return order.refund === 'accepted' ? ask('refund') : resolvable(order, 'refund');
}

/** Confirmed: a card is still to be handed over, and the hospital to be told. */
function afterwards(order: Order): Step {
  if (order.purpose.kind !== 'card') return done;
  if (!order.card) return { kind: 'wait' };
  return order.card.told ? done : act('reportCard');
}

/** Whether anything is still to be done about an order, its slip included. */
export const isOpen = (order: Order): boolean =>
  nextStep(order, Number.NEGATIVE_INFINITY).kind !== 'done' ||
  (order.state === 'fulfilled' && hasSlip(order.purpose) && order.slip !== 'printed' && order.slip !== 'kept');
