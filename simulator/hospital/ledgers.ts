import type { Lock, Refund } from '../../terminal/hospital/contract.ts';
import type { Locks } from './locks.ts';
import type { Payment, Payments } from './payments.ts';
import type { Refunds } from './refunds.ts';
import type { RegistrationRow, Registrations } from './registrations.ts';
import type { Schedule } from './schedule.ts';

/**
 * Where the money of one payment order went, in fen. `captured` was taken from the payer; `delivered` is what the payer
 * has a registration for; `refunded` went back or is on its way. What is captured and neither is still owed to the
 * payer: the books are closed when `captured = delivered + refunded` for every order.
 */
export interface Account {
  readonly orderNumber: string;
  readonly lockId: string;
  readonly captured: number;
  readonly delivered: number;
  readonly refunded: number;
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

export interface Ledgers {
  locks(): readonly Lock[];
  payments(): readonly Readonly<Payment>[];
  /** The orders opened for one lock: more than one paid is a payer who paid twice. */
  paymentsOf(lockId: string): readonly Readonly<Payment>[];
  refunds(): readonly Refund[];
  registrations(): readonly RegistrationRow[];
  accounts(): readonly Account[];
  slots(): readonly SlotAccount[];
}

interface Parts {
  readonly schedule: Schedule;
  readonly locks: Locks;
  readonly payments: Payments;
  readonly refunds: Refunds;
  readonly registrations: Registrations;
}

export function createLedgers({ schedule, locks, payments, refunds, registrations }: Parts): Ledgers {
  const paymentRows = () => payments.all().map((payment) => ({ ...payment }));
  return {
    locks: locks.all,
    payments: paymentRows,
    paymentsOf: (lockId) => paymentRows().filter((payment) => payment.lockId === lockId),
    refunds: refunds.all,
    registrations: registrations.all,
    accounts() {
      const delivered = new Map(registrations.all().map((row) => [row.orderNumber, row.amount.self]));
      return payments.all().map(({ orderNumber, lockId, amount, state, refunded }) => ({
        orderNumber,
        lockId,
        captured: state === 'SUCCESS' ? amount : 0,
        delivered: delivered.get(orderNumber) ?? 0,
        refunded,
      }));
    },
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
  };
}
