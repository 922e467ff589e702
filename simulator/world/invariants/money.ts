import { type Order, settlementToUndo } from '../../../terminal/money/order.ts';
import type { Ledgers } from '../../hospital/ledgers.ts';
import { type Books, entriesOf, isGivingBack, ordersOf } from './orders.ts';
import { type Violation, violated } from './violation.ts';

/**
 * I1: every captured payment ends delivered, given back, or as an open case with evidence in the journal; so does every
 * settlement of insurance; to the fen. Holds when all is quiet.
 */
export function moneyIsAccountedFor(ledgers: Ledgers, journal: Books): Violation[] {
  const orders = ordersOf(journal);
  return [
    ...paymentsEnded(ledgers, journal),
    ...settlementsEnded(ledgers, orders),
    ...journalAgrees(ledgers, orders),
    ...repaymentsHappened(ledgers, orders, disputedIn(journal)),
    ...casesHaveReason(ledgers, orders, disputedIn(journal)),
    ...amountsAgree(ledgers, journal),
  ];
}

function paymentsEnded(ledgers: Ledgers, journal: Books): Violation[] {
  const transactions = new Map(ledgers.transactions().map((row) => [row.orderNumber, row]));
  return ledgers.accounts().flatMap(({ orderNumber, captured, delivered, refunded }) => {
    const order = journal.order(orderNumber);
    // What the hospital agreed to give back: it is paid out when the patient asks for it.
    const released = (transactions.get(orderNumber)?.items ?? [])
      .filter(({ state }) => state === 'released')
      .reduce((sum, { amount }) => sum + amount, 0);
    const rest = captured - delivered - refunded - released;
    if (rest === 0 || (rest > 0 && order?.state === 'refundFailed')) return [];
    const sums = `captured ${captured}, delivered ${delivered}, refunded ${refunded}, released ${released}`;
    return [violated('I1', `order ${orderNumber} (${order?.state ?? 'not in the journal'}): ${sums}`)];
  });
}

function settlementsEnded(ledgers: Ledgers, orders: readonly Order[]): Violation[] {
  const transactions = ledgers.transactions();
  return ledgers.insuranceAccounts().flatMap(({ settlementId, settled, undone, carried }) => {
    if (settled === undone + carried) return [];
    const concerned = orders.filter((order) => settlementToUndo(order) === settlementId);
    if (concerned.some(({ insurance }) => insurance === 'stuck')) return [];
    // Released, and nobody has asked for it yet, or the asking came to nothing.
    const transaction = transactions.find((row) => row.settlementId === settlementId);
    const isWaiting = transaction?.items.some(({ state }) => state === 'released') ?? false;
    if (isWaiting && undone === 0 && carried === 0) return [];
    const states = concerned.map(({ state, insurance }) => `${state}/${insurance}`).join(' ');
    return [
      violated(
        'I1',
        `settlement ${settlementId} (${states}): settled ${settled}, undone ${undone}, carried ${carried}`,
      ),
    ];
  });
}

/** So often a lock is released in vain; then it expires by itself. */
const mostReleases = 3;

/** What the journal has as confirmed the hospital has confirmed, and nothing else. */
function journalAgrees(ledgers: Ledgers, orders: readonly Order[]): Violation[] {
  const confirmed = new Set(ledgers.confirmations().map(({ orderNumber }) => orderNumber));
  const captured = new Map(ledgers.accounts().map((account) => [account.orderNumber, account.captured]));
  const settled = new Map(ledgers.settlements().map(({ settlementId, state }) => [settlementId, state]));
  return orders
    .filter((order) => !isGivingBack(order))
    .flatMap((order) => {
      const { order: number, state, confirmation } = order;
      const found: Violation[] = [];
      if (confirmed.has(number) !== (confirmation === 'done')) {
        found.push(
          violated(
            'I1',
            `order ${number} (${state}): the hospital ${confirmed.has(number) ? 'has' : 'has not'} confirmed it`,
          ),
        );
      }
      const isOver = state === 'refunded' || state === 'refundFailed' || confirmation === 'done';
      if ((captured.get(number) ?? 0) > 0 && !isOver)
        found.push(violated('I1', `order ${number} was paid and is ${state}`));
      if (state === 'refunded' && settled.get(order.settlementId) === 'settled') {
        found.push(violated('I1', `order ${number} is ${state}, and insurance has settled it`));
      }
      const mayHold = order.lock === 'held' || order.lock === 'unknown';
      if (mayHold && confirmation !== 'done' && order.releasesFailed < mostReleases) {
        found.push(violated('I1', `order ${number} is ${state} and holds its lock`));
      }
      return found;
    });
}

