/** Orders told to a journal and to the books of the others, side by side, by somebody who sees both: for tests. */
import type { Clock } from '../../device-drivers/contract/clock.ts';
import type { Hospital } from '../hospital/client.ts';
import type { LedgerName, LedgerRow } from '../hospital/contract/ledgers.ts';
import type { Entry } from '../journal/entry.ts';
import { genesis, sealOf } from '../journal/journal.ts';
import type { JournalRecord } from '../journal/store.ts';
import type { OrderEntry } from '../money/order-entry.ts';
import type { Opening, Repayment } from '../money/purpose.ts';
import { reconcile } from './reconciliation.ts';

export const zone = 'Asia/Shanghai';
export const day = '2026-11-20';
export const nextDay = '2026-11-21';
export const midnight = Date.UTC(2026, 10, 19, 16);
export const noon = midnight + 12 * 3_600_000;

export interface Booked {
  day: string;
  row: LedgerRow;
}
type Unnumbered<T> = T extends unknown ? Omit<T, 'order'> : never;

/** Pauses between questions take no time. */
const noWaiting: Clock = {
  now: () => noon,
  after(_, task) {
    queueMicrotask(task);
    return () => {};
  },
};

/** A journal and the books of the others, written side by side by somebody who sees both. */
export function createDesk() {
  let now = midnight;
  const records: JournalRecord[] = [];
  const books: Record<LedgerName, Booked[]> = { hospital: [], platform: [], insurance: [] };
  let silent: readonly LedgerName[] = [];
  let asked = 0;

  const hospital = {
    async call(_: string, input: { ledger: LedgerName; day: string; after: string }) {
      asked += 1;
      if (silent.includes(input.ledger)) return { ok: false, failure: 'unknown', why: 'no answer' };
      const rows = books[input.ledger].filter((it) => it.day === input.day).map(({ row }) => row);
      const from = Number(input.after);
      const next = from + 2 < rows.length ? String(from + 2) : null;
      return { ok: true, value: { ledger: input.ledger, rows: rows.slice(from, from + 2), next }, serverTime: now };
    },
  } as unknown as Hospital;

  const desk = {
    books,
    records,
    at(instant: number) {
      now = instant;
    },
    write(entry: Entry) {
      const text = JSON.stringify(entry);
      const { sequence, hash } = records.at(-1) ?? { sequence: 0, hash: genesis };
      records.push({ sequence: sequence + 1, at: now, text, hash: sealOf(hash, sequence + 1, now, text) });
      now += 1000;
    },
    order(number: string, ...entries: Unnumbered<Exclude<OrderEntry, { kind: 'order.opened' }>>[]) {
      for (const entry of entries) desk.write({ ...entry, order: number } as Entry);
    },
    book(ledger: LedgerName, row: Omit<LedgerRow, 'at' | 'test'>, on = day) {
      books[ledger].push({ day: on, row: { ...row, at: new Date(now).toISOString(), test: false } });
    },
    silence(...ledgers: LedgerName[]) {
      silent = ledgers;
    },
    get asked() {
      return asked;
    },
    reconcile: (on = day, terminal = 'T-1') =>
      reconcile({ hospital, clock: noWaiting, terminal, zone, day: on, records }),
  };
  return desk;
}
export type Desk = ReturnType<typeof createDesk>;

export const price = 2500;
export const self = 900;
export const begun = (act: Extract<OrderEntry, { kind: 'act.intended' }>['act']) =>
  ({ kind: 'act.intended', act }) as const;

export function open(desk: Desk, order: string, more: Partial<Opening> = {}): void {
  const ids = { lockId: `${order}-L`, refundNumber: `${order}-F`, settlementId: `${order}-S` };
  const purpose = { kind: 'slot', slotId: 's' } as const;
  const rest = { visit: 'v', recordId: 'p', purpose, price, self, settle: 'afterPayment' } as const;
  desk.write({ kind: 'order.opened', order, ...ids, ...rest, ...more });
}

export function lock(desk: Desk, order: string, total = price, own = self): void {
  desk.order(order, begun('lock'), { kind: 'lock.held', total, self: own, lockedUntil: 0 });
}

export function showCode(desk: Desk, order: string): void {
  desk.order(order, begun('createPayment'), { kind: 'payment.open', code: 'q', payUntil: 0 });
}

export const payment = (order: string, state: 'paid' | 'closed') =>
  ({ orderNumber: order, kind: 'payment', reference: order, state, amount: state === 'paid' ? self : 0 }) as const;

export function pay(desk: Desk, order: string): void {
  showCode(desk, order);
  desk.book('platform', payment(order, 'paid'));
  desk.order(order, { kind: 'payment.paid' });
}

export function settle(desk: Desk, order: string, bookedAs = order): void {
  desk.order(order, begun('settleInsurance'), { kind: 'insurance.settled', amount: price - self });
  const row = { orderNumber: bookedAs, kind: 'settlement', reference: `${order}-S`, amount: price - self } as const;
  desk.book('insurance', { ...row, state: 'settled' });
}

