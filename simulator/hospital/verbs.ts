import type { VerbName, Verbs } from '../../terminal/hospital/contract.ts';
import type { InputOf, RefusalOf, ReplyOf } from '../../terminal/hospital/verb.ts';
import type { Bills } from './bills.ts';
import type { Bookings } from './bookings.ts';
import type { Books } from './books.ts';
import type { Cancellations } from './cancellations.ts';
import { capabilitiesOf } from './capabilities.ts';
import type { Cards } from './cards.ts';
import type { Confirmations } from './confirmations.ts';
import type { Locks } from './locks.ts';
import type { Notices } from './notices.ts';
import { type Answer, granted, refused } from './once.ts';
import type { Patients } from './patients.ts';
import type { Payments } from './payments.ts';
import { priceList } from './prices.ts';
import type { Refunds } from './refunds.ts';
import type { ReportLock, Reports } from './reports.ts';
import type { Schedule } from './schedule.ts';
import type { Settlements } from './settlements.ts';
import type { Transactions } from './transactions.ts';
import type { HospitalWorld } from './world.ts';

/** The contract's verbs, answered in memory and at once. */
export type HospitalVerbs = {
  readonly [N in VerbName]: (input: InputOf<Verbs[N]>) => Answer<ReplyOf<Verbs[N]>, RefusalOf<Verbs[N]>>;
};

export interface VerbParts {
  readonly world: HospitalWorld;
  readonly schedule: Schedule;
  readonly patients: Patients;
  readonly cards: Cards;
  readonly bookings: Bookings;
  readonly cancellations: Cancellations;
  readonly bills: Bills;
  readonly transactions: Transactions;
  readonly reports: Reports;
  readonly locks: Locks;
  readonly payments: Payments;
  readonly settlements: Settlements;
  readonly refunds: Refunds;
  readonly confirmations: Confirmations;
  readonly books: Books;
  readonly notices: Notices;
}

/** Each verb and the part of the hospital that answers it. */
export function createVerbs(parts: VerbParts): HospitalVerbs {
  const { world, schedule, patients, cards, bookings, cancellations, bills, transactions, reports } = parts;
  const { locks, payments, settlements, refunds, confirmations, books, notices } = parts;

  /** What is asked of a record that must exist. */
  function ofRecord<T>(recordId: string, look: () => T): Answer<T, 'recordUnknown'> {
    return patients.exists(recordId) ? granted(look()) : refused('recordUnknown');
  }

  function reportLock(lockId: string): ReportLock | undefined {
    const lock = locks.find(lockId);
    if (lock?.subject.kind !== 'reports') return undefined;
    return { state: lock.state, recordId: lock.recordId, reportIds: lock.subject.reportIds };
  }

  return {
    getCapabilities: () => granted(capabilitiesOf(world, schedule.today())),
    findPatient: patients.find,
    createRecord: patients.create,
    getRecordRequest: patients.getRequest,
    listDepartments: ({ day }) => granted({ departments: schedule.departments(day) }),
    listDoctors({ departmentId, day }) {
      const doctors = schedule.doctors(departmentId, day);
      return doctors ? granted({ doctors }) : refused('departmentUnknown');
    },
    lock: locks.lock,
    getLock: ({ lockId }) => locks.get(lockId),
    releaseLock: locks.release,
    trialInsurance: locks.try,
    confirm: confirmations.confirm,
    getConfirmation: ({ orderNumber }) => confirmations.get(orderNumber),
    reportCardDelivery: cards.deliver,
    getCardDelivery: cards.getDelivery,
    createPaymentOrder: payments.create,
    getPaymentOrder: ({ orderNumber }) => payments.get(orderNumber),
    chargePayerCode: payments.charge,
    closePaymentOrder: ({ orderNumber }) => payments.close(orderNumber),
    refundPayment: refunds.refund,
    getRefund: ({ refundNumber }) => refunds.get(refundNumber),
    settleInsurance: settlements.settle,
    getInsuranceSettlement: ({ settlementId }) => settlements.get(settlementId),
    undoInsurance: ({ settlementId }) => settlements.undo(settlementId),
    listBookings: ({ recordId }) => ofRecord(recordId, () => ({ recordId, bookings: bookings.list(recordId) })),
    cancelBooking: cancellations.cancel,
    getCancellation: ({ cancellationId }) => cancellations.get(cancellationId),
    listBills: ({ recordId }) => ofRecord(recordId, () => ({ recordId, bills: bills.list(recordId) })),
    listTransactions: (input) =>
      ofRecord(input.recordId, () => ({ recordId: input.recordId, transactions: transactions.list(input) })),
    listReports: reports.list,
    getReport: reports.get,
    getReportDocument: (input) => reports.document(input, reportLock(input.lockId)),
    listPrices: (input) => priceList(world.prices, input),
    getLedger: books.read,
    listNotices: notices.list,
  };
}
