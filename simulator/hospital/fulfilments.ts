import type { Result } from '../../terminal/hospital/contract/locks.ts';
import type { Bills } from './bills.ts';
import type { BookingRow, Bookings } from './bookings.ts';
import type { Cards } from './cards.ts';
import type { LockRow } from './locks.ts';
import type { QueueNumbers } from './queue.ts';
import type { Reports } from './reports.ts';
import type { Schedule, ScheduledSlot } from './schedule.ts';
import type { Transactions } from './transactions.ts';

/** Turns what a lock holds into the thing itself. */
export interface Fulfilments {
  /** Why it cannot be had any more; nothing when it can. */
  whyNot(lock: LockRow): 'clinicCancelled' | 'confirmationRefused' | undefined;
  /** Gives it to the patient. The lock is used by then, and nothing stood against it. */
  fulfil(lock: LockRow, orderNumber: string): Result;
}

interface Needs {
  readonly schedule: Schedule;
  readonly bookings: Bookings;
  readonly bills: Bills;
  readonly cards: Cards;
  readonly reports: Reports;
  readonly transactions: Transactions;
  readonly queue: QueueNumbers;
}

export function createFulfilments(needs: Needs): Fulfilments {
  const { schedule, bookings, bills, cards, reports, transactions, queue } = needs;

  function whyNot({ subject, recordId }: LockRow): ReturnType<Fulfilments['whyNot']> {
    switch (subject.kind) {
      case 'slot': {
        const slot = slotOf(subject.slotId);
        if (schedule.isCancelled(slot)) return 'clinicCancelled';
        const isRegistered = bookings.isRegistered(recordId, slot.day, slot.department);
        return isRegistered ? 'confirmationRefused' : undefined;
      }
      case 'booking': {
        const row = bookingOf(subject.bookingId);
        if (schedule.isCancelled(row)) return 'clinicCancelled';
        return row.state === 'booked' ? undefined : 'confirmationRefused';
      }
      case 'checkIn':
        return bookingOf(subject.bookingId).state === 'collected' ? undefined : 'confirmationRefused';
      case 'card':
        return cards.refusalOf(recordId, subject.replaces) ? 'confirmationRefused' : undefined;
      case 'bills':
      case 'reports':
        return undefined;
    }
  }

  function slotOf(slotId: string): ScheduledSlot {
    const slot = schedule.slot(slotId);
    if (!slot) throw new Error(`a lock of no slot: ${slotId}`);
    return slot;
  }

  function bookingOf(bookingId: string): BookingRow {
    const row = bookings.find(bookingId);
    if (!row) throw new Error(`a lock of no booking: ${bookingId}`);
    return row;
  }

  function registered(row: BookingRow): Result {
    return { kind: 'registration', queueNumber: row.queueNumber ?? '', ...appointmentOf(row) };
  }

  function slot({ recordId, lockId, amount }: LockRow, slotId: string, orderNumber: string): Result {
    const { day, department, doctor, period } = slotOf(slotId);
    const { from, to } = period;
    const isToday = day <= schedule.today();
    const isFree = amount.total === 0;
    const row = bookings.add({
      recordId,
      channel: 'terminal',
      day,
      from,
      to,
      department,
      doctor,
      price: amount.total,
      takenBy: lockId,
      payment: isFree ? 'free' : 'prepaid',
      state: isToday ? 'collected' : 'booked',
      ...(isToday && { queueNumber: queue.next({ day, doctor, from }) }),
      ...(!isFree && { paidBy: orderNumber }),
    });
    return isToday ? registered(row) : { kind: 'booking', bookingCode: row.code, ...appointmentOf(row) };
  }

  function booking({ amount }: LockRow, bookingId: string, orderNumber: string): Result {
    const row = bookingOf(bookingId);
    row.state = 'collected';
    row.queueNumber = queue.next(row);
    if (amount.total > 0) {
      row.payment = 'prepaid';
      row.paidBy = orderNumber;
    }
    return registered(row);
  }

  function checkIn(bookingId: string): Result {
    const row = bookingOf(bookingId);
    row.state = 'checkedIn';
    if (row.paidBy !== undefined) transactions.moveOpen(row.paidBy, 'given');
    return registered(row);
  }

  function billsOf({ holding }: LockRow, billIds: readonly string[]): Result {
    const rows = billIds.flatMap((billId) => bills.find(billId) ?? []);
    for (const row of rows) row.paid = true;
    const next = new Map(rows.map((row) => [row.next.zh, row.next]));
    const items = (holding?.items ?? []).map((item) => ({ ...item }));
    return { kind: 'bills', items, next: [...next.values()] };
  }

  return {
    whyNot,
    fulfil(lock, orderNumber) {
      const { subject, lockId, recordId } = lock;
      switch (subject.kind) {
        case 'slot':
          return slot(lock, subject.slotId, orderNumber);
        case 'booking':
          return booking(lock, subject.bookingId, orderNumber);
        case 'checkIn':
          return checkIn(subject.bookingId);
        case 'bills':
          return billsOf(lock, subject.billIds);
        case 'card':
          cards.bind(lockId, recordId, subject.replaces);
          return { kind: 'card', replaced: subject.replaces };
        case 'reports':
          return { kind: 'reports', pages: reports.commit(subject.reportIds) };
      }
    },
  };
}

const appointmentOf = ({ day, from, to, department, doctor }: BookingRow) => ({
  day,
  from,
  to,
  department: department.name,
  doctor: doctor.name,
  place: doctor.place,
});
