import type { PaymentState } from '../../terminal/hospital/contract/payments.ts';
import type { LocalText } from '../../terminal/hospital/contract/words.ts';
import type { Bills } from './bills.ts';
import type { City } from './city.ts';
import type { Confirmations, OrderedRefusal } from './confirmations.ts';
import type { Elsewhere, OtherChannel } from './elsewhere.ts';
import type { Notices } from './notices.ts';
import type { Patients } from './patients.ts';
import type { ChargeOutcome, PayerCodes } from './payer-codes.ts';
import { type PayerResult, type Payments, stateOf } from './payments.ts';
import type { Refunds } from './refunds.ts';
import type { Schedule } from './schedule.ts';
import type { Settlements } from './settlements.ts';
import type { Transactions } from './transactions.ts';

/** An order whose code can be scanned now. */
export interface WaitingOrder {
  readonly orderNumber: string;
  readonly subject: LocalText;
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
  /** What comes of the next charge to a scanned code. */
  nextCharge(outcome: ChargeOutcome): void;
  /** An open bill or an unpaid booking is paid through another channel; the app unless told. */
  payElsewhere(id: string, channel?: OtherChannel): PayerResult;
  /** Another channel takes a bill in hand, or puts it down. */
  holdElsewhere(billId: string, held: boolean): void;
  /** From now on a slot or an open bill costs so many fen. Locks keep the price they were made at. */
  reprice(id: string, price: number): void;
  /** Cancels a doctor's clinic of a day (today unless told), and holds it after all. */
  cancelClinic(doctorId: string, day?: string): void;
  reopenClinic(doctorId: string, day?: string): void;
  /** Numbers of a slot go to the window or the phone; at most those left. Answers with how many went. */
  sellElsewhere(slotId: string, count: number): number;
  blockPatient(recordId: string): void;
  unblockPatient(recordId: string): void;
  refuseNextConfirm(code: OrderedRefusal): void;
  /** The next refund is accepted and then fails. */
  bounceNextRefund(): void;
  /** The hospital agrees to give an item of a transaction back (退费申请). */
  releaseItem(orderNumber: string, itemId: string): void;
  /** `amountDiffers`: a price changed between the trial and the settlement. */
  refuseNextSettlement(code: 'insuranceRefused' | 'amountDiffers'): void;
  refuseNextUndo(): void;
  reportCardLost(cardNumber: string): void;
  /** Shows a text at a terminal until an instant (UTC milliseconds). */
  announce(terminal: string, text: LocalText, until: number): void;
}

export interface ControlParts {
  readonly patients: Patients;
  readonly city: City;
  readonly schedule: Schedule;
  readonly bills: Bills;
  readonly payments: Payments;
  readonly payerCodes: PayerCodes;
  readonly elsewhere: Elsewhere;
  readonly refunds: Refunds;
  readonly settlements: Settlements;
  readonly confirmations: Confirmations;
  readonly transactions: Transactions;
  readonly notices: Notices;
}

export function createControls(parts: ControlParts): Controls {
  const { patients, city, schedule, bills, payments, payerCodes, elsewhere } = parts;
  const { refunds, settlements, confirmations, transactions, notices } = parts;
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
    nextCharge: payerCodes.nextCharge,
    payElsewhere: (id, channel = 'app') => elsewhere.pay(id, channel),
    holdElsewhere: elsewhere.holdBill,
    reprice(id, price) {
      const bill = bills.find(id);
      const slot = schedule.slot(id);
      if (bill) bills.reprice(bill, price);
      else if (slot) slot.price = price;
      else throw new RangeError(`no bill and no slot ${id}`);
    },
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
    refuseNextConfirm: confirmations.refuseNext,
    bounceNextRefund: refunds.bounceNext,
    releaseItem: transactions.release,
    refuseNextSettlement: settlements.refuseNext,
    refuseNextUndo: settlements.refuseNextUndo,
    reportCardLost: city.reportCardLost,
    announce: notices.announce,
  };
}
