/** Where an order's acts and questions meet the hospital's verbs, and its answers become journal entries. */
import type { Clock } from '../../device-drivers/contract/clock.ts';
import type { Hospital } from '../hospital/client.ts';
import type { Confirmation } from '../hospital/contract/locks.ts';
import type { PaymentState } from '../hospital/contract/payments.ts';
import type { Cancellation } from '../hospital/contract/records.ts';
import type { Question, Resolvable } from './next-step.ts';
import { type Order, runsBack, settlementToUndo } from './order.ts';
import type { Act, OrderEntry } from './order-entry.ts';
import { isGivingBack, repaymentOf } from './purpose.ts';

/** What an act or a question brought to light. */
export type Finding =
  | {
      readonly kind: 'entry';
      readonly entry: OrderEntry;
      /** What the hospital confirmed, for the screen and the slip: it is not written down. */
      readonly confirmation?: Confirmation;
    }
  /** A definite answer that moves nothing: still not paid. `declined`: the last attempt to pay failed. */
  | { readonly kind: 'unchanged'; readonly payerBusy: boolean; readonly declined?: true }
  /** The other side knows nothing of it: it may be carried out again under the same number. */
  | { readonly kind: 'absent' }
  /** No answer that means anything. */
  | { readonly kind: 'unknown'; readonly why: string };

export interface Counterpart {
  /** `payerCode`: for the act `charge` alone; it is used once and kept nowhere. */
  act(order: Order, act: Act, payerCode?: string): Promise<Finding>;
  ask(order: Order, about: Question | Resolvable, signal: AbortSignal): Promise<Finding>;
}

const found = (entry: OrderEntry): Finding => ({ kind: 'entry', entry });
const unchanged: Finding = { kind: 'unchanged', payerBusy: false };

type Refused = { readonly ok: false; readonly failure: 'refused'; readonly code: string };
type Unknown = { readonly ok: false; readonly failure: 'unknown'; readonly why: string };

/** Acts about which a refusal `conflict` leaves a question: the number is known there with another content. */
const asksAfterConflict: readonly Act[] = ['confirm', 'refund', 'settleInsurance', 'cancelBooking'];

function failure(order: Order, act: Act, reply: Refused | Unknown): Finding {
  if (reply.failure === 'unknown') return { kind: 'unknown', why: reply.why };
  if (reply.code === 'conflict' && asksAfterConflict.includes(act)) return { kind: 'unknown', why: 'conflict' };
  return found({ kind: 'act.refused', order: order.order, act, code: reply.code });
}

const absentOr = (code: string, reply: Refused | Unknown): Finding =>
  reply.failure === 'unknown'
    ? { kind: 'unknown', why: reply.why }
    : reply.code === code
      ? { kind: 'absent' }
      : { kind: 'unknown', why: reply.code };

export interface CounterpartPorts {
  readonly hospital: Hospital;
  readonly clock: Clock;
  /** This terminal's name, as the hospital's books have it. */
  readonly terminal: string;
  /** How long a shown code may be paid, in milliseconds, whatever longer time the platform grants. */
  readonly payWithin: () => number;
}

