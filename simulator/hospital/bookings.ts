import type { SeedBooking } from '../../seeds/bookings.ts';
import type { ClinicDepartment, ClinicDoctor, HospitalPolicy } from '../../seeds/clinic.ts';
import { selfPaid } from '../../terminal/hospital/amount.ts';
import type { Booking } from '../../terminal/hospital/contract/records.ts';
import { dayAfter } from '../../terminal/zone.ts';
import { compare, timeAfter } from './local-time.ts';
import type { QueueNumbers } from './queue.ts';
import type { Schedule } from './schedule.ts';
import type { Transactions } from './transactions.ts';

/** A booking or a number as the hospital keeps it. */
export interface BookingRow {
  readonly bookingId: string;
  readonly code: string;
  readonly recordId: string;
  readonly channel: Booking['channel'];
  readonly day: string;
  readonly from: string;
  readonly to: string;
  readonly department: ClinicDepartment;
  readonly doctor: ClinicDoctor;
  /** Fen. */
  readonly price: number;
  readonly cancelElsewhere: boolean;
  /** The lock whose number of the slot it has; nothing for one of another channel. */
  readonly takenBy?: string;
  payment: Booking['payment'];
  state: Booking['state'];
  queueNumber?: string;
  /** The order it was paid with. */
  paidBy?: string;
  /** The lock under which a patient has it in hand at this moment. */
  heldBy?: string;
}

type NewBooking = Omit<BookingRow, 'bookingId' | 'code' | 'cancelElsewhere'>;

export interface Bookings {
  find(bookingId: string): BookingRow | undefined;
  /** A booking that a code still stands for. */
  byCode(code: string): { readonly bookingId: string; readonly recordId: string } | undefined;
  add(booking: NewBooking): BookingRow;
  collectable(row: BookingRow): Booking['collect'];
  /** Whether it is the time to come, whatever has become of the booking. */
  inWindow(row: BookingRow): 'now' | 'tooEarly' | 'tooLate' | 'wrongDay';
  mayCheckIn(row: BookingRow): boolean;
  /** Why it cannot be given back; nothing when it can. */
  whyKept(row: BookingRow): 'alreadyCancelled' | 'serviceGiven' | 'tooLate' | 'notAllowed' | undefined;
  /** One registration a department a day: whether this patient has it already. */
  isRegistered(recordId: string, day: string, department: ClinicDepartment): boolean;
  /** Bookings not kept in the last half year. */
  missedBy(recordId: string): number;
  /** Of today and later. */
  list(recordId: string): Booking[];
  all(): readonly BookingRow[];
}

interface Needs {
  readonly seeds: readonly SeedBooking[];
  readonly schedule: Schedule;
  readonly queue: QueueNumbers;
  readonly transactions: Pick<Transactions, 'add' | 'find'>;
  readonly policy: HospitalPolicy['collection'];
  readonly now: () => number;
  readonly chance: () => number;
}

const halfYear = 183;
export const registrationFee = { zh: '挂号费', en: 'Registration fee' };

