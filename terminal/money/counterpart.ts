/** Where an order's acts and questions meet the hospital's verbs, and its answers become journal entries. */
import type { Clock } from '../../device-drivers/contract/clock.ts';
import type { Hospital } from '../hospital/client.ts';
import type { PaymentState, Registration } from '../hospital/contract.ts';
import type { Act, Order, OrderEntry } from './order.ts';

/** What an act or a question brought to light. */
export type Finding =
  | { readonly kind: 'entry'; readonly entry: OrderEntry }
  /** A definite answer that moves nothing: still not paid. */
  | { readonly kind: 'unchanged'; readonly payerBusy: boolean }
  /** The other side knows nothing of it: it may be carried out again under the same number. */
  | { readonly kind: 'absent' }
  /** No answer that means anything. */
  | { readonly kind: 'unknown'; readonly why: string };

export interface Counterpart {
  act(order: Order, act: Act): Promise<Finding>;
  ask(order: Order, about: 'payment' | 'confirm' | 'refund', signal: AbortSignal): Promise<Finding>;
}

const found = (entry: OrderEntry): Finding => ({ kind: 'entry', entry });
const unchanged: Finding = { kind: 'unchanged', payerBusy: false };

type Refused = { readonly ok: false; readonly failure: 'refused'; readonly code: string };
type Unknown = { readonly ok: false; readonly failure: 'unknown'; readonly why: string };

/**
 * A refusal ends an act, except `conflict`: the number is known there with another content, which only a question can
 * clear up.
 */
function failure(order: Order, act: Act, reply: Refused | Unknown): Finding {
  if (reply.failure === 'unknown') return { kind: 'unknown', why: reply.why };
  if (reply.code === 'conflict' && (act === 'confirm' || act === 'refund')) return { kind: 'unknown', why: 'conflict' };
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
  /** How long a shown code may be paid, in milliseconds, whatever longer time the platform grants. */
  readonly payWithin: () => number;
}

export function createCounterpart({ hospital, clock, payWithin }: CounterpartPorts): Counterpart {
  /** An instant of the hospital's clock in the terminal's: only the distance from the reply's own time is trusted. */
  const here = (instant: string, serverTime: number) => clock.now() + Date.parse(instant) - serverTime;

  const acts: Record<Act, (order: Order) => Promise<Finding>> = {
    async lockSlot({ order, lockId, slotId, recordId, ...rest }) {
      const reply = await hospital.call('lockSlot', { lockId, slotId, recordId });
      if (!reply.ok) return failure({ order, lockId, slotId, recordId, ...rest }, 'lockSlot', reply);
      if (reply.value.state !== 'held')
        return found({ kind: 'act.refused', order, act: 'lockSlot', code: 'slotTaken' });
      return found({
        kind: 'lock.held',
        order,
        self: reply.value.amount.self,
        expiresAt: here(reply.value.expiresAt, reply.serverTime),
      });
    },
    async createPayment(order) {
      const input = { orderNumber: order.order, lockId: order.lockId, amount: order.price, subject: 'registration' };
      const reply = await hospital.call('createPaymentOrder', input);
      if (!reply.ok) return failure(order, 'createPayment', reply);
      const { state, code, payBefore } = reply.value;
      const payUntil = Math.min(here(payBefore, reply.serverTime), clock.now() + payWithin());
      return moved(order, state) ?? found({ kind: 'payment.open', order: order.order, code, payUntil });
    },
    async closePayment(order) {
      const reply = await hospital.call('closePaymentOrder', { orderNumber: order.order });
      if (!reply.ok) return failure(order, 'closePayment', reply);
      return moved(order, reply.value.state) ?? unchanged;
    },
    async confirm(order) {
      const input = { orderNumber: order.order, lockId: order.lockId, recordId: order.recordId };
      const reply = await hospital.call('confirmRegistration', input);
      return reply.ok ? confirmed(order, reply.value) : failure(order, 'confirm', reply);
    },
    async refund(order) {
      const input = { refundNumber: order.refundNumber, orderNumber: order.order, amount: order.price };
      const reply = await hospital.call('refundPayment', input);
      return reply.ok ? refunded(order, reply.value.state) : failure(order, 'refund', reply);
    },
    async releaseLock(order) {
      const reply = await hospital.call('releaseLock', { lockId: order.lockId });
      return reply.ok ? found({ kind: 'lock.released', order: order.order }) : failure(order, 'releaseLock', reply);
    },
  };

  return {
    act: (order, act) => acts[act](order),
    async ask(order, about, signal) {
      if (about === 'payment') {
        const reply = await hospital.call('getPaymentOrder', { orderNumber: order.order }, signal);
        if (!reply.ok) return absentOr('', reply);
        const { state } = reply.value;
        return moved(order, state) ?? { kind: 'unchanged', payerBusy: state === 'USERPAYING' };
      }
      if (about === 'confirm') {
        const reply = await hospital.call('getRegistration', { orderNumber: order.order }, signal);
        if (reply.ok) return confirmed(order, reply.value);
        if (reply.failure === 'refused' && reply.code === 'registrationRefused')
          return failure(order, 'confirm', reply);
        return absentOr('registrationUnknown', reply);
      }
      const reply = await hospital.call('getRefund', { refundNumber: order.refundNumber }, signal);
      return reply.ok ? refunded(order, reply.value.state) : absentOr('refundUnknown', reply);
    },
  };
}

/** What the platform's state of a payment says of the order; nothing while it is still open. */
function moved(order: Order, state: PaymentState): Finding | undefined {
  switch (state) {
    case 'SUCCESS':
      return found({ kind: 'payment.paid', order: order.order });
    case 'CLOSED':
    case 'REVOKED':
      return found({ kind: 'payment.closed', order: order.order });
    case 'REFUND':
      // Somebody else gave back some of it or all: how much the patient is owed is for a person to find out.
      return found({ kind: 'refund.failed', order: order.order });
    case 'NOTPAY':
    case 'USERPAYING':
    case 'PAYERROR':
      return undefined;
  }
}

function confirmed(order: Order, registration: Registration): Finding {
  const { queueNumber, day, from, to, department, doctor, place, amount } = registration;
  const ticket = { queueNumber, day, from, to, department, doctor, place };
  return found({ kind: 'registration.confirmed', order: order.order, ticket, amount: amount.total });
}

function refunded(order: Order, state: 'accepted' | 'arrived' | 'failed'): Finding {
  if (state === 'arrived') return found({ kind: 'refund.arrived', order: order.order, amount: order.price });
  if (state === 'failed') return found({ kind: 'refund.failed', order: order.order });
  return order.refund === 'accepted' ? unchanged : found({ kind: 'refund.accepted', order: order.order });
}
