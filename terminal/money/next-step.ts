import type { Abandonment, Act, Order } from './order.ts';

/**
 * What an order needs next.
 *
 * `act`: carry it out. `resolve`: it was begun and its outcome is not known, so ask first, and carry it out again, under
 * the same number, only when the other side knows nothing of it. `ask`: look whether something outside has moved.
 */
export type Step =
  | { readonly kind: 'act'; readonly act: Act }
  | { readonly kind: 'resolve'; readonly act: 'confirm' | 'refund' }
  | { readonly kind: 'ask'; readonly about: 'payment' | 'refund' }
  | { readonly kind: 'abandon'; readonly why: Abandonment }
  | { readonly kind: 'done' };

const act = (it: Act): Step => ({ kind: 'act', act: it });
const done: Step = { kind: 'done' };

const releaseTries = 3;

/** `now` in UTC milliseconds. Pure: the same order at the same time needs the same thing. */
export function nextStep(order: Order, now: number): Step {
  switch (order.state) {
    case 'created':
      // The same lock number gives the same answer, so an unknown outcome is asked about by asking again.
      return act('lockSlot');
    case 'locked':
      return act(order.abandoned ? 'closePayment' : 'createPayment');
    case 'awaitingPayer':
      if (order.abandoned) return act('closePayment');
      if (order.payUntil !== undefined && now >= order.payUntil) return { kind: 'abandon', why: 'notPaidInTime' };
      return { kind: 'ask', about: 'payment' };
    case 'paid':
      return act('confirm');
    case 'fulfilling':
      return { kind: 'resolve', act: 'confirm' };
    case 'refundPending':
      if (order.refund === 'accepted') return { kind: 'ask', about: 'refund' };
      return order.unresolved === 'refund' ? { kind: 'resolve', act: 'refund' } : act('refund');
    case 'fulfilled':
      return done;
    case 'closed':
    case 'refunded':
    case 'refundFailed':
      return mayHoldLock(order) && order.releasesFailed < releaseTries ? act('releaseLock') : done;
  }
}

const mayHoldLock = (order: Order) => order.lock === 'held' || order.lock === 'unknown';

/** Whether anything is still to be done about an order, its slip included. */
export const isOpen = (order: Order): boolean =>
  nextStep(order, Number.NEGATIVE_INFINITY).kind !== 'done' ||
  (order.state === 'fulfilled' && order.slip !== 'printed' && order.slip !== 'kept');