export function createCounterpart({ hospital, clock, terminal, payWithin }: CounterpartPorts): Counterpart {
  /** An instant of the hospital's clock in the terminal's: only the distance from the reply's own time is trusted. */
  const here = (instant: string, serverTime: number) => clock.now() + Date.parse(instant) - serverTime;

  const acts: Record<Act, (order: Order, payerCode: string) => Promise<Finding>> = {
    async lock(order) {
      const { lockId, recordId, purpose, insuranceToken } = order;
      if (isGivingBack(purpose)) throw new TypeError('nothing is locked to be given back');
      const insurance = insuranceToken === undefined ? {} : { insurance: insuranceToken };
      const reply = await hospital.call('lock', { lockId, terminal, recordId, subject: purpose, ...insurance });
      if (!reply.ok) return failure(order, 'lock', reply);
      const { state, amount, expiresAt } = reply.value;
      if (state !== 'held') return found({ kind: 'act.refused', order: order.order, act: 'lock', code: 'slotTaken' });
      return found({
        kind: 'lock.held',
        order: order.order,
        total: amount.total,
        self: amount.self,
        lockedUntil: here(expiresAt, reply.serverTime),
      });
    },
    async createPayment(order) {
      const { order: orderNumber, lockId, self } = order;
      const reply = await hospital.call('createPaymentOrder', { orderNumber, lockId, amount: self });
      if (!reply.ok) return failure(order, 'createPayment', reply);
      const { state, code, payBefore } = reply.value;
      const payUntil = Math.min(here(payBefore, reply.serverTime), clock.now() + payWithin());
      return paymentMoved(order, state) ?? found({ kind: 'payment.open', order: orderNumber, code, payUntil });
    },
    async charge(order, payerCode) {
      const reply = await hospital.call('chargePayerCode', { orderNumber: order.order, payerCode });
      if (!reply.ok && reply.failure === 'refused') return failure(order, 'charge', reply);
      const charged = found({ kind: 'payment.charged', order: order.order });
      return reply.ok ? (paymentMoved(order, reply.value.state) ?? charged) : charged;
    },
    async closePayment(order) {
      const reply = await hospital.call('closePaymentOrder', { orderNumber: order.order });
      if (!reply.ok) return failure(order, 'closePayment', reply);
      return paymentMoved(order, reply.value.state) ?? unchanged;
    },
    async settleInsurance(order) {
      const { settlementId, lockId, price, self } = order;
      const reply = await hospital.call('settleInsurance', { settlementId, lockId, insured: price - self });
      return reply.ok ? settlementMoved(order, reply.value.state) : failure(order, 'settleInsurance', reply);
    },
    async undoInsurance(order) {
      const reply = await hospital.call('undoInsurance', { settlementId: settlementToUndo(order) ?? '' });
      // That it was accepted proves nothing: it is asked about.
      return reply.ok
        ? found({ kind: 'insurance.undoing', order: order.order })
        : failure(order, 'undoInsurance', reply);
    },
    async confirm(order) {
      const { order: orderNumber, lockId, recordId } = order;
      const reply = await hospital.call('confirm', { orderNumber, lockId, recordId });
      return reply.ok ? confirmed(order, reply.value) : failure(order, 'confirm', reply);
    },
    async cancelBooking(order) {
      const { order: cancellationId, recordId, purpose } = order;
      if (purpose.kind !== 'cancel') throw new TypeError('only a cancellation cancels a booking');
      const { bookingId } = purpose;
      const reply = await hospital.call('cancelBooking', { cancellationId, bookingId, recordId });
      return reply.ok ? cancelled(order, reply.value) : failure(order, 'cancelBooking', reply);
    },
    async reportCard(order) {
      const state = order.card?.state ?? 'captured';
      const reply = await hospital.call('reportCardDelivery', { orderNumber: order.order, state });
      return reply.ok ? found({ kind: 'card.reported', order: order.order }) : failure(order, 'reportCard', reply);
    },
    async refund(order) {
      const { refundNumber, repayment } = order;
      if (!repayment) throw new TypeError('nothing is owed');
      const { transaction, amount, items } = repayment;
      const input = { refundNumber, orderNumber: transaction, terminal, amount, ...(items && { items: [...items] }) };
      const reply = await hospital.call('refundPayment', input);
      return reply.ok ? refunded(order, reply.value.state) : failure(order, 'refund', reply);
    },
    async releaseLock(order) {
      const pages = order.pages > 0 ? { pagesDelivered: order.pages } : {};
      const reply = await hospital.call('releaseLock', { lockId: order.lockId, ...pages });
      return reply.ok ? found({ kind: 'lock.released', order: order.order }) : failure(order, 'releaseLock', reply);
    },
  };

  const questions: Record<Question | Resolvable, (order: Order, signal: AbortSignal) => Promise<Finding>> = {
    async payment(order, signal) {
      const reply = await hospital.call('getPaymentOrder', { orderNumber: order.order }, signal);
      if (!reply.ok) return absentOr('', reply);
      const { state } = reply.value;
      const declined = state === 'PAYERROR' && ({ declined: true } as const);
      return paymentMoved(order, state) ?? { kind: 'unchanged', payerBusy: state === 'USERPAYING', ...declined };
    },
    async lock(order, signal) {
      const reply = await hospital.call('getLock', { lockId: order.lockId }, signal);
      if (!reply.ok) return absentOr('', reply);
      const { state, amount } = reply.value;
      if (state === 'used') return found({ kind: 'lock.usedElsewhere', order: order.order });
      if (state === 'held' && amount.self === 0) return found({ kind: 'lock.paidElsewhere', order: order.order });
      return found({ kind: 'order.abandoned', order: order.order, why: 'notPaidInTime' });
    },
    async settleInsurance(order, signal) {
      const reply = await hospital.call('getInsuranceSettlement', { settlementId: order.settlementId }, signal);
      return reply.ok ? settlementMoved(order, reply.value.state) : absentOr('settlementUnknown', reply);
    },
    async settlement(order, signal) {
      const settlementId = settlementToUndo(order) ?? '';
      const reply = await hospital.call('getInsuranceSettlement', { settlementId }, signal);
      if (!reply.ok) return absentOr('', reply);
      return reply.value.state === 'undone' ? settlementMoved(order, 'undone') : unchanged;
    },
    async confirm(order, signal) {
      const reply = await hospital.call('getConfirmation', { orderNumber: order.order }, signal);
      if (reply.ok) return confirmed(order, reply.value);
      if (reply.failure === 'refused' && reply.code === 'confirmationRefused') return failure(order, 'confirm', reply);
      return absentOr('confirmationUnknown', reply);
    },
    async cancelBooking(order, signal) {
      const reply = await hospital.call('getCancellation', { cancellationId: order.order }, signal);
      if (reply.ok) return cancelled(order, reply.value);
      if (reply.failure === 'refused' && reply.code === 'cancellationRefused')
        return failure(order, 'cancelBooking', reply);
      return absentOr('cancellationUnknown', reply);
    },
    async refund(order, signal) {
      const reply = await hospital.call('getRefund', { refundNumber: order.refundNumber }, signal);
      return reply.ok ? refunded(order, reply.value.state) : absentOr('refundUnknown', reply);
    },
  };

  return {
    act: (order, act, payerCode = '') => acts[act](order, payerCode),
    ask: (order, about, signal) => questions[about](order, signal),
  };
}

