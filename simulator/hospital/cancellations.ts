import type { Cancellation } from '../../terminal/hospital/contract/records.ts';
import type { Verbs } from '../../terminal/hospital/contract.ts';
import type { InputOf, RefusalOf } from '../../terminal/hospital/verb.ts';
import type { BookingRow, Bookings } from './bookings.ts';
import { type Answer, createOnce, granted, refused } from './once.ts';
import type { Schedule } from './schedule.ts';
import type { Settlements } from './settlements.ts';
import type { Transactions } from './transactions.ts';

type Cancel = Verbs['cancelBooking'];

/** Bookings and numbers given back, and what is to be refunded for them. */
export interface Cancellations {
  cancel(input: InputOf<Cancel>): Answer<Cancellation, RefusalOf<Cancel>>;
  get(cancellationId: string): Answer<Cancellation, RefusalOf<Verbs['getCancellation']>>;
}

interface Needs {
  readonly schedule: Schedule;
  readonly bookings: Bookings;
  readonly transactions: Transactions;
  readonly settlements: Settlements;
}

export function createCancellations({ schedule, bookings, transactions, settlements }: Needs): Cancellations {
  const once = createOnce();
  const done = new Map<string, Cancellation>();

  function giveBackNumber({ doctor, day, from, takenBy }: BookingRow): void {
    const slot = schedule.slotAt(doctor.id, day, from);
    if (!slot) return;
    // What another channel sold goes to whoever comes first, here as well.
    if (takenBy === undefined) slot.soldElsewhere--;
    else slot.takenBy.delete(takenBy);
  }

  function refundOf({ paidBy }: BookingRow): Cancellation['refund'] {
    const paid = paidBy === undefined ? undefined : transactions.find(paidBy);
    if (!paid) return null;
    transactions.moveOpen(paid.orderNumber, 'released');
    const released = paid.items.filter(({ state }) => state === 'released');
    const amount = released.reduce((sum, item) => sum + item.amount, 0);
    const { settlementId } = paid;
    const isSettled = settlementId !== undefined && !settlements.isUndone(settlementId);
    if (amount === 0 && !isSettled) return null;
    return { orderNumber: paid.orderNumber, amount, ...(isSettled && { settlementId }) };
  }

  function cancel({ cancellationId, bookingId, recordId }: InputOf<Cancel>): Answer<Cancellation, RefusalOf<Cancel>> {
    const row = bookings.find(bookingId);
    if (row?.recordId !== recordId) return refused('bookingUnknown');
    const why = bookings.whyKept(row);
    if (why) return refused(why);
    row.state = 'cancelled';
    giveBackNumber(row);
    const cancellation = { cancellationId, bookingId, refund: refundOf(row) };
    done.set(cancellationId, cancellation);
    return granted(cancellation);
  }

  return {
    cancel: (input) =>
      once.write(
        input.cancellationId,
        input,
        () => cancel(input),
        () => done.get(input.cancellationId),
      ),
    get(cancellationId) {
      const cancellation = done.get(cancellationId);
      if (cancellation) return granted(cancellation);
      return refused(once.wasRefused(cancellationId) ? 'cancellationRefused' : 'cancellationUnknown');
    },
  };
}
