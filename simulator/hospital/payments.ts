import type { HospitalPolicy } from '../../seeds/clinic.ts';
import type { PaymentOrder, PaymentState } from '../../terminal/hospital/contract/payments.ts';
import type { LocalText } from '../../terminal/hospital/contract/words.ts';
import type { Verbs } from '../../terminal/hospital/contract.ts';
import type { InputOf, RefusalOf, ReplyOf } from '../../terminal/hospital/verb.ts';
import type { Books } from './books.ts';
import { insuredPart } from './insurance-fund.ts';
import type { Locks } from './locks.ts';
import type { Notices } from './notices.ts';
import { type Answer, createOnce, granted, refused } from './once.ts';
import { type PayerCodes, passwordSeconds } from './payer-codes.ts';

/** An order as the payment platform keeps it. */
export interface Payment {
  readonly orderNumber: string;
  readonly lockId: string;
  readonly terminal: string;
  /** What is paid for, as the payer's phone shows it. */
  readonly subject: LocalText;
  /** Fen. */
  readonly amount: number;
  readonly code: string;
  /** UTC milliseconds. */
  readonly payBefore: number;
  state: 'NOTPAY' | 'USERPAYING' | 'PAYERROR' | 'SUCCESS' | 'CLOSED';
  /** Fen given back or on its way; a refund that bounced does not count. */
  refunded: number;
  /** The payer's code it was charged to. */
  chargedTo?: string;
  /** What the payer's typing of a password comes to, and when (UTC milliseconds). */
  password?: { readonly until: number; readonly to: 'SUCCESS' | 'PAYERROR' };
}

/** What came of a payer's doing at an order; the payer learns why it did not work. */
export type PayerResult =
  | { readonly ok: true }
  | { readonly ok: false; readonly why: 'orderUnknown' | 'closed' | 'alreadyPaid' };

type Charge = Verbs['chargePayerCode'];

export interface Payments {
  create(input: InputOf<Verbs['createPaymentOrder']>): Answer<PaymentOrder, RefusalOf<Verbs['createPaymentOrder']>>;
  get(orderNumber: string): Answer<PaymentOrder, 'orderUnknown'>;
  charge(input: InputOf<Charge>): Answer<PaymentOrder, RefusalOf<Charge>>;
  close(orderNumber: string): Answer<ReplyOf<Verbs['closePaymentOrder']>, never>;
  find(orderNumber: string): Payment | undefined;
  /** The orders opened for a lock, the oldest first. */
  ofLock(lockId: string): readonly Payment[];
  /** Closes what is open for a lock: it was paid through another channel. */
  closeElsewhere(lockId: string): void;
  /** The payer scanned the code and is typing a password. */
  startPaying(orderNumber: string): PayerResult;
  pay(orderNumber: string): PayerResult;
  /** The payer's bank said no; the payer may try again. */
  decline(orderNumber: string): PayerResult;
  /** Ends passwords that took their time, and closes what was not paid in its own. */
  sweep(): void;
  all(): readonly Payment[];
}

interface Needs {
  readonly locks: Locks;
  /** Whether insurance has settled its part of a lock. */
  readonly isSettled: (lockId: string) => boolean;
  /** Whether something was confirmed under this order number already. */
  readonly isConfirmed: (orderNumber: string) => boolean;
  readonly payerCodes: PayerCodes;
  readonly books: Books;
  readonly notices: Pick<Notices, 'orderMoved'>;
  readonly now: () => number;
  readonly policy: Pick<HospitalPolicy, 'payWithinSeconds' | 'scan' | 'insurance'>;
  /** What the QR of an order carries. */
  readonly codeOf: (orderNumber: string) => string;
}

export const stateOf = ({ state, refunded }: Payment): PaymentState => (refunded > 0 ? 'REFUND' : state);

/** Paid, and nothing of it given back. */
export const isPaid = (payment: Payment): boolean => stateOf(payment) === 'SUCCESS';

