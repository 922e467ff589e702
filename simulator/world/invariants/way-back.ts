import type { NetworkRequest } from '../../../terminal/hospital/network.ts';
import type { JournalStore } from '../../../terminal/journal/store.ts';
import { type Order, settlementToUndo } from '../../../terminal/money/order.ts';
import type { Ledgers } from '../../hospital/ledgers.ts';
import { isGivingBack } from './orders.ts';
import { type Violation, violated } from './violation.ts';

const release = /^POST .*\/locks\/([^/]+)\/release$/;
const close = /^POST .*\/payment-orders\/([^/]+)\/close$/;
const undoing = /^POST .*\/insurance-settlements\/([^/]+)\/undo$/;
const refund = /^PUT .*\/refunds\/([^/]+)$/;

/**
 * I1: what was taken last is given back first, insurance first where the hospital wants it so, and the lock is released
 * when nothing more is held of anybody's; a charge is left alone for as long as it may still come to something. Looked at
 * when a request is sent to the hospital; `now` in UTC milliseconds.
 */
export function wayBackIsInOrder(
  { method, url }: NetworkRequest,
  ledgers: Ledgers,
  journal: JournalStore,
  now: number,
): Violation[] {
  const asked = `${method} ${url}`;
  const lockId = release.exec(asked)?.[1];
  if (lockId !== undefined)
    return releasedLast(
      orderWith(journal, (order) => order.lockId === lockId),
      ledgers,
    );
  const closed = close.exec(asked)?.[1];
  if (closed !== undefined) {
    const charged = orderWith(journal, ({ order, reverseFrom = 0 }) => order === closed && now < reverseFrom);
    return charged ? [violated('I1', `order ${closed}: its charge is reversed too soon`)] : [];
  }
  const settlementId = undoing.exec(asked)?.[1];
  if (settlementId !== undefined) {
    const order = orderWith(journal, (it) => settlementToUndo(it) === settlementId);
    return order && repaysFirst(order) && owesPayer(order, ledgers)
      ? [violated('I1', `order ${order.order}: insurance is undone before the patient has the money back`)]
      : [];
  }
  const refundNumber = refund.exec(asked)?.[1];
  if (refundNumber === undefined) return [];
  const order = orderWith(journal, (it) => it.refundNumber === refundNumber);
  return order && !repaysFirst(order) && owesFund(order, ledgers)
    ? [violated('I1', `order ${order.order}: the patient is given money back before insurance is undone`)]
    : [];
}

const orderWith = (journal: JournalStore, is: (order: Order) => boolean): Order | undefined =>
  journal.openOrders().find(is);

const repaysFirst = (order: Order): boolean =>
  order.settle === 'beforePayment' && !order.undoFirst && !isGivingBack(order);

/** The payer's money is there, and nobody is to look into why. */
function owesPayer({ order: number, refund }: Order, ledgers: Ledgers): boolean {
  const account = ledgers.accounts().find(({ orderNumber }) => orderNumber === number);
  return account !== undefined && refund !== 'failed' && account.captured > account.refunded + account.delivered;
}

/** The fund bears its part, and can be asked to take it back. */
function owesFund(order: Order, ledgers: Ledgers): boolean {
  const settlement = ledgers.settlements().find(({ settlementId }) => settlementId === settlementToUndo(order));
  return settlement !== undefined && settlement.state !== 'undone' && order.insurance !== 'stuck';
}

function releasedLast(order: Order | undefined, ledgers: Ledgers): Violation[] {
  if (!order) return [];
  if (owesPayer(order, ledgers))
    return [violated('I1', `order ${order.order}: its lock goes before the payer's money`)];
  if (owesFund(order, ledgers)) return [violated('I1', `order ${order.order}: its lock goes before the fund's part`)];
  return [];
}
