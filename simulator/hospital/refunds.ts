import type { HospitalPolicy } from '../../seeds/clinic.ts';
import type { Refund } from '../../terminal/hospital/contract/payments.ts';
import type { Verbs } from '../../terminal/hospital/contract.ts';
import type { InputOf, RefusalOf } from '../../terminal/hospital/verb.ts';
import type { Books } from './books.ts';
import type { Notices } from './notices.ts';
import { type Answer, createOnce, granted, refused } from './once.ts';
import { isPaid, type Payment, type Payments } from './payments.ts';
import type { Settlements } from './settlements.ts';
import type { TransactionItem, TransactionRow, Transactions } from './transactions.ts';

type Ask = InputOf<Verbs['refundPayment']>;
type AskRefusal = RefusalOf<Verbs['refundPayment']>;

export interface Refunds {
  refund(input: Ask): Answer<Refund, AskRefusal>;
  get(refundNumber: string): Answer<Refund, 'refundUnknown'>;
  /** The next refund is accepted and comes back: the payer's account does not take it. */
  bounceNext(): void;
  /** How many of the next ones will. */
  bounces(): number;
  /** Lets arrive, or come back, what has been under way long enough. */
  sweep(): void;
  all(): readonly Refund[];
}

interface MoneyBack {
  readonly refundNumber: string;
  readonly orderNumber: string;
  readonly terminal: string;
  readonly amount: number;
  readonly items: readonly TransactionItem[];
  readonly settlesAt: number;
  readonly bounces: boolean;
  readonly hasInvoice: boolean;
  state: Refund['state'];
}

interface Needs {
  readonly payments: Payments;
  readonly transactions: Transactions;
  readonly settlements: Settlements;
  readonly books: Books;
  readonly notices: Pick<Notices, 'orderMoved'>;
  readonly now: () => number;
  readonly policy: Pick<HospitalPolicy, 'refundArrivesAfterSeconds' | 'insurance'>;
}

export function createRefunds({ payments, transactions, settlements, books, notices, now, policy }: Needs): Refunds {
  const once = createOnce();
  const refunds = new Map<string, MoneyBack>();
  const underWay = new Set<MoneyBack>();
  const mustUndoFirst = policy.insurance?.undoBeforeRefund ?? false;
  let bouncing = 0;

  const shown = ({ refundNumber, orderNumber, amount, state, hasInvoice }: MoneyBack): Refund => ({
    refundNumber,
    orderNumber,
    amount,
    state,
    invoiceReversed: hasInvoice && state !== 'failed',
  });

  function accept(input: Ask): Answer<Refund, AskRefusal> {
    const payment = payments.find(input.orderNumber);
    const transaction = transactions.find(input.orderNumber);
    if (payment && payment.state !== 'SUCCESS') return refused('notPaid');
    if (transaction) return ofTransaction(input, transaction, payment);
    return payment ? ofUnconfirmed(input, payment) : refused('orderUnknown');
  }

  /** Of something the patient has: only what the hospital agreed to give back, item by item. */
  function ofTransaction(
    input: Ask,
    transaction: TransactionRow,
    payment: Payment | undefined,
  ): ReturnType<typeof accept> {
    const asked = itemsOf(input, transaction);
    if (!asked) return refused('notReleased');
    if (asked.some(({ state }) => state === 'given')) return refused('serviceGiven');
    if (asked.some(({ state }) => state === 'open')) return refused('notReleased');
    if (asked.length === 0 || asked.some(({ state }) => state === 'refunded')) return refused('moreThanPaid');
    const due = asked.reduce((sum, { amount }) => sum + amount, 0);
    if (input.amount !== due) return refused(input.amount > due ? 'moreThanPaid' : 'notReleased');
    const isAll = transaction.items.every((item) => item.state === 'refunded' || asked.includes(item));
    const { settlementId } = transaction;
    if (isAll && settlementId !== undefined && !settlements.isUndone(settlementId)) {
      if (mustUndoFirst) return refused('stillSettled');
      settlements.undo(settlementId);
    }
    const back = take(input, asked, transaction.hasInvoice);
    for (const item of asked) item.state = 'refunded';
    transaction.refunds.push(back);
    if (payment) payment.refunded += back.amount;
    return granted(shown(back));
  }

  /** Of an order nothing came of: money that is only owed. */
  function ofUnconfirmed(input: Ask, payment: Payment): ReturnType<typeof accept> {
    if (input.items) return refused('notReleased');
    const left = payment.amount - payment.refunded;
    if (input.amount > left) return refused('moreThanPaid');
    const settlement = settlements.unfinished(payment.lockId);
    const isTheirs = settlement && !transactions.ofSettlement(settlement.settlementId);
    const isLast = !payments.ofLock(payment.lockId).some((other) => other !== payment && isPaid(other));
    if (isTheirs && isLast && input.amount === left) {
      if (mustUndoFirst) return refused('stillSettled');
      settlements.undo(settlement.settlementId);
    }
    const back = take(input, [], false);
    payment.refunded += back.amount;
    return granted(shown(back));
  }

  function take(
    { refundNumber, orderNumber, terminal, amount }: Ask,
    items: readonly TransactionItem[],
    hasInvoice: boolean,
  ) {
    const bounces = bouncing > 0;
    if (bounces) bouncing--;
    const settlesAt = now() + policy.refundArrivesAfterSeconds * 1000;
    const base = { refundNumber, orderNumber, terminal, amount, items, hasInvoice };
    const back: MoneyBack = { ...base, settlesAt, bounces, state: 'accepted' };
    refunds.set(refundNumber, back);
    underWay.add(back);
    const ofTerminal =
      payments.find(orderNumber) !== undefined || transactions.find(orderNumber)?.channel === 'terminal';
    books.enter('platform', {
      terminal,
      kind: 'refund',
      reference: refundNumber,
      amount,
      at: now(),
      orderNumber: () => (ofTerminal ? orderNumber : refundNumber),
      state: () => back.state,
    });
    return back;
  }

  function settle(back: MoneyBack): void {
    back.state = back.bounces ? 'failed' : 'arrived';
    underWay.delete(back);
    if (back.bounces) {
      const payment = payments.find(back.orderNumber);
      if (payment) payment.refunded -= back.amount;
      for (const item of back.items) item.state = 'released';
    }
    notices.orderMoved(back.terminal, back.orderNumber);
  }

  function current(refundNumber: string): Refund | undefined {
    const back = refunds.get(refundNumber);
    return back && shown(back);
  }

  return {
    refund: (input) =>
      once.write(
        input.refundNumber,
        input,
        () => accept(input),
        () => current(input.refundNumber),
      ),
    get(refundNumber) {
      const refund = current(refundNumber);
      return refund ? granted(refund) : refused('refundUnknown');
    },
    bounceNext() {
      bouncing++;
    },
    bounces: () => bouncing,
    sweep() {
      for (const back of underWay) if (now() >= back.settlesAt) settle(back);
    },
    all: () => [...refunds.values()].map(shown),
  };
}

/** The items that are asked back: those named, or all that are not refunded yet; nothing where one is not of this transaction. */
function itemsOf({ items }: Ask, transaction: TransactionRow): readonly TransactionItem[] | undefined {
  if (!items) return transaction.items.filter(({ state }) => state !== 'refunded');
  const named = [...new Set(items)].map((itemId) => transaction.items.find((item) => item.itemId === itemId));
  const found = named.filter((item) => item !== undefined);
  return found.length === named.length ? found : undefined;
}