export function createPayments(needs: Needs): Payments {
  const { locks, isSettled, isConfirmed, payerCodes, books, notices, now, policy, codeOf } = needs;
  const once = createOnce();
  const charges = createOnce();
  const payments = new Map<string, Payment>();
  const byLock = new Map<string, Payment[]>();
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

  function keep(payment: Payment): Answer<PaymentOrder, never> {
    payments.set(payment.orderNumber, payment);
    const ofLock = byLock.get(payment.lockId);
    if (ofLock) ofLock.push(payment);
    else byLock.set(payment.lockId, [payment]);
    if (payment.state === 'NOTPAY') open.add(payment);
    return granted(shown(payment));
  }

  function create(
    input: InputOf<Verbs['createPaymentOrder']>,
  ): Answer<PaymentOrder, RefusalOf<Verbs['createPaymentOrder']>> {
    const { orderNumber, lockId, amount } = input;
    const lock = locks.find(lockId);
    const base = { orderNumber, lockId, amount, refunded: 0, subject: lock?.holding?.title ?? nothing };
    const closedAt = closedEarly.get(orderNumber);
    if (closedAt !== undefined) {
      return keep({ ...base, terminal: lock?.terminal ?? '', code: '', payBefore: closedAt, state: 'CLOSED' });
    }
    if (isConfirmed(orderNumber)) return refused('conflict');
    if (!lock) return refused('lockUnknown');
    if (lock.paidElsewhere) return refused('paidElsewhere');
    if (lock.state !== 'held') return refused('lockExpired');
    const settlesFirst = policy.insurance?.settle === 'beforePayment' && insuredPart(lock.amount) > 0;
    if (settlesFirst && !isSettled(lockId)) return refused('notSettled');
    // What costs nothing needs no order: an order over 0 is an order over another amount.
    if (amount !== lock.amount.self || amount === 0) return refused('amountDiffers');
    const payBefore = Math.min(now() + policy.payWithinSeconds * 1000, lock.expiresAt);
    return keep({ ...base, terminal: lock.terminal, code: codeOf(orderNumber), payBefore, state: 'NOTPAY' });
  }

  function current(orderNumber: string): PaymentOrder | undefined {
    const payment = payments.get(orderNumber);
    if (payment) return shown(payment);
    const closedAt = closedEarly.get(orderNumber);
    if (closedAt === undefined) return undefined;
    const payBefore = new Date(closedAt).toISOString();
    return { orderNumber, state: 'CLOSED', amount: 0, refunded: 0, code: '', payBefore };
  }

  function enterInBooks(payment: Payment, state: 'paid' | 'closed', at: number): void {
    const { terminal, orderNumber } = payment;
    const amount = state === 'paid' ? payment.amount : 0;
    const row = { terminal, kind: 'payment', reference: orderNumber, amount, at } as const;
    books.enter('platform', { ...row, orderNumber: () => orderNumber, state: () => state });
  }

  function moveTo(payment: Payment, to: 'USERPAYING' | 'PAYERROR' | 'SUCCESS', at = now()): void {
    payment.state = to;
    delete payment.password;
    if (to !== 'SUCCESS') return;
    open.delete(payment);
    enterInBooks(payment, 'paid', at);
    notices.orderMoved(payment.terminal, payment.orderNumber);
  }

  function move(orderNumber: string, to: 'USERPAYING' | 'PAYERROR' | 'SUCCESS'): PayerResult {
    const payment = payments.get(orderNumber);
    if (!payment) return { ok: false, why: 'orderUnknown' };
    if (payment.state === 'CLOSED') return { ok: false, why: 'closed' };
    if (payment.state === 'SUCCESS') return { ok: false, why: 'alreadyPaid' };
    moveTo(payment, to);
    return { ok: true };
  }

  function end(payment: Payment, at = now()): void {
    if (payment.state === 'CLOSED') return;
    payment.state = 'CLOSED';
    delete payment.password;
    open.delete(payment);
    enterInBooks(payment, 'closed', at);
  }

  function charge({ orderNumber, payerCode }: InputOf<Charge>): Answer<PaymentOrder, RefusalOf<Charge>> {
    const payment = payments.get(orderNumber);
    if (!payment) {
      const order = current(orderNumber);
      return order ? granted(order) : refused('orderUnknown');
    }
    const isUnderWay = payment.state === 'USERPAYING' || payment.state === 'SUCCESS';
    if (payment.chargedTo !== undefined && isUnderWay) return refused('conflict');
    if (!open.has(payment)) return granted(shown(payment));
    if (!policy.scan) return refused('paymentRefused');
    const outcome = payerCodes.charge(payerCode);
    if (outcome === 'codeUnusable' || outcome === 'paymentRefused') return refused(outcome);
    payment.chargedTo = payerCode;
    if (outcome === 'pays') moveTo(payment, 'SUCCESS');
    else if (outcome === 'declines') moveTo(payment, 'PAYERROR');
    else moveTo(payment, 'USERPAYING');
    const until = now() + passwordSeconds * 1000;
    if (outcome === 'passwordPays') payment.password = { until, to: 'SUCCESS' };
    if (outcome === 'passwordDeclines') payment.password = { until, to: 'PAYERROR' };
    return granted(shown(payment));
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
    // An order and a code make a charge: one that came to nothing leaves the order open for another code.
    charge: (input) =>
      charges.write(
        `${input.orderNumber} ${input.payerCode}`,
        input,
        () => charge(input),
        () => current(input.orderNumber),
      ),
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
    ofLock: (lockId) => byLock.get(lockId) ?? [],
    closeElsewhere(lockId) {
      for (const payment of byLock.get(lockId) ?? []) {
        if (!open.has(payment)) continue;
        end(payment);
        notices.orderMoved(payment.terminal, payment.orderNumber);
      }
    },
    startPaying: (orderNumber) => move(orderNumber, 'USERPAYING'),
    pay: (orderNumber) => move(orderNumber, 'SUCCESS'),
    decline: (orderNumber) => move(orderNumber, 'PAYERROR'),
    sweep() {
      for (const payment of open) {
        const { password, payBefore } = payment;
        if (password && now() >= password.until && password.until < payBefore) {
          moveTo(payment, password.to, password.until);
        }
        if (open.has(payment) && now() >= payBefore) end(payment, payBefore);
      }
    },
    all: () => [...payments.values()],
  };
}

/** Of an order that was closed before anybody knew what it was for. */
const nothing: LocalText = { zh: '', en: '' };
