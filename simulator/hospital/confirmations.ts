import type { Confirmation } from '../../terminal/hospital/contract/locks.ts';
import type { Transaction } from '../../terminal/hospital/contract/records.ts';
import type { Verbs } from '../../terminal/hospital/contract.ts';
import type { InputOf, RefusalOf } from '../../terminal/hospital/verb.ts';
import type { Books } from './books.ts';
import type { Fulfilments } from './fulfilments.ts';
import { insuredPart } from './insurance-fund.ts';
import type { LockRow, Locks } from './locks.ts';
import { type Answer, createOnce, granted, refused } from './once.ts';
import { isPaid, type Payments } from './payments.ts';
import type { Settlements } from './settlements.ts';
import type { Transactions } from './transactions.ts';

type Confirm = Verbs['confirm'];
type ConfirmRefusal = RefusalOf<Confirm>;
export type OrderedRefusal = Exclude<ConfirmRefusal, 'conflict'>;

/** A confirmation and the lock it came from. */
export interface ConfirmationRow {
  readonly confirmation: Confirmation;
  readonly lock: LockRow;
}

export interface Confirmations {
  confirm(input: InputOf<Confirm>): Answer<Confirmation, ConfirmRefusal>;
  get(orderNumber: string): Answer<Confirmation, RefusalOf<Verbs['getConfirmation']>>;
  /** The lock behind an order whose confirmation bound a card. */
  cardLockOf(orderNumber: string): string | undefined;
  /** Refuses the next confirmation that is asked for the first time. */
  refuseNext(code: OrderedRefusal): void;
  /** How the next ones will be refused. */
  refusesNext(): readonly OrderedRefusal[];
  all(): readonly ConfirmationRow[];
}

interface Needs {
  readonly locks: Locks;
  readonly payments: Payments;
  readonly settlements: Settlements;
  readonly fulfilments: Fulfilments;
  readonly transactions: Transactions;
  readonly books: Books;
  readonly now: () => number;
}

const kinds = {
  slot: 'registration',
  booking: 'registration',
  checkIn: undefined,
  bills: 'payment',
  card: 'card',
  reports: 'report',
} as const satisfies Record<LockRow['subject']['kind'], Transaction['kind'] | undefined>;

export function createConfirmations(needs: Needs): Confirmations {
  const { locks, payments, settlements, fulfilments, transactions, books, now } = needs;
  const once = createOnce();
  const rows = new Map<string, ConfirmationRow>();
  const refusals: OrderedRefusal[] = [];

  function whyNot(orderNumber: string, lock: LockRow): ConfirmRefusal | undefined {
    if (lock.paidElsewhere && lock.state === 'used') return 'paidElsewhere';
    if (lock.state === 'used') return 'confirmationRefused';
    if (lock.state !== 'held') return 'lockExpired';
    const gone = fulfilments.whyNot(lock);
    if (gone) return gone;
    // What another channel paid meanwhile insurance must not bear once more.
    if (lock.paidElsewhere && settlements.unfinished(lock.lockId)) return 'paidElsewhere';
    const payment = payments.find(orderNumber);
    const isTheirs = payment?.lockId === lock.lockId;
    if (lock.amount.self > 0 && !(isTheirs && isPaid(payment))) return 'notPaid';
    // An order is for one lock: what was paid for another must not be taken for this one's.
    if (payment && !isTheirs) return 'conflict';
    return insuredPart(lock.amount) > 0 && !settlements.standing(lock.lockId) ? 'notSettled' : undefined;
  }

  /** What the patient paid for, or got. Coming to collect what was paid before, or to check in, is neither. */
  function enterTransaction({ subject, amount, holding, lockId, recordId }: LockRow, orderNumber: string): void {
    const kind = kinds[subject.kind];
    if (!kind || !holding || (subject.kind === 'booking' && amount.total === 0)) return;
    const settlement = settlements.standing(lockId);
    const state = subject.kind === 'card' || subject.kind === 'reports' ? 'given' : 'open';
    const items = holding.items.length > 0 ? holding.items : [{ title: holding.title, amount: 0 }];
    transactions.add({
      orderNumber,
      recordId,
      kind,
      channel: 'terminal',
      at: now(),
      title: holding.title,
      amount: { ...amount },
      items: items.map((item) => ({ ...item, state })),
      ...(settlement && { settlementId: settlement.settlementId }),
    });
  }

  function confirm({ orderNumber, lockId, recordId }: InputOf<Confirm>): Answer<Confirmation, ConfirmRefusal> {
    const ordered = refusals.shift();
    if (ordered) return refused(ordered);
    const lock = locks.find(lockId);
    if (lock?.recordId !== recordId) return refused('lockUnknown');
    const code = whyNot(orderNumber, lock);
    if (code) return refused(code);
    locks.use(lock);
    const result = fulfilments.fulfil(lock, orderNumber);
    enterTransaction(lock, orderNumber);
    const amount = { ...lock.amount };
    const invoice = amount.total > 0 && { invoice: `https://invoice.hospital.invalid/${orderNumber}` };
    const confirmation: Confirmation = { orderNumber, recordId, amount, result, ...invoice };
    rows.set(orderNumber, { confirmation, lock });
    books.enter('hospital', {
      terminal: lock.terminal,
      kind: 'confirmation',
      reference: orderNumber,
      amount: amount.total,
      at: now(),
      orderNumber: () => orderNumber,
      state: () => 'confirmed',
    });
    return granted(confirmation);
  }

  const current = (orderNumber: string) => rows.get(orderNumber)?.confirmation;

  return {
    confirm: (input) =>
      once.write(
        input.orderNumber,
        input,
        () => confirm(input),
        () => current(input.orderNumber),
      ),
    get(orderNumber) {
      const confirmation = current(orderNumber);
      if (confirmation) return granted(confirmation);
      return refused(once.wasRefused(orderNumber) ? 'confirmationRefused' : 'confirmationUnknown');
    },
    cardLockOf(orderNumber) {
      const row = rows.get(orderNumber);
      return row?.lock.subject.kind === 'card' ? row.lock.lockId : undefined;
    },
    refuseNext(code) {
      refusals.push(code);
    },
    refusesNext: () => [...refusals],
    all: () => [...rows.values()],
  };
}
