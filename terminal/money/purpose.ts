import type { Subject } from '../hospital/contract/locks.ts';

/** What is given back of a payment: all of it, or the items the hospital released. Fen. */
export interface Repayment {
  /** The order number under which it was paid. */
  readonly transaction: string;
  readonly amount: number;
  readonly items?: readonly string[];
  /** The insurance settlement to be undone first. */
  readonly settlementId?: string;
}

/** What an order is for: something to have, or something to give back. */
export type Purpose =
  | Subject
  | { readonly kind: 'cancel'; readonly bookingId: string }
  | ({ readonly kind: 'refund' } & Repayment);

/** How an order begins. Every id in it is the terminal's own, made before anything is asked of anybody. */
export interface Opening {
  readonly order: string;
  readonly visit: string;
  readonly lockId: string;
  readonly refundNumber: string;
  readonly settlementId: string;
  readonly recordId: string;
  readonly purpose: Purpose;
  /** What the patient was shown, in fen: the whole, and their own part. A lock at another price is not accepted. */
  readonly price: number;
  readonly self: number;
  /** Stands for the patient at the insurance fund; without it insurance bears nothing. */
  readonly insuranceToken?: string;
  /** The hospital's order of the two, as it stood when this order was opened. */
  readonly settle: 'beforePayment' | 'afterPayment';
  /** The hospital wants a settlement undone before the patient's part goes back, whichever was taken first. */
  readonly undoFirst?: true;
}

/** Cancellations and refunds: they take nothing and hold nothing. */
export const isGivingBack = (purpose: Purpose): purpose is Extract<Purpose, { kind: 'cancel' | 'refund' }> =>
  purpose.kind === 'cancel' || purpose.kind === 'refund';

/** A device delivers it before the hospital confirms: a card is written, reports are printed. */
export const isDelivered = (purpose: Purpose): boolean => purpose.kind === 'card' || purpose.kind === 'reports';

/** Reports are their own paper; everything else leaves the patient with a slip. */
export const hasSlip = (purpose: Purpose): boolean => purpose.kind !== 'reports';

export function repaymentOf({ transaction, amount, items, settlementId }: Repayment): Repayment {
  return { transaction, amount, ...(items && { items }), ...(settlementId !== undefined && { settlementId }) };
}
