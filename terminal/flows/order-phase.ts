import type { Order } from '../money/order.ts';
import type { MoneyWord, Trouble } from '../screen.ts';
import { type Ending, untouched } from './ending.ts';

/** The stages of an order that a patient can tell apart. */
export const phases = ['opening', 'paying', 'cancelling', 'confirming', 'refunding', 'fulfilled', 'ended'] as const;
export type Phase = (typeof phases)[number];

export function phaseOf(order: Order): Phase {
  switch (order.state) {
    case 'created':
    case 'locked':
      return order.abandoned ? 'cancelling' : 'opening';
    case 'awaitingPayer':
      return order.abandoned ? 'cancelling' : 'paying';
    case 'paid':
    case 'fulfilling':
      return 'confirming';
    case 'refundPending':
      return order.refund === 'accepted' ? 'ended' : 'refunding';
    case 'fulfilled':
      return 'fulfilled';
    case 'closed':
    case 'refunded':
    case 'refundFailed':
      return 'ended';
  }
}

const troubleOfRefusal: Readonly<Record<string, Trouble>> = {
  slotTaken: 'slotTaken',
  slotOver: 'slotTaken',
  slotUnknown: 'slotTaken',
  alreadyRegistered: 'alreadyRegistered',
  notAllowed: 'notAllowed',
};

/** Why an order that was not fulfilled came to its end, in the patient's words. */
function troubleOf(order: Order): Trouble {
  if (order.refusal !== undefined) return troubleOfRefusal[order.refusal] ?? 'hospitalRefused';
  if (order.abandoned === 'priceChanged') return 'priceChanged';
  if (order.abandoned === 'patient') return 'cancelled';
  return order.state === 'closed' ? 'notPaid' : 'paidLate';
}

export function moneyOf(order: Order): MoneyWord {
  const amount = order.price;
  switch (order.state) {
    case 'created':
    case 'locked':
      return order.paymentOpened ? { money: 'settling', amount } : untouched;
    case 'closed':
      return untouched;
    case 'refunded':
      return { money: 'refunded', amount };
    case 'refundPending':
      return { money: 'refunding', amount };
    case 'awaitingPayer':
    case 'paid':
    case 'fulfilling':
    case 'fulfilled':
    case 'refundFailed':
      return amount === 0 ? untouched : { money: 'settling', amount };
  }
}

/** The last screen of an errand whose order did not end in a registration, or has not ended while the patient waited. */
export function endingOf(order: Order, trouble: Trouble = troubleOf(order)): Ending {
  return { kind: 'trouble', trouble, money: moneyOf(order), reference: order.order };
}
