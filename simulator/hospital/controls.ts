import type { HospitalPolicy } from '../../seeds/clinic.ts';
import type { PaymentState } from '../../terminal/hospital/contract/payments.ts';
import type { LocalText } from '../../terminal/hospital/contract/words.ts';
import type { Bills } from './bills.ts';
import type { City } from './city.ts';
import type { Confirmations, OrderedRefusal } from './confirmations.ts';
import type { Elsewhere, OtherChannel } from './elsewhere.ts';
import type { Notices } from './notices.ts';
import type { Patients } from './patients.ts';
import type { ChargeOutcome, PayerCodes } from './payer-codes.ts';
import { type PayerResult, type Payment, type Payments, stateOf } from './payments.ts';
import type { Refunds } from './refunds.ts';
import type { Schedule } from './schedule.ts';
import type { Settlements } from './settlements.ts';
import type { Transactions } from './transactions.ts';

/** An order as its payer's phone shows it. */
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

/** What a hospital may change on a working day. Fen; no card: none at terminals. */
export interface PolicyChanges {
  readonly payWithinSeconds?: number | undefined;
  readonly settle?: 'beforePayment' | 'afterPayment' | undefined;
  readonly card?: { readonly fee: number; readonly replacementFee: number } | null | undefined;
}

/** What happens at a hospital that no terminal asks for. Naming what does not exist is a bug and throws. */
export interface Controls {
  /** Orders waiting for their payer, the oldest first. */
  ordersWaiting(): readonly WaitingOrder[];
  /** The latest orders that were paid or closed, the newest first. */
  ordersEnded(count: number): readonly WaitingOrder[];
  startPaying(orderNumber: string): PayerResult;
  pay(orderNumber: string): PayerResult;
  decline(orderNumber: string): PayerResult;
  /** What comes of the next charge to a scanned code. */
  nextCharge(outcome: ChargeOutcome): void;
  /** What was ordered of charges that have not come yet. */
  chargesToCome(): readonly ChargeOutcome[];
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
  /** Fen of a payment go back to the payer through another channel, and no terminal is told. */
  refundElsewhere(
    orderNumber: string,
    amount: number,
  ): { readonly ok: true } | { readonly ok: false; readonly why: string };
  /** The next refund is accepted and then fails. */
  bounceNextRefund(): void;
  /** The hospital agrees to give an item of a transaction back (退费申请). */
  releaseItem(orderNumber: string, itemId: string): void;
  /** `amountDiffers`: a price changed between the trial and the settlement. */
  refuseNextSettlement(code: 'insuranceRefused' | 'amountDiffers'): void;
  refuseNextUndo(): void;
  reportCardLost(cardNumber: string): void;
  /** From now on the house does it otherwise. What is under way keeps what it began with. */
  changePolicy(changes: PolicyChanges): void;
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
  readonly policy: { -readonly [Field in keyof HospitalPolicy]: HospitalPolicy[Field] };
}

export function createControls(parts: ControlParts): Controls {
  const { patients, city, schedule, bills, payments, payerCodes, elsewhere } = parts;
  const { refunds, settlements, confirmations, transactions, notices, policy } = parts;
  let refundsElsewhere = 0;
  return {
    ordersWaiting: () =>
      payments
        .all()
        .filter((payment) => !isOver(payment))
        .map(onPhone),
    ordersEnded: (count) => payments.all().filter(isOver).slice(-count).reverse().map(onPhone),
    startPaying: payments.startPaying,
    pay: payments.pay,
    decline: payments.decline,
    nextCharge: payerCodes.nextCharge,
    chargesToCome: payerCodes.toCome,
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
    refundElsewhere(orderNumber, amount) {
      const refundNumber = `window-refund-${++refundsElsewhere}`;
      const answer = refunds.refund({ refundNumber, orderNumber, terminal: 'window', amount });
      return answer.ok ? { ok: true } : { ok: false, why: answer.code };
    },
    bounceNextRefund: refunds.bounceNext,
    releaseItem: transactions.release,
    refuseNextSettlement: settlements.refuseNext,
    refuseNextUndo: settlements.refuseNextUndo,
    reportCardLost: city.reportCardLost,
    changePolicy({ payWithinSeconds, settle, card }) {
      if (payWithinSeconds !== undefined) policy.payWithinSeconds = payWithinSeconds;
      if (settle !== undefined && policy.insurance) policy.insurance = { ...policy.insurance, settle };
      if (card !== undefined) policy.card = card;
    },
    announce: notices.announce,
  };
}

const isOver = ({ state }: Payment): boolean => state === 'SUCCESS' || state === 'CLOSED';

function onPhone(payment: Payment): WaitingOrder {
  const { orderNumber, subject, amount, code, payBefore } = payment;
  return { orderNumber, subject, amount, code, state: stateOf(payment), payBefore };
}
