/** The rows the other books should have, by the journal: what an order did to each of them. */
import type { LedgerName, LedgerRow } from '../hospital/contract/ledgers.ts';
import { isGivingBack } from '../money/purpose.ts';
import type { OwnState } from './difference.ts';
import { begunAt, type History, notedAt, refusedAt } from './history.ts';

export interface OwnRow {
  readonly book: LedgerName;
  readonly kind: LedgerRow['kind'];
  readonly order: string;
  readonly reference: string;
  /** The numbers under which the other side may have it. */
  readonly names: readonly string[];
  /** Fen. */
  readonly amount: number;
  readonly state: OwnState;
  /** When it was begun, and when its outcome was learnt; UTC milliseconds. */
  readonly begun: number;
  readonly at: number;
  /** The other side may know nothing of it: not every act arrived, and what was never paid need not be booked. */
  readonly optional: boolean;
  /** A settlement whose payment was given back in full: the hospital undoes it by itself then. */
  readonly mayBeUndone?: true;
}

export function ownRowsOf(histories: ReadonlyMap<string, History>): readonly OwnRow[] {
  const all = [...histories.values()];
  const undoings = undoingsOf(all);
  const repaid = repaidOf(all);
  return all.flatMap((history) => [
    ...confirmationRow(history),
    ...paymentRow(history),
    ...refundRow(history),
    ...settlementRow(history, undoings, repaid),
  ]);
}

function confirmationRow(history: History): readonly OwnRow[] {
  const { order } = history.order;
  const begun = begunAt(history, 'confirm');
  if (begun === undefined) return [];
  const base = { book: 'hospital', kind: 'confirmation', order, reference: order, names: [order], begun } as const;
  const confirmed = history.notes.find(({ entry }) => entry.kind === 'order.confirmed');
  if (confirmed?.entry.kind === 'order.confirmed') {
    return [{ ...base, amount: confirmed.entry.amount, state: 'confirmed', at: confirmed.at, optional: false }];
  }
  const refused = refusedAt(history, 'confirm');
  const state = refused === undefined ? 'unknown' : 'refused';
  return [{ ...base, amount: 0, state, at: refused ?? begun, optional: true }];
}

function paymentRow(history: History): readonly OwnRow[] {
  const { order } = history.order;
  const begun = begunAt(history, 'createPayment');
  if (begun === undefined) return [];
  const base = { book: 'platform', kind: 'payment', order, reference: order, names: [order], begun } as const;
  const paid = notedAt(history, 'payment.paid', 'payment.disputed');
  if (paid !== undefined) return [{ ...base, amount: selfOf(history), state: 'paid', at: paid, optional: false }];
  const closed = notedAt(history, 'payment.closed');
  if (closed !== undefined) return [{ ...base, amount: 0, state: 'closed', at: closed, optional: true }];
  const refused = refusedAt(history, 'createPayment');
  if (refused !== undefined) return [{ ...base, amount: 0, state: 'refused', at: refused, optional: true }];
  return [{ ...base, amount: 0, state: 'open', at: notedAt(history, 'payment.open') ?? begun, optional: true }];
}

/** What the payer was asked for: the order itself forgets it when somebody else pays. */
function selfOf({ notes, order }: History): number {
  const first = notes[0]?.entry;
  return first?.kind === 'order.opened' ? first.self : order.self;
}

function refundRow(history: History): readonly OwnRow[] {
  const { order, refundNumber, repayment } = history.order;
  const begun = begunAt(history, 'refund');
  if (begun === undefined || !repayment) return [];
  const names = [repayment.transaction, refundNumber];
  const base = { book: 'platform', kind: 'refund', order, reference: refundNumber, names, begun } as const;
  const { amount } = repayment;
  const at = notedAt(history, 'refund.accepted', 'refund.arrived', 'refund.failed');
  if (at !== undefined) return [{ ...base, amount, state: refundState(history), at, optional: false }];
  const refused = refusedAt(history, 'refund');
  const state = refused === undefined ? 'unknown' : 'refused';
  return [{ ...base, amount, state, at: refused ?? begun, optional: true }];
}

function refundState(history: History): OwnState {
  if (notedAt(history, 'refund.arrived') !== undefined) return 'arrived';
  return notedAt(history, 'refund.failed') === undefined ? 'accepted' : 'failed';
}

function settlementRow(
  history: History,
  undoings: ReadonlyMap<string, 'undoing' | 'undone'>,
  repaid: ReadonlyMap<string, number>,
): readonly OwnRow[] {
  const { order, lockId, settlementId, price, payment } = history.order;
  const begun = begunAt(history, 'settleInsurance');
  if (begun === undefined) return [];
  const base = { kind: 'settlement', order, reference: settlementId, names: [order, lockId], begun } as const;
  const row = { ...base, book: 'insurance', amount: price - selfOf(history) } as const;
  const settled = notedAt(history, 'insurance.settled');
  const undoing = undoings.get(settlementId);
  if (settled !== undefined) {
    const isGivenBack = payment === 'paid' && (repaid.get(order) ?? 0) >= selfOf(history);
    const more = isGivenBack ? ({ mayBeUndone: true } as const) : {};
    return [{ ...row, state: undoing ?? 'settled', at: settled, optional: false, ...more }];
  }
  const refused = refusedAt(history, 'settleInsurance');
  const state = undoing ?? (refused === undefined ? 'unknown' : 'refused');
  return [{ ...row, state, at: refused ?? begun, optional: true }];
}

/** How far settlements were undone, by whichever order did it: the one that settled, or a later one that gave back. */
function undoingsOf(histories: readonly History[]): ReadonlyMap<string, 'undoing' | 'undone'> {
  const undoings = new Map<string, 'undoing' | 'undone'>();
  for (const history of histories) {
    const { purpose, repayment, settlementId, insurance } = history.order;
    const undone = isGivingBack(purpose) ? repayment?.settlementId : settlementId;
    if (undone === undefined || (insurance !== 'undoing' && insurance !== 'undone')) continue;
    if (undoings.get(undone) !== 'undone') undoings.set(undone, insurance);
  }
  return undoings;
}

/** Fen given back or on its way, by the order it was paid under. */
function repaidOf(histories: readonly History[]): ReadonlyMap<string, number> {
  const repaid = new Map<string, number>();
  for (const { order } of histories) {
    if (!order.repayment || (order.refund !== 'accepted' && order.refund !== 'arrived')) continue;
    const { transaction, amount } = order.repayment;
    repaid.set(transaction, (repaid.get(transaction) ?? 0) + amount);
  }
  return repaid;
}