/** The fund's row says how it stands now. */
function undone(desk: Desk, order: string): void {
  for (const { row } of desk.books.insurance) if (row.reference === `${order}-S`) row.state = 'undone';
}

function undo(desk: Desk, by: string, order = by): void {
  desk.order(by, begun('undoInsurance'), { kind: 'insurance.undoing' }, { kind: 'insurance.undone' });
  undone(desk, order);
}

export function confirm(desk: Desk, order: string, amount = price): void {
  desk.order(order, begun('confirm'), { kind: 'order.confirmed', purpose: 'slot', amount, paidHere: true });
  desk.book('hospital', { orderNumber: order, kind: 'confirmation', reference: order, state: 'confirmed', amount });
  desk.order(order, { kind: 'slip.intended' }, { kind: 'slip.printed' });
}

function refund(desk: Desk, by: string, bookedAs: string, amount: number, state: 'arrived' | 'failed' = 'arrived') {
  desk.order(by, begun('refund'), { kind: 'refund.accepted' });
  desk.book('platform', { orderNumber: bookedAs, kind: 'refund', reference: `${by}-F`, state, amount });
  desk.order(by, state === 'arrived' ? { kind: 'refund.arrived', amount } : { kind: 'refund.failed' });
}

export const release = (desk: Desk, order: string) =>
  desk.order(order, begun('releaseLock'), { kind: 'lock.released' });

function giveBack(desk: Desk, order: string, repayment: Repayment): void {
  open(desk, order, { purpose: { kind: 'refund', ...repayment }, price: repayment.amount, self: repayment.amount });
  if (repayment.settlementId !== undefined) undo(desk, order, repayment.transaction);
  const isOurs = repayment.transaction.startsWith('O');
  refund(desk, order, isOurs ? repayment.transaction : `${order}-F`, repayment.amount);
}

/** What may come of an order, told to both sides. */
export const stories = {
  free(desk: Desk, order: string) {
    open(desk, order, { price: 0, self: 0 });
    lock(desk, order, 0, 0);
    confirm(desk, order, 0);
  },
  paid(desk: Desk, order: string) {
    open(desk, order);
    lock(desk, order);
    pay(desk, order);
    confirm(desk, order);
  },
  insured(desk: Desk, order: string) {
    open(desk, order, { insuranceToken: 't' });
    lock(desk, order);
    pay(desk, order);
    settle(desk, order);
    confirm(desk, order);
  },
  notPaid(desk: Desk, order: string) {
    open(desk, order);
    lock(desk, order);
    showCode(desk, order);
    desk.order(order, { kind: 'order.abandoned', why: 'notPaidInTime' }, begun('closePayment'));
    desk.book('platform', payment(order, 'closed'));
    desk.order(order, { kind: 'payment.closed' });
    release(desk, order);
  },
  /** The request to open it never came, so the platform has no row of its closing. */
  neverOpened(desk: Desk, order: string) {
    open(desk, order);
    lock(desk, order);
    desk.order(order, begun('createPayment'), { kind: 'act.unknown', act: 'createPayment', why: 'no answer' });
    desk.order(order, { kind: 'order.abandoned', why: 'patient' }, begun('closePayment'), { kind: 'payment.closed' });
    release(desk, order);
  },
  /** The fund knows no order yet, only the lock. */
  settledFirst(desk: Desk, order: string) {
    open(desk, order, { insuranceToken: 't', settle: 'beforePayment' });
    lock(desk, order);
    settle(desk, order, `${order}-L`);
    desk.order(order, { kind: 'order.abandoned', why: 'patient' });
    undo(desk, order);
    release(desk, order);
  },
  refused(desk: Desk, order: string) {
    open(desk, order);
    lock(desk, order);
    pay(desk, order);
    desk.order(order, begun('confirm'), { kind: 'act.refused', act: 'confirm', code: 'clinicCancelled' });
    refund(desk, order, order, self);
    release(desk, order);
  },
  bounced(desk: Desk, order: string) {
    open(desk, order);
    lock(desk, order);
    pay(desk, order);
    desk.order(order, begun('confirm'), { kind: 'act.refused', act: 'confirm', code: 'clinicCancelled' });
    refund(desk, order, order, self, 'failed');
    release(desk, order);
  },
  ofOtherChannel(desk: Desk, order: string) {
    giveBack(desk, order, { transaction: `W-${order}`, amount: 4000, items: ['1'] });
  },
  givenBackSameDay(desk: Desk, order: string) {
    stories.insured(desk, order);
    giveBack(desk, `${order}-B`, { transaction: order, amount: self, settlementId: `${order}-S` });
  },
  /** The hospital undoes the settlement by itself with the last of the money. */
  undoneByHospital(desk: Desk, order: string) {
    stories.insured(desk, order);
    giveBack(desk, `${order}-B`, { transaction: order, amount: 400, items: ['1'] });
    giveBack(desk, `${order}-C`, { transaction: order, amount: 500, items: ['2'] });
    undone(desk, order);
  },
} satisfies Record<string, (desk: Desk, order: string) => void>;