/** What the platform's state of a payment says of the order; nothing while it is still open. */
function paymentMoved({ order }: Order, state: PaymentState): Finding | undefined {
  switch (state) {
    case 'SUCCESS':
      return found({ kind: 'payment.paid', order });
    case 'CLOSED':
    case 'REVOKED':
      return found({ kind: 'payment.closed', order });
    case 'REFUND':
      // Somebody else gave back some of it or all: how much the patient is owed is for a person to find out.
      return found({ kind: 'payment.disputed', order });
    case 'NOTPAY':
    case 'USERPAYING':
    case 'PAYERROR':
      return undefined;
  }
}

function settlementMoved(it: Order, state: 'settled' | 'undoing' | 'undone'): Finding {
  const { order, price, self } = it;
  if (state === 'settled') return found({ kind: 'insurance.settled', order, amount: price - self });
  if (!runsBack(it)) return found({ kind: 'act.refused', order, act: 'settleInsurance', code: 'insuranceRefused' });
  return found({ kind: state === 'undone' ? 'insurance.undone' : 'insurance.undoing', order });
}

function confirmed({ order, purpose, payment, insurance }: Order, confirmation: Confirmation): Finding {
  const paidHere = payment === 'paid' || insurance === 'settled';
  const amount = confirmation.amount.total;
  const reports = purpose.kind === 'reports' ? { reports: purpose.reportIds.length } : {};
  return {
    kind: 'entry',
    entry: { kind: 'order.confirmed', order, purpose: purpose.kind, amount, paidHere, ...reports },
    confirmation,
  };
}

function cancelled({ order }: Order, { refund }: Cancellation): Finding {
  if (!refund) return found({ kind: 'booking.cancelled', order });
  const { orderNumber: transaction, amount, settlementId } = refund;
  const settled = settlementId === undefined ? {} : { settlementId };
  return found({ kind: 'booking.cancelled', order, repayment: repaymentOf({ transaction, amount, ...settled }) });
}

function refunded(order: Order, state: 'accepted' | 'arrived' | 'failed'): Finding {
  const amount = order.repayment?.amount ?? 0;
  if (state === 'arrived') return found({ kind: 'refund.arrived', order: order.order, amount });
  if (state === 'failed') return found({ kind: 'refund.failed', order: order.order });
  return order.refund === 'accepted' ? unchanged : found({ kind: 'refund.accepted', order: order.order });
}
