import { nextStep } from '../../money/next-step.ts';
import { type Order, runsBack } from '../../money/order.ts';
import { isGivingBack } from '../../money/purpose.ts';
import type { MoneyWord } from '../../screen/parts.ts';
import type { Trouble } from '../../screen/words.ts';
import { type Ending, untouched } from '../ending.ts';

/** The stages of an order that a patient can tell apart. */
export const phases = [
  'opening',
  'paying',
  'cancelling',
  'delivering',
  'confirming',
  'handing',
  'givingBack',
  'arriving',
  'refunding',
  'fulfilled',
  'ended',
] as const;
export type Phase = (typeof phases)[number];

export function phaseOf(order: Order): Phase {
  const givesBack = isGivingBack(order.purpose);
  switch (order.state) {
    case 'created':
    case 'locked':
      if (givesBack) return 'givingBack';
      return runsBack(order) ? 'cancelling' : 'opening';
    case 'awaitingPayer':
      if (runsBack(order)) return 'cancelling';
      return order.payment === 'open' ? 'paying' : 'confirming';
    case 'paid':
      return nextStep(order, Number.NEGATIVE_INFINITY).kind === 'wait' ? 'delivering' : 'confirming';
    case 'fulfilling':
      return givesBack ? 'givingBack' : 'confirming';
    case 'fulfilled':
      if (order.purpose.kind !== 'card') return 'fulfilled';
      if (!order.card) return 'handing';
      return order.card.state === 'captured' ? 'ended' : 'fulfilled';
    case 'refundPending':
      if (givesBack) return order.refund === 'accepted' ? 'arriving' : 'givingBack';
      return order.refund === 'accepted' ? 'ended' : 'refunding';
    case 'refunded':
      return givesBack ? 'fulfilled' : 'ended';
    case 'closed':
      return isBeingReleased(order) ? 'cancelling' : 'ended';
    case 'refundFailed':
      return 'ended';
  }
}

/**
 * A patient who gave up goes back to where what was held is open again, so its release is waited for. One that failed is
 * tried again, or the lock expires, without them.
 */
const isBeingReleased = ({ abandoned, lock, releasesFailed }: Order): boolean =>
  abandoned === 'patient' && (lock === 'held' || lock === 'unknown') && releasesFailed === 0;

/** The patient gave it up and nothing was taken: they are where they were before. */
export const wasGivenUp = (order: Order): boolean => order.state === 'closed' && order.abandoned === 'patient';

const refusals: Readonly<Record<string, Trouble>> = {
  slotTaken: 'slotTaken',
  slotOver: 'slotTaken',
  alreadyRegistered: 'alreadyRegistered',
  noShowBar: 'noShowBar',
  notAllowed: 'notAllowed',
  sameDayOff: 'sameDayOff',
  tooEarly: 'tooEarly',
  tooLate: 'tooLate',
  wrongDay: 'wrongDay',
  alreadyCollected: 'alreadyCollected',
  alreadyCancelled: 'alreadyCancelled',
  billPaid: 'billPaid',
  beingPaid: 'beingPaid',
  hasCard: 'hasCard',
  noCard: 'noCard',
  notReady: 'notReady',
  quotaUsed: 'quotaUsed',
  clinicCancelled: 'clinicCancelled',
  paidElsewhere: 'paidElsewhere',
  serviceGiven: 'serviceGiven',
  notReleased: 'notReleased',
  insuranceRefused: 'insuranceRefused',
  amountDiffers: 'priceChanged',
};

/** The patient's word for a code the hospital refused something with. */
export function troubleOfRefusal(code: string, paid: boolean): Trouble {
  if (code === 'lockExpired') return paid ? 'paidLate' : 'notPaid';
  return refusals[code] ?? 'hospitalRefused';
}

/** Why an order that was not fulfilled came to its end, in the patient's words. */
export function troubleOf(order: Order, deliveryFault: Trouble | undefined): Trouble {
  if (order.card?.state === 'captured') return 'cardCaptured';
  if (order.insurance === 'stuck') return 'insuranceNotUndone';
  if (isGivingBack(order.purpose) && order.refund === 'failed' && order.refusal === undefined) return 'refundBounced';
  if (order.refusal !== undefined) return troubleOfRefusal(order.refusal, order.payment === 'paid');
  switch (order.abandoned) {
    case 'priceChanged':
    case 'paidElsewhere':
      return order.abandoned;
    case 'patient':
      return 'cancelled';
    case 'notDelivered':
      if (order.pages > 0) return 'pagesLeft';
      return deliveryFault ?? 'hardwareError';
    default:
      return order.payment === 'paid' ? 'paidLate' : 'notPaid';
  }
}

/** What became of the patient's money. */
export function moneyOf(order: Order): MoneyWord {
  const { purpose } = order;
  const amount = order.repayment?.amount ?? order.self;
  const insured = order.price - order.self;
  switch (order.state) {
    case 'created':
    case 'locked':
      return order.payment === 'opening' ? { money: 'settling', amount } : untouched;
    case 'closed':
      return untouched;
    case 'refunded':
      return { money: 'refunded', amount };
    case 'refundPending':
      return order.repayment ? { money: 'refunding', amount } : { money: 'settling', amount: insured };
    case 'refundFailed':
      // A refund refused has moved nothing; a booking that is cancelled is gone, and its money is owed.
      if (purpose.kind === 'refund' && order.refusal !== undefined && order.insurance === 'none') return untouched;
      return { money: 'window', amount: order.repayment ? amount : insured };
    case 'fulfilled':
      return order.self === 0 ? untouched : { money: 'kept', amount: order.self };
    case 'awaitingPayer':
    case 'paid':
    case 'fulfilling':
      return amount === 0 ? untouched : { money: 'settling', amount };
  }
}

/** The last screen of an errand whose order did not end well, or has not ended while the patient waited. */
export function endingOf(order: Order, trouble: Trouble, pagesWanted: number | undefined): Ending {
  const pages = pagesWanted === undefined ? {} : { pages: { out: order.pages, of: pagesWanted } };
  return { kind: 'trouble', trouble, money: moneyOf(order), reference: order.order, ...pages };
}
