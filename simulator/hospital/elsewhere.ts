import { selfPaid } from '../../terminal/hospital/amount.ts';
import type { LocalText } from '../../terminal/hospital/contract/words.ts';
import { type Bills, sumOf } from './bills.ts';
import { type Bookings, registrationFee } from './bookings.ts';
import type { LockRow, Locks } from './locks.ts';
import { isPaid, type PayerResult, type Payments } from './payments.ts';
import type { Transactions } from './transactions.ts';

export type OtherChannel = 'app' | 'window';

/** What patients do through other channels while a terminal may have the same thing in hand. */
export interface Elsewhere {
  /** Pays an open bill or an unpaid booking in full. What a terminal was paid for already is paid. */
  pay(id: string, channel: OtherChannel): PayerResult;
  /** Another channel takes a bill in hand, or puts it down. */
  holdBill(billId: string, held: boolean): void;
}

interface Needs {
  readonly bills: Bills;
  readonly bookings: Bookings;
  readonly locks: Locks;
  readonly payments: Payments;
  readonly transactions: Transactions;
  readonly now: () => number;
}

const alreadyPaid: PayerResult = { ok: false, why: 'alreadyPaid' };

export function createElsewhere({ bills, bookings, locks, payments, transactions, now }: Needs): Elsewhere {
  let orders = 0;

  const isPaidAtTerminal = (held: readonly LockRow[]) =>
    held.some(({ lockId }) => payments.ofLock(lockId).some(isPaid));

  interface Paid {
    readonly recordId: string;
    readonly kind: 'registration' | 'payment';
    readonly title: LocalText;
    readonly items: readonly { readonly title: LocalText; readonly amount: number }[];
  }

  function enter({ items, ...paid }: Paid, channel: OtherChannel): string {
    orders++;
    const orderNumber = `${channel}-${orders}`;
    const open = items.map((item) => ({ ...item, state: 'open' as const }));
    transactions.add({ ...paid, orderNumber, channel, at: now(), amount: selfPaid(sumOf(items)), items: open });
    return orderNumber;
  }

  function payBill(billId: string, channel: OtherChannel): PayerResult | undefined {
    const bill = bills.find(billId);
    if (!bill) return undefined;
    const held = locks.holding((subject) => subject.kind === 'bills' && subject.billIds.includes(billId));
    if (bill.paid || isPaidAtTerminal(held)) return alreadyPaid;
    bill.paid = true;
    enter({ recordId: bill.recordId, kind: 'payment', title: bill.title, items: bill.items }, channel);
    for (const lock of held) {
      lock.paidElsewhere = true;
      locks.use(lock);
      payments.closeElsewhere(lock.lockId);
    }
    return { ok: true };
  }

  function payBooking(bookingId: string, channel: OtherChannel): PayerResult | undefined {
    const row = bookings.find(bookingId);
    if (!row) return undefined;
    const held = locks.holding((subject) => subject.kind === 'booking' && subject.bookingId === bookingId);
    if (row.payment !== 'unpaid' || row.state !== 'booked' || isPaidAtTerminal(held)) return alreadyPaid;
    const fee = { title: registrationFee, amount: row.price };
    row.payment = 'prepaid';
    row.paidBy = enter(
      { recordId: row.recordId, kind: 'registration', title: row.department.name, items: [fee] },
      channel,
    );
    for (const lock of held) {
      lock.paidElsewhere = true;
      lock.amount = selfPaid(0);
      payments.closeElsewhere(lock.lockId);
    }
    return { ok: true };
  }

  return {
    pay(id, channel) {
      const result = payBill(id, channel) ?? payBooking(id, channel);
      if (!result) throw new RangeError(`no bill and no booking ${id}`);
      return result;
    },
    holdBill(billId, held) {
      const bill = bills.find(billId);
      if (!bill) throw new RangeError(`no bill ${billId}`);
      bill.heldElsewhere = held;
    },
  };
}
