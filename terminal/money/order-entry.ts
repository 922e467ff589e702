/** What the journal holds of orders. No personal data, and nothing of what was bought but kinds and amounts. */
import type { Fault } from '../../device-drivers/contract/fault.ts';
import type { Opening, Purpose, Repayment } from './purpose.ts';

/** Outward acts that change something at the hospital, the payment platform or the insurance fund. */
export const acts = [
  'lock',
  'createPayment',
  'charge',
  'closePayment',
  'settleInsurance',
  'undoInsurance',
  'confirm',
  'cancelBooking',
  'reportCard',
  'refund',
  'releaseLock',
] as const;
export type Act = (typeof acts)[number];

/** Why an order is given up: set once, and from then on the order runs backwards. */
export type Abandonment = 'patient' | 'notPaidInTime' | 'powerCut' | 'priceChanged' | 'notDelivered' | 'paidElsewhere';

interface OfOrder {
  readonly order: string;
}

/** What came of an act, of a question, or of a device, as far as it moves the order. Amounts in fen, times in UTC milliseconds. */
export type OrderEntry =
  | ({ readonly kind: 'order.opened' } & Opening)
  | ({ readonly kind: 'order.abandoned'; readonly why: Abandonment } & OfOrder)
  /** `reverseFrom`: of a charge, which is not reversed sooner, whatever becomes of it. */
  | ({ readonly kind: 'act.intended'; readonly act: Act; readonly reverseFrom?: number } & OfOrder)
  | ({ readonly kind: 'act.unknown'; readonly act: Act; readonly why: string } & OfOrder)
  | ({ readonly kind: 'act.refused'; readonly act: Act; readonly code: string } & OfOrder)
  | ({
      readonly kind: 'lock.held';
      readonly total: number;
      readonly self: number;
      readonly lockedUntil: number;
    } & OfOrder)
  | ({ readonly kind: 'lock.released' } & OfOrder)
  /** Nothing is left to pay: it was paid through another channel, and is still the patient's to have here. */
  | ({ readonly kind: 'lock.paidElsewhere' } & OfOrder)
  /** Paid and done with through another channel. */
  | ({ readonly kind: 'lock.usedElsewhere' } & OfOrder)
  | ({ readonly kind: 'payment.open'; readonly code: string; readonly payUntil: number } & OfOrder)
  /** The payer's code was taken; what comes of it is asked. */
  | ({ readonly kind: 'payment.charged' } & OfOrder)
  | ({ readonly kind: 'payment.paid' } & OfOrder)
  | ({ readonly kind: 'payment.closed' } & OfOrder)
  /** Given back by somebody else, in part or all: for a person to look into. */
  | ({ readonly kind: 'payment.disputed' } & OfOrder)
  | ({ readonly kind: 'insurance.settled'; readonly amount: number } & OfOrder)
  | ({ readonly kind: 'insurance.undoing' } & OfOrder)
  | ({ readonly kind: 'insurance.undone' } & OfOrder)
  | ({ readonly kind: 'booking.cancelled'; readonly repayment?: Repayment } & OfOrder)
  | ({
      readonly kind: 'order.confirmed';
      readonly purpose: Purpose['kind'];
      /** Of the whole, whoever bore it. */
      readonly amount: number;
      /** Something was charged here, to the patient or to insurance. */
      readonly paidHere: boolean;
      /** Of reports, how many; absent for other purposes, and in what was written before it was counted. */
      readonly reports?: number;
    } & OfOrder)
  | ({ readonly kind: 'delivery.begun' } & OfOrder)
  | ({ readonly kind: 'pages.out'; readonly pages: number } & OfOrder)
  | ({ readonly kind: 'delivery.done'; readonly pages: number } & OfOrder)
  | ({ readonly kind: 'delivery.failed'; readonly fault: Fault; readonly pages: number } & OfOrder)
  | ({ readonly kind: 'card.delivered'; readonly state: 'handedOver' | 'captured' } & OfOrder)
  | ({ readonly kind: 'card.reported' } & OfOrder)
  | ({ readonly kind: 'refund.accepted' } & OfOrder)
  | ({ readonly kind: 'refund.arrived'; readonly amount: number } & OfOrder)
  | ({ readonly kind: 'refund.failed' } & OfOrder)
  | ({ readonly kind: 'slip.intended' } & OfOrder)
  | ({ readonly kind: 'slip.printed' } & OfOrder)
  | ({ readonly kind: 'slip.kept'; readonly why: string } & OfOrder);
