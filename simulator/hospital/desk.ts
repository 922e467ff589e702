import type { HospitalPolicy } from '../../seeds/clinic.ts';
import type { ReportEntry } from '../../terminal/hospital/contract/records.ts';
import type { LocalText } from '../../terminal/hospital/contract/words.ts';
import { type Bills, sumOf } from './bills.ts';
import type { BookingRow, Bookings } from './bookings.ts';
import type { CardState, City } from './city.ts';
import type { Confirmations, OrderedRefusal } from './confirmations.ts';
import type { Announcement, Notices } from './notices.ts';
import type { Patients } from './patients.ts';
import type { Refunds } from './refunds.ts';
import type { Reports } from './reports.ts';
import type { Schedule } from './schedule.ts';
import type { Settlements } from './settlements.ts';
import type { TransactionItem, TransactionRow, Transactions } from './transactions.ts';

interface OfPatient {
  readonly recordId: string;
  /** The patient's, whole: nobody here is real. */
  readonly name: string;
}

export interface DeskPatient extends OfPatient {
  readonly idNumber: string;
  readonly blocked: boolean;
}

/** A bill that is still open. Fen. */
export interface DeskBill extends OfPatient {
  readonly billId: string;
  readonly title: LocalText;
  readonly amount: number;
  /** A terminal has it in hand; another channel has. */
  readonly heldHere: boolean;
  readonly heldElsewhere: boolean;
}

/** A booking of today or later. */
export interface DeskBooking
  extends OfPatient,
    Pick<BookingRow, 'bookingId' | 'code' | 'day' | 'from' | 'to' | 'price' | 'payment' | 'state'> {
  readonly doctor: LocalText;
  readonly department: LocalText;
}

export interface DeskReport extends OfPatient, Pick<ReportEntry, 'reportId' | 'title' | 'day' | 'pages' | 'state'> {
  readonly pagesDelivered: number;
}

export interface DeskSlot {
  readonly id: string;
  readonly from: string;
  readonly left: number;
  /** Fen. */
  readonly price: number;
}

/** A doctor's clinic of today. */
export interface DeskClinic {
  readonly department: LocalText;
  readonly doctorId: string;
  readonly doctor: LocalText;
  readonly title: LocalText;
  readonly cancelled: boolean;
  /** Those whose time is not over. */
  readonly slots: readonly DeskSlot[];
}

export interface DeskTransaction extends OfPatient, Pick<TransactionRow, 'orderNumber' | 'channel' | 'at' | 'title'> {
  /** Fen the patient paid. */
  readonly paid: number;
  readonly items: readonly TransactionItem[];
  readonly refunds: readonly { readonly amount: number; readonly state: 'accepted' | 'arrived' | 'failed' }[];
}

export interface DeskCard {
  readonly number: string;
  readonly name: string;
  readonly state: CardState;
}

/** What is to be refused before it is looked at, in the order in which it will be. */
export interface DeskOrders {
  readonly confirmations: readonly OrderedRefusal[];
  readonly settlements: readonly ('insuranceRefused' | 'amountDiffers')[];
  readonly undos: number;
  readonly refunds: number;
}

/** Everything a clerk of this hospital has before them. */
export interface DeskView {
  /** YYYY-MM-DD in the hospital's zone. */
  readonly day: string;
  readonly patients: readonly DeskPatient[];
  readonly bills: readonly DeskBill[];
  readonly bookings: readonly DeskBooking[];
  readonly reports: readonly DeskReport[];
  readonly clinics: readonly DeskClinic[];
  /** The newest first. */
  readonly transactions: readonly DeskTransaction[];
  /** Of the whole city. */
  readonly cards: readonly DeskCard[];
  readonly announcements: readonly Announcement[];
  readonly refuses: DeskOrders;
  readonly policy: {
    readonly payWithinSeconds: number;
    /** Null: nobody is insured here. */
    readonly settle: 'beforePayment' | 'afterPayment' | null;
    readonly card: HospitalPolicy['card'];
  };
}

export interface Desk {
  view(): DeskView;
}

export interface DeskParts {
  readonly patients: Patients;
  readonly city: City;
  readonly schedule: Schedule;
  readonly bookings: Bookings;
  readonly bills: Bills;
  readonly reports: Reports;
  readonly transactions: Transactions;
  readonly confirmations: Confirmations;
  readonly settlements: Settlements;
  readonly refunds: Refunds;
  readonly notices: Notices;
  readonly policy: HospitalPolicy;
}

export function createDesk(parts: DeskParts): Desk {
  const { patients, city, schedule, bookings, bills, reports, transactions } = parts;
  const { confirmations, settlements, refunds, notices, policy } = parts;
  const of = (recordId: string): OfPatient => ({ recordId, name: patients.personOf(recordId)?.name ?? '' });

  const openBills = () =>
    bills
      .all()
      .filter(({ paid }) => !paid)
      .map(({ billId, recordId, title, items, heldBy, heldElsewhere }) => ({
        ...of(recordId),
        billId,
        title,
        amount: sumOf(items),
        heldHere: heldBy !== undefined,
        heldElsewhere,
      }));

  const comingBookings = () =>
    bookings
      .all()
      .filter(({ day }) => day >= schedule.today())
      .map(({ recordId, doctor, department, bookingId, code, day, from, to, price, payment, state }) => ({
        ...of(recordId),
        ...{ bookingId, code, day, from, to, price, payment, state },
        doctor: doctor.name,
        department: department.name,
      }));

  const clinicsOf = (day: string) =>
    schedule.clinics(day).map(({ department, doctor, slots }) => ({
      department: department.name,
      doctorId: doctor.id,
      doctor: doctor.name,
      title: doctor.title,
      cancelled: schedule.isCancelled({ doctor, day }),
      slots: slots
        .filter((slot) => !schedule.isOver(slot))
        .map((slot) => ({
          id: slot.id,
          from: slot.period.from,
          left: schedule.left(slot),
          price: slot.price,
        })),
    }));

  const newestTransactions = () =>
    transactions
      .all()
      .toSorted((a, b) => b.at - a.at)
      .map(({ recordId, orderNumber, channel, at, title, amount, items, refunds: given }) => ({
        ...of(recordId),
        ...{ orderNumber, channel, at, title, items },
        paid: amount.self,
        refunds: given.map(({ amount: fen, state }) => ({ amount: fen, state })),
      }));

  return {
    view: () => ({
      day: schedule.today(),
      patients: patients.records(),
      bills: openBills(),
      bookings: comingBookings(),
      reports: reports.all().map(({ recordId, reportId, title, day, pages, state, pagesDelivered }) => ({
        ...of(recordId),
        ...{ reportId, title, day, pages, state, pagesDelivered },
      })),
      clinics: clinicsOf(schedule.today()),
      transactions: newestTransactions(),
      cards: city.cards().map(({ number, holder, state }) => ({ number, name: holder.name, state })),
      announcements: notices.announcements(),
      refuses: {
        confirmations: confirmations.refusesNext(),
        settlements: settlements.refusesNext(),
        undos: settlements.undosRefused(),
        refunds: refunds.bounces(),
      },
      policy: {
        payWithinSeconds: policy.payWithinSeconds,
        settle: policy.insurance?.settle ?? null,
        card: policy.card,
      },
    }),
  };
}