/** Orders of which somebody else gave something back, as the journal noticed. */
const disputedIn = (journal: Books): ReadonlySet<string> =>
  new Set(entriesOf(journal).flatMap((entry) => (entry.kind === 'payment.disputed' ? [entry.order] : [])));

/** What the journal has as given back has arrived, exactly so much, with its settlement undone; nothing else was. */
function repaymentsHappened(ledgers: Ledgers, orders: readonly Order[], disputed: ReadonlySet<string>): Violation[] {
  const refunds = new Map(ledgers.refunds().map((refund) => [refund.refundNumber, refund]));
  const settlements = new Map(ledgers.settlements().map(({ settlementId, state }) => [settlementId, state]));
  const known = new Set(orders.map(({ refundNumber }) => refundNumber));
  const found = orders.flatMap((order) => {
    const { order: number, refundNumber, repayment, refund } = order;
    const made = refunds.get(refundNumber);
    if (refund === 'arrived') {
      const isWhole = made?.state === 'arrived' && made.amount === repayment?.amount;
      const settlementId = repayment?.settlementId;
      const isUndone =
        settlementId === undefined || order.insurance === 'stuck' || settlements.get(settlementId) === 'undone';
      return isWhole && isUndone ? [] : [violated('I1', `order ${number}: its refund is not what the journal says`)];
    }
    const isKept = made === undefined || made.state === 'failed';
    return isKept
      ? []
      : [violated('I1', `order ${number}: the journal has its refund as ${refund}, the hospital as ${made.state}`)];
  });
  const strange = [...refunds.values()].filter((it) => !known.has(it.refundNumber) && !disputed.has(it.orderNumber));
  return [
    ...found,
    ...strange.map(({ refundNumber }) => violated('I1', `refund ${refundNumber} is not in the journal`)),
  ];
}

/** What a person is left to look into came from outside: a refund that bounced, a settlement that stays, somebody else's hand. */
function casesHaveReason(ledgers: Ledgers, orders: readonly Order[], disputed: ReadonlySet<string>): Violation[] {
  const bounced = new Set(
    ledgers.refunds().flatMap(({ refundNumber, state }) => (state === 'failed' ? [refundNumber] : [])),
  );
  return orders
    .filter((order) => order.state === 'refundFailed' && !isGivingBack(order))
    .filter(({ order, refundNumber, insurance }) => {
      const hasReason = bounced.has(refundNumber) || insurance === 'stuck' || disputed.has(order);
      return !hasReason;
    })
    .map(({ order, refusal }) => violated('I1', `order ${order} is left to a person for nothing but ${refusal}`));
}

/** What the journal says that something cost is what the hospital's and the fund's books say. */
function amountsAgree(ledgers: Ledgers, journal: Books): Violation[] {
  const confirmed = new Map(ledgers.confirmations().map(({ orderNumber, amount }) => [orderNumber, amount.total]));
  const insured = new Map(ledgers.insuranceAccounts().map(({ settlementId, settled }) => [settlementId, settled]));
  return entriesOf(journal).flatMap((entry) => {
    if (entry.kind !== 'order.confirmed' && entry.kind !== 'insurance.settled') return [];
    const settlementId = journal.order(entry.order)?.settlementId ?? '';
    const there = entry.kind === 'order.confirmed' ? confirmed.get(entry.order) : insured.get(settlementId);
    if (there === undefined || there === entry.amount) return [];
    return [violated('I1', `order ${entry.order}: ${entry.kind} of ${entry.amount} in the journal, ${there} there`)];
  });
}