export function createBookings({ seeds, schedule, queue, transactions, policy, now, chance }: Needs): Bookings {
  const rows = new Map<string, BookingRow>();
  const byRecord = new Map<string, BookingRow[]>();
  const byCode = new Map<string, BookingRow>();

  function enter(row: BookingRow): BookingRow {
    rows.set(row.bookingId, row);
    byCode.set(row.code, row);
    const own = byRecord.get(row.recordId);
    if (own) own.push(row);
    else byRecord.set(row.recordId, [row]);
    return row;
  }

  /** Eight digits nobody has yet. */
  function nextCode(): string {
    const codes = 90_000_000;
    let at = Math.floor(chance() * codes);
    while (byCode.has(String(10_000_000 + at))) at = (at + 1) % codes;
    return String(10_000_000 + at);
  }

  /** What another channel took for a booking, the day before. */
  function payBefore({ bookingId, recordId, channel, department, price }: BookingRow): string {
    const orderNumber = `P-${bookingId}`;
    const base = { orderNumber, recordId, channel, at: now() - 86_400_000, title: department.name };
    const items = [{ title: registrationFee, amount: price, state: 'open' as const }];
    transactions.add({ ...base, kind: 'registration', amount: selfPaid(price), items });
    return orderNumber;
  }

  for (const { when, state = 'booked', ...seed } of seeds) {
    const place = schedule.place(seed.doctorId);
    if (!place) throw new RangeError(`booking ${seed.bookingId} is with no doctor of this hospital`);
    const { day, from, to } = periodOf(when, schedule);
    const { bookingId, code, recordId, channel, payment, cancelElsewhere = false } = seed;
    const price = payment === 'free' ? 0 : place.doctor.price;
    const row: BookingRow = {
      bookingId,
      code,
      recordId,
      channel,
      payment,
      cancelElsewhere,
      ...place,
      day,
      from,
      to,
      price,
      state,
    };
    enter({
      ...row,
      ...(state === 'collected' && { queueNumber: queue.next(row) }),
      ...(payment === 'prepaid' && { paidBy: payBefore(row) }),
    });
  }

  /** A day that is over leaves nobody waiting: who had a number was seen, who had none missed it. */
  function stateOf({ state, day }: BookingRow): BookingRow['state'] {
    if (day >= schedule.today()) return state;
    if (state === 'booked') return 'missed';
    return state === 'collected' || state === 'checkedIn' ? 'seen' : state;
  }

  const collectFrom = ({ from }: BookingRow) => timeAfter(from, -policy.opensMinutesBefore);

  function inWindow(row: BookingRow): ReturnType<Bookings['inWindow']> {
    if (row.day !== schedule.today()) return 'wrongDay';
    if (schedule.time() >= row.to) return 'tooLate';
    return schedule.time() < collectFrom(row) ? 'tooEarly' : 'now';
  }

  function collectable(row: BookingRow): Booking['collect'] {
    const state = stateOf(row);
    if (state === 'cancelled' || state === 'missed') return 'no';
    if (state !== 'booked') return 'done';
    return schedule.isCancelled(row) ? 'no' : inWindow(row);
  }

  function whyKept(row: BookingRow): ReturnType<Bookings['whyKept']> {
    const state = stateOf(row);
    if (state === 'cancelled') return 'alreadyCancelled';
    if (state === 'seen' || state === 'checkedIn') return 'serviceGiven';
    if (state === 'missed' || (row.day === schedule.today() && schedule.time() >= row.to)) return 'tooLate';
    return !policy.cancel || row.cancelElsewhere || row.heldBy !== undefined ? 'notAllowed' : undefined;
  }

  const mayCheckIn = (row: BookingRow) => policy.checkIn && stateOf(row) === 'collected' && inWindow(row) === 'now';
  const ownedBy = (recordId: string): readonly BookingRow[] => byRecord.get(recordId) ?? [];

  const shown = (row: BookingRow): Booking => ({
    bookingId: row.bookingId,
    channel: row.channel,
    state: stateOf(row),
    payment: row.payment,
    day: row.day,
    from: row.from,
    to: row.to,
    department: row.department.name,
    doctor: row.doctor.name,
    place: row.doctor.place,
    price: row.price,
    paid: row.paidBy === undefined ? 0 : (transactions.find(row.paidBy)?.amount.self ?? 0),
    collect: collectable(row),
    collectFrom: collectFrom(row),
    collectUntil: row.to,
    mayCancel: whyKept(row) === undefined,
    mayCheckIn: mayCheckIn(row),
  });

  return {
    find: (bookingId) => rows.get(bookingId),
    byCode(code) {
      const row = byCode.get(code);
      const state = row && stateOf(row);
      if (!row || state === 'cancelled' || state === 'missed' || state === 'seen') return undefined;
      return { bookingId: row.bookingId, recordId: row.recordId };
    },
    add: (booking) => enter({ ...booking, bookingId: `B-${rows.size + 1}`, code: nextCode(), cancelElsewhere: false }),
    collectable,
    inWindow,
    mayCheckIn,
    whyKept,
    isRegistered: (recordId, day, department) =>
      ownedBy(recordId).some((row) => {
        const stands = row.state !== 'cancelled' && row.state !== 'missed';
        return stands && row.day === day && row.department.id === department.id;
      }),
    missedBy(recordId) {
      const since = dayAfter(schedule.today(), -halfYear);
      return ownedBy(recordId).filter((row) => row.day >= since && stateOf(row) === 'missed').length;
    },
    list(recordId) {
      const coming = ownedBy(recordId).filter(({ day }) => day >= schedule.today());
      return coming.sort((a, b) => compare(a.day + a.from, b.day + b.from)).map(shown);
    },
    all: () => [...rows.values()],
  };
}

function periodOf(when: SeedBooking['when'], schedule: Schedule) {
  const today = schedule.today();
  if (when !== 'now') return { day: dayAfter(today, when.dayOffset), from: when.from, to: when.to };
  const [hour = '00', minute = '00'] = schedule.time().split(':');
  const from = `${hour}:${minute < '30' ? '00' : '30'}`;
  return { day: today, from, to: timeAfter(from, 30) };
}
