import type { Confirmation, Lock, Result } from '../../terminal/hospital/contract/locks.ts';
import type { Refund } from '../../terminal/hospital/contract/payments.ts';
import type { Bookings } from './bookings.ts';
import type { CardRow, Cards } from './cards.ts';
import type { Confirmations } from './confirmations.ts';
import { insuredPart } from './insurance-fund.ts';
import type { Locks } from './locks.ts';
import type { Payment, Payments } from './payments.ts';
import type { Refunds } from './refunds.ts';
import type { PageLedger } from './report-quota.ts';
import type { Reports } from './reports.ts';
import type { Schedule } from './schedule.ts';
import type { Settlement, Settlements } from './settlements.ts';
import { isGivenUp, type TransactionRow, type Transactions } from './transactions.ts';

/**
 * Where the money of one payment order went, in fen. `captured` was taken from the payer; `delivered` is what the payer
 * has something for; `refunded` went back or is on its way. What is captured and neither is still owed to the payer: the
 * books are closed when `captured = delivered + refunded` for every order.
 */
export interface Account {
  readonly orderNumber: string;
  readonly lockId: string;
  readonly captured: number;
  readonly delivered: number;
  readonly refunded: number;
}

/**
 * What one settlement came to, in fen. `carried` is insurance's part of what the patient has. The books are closed when
 * `settled = carried + undone`.
 */
export interface InsuranceAccount {
  readonly settlementId: string;
  readonly lockId: string;
  readonly settled: number;
  readonly undone: number;
  readonly carried: number;
}

/** Numbers of one slot: `capacity = left + held + used`. */
export interface SlotAccount {
  readonly slotId: string;
  /** Without what other channels sold. */
  readonly capacity: number;
  readonly left: number;
  readonly held: number;
  readonly used: number;
}

/** A registration that stands, and the lock it came from. */
export interface RegistrationRow
  extends Pick<Confirmation, 'orderNumber' | 'recordId' | 'amount'>,
    Omit<Extract<Result, { kind: 'registration' }>, 'kind'> {
  readonly lockId: string;
}

export interface Ledgers {
  locks(): ReturnType<Locks['all']>;
  payments(): readonly Readonly<Payment>[];
  /** The orders opened for one lock: more than one paid is a payer who paid twice. */
  paymentsOf(lockId: string): readonly Readonly<Payment>[];
  refunds(): readonly Refund[];
  settlements(): readonly Readonly<Settlement>[];
  confirmations(): readonly (Confirmation & Pick<Lock, 'lockId'>)[];
  /** Numbers given out at terminals and not given back, each once: an arrival reported later is none of them. */
  registrations(): readonly RegistrationRow[];
  transactions(): readonly TransactionRow[];
  accounts(): readonly Account[];
  insuranceAccounts(): readonly InsuranceAccount[];
  slots(): readonly SlotAccount[];
  cards(): readonly CardRow[];
  pages(): PageLedger;
}

export interface LedgerParts {
  readonly schedule: Schedule;
  readonly bookings: Bookings;
  readonly locks: Locks;
  readonly payments: Payments;
  readonly refunds: Refunds;
  readonly settlements: Settlements;
  readonly confirmations: Confirmations;
  readonly transactions: Transactions;
  readonly cards: Cards;
  readonly reports: Reports;
}

export function createLedgers(parts: LedgerParts): Ledgers {
  const { schedule, bookings, locks, payments, refunds, settlements, confirmations, transactions, cards, reports } =
    parts;
  const paymentRows = () => payments.all().map((payment) => ({ ...payment }));

  /** What the patient has, in fen the patient paid for it. */
  const kept = (orderNumber: string) =>
    (transactions.find(orderNumber)?.items ?? [])
      .filter(({ state }) => state === 'given' || state === 'open')
      .reduce((sum, { amount }) => sum + amount, 0);

  const cancelled = () => {
    const gone = bookings.all().filter(({ state }) => state === 'cancelled');
    return new Set(gone.map(({ queueNumber, day, doctor }) => `${day} ${doctor.name.zh} ${queueNumber}`));
  };

  return {
    locks: locks.all,
    payments: paymentRows,
    paymentsOf: (lockId) => payments.ofLock(lockId).map((payment) => ({ ...payment })),
    refunds: refunds.all,
    settlements: () => settlements.all().map((settlement) => ({ ...settlement })),
    confirmations: () =>
      confirmations.all().map(({ confirmation, lock }) => ({ ...confirmation, lockId: lock.lockId })),
    registrations() {
      const gone = cancelled();
      return confirmations.all().flatMap(({ confirmation, lock }) => {
        const { result, orderNumber, recordId, amount } = confirmation;
        if (result.kind !== 'registration' || lock.subject.kind === 'checkIn') return [];
        const { kind: _, ...registration } = result;
        if (gone.has(`${result.day} ${result.doctor.zh} ${result.queueNumber}`)) return [];
        return [{ orderNumber, recordId, amount, lockId: lock.lockId, ...registration }];
      });
    },
    transactions: transactions.all,
    accounts: () =>
      payments.all().map(({ orderNumber, lockId, amount, state, refunded }) => ({
        orderNumber,
        lockId,
        captured: state === 'SUCCESS' ? amount : 0,
        delivered: kept(orderNumber),
        refunded,
      })),
    insuranceAccounts: () =>
      settlements.all().flatMap(({ settlementId, lockId, amount, state }) => {
        if (lockId === undefined) return [];
        const settled = insuredPart(amount);
        const transaction = transactions.ofSettlement(settlementId);
        const carried = transaction && !isGivenUp(transaction) ? insuredPart(transaction.amount) : 0;
        return [{ settlementId, lockId, settled, undone: state === 'undone' ? settled : 0, carried }];
      }),
    slots() {
      const states = new Map(locks.all().map(({ lockId, state }) => [lockId, state]));
      return schedule.touched().map((slot) => {
        const taken = [...slot.takenBy].map((lockId) => states.get(lockId));
        return {
          slotId: slot.id,
          capacity: slot.period.capacity - slot.soldElsewhere,
          left: schedule.left(slot),
          held: taken.filter((state) => state === 'held').length,
          used: taken.filter((state) => state === 'used').length,
        };
      });
    },
    cards: cards.all,
    pages: reports.pages,
  };
}
