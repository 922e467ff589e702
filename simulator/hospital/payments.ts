import type { PaymentOrder, PaymentState, Verbs } from '../../terminal/hospital/contract.ts';
import type { InputOf, RefusalOf, ReplyOf } from '../../terminal/hospital/verb.ts';
import type { Locks } from './locks.ts';
import { type Answer, createOnce, granted, refused } from './once.ts';

/** An order as the payment platform keeps it. */
export interface Payment {
  readonly orderNumber: string;
  readonly lockId: string;
  readonly subject: string;
  /** Fen. */
  readonly amount: number;
  readonly code: string;
  /** UTC milliseconds. */
  readonly payBefore: number;
  state: 'NOTPAY' | 'USERPAYING' | 'PAYERROR' | 'SUCCESS' | 'CLOSED';
  /** Fen given back or on its way; a refund that bounced does not count. */
  refunded: number;
}

/** What came of a payer's doing at an order; the payer learns why it did not work. */
export type PayerResult =
  | { readonly ok: true }
  | { readonly ok: false; readonly why: 'orderUnknown' | 'closed' | 'alreadyPaid' };

export interface Payments {
  create(input: InputOf<Verbs['createPaymentOrder']>): Answer<PaymentOrder, RefusalOf<Verbs['createPaymentOrder']>>;
  get(orderNumber: string): Answer<PaymentOrder, 'orderUnknown'>;
  close(orderNumber: string): Answer<ReplyOf<Verbs['closePaymentOrder']>, never>;
  find(orderNumber: string): Payment | undefined;
  /** The payer scanned the code and is typing a password. */
  startPaying(orderNumber: string): PayerResult;
  pay(orderNumber: string): PayerResult;
  /** The payer's bank said no; the payer may try again. */
  decline(orderNumber: string): PayerResult;
  /** Closes what was not paid in its time. */
  sweep(): void;
  all(): readonly Payment[];
}

interface Needs {
  readonly locks: Locks;
  readonly now: () => number;
  readonly payWithinSeconds: number;
  /** What the QR of an order carries. */
  readonly codeOf: (orderNumber: string) => string;
}

export const stateOf = ({ state, refunded }: Payment): PaymentState => (refunded > 0 ? 'REFUND' : state);

export function createPayments({ locks, now, payWithinSeconds, codeOf }: Needs): Payments {
  const once = createOnce();
  const payments = new Map<string, Payment>();
  const open = new Set<Payment>();
  /** Closed before the request to open them came; UTC milliseconds of when. */
  const closedEarly = new Map<string, number>();

  const shown = (payment: Payment): PaymentOrder => ({
    orderNumber: payment.orderNumber,
    state: stateOf(payment),
    amount: payment.amount,
    refunded: payment.refunded,
    code: payment.code,
    payBefore: new Date(payment.payBefore).toISOString(),
  });

  function create({
    orderNumber,
    lockId,
    amount,
    subject,
  }: InputOf<Verbs['createPaymentOrder']>): Answer<PaymentOrder, RefusalOf<Verbs['createPaymentOrder']>> {
    const base = { orderNumber, lockId, subject, amount, refunded: 0 };
    const closedAt = closedEarly.get(orderNumber);
    if (closedAt !== undefined) {
      const payment: Payment = { ...base, code: '', payBefore: closedAt, state: 'CLOSED' };
      payments.set(orderNumber, payment);
      return granted(shown(payment));
    }
    const lock = locks.find(lockId);
    if (!lock) return refused('lockUnknown');
    if (lock.state !== 'held') return refused('lockExpired');
    // What costs nothing needs no order: an order over 0 is an order over another amount.
    if (amount !== lock.price || amount === 0) return refused('amountDiffers');
    const payBefore = Math.min(now() + payWithinSeconds * 1000, lock.expiresAt);
    const payment: Payment = { ...base, code: codeOf(orderNumber), payBefore, state: 'NOTPAY' };
    payments.set(orderNumber, payment);
    open.add(payment);
    return granted(shown(payment));
  }

  function current(orderNumber: string): PaymentOrder | undefined {
    const payment = payments.get(orderNumber);
    if (payment) return shown(payment);
    const closedAt = closedEarly.get(orderNumber);
    if (closedAt === undefined) return undefined;
    const payBefore = new Date(closedAt).toISOString();
    return { orderNumber, state: 'CLOSED', amount: 0, refunded: 0, code: '', payBefore };
  }

  function move(orderNumber: string, to: 'USERPAYING' | 'PAYERROR' | 'SUCCESS'): PayerResult {
    const payment = payments.get(orderNumber);
    if (!payment) return { ok: false, why: 'orderUnknown' };
    if (payment.state === 'CLOSED') return { ok: false, why: 'closed' };
    if (payment.state === 'SUCCESS') return { ok: false, why: 'alreadyPaid' };
    payment.state = to;
    if (to === 'SUCCESS') open.delete(payment);
    return { ok: true };
  }

  function end(payment: Payment): void {
    payment.state = 'CLOSED';
    open.delete(payment);
  }

  return {
    create: (input) =>
      once.write(
        input.orderNumber,
        input,
        () => create(input),
        () => current(input.orderNumber),
      ),
    get(orderNumber) {
      const order = current(orderNumber);
      return order ? granted(order) : refused('orderUnknown');
    },
    close(orderNumber) {
      const payment = payments.get(orderNumber);
      if (payment?.state === 'SUCCESS') {
        return granted({ orderNumber, state: payment.refunded > 0 ? 'REFUND' : 'SUCCESS' });
      }
      if (payment) end(payment);
      else if (!closedEarly.has(orderNumber)) closedEarly.set(orderNumber, now());
      return granted({ orderNumber, state: 'CLOSED' });
    },
    find: (orderNumber) => payments.get(orderNumber),
    startPaying: (orderNumber) => move(orderNumber, 'USERPAYING'),
    pay: (orderNumber) => move(orderNumber, 'SUCCESS'),
    decline: (orderNumber) => move(orderNumber, 'PAYERROR'),
    sweep() {
      for (const payment of open) if (now() >= payment.payBefore) end(payment);
    },
    all: () => [...payments.values()],
  };
}
