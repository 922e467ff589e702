import { createBills } from './bills.ts';
import { createBookings } from './bookings.ts';
import { createBooks } from './books.ts';
import { createCancellations } from './cancellations.ts';
import { type Cards, createCards } from './cards.ts';
import { type City, createCity } from './city.ts';
import { createConfirmations } from './confirmations.ts';
import { type Controls, createControls } from './controls.ts';
import { createDesk, type Desk } from './desk.ts';
import { createElsewhere } from './elsewhere.ts';
import { createFulfilments } from './fulfilments.ts';
import { createLedgers, type Ledgers } from './ledgers.ts';
import { createLocalTime } from './local-time.ts';
import { createLocks } from './locks.ts';
import { createNotices, noticeSigner, type Sign } from './notices.ts';
import { createPatients } from './patients.ts';
import { createPayerCodes } from './payer-codes.ts';
import { createPayments, type Payments } from './payments.ts';
import { createQueueNumbers } from './queue.ts';
import { createRefunds } from './refunds.ts';
import type { RenderReport } from './report-paper.ts';
import { plainDocument } from './report-plain-document.ts';
import { createReports } from './reports.ts';
import { createSchedule } from './schedule.ts';
import { createSettlements } from './settlements.ts';
import { createSubjects } from './subjects.ts';
import { createTransactions } from './transactions.ts';
import { createVerbs, type HospitalVerbs } from './verbs.ts';
import type { HospitalWorld } from './world.ts';

export interface HospitalModel {
  /** UTC milliseconds, the hospital's clock. */
  now(): number;
  readonly verbs: HospitalVerbs;
  /** What a technician or a test does to the hospital and at the payment platform. */
  readonly controls: Controls;
  /** What the hospital has in its books. */
  readonly ledgers: Ledgers;
  /** What its clerks have before them. */
  readonly desk: Desk;
}

export interface HospitalModelOptions {
  readonly world: HospitalWorld;
  readonly now: () => number;
  /** A number from 0 up to, but not with, 1. */
  readonly chance: () => number;
  /** What the payment QR of an order carries; unless told, an address under a name that cannot exist. */
  readonly codeOf?: (orderNumber: string, token: string) => string;
  /** The city whose cards this hospital shares with others; unless told, one of its own. */
  readonly city?: City;
  /** Makes the reports' files; unless told, the plainest. */
  readonly render?: RenderReport;
  /** What notices are signed with: 32 bytes, Ed25519. Unless told, one that is no secret. */
  readonly noticeKey?: Uint8Array;
  /** Signs notices in its place. */
  readonly signNotice?: Sign;
}

/** A hospital, the payment platform and the insurance fund behind it, as one small synchronous model. */
export function createHospitalModel(options: HospitalModelOptions): HospitalModel {
  const { now, chance, codeOf, city = createCity(options.world.city), render = plainDocument } = options;
  /** Its own copy: some of it can be changed under way. */
  const policy = { ...options.world.policy };
  const world = { ...options.world, policy };
  const token = () => Array.from({ length: 10 }, () => Math.floor(chance() * 36).toString(36)).join('');
  const makeCode = codeOf ?? ((_: string, secret: string) => `https://pay.hospital.invalid/${secret}`);
  const localTime = createLocalTime(world.timeZone);
  const dayOf = (instant: number) => localTime(instant).day;

  const schedule = createSchedule(world, now);
  const { today } = schedule;
  const books = createBooks(dayOf);
  const { noticeKey = new Uint8Array(32).fill(7), signNotice = noticeSigner(noticeKey) } = options;
  const notices = createNotices({ now, sign: signNotice });
  const queue = createQueueNumbers(chance);
  const transactions = createTransactions({
    seeds: world.transactions,
    timeZone: world.timeZone,
    today: today(),
    dayOf,
  });
  const bookings = createBookings({
    seeds: world.bookings,
    schedule,
    queue,
    transactions,
    policy: policy.collection,
    now,
    chance,
  });
  const bills = createBills(world.bills, today());
  const patients = createPatients({
    records: world.patients,
    city,
    now,
    today,
    chance,
    policy,
    bookingByCode: bookings.byCode,
  });
  const { exists, personOf } = patients;
  const cards: Cards = createCards({
    city,
    personOf,
    cardLockOf: (orderNumber) => confirmations.cardLockOf(orderNumber),
  });
  const reports = createReports({
    reports: world.reports,
    records: world.patients,
    exists,
    hospital: world.name,
    policy,
    today,
    render,
  });
  const subjects = createSubjects({ schedule, bookings, bills, cards, reports, policy });
  const locks = createLocks({ subjects, patients, cards, policy, now });
  const settlements = createSettlements({
    locks,
    payments: (): Payments => payments,
    transactions,
    books,
    now,
    policy,
  });
  const payerCodes = createPayerCodes();
  const payments = createPayments({
    locks,
    isSettled: (lockId) => settlements.standing(lockId) !== undefined,
    isConfirmed: (orderNumber) => transactions.find(orderNumber) !== undefined,
    payerCodes,
    books,
    notices,
    now,
    policy,
    codeOf: (orderNumber) => makeCode(orderNumber, token()),
  });
  const refunds = createRefunds({ payments, transactions, settlements, books, notices, now, policy });
  const fulfilments = createFulfilments({ schedule, bookings, bills, cards, reports, transactions, queue });
  const confirmations = createConfirmations({ locks, payments, settlements, fulfilments, transactions, books, now });
  const cancellations = createCancellations({ schedule, bookings, transactions, settlements });
  const elsewhere = createElsewhere({ bills, bookings, locks, payments, transactions, now });

  /** Whatever time alone has ended is ended before anyone looks, and stays so should the clock jump back. */
  function settle(): void {
    payments.sweep();
    locks.sweep();
    settlements.sweep();
    refunds.sweep();
  }

  const commerce = { schedule, bookings, locks, payments, refunds, settlements, confirmations, transactions };
  const people = { world, patients, cards, cancellations, bills, reports, books, notices };
  return {
    now,
    verbs: settledFirst(createVerbs({ ...commerce, ...people }), settle),
    controls: settledFirst(createControls({ ...commerce, ...people, policy, city, payerCodes, elsewhere }), settle),
    ledgers: settledFirst(createLedgers({ ...commerce, cards, reports }), settle),
    desk: settledFirst(createDesk({ ...commerce, ...people, city, policy }), settle),
  };
}

/** The same functions, each with `settle` run before it. */
function settledFirst<T extends object>(functions: T, settle: () => void): T {
  return Object.fromEntries(
    Object.entries(functions).map(([name, act]) => [
      name,
      (...input: unknown[]) => {
        settle();
        return act(...input);
      },
    ]),
  ) as T;
}
