import type { PaymentState, Verbs } from '../../terminal/hospital/contract.ts';
import type { RefusalOf } from '../../terminal/hospital/verb.ts';
import type { Patients } from './patients.ts';
import { type PayerResult, type Payments, stateOf } from './payments.ts';
import type { Refunds } from './refunds.ts';
import type { Registrations } from './registrations.ts';
import type { Schedule } from './schedule.ts';

/** An order whose code can be scanned now. */
export interface WaitingOrder {
  readonly orderNumber: string;
  readonly subject: string;
  /** Fen. */
  readonly amount: number;
  readonly code: string;
  readonly state: PaymentState;
  /** UTC milliseconds. */
  readonly payBefore: number;
}

/** What happens at a hospital that no terminal asks for. Naming what does not exist is a bug and throws. */
export interface Controls {
  /** Orders waiting for their payer, the oldest first. */
  ordersWaiting(): readonly WaitingOrder[];
  startPaying(orderNumber: string): PayerResult;
  pay(orderNumber: string): PayerResult;
  decline(orderNumber: string): PayerResult;
  /** Cancels a doctor's clinic of a day (today unless told), and holds it after all. */
  cancelClinic(doctorId: string, day?: string): void;
  reopenClinic(doctorId: string, day?: string): void;
  /** Numbers of a slot go to the window or the phone; at most those left. Answers with how many went. */
  sellElsewhere(slotId: string, count: number): number;
  blockPatient(recordId: string): void;
  unblockPatient(recordId: string): void;
  refuseNextConfirm(code: Exclude<RefusalOf<Verbs['confirmRegistration']>, 'conflict'>): void;
  /** The next refund is accepted and then fails. */
  bounceNextRefund(): void;
}

interface Parts {
  readonly patients: Patients;
  readonly schedule: Schedule;
  readonly payments: Payments;
  readonly refunds: Refunds;
  readonly registrations: Registrations;
}

export function createControls({ patients, schedule, payments, refunds, registrations }: Parts): Controls {
  return {
    ordersWaiting: () =>
      payments
        .all()
        .filter(({ state }) => state !== 'SUCCESS' && state !== 'CLOSED')
        .map((payment) => {
          const { orderNumber, subject, amount, code, payBefore } = payment;
          return { orderNumber, subject, amount, code, state: stateOf(payment), payBefore };
        }),
    startPaying: payments.startPaying,
    pay: payments.pay,
    decline: payments.decline,
    cancelClinic: (doctorId, day) => schedule.setCancelled(doctorId, day ?? schedule.today(), true),
    reopenClinic: (doctorId, day) => schedule.setCancelled(doctorId, day ?? schedule.today(), false),
    sellElsewhere(slotId, count) {
      const slot = schedule.slot(slotId);
      if (!slot) throw new RangeError(`no slot ${slotId}`);
      const sold = Math.max(0, Math.min(count, schedule.left(slot)));
      slot.soldElsewhere += sold;
      return sold;
    },
    blockPatient: (recordId) => patients.setBlocked(recordId, true),
    unblockPatient: (recordId) => patients.setBlocked(recordId, false),
    refuseNextConfirm: registrations.refuseNext,
    bounceNextRefund: refunds.bounceNext,
  };
}
