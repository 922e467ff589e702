import type { HospitalPolicy } from '../../seeds/clinic.ts';
import { type Amount, selfPaid } from '../../terminal/hospital/amount.ts';
import type { InsuranceSettlement } from '../../terminal/hospital/contract/payments.ts';
import type { Verbs } from '../../terminal/hospital/contract.ts';
import type { InputOf, RefusalOf, ReplyOf } from '../../terminal/hospital/verb.ts';
import type { Books } from './books.ts';
import { insuredPart } from './insurance-fund.ts';
import type { Locks } from './locks.ts';
import { type Answer, createOnce, granted, refused } from './once.ts';
import { isPaid, type Payments } from './payments.ts';
import { isGivenUp, type Transactions } from './transactions.ts';

type Settle = Verbs['settleInsurance'];
type Undo = Verbs['undoInsurance'];

/** A settlement as the insurance fund keeps it. */
export interface Settlement {
  readonly settlementId: string;
  /** Nothing for one made through another channel. */
  readonly lockId?: string;
  readonly amount: Amount;
  state: InsuranceSettlement['state'];
  /** UTC milliseconds; of one that is being undone. */
  undoneAt?: number;
}

export interface Settlements {
  settle(input: InputOf<Settle>): Answer<InsuranceSettlement, RefusalOf<Settle>>;
  get(settlementId: string): Answer<InsuranceSettlement, 'settlementUnknown'>;
  undo(settlementId: string): Answer<ReplyOf<Undo>, RefusalOf<Undo>>;
  find(settlementId: string): Settlement | undefined;
  /** The settlement of a lock that stands: not undone, and nobody asked for that. */
  standing(lockId: string): Settlement | undefined;
  /** The settlement of a lock that is not undone yet. */
  unfinished(lockId: string): Settlement | undefined;
  /** Until a settlement is undone the fund bears its part. */
  isUndone(settlementId: string): boolean;
  refuseNext(code: 'insuranceRefused' | 'amountDiffers'): void;
  refuseNextUndo(): void;
  /** How the next settlements will be refused, and how many undoings. */
  refusesNext(): readonly ('insuranceRefused' | 'amountDiffers')[];
  undosRefused(): number;
  /** Ends the undoings whose time has come. */
  sweep(): void;
  all(): readonly Settlement[];
}

interface Needs {
  readonly locks: Locks;
  readonly payments: () => Payments;
  readonly transactions: Transactions;
  readonly books: Books;
  readonly now: () => number;
  readonly policy: Pick<HospitalPolicy, 'insurance'>;
}

export function createSettlements({ locks, payments, transactions, books, now, policy }: Needs): Settlements {
  const once = createOnce();
  const settlements = new Map<string, Settlement>();
  const byLock = new Map<string, Settlement>();
  const undoing = new Set<Settlement>();
  /** Undone before the request to settle them came. */
  const undoneEarly = new Set<string>();
  const refusals: ('insuranceRefused' | 'amountDiffers')[] = [];
  let undosRefused = 0;

  // What other channels had settled before.
  for (const { settlementId, amount } of transactions.all()) {
    if (settlementId !== undefined) settlements.set(settlementId, { settlementId, amount, state: 'settled' });
  }

  const shown = ({ settlementId, state, amount }: Settlement): InsuranceSettlement => ({
    settlementId,
    state,
    amount: { ...amount },
  });

  /** The order at the terminal, as far as it is known: insurance may settle before any order is opened. */
  function orderOf(lockId: string, settlementId: string): string {
    const confirmed = transactions.ofSettlement(settlementId)?.orderNumber;
    return confirmed ?? payments().ofLock(lockId).at(-1)?.orderNumber ?? lockId;
  }

  function settle({ settlementId, lockId, insured }: InputOf<Settle>): Answer<InsuranceSettlement, RefusalOf<Settle>> {
    if (undoneEarly.has(settlementId)) {
      const settlement: Settlement = { settlementId, lockId, amount: selfPaid(0), state: 'undone' };
      settlements.set(settlementId, settlement);
      return granted(shown(settlement));
    }
    const lock = locks.find(lockId);
    if (!lock) return refused('lockUnknown');
    if (lock.state !== 'held') return refused('lockExpired');
    const ordered = refusals.shift();
    if (ordered) return refused(ordered);
    if (insured !== insuredPart(lock.amount) || insured === 0) return refused('amountDiffers');
    if (byLock.get(lockId)) return refused('insuranceRefused');
    const paysFirst = policy.insurance?.settle === 'afterPayment' && lock.amount.self > 0;
    if (paysFirst && !payments().ofLock(lockId).some(isPaid)) return refused('notPaid');
    const settlement: Settlement = { settlementId, lockId, amount: { ...lock.amount }, state: 'settled' };
    settlements.set(settlementId, settlement);
    byLock.set(lockId, settlement);
    books.enter('insurance', {
      terminal: lock.terminal,
      kind: 'settlement',
      reference: settlementId,
      amount: insured,
      at: now(),
      orderNumber: () => orderOf(lockId, settlementId),
      state: () => settlement.state,
    });
    return granted(shown(settlement));
  }

  function current(settlementId: string): InsuranceSettlement | undefined {
    const settlement = settlements.get(settlementId);
    if (settlement) return shown(settlement);
    return undoneEarly.has(settlementId) ? { settlementId, state: 'undone', amount: selfPaid(0) } : undefined;
  }

  function startUndo(settlement: Settlement): void {
    settlement.state = 'undoing';
    settlement.undoneAt = now() + (policy.insurance?.undoSeconds ?? 0) * 1000;
    undoing.add(settlement);
  }

  return {
    settle: (input) =>
      once.write(
        input.settlementId,
        input,
        () => settle(input),
        () => current(input.settlementId),
      ),
    get(settlementId) {
      const settlement = current(settlementId);
      return settlement ? granted(settlement) : refused('settlementUnknown');
    },
    undo(settlementId) {
      const settlement = settlements.get(settlementId);
      if (!settlement) {
        undoneEarly.add(settlementId);
        return granted({ settlementId, state: 'undone' });
      }
      if (settlement.state !== 'settled') return granted({ settlementId, state: settlement.state });
      const transaction = transactions.ofSettlement(settlementId);
      if (transaction && !isGivenUp(transaction)) return refused('undoRefused');
      if (undosRefused > 0) {
        undosRefused--;
        return refused('undoRefused');
      }
      startUndo(settlement);
      return granted({ settlementId, state: 'undoing' });
    },
    find: (settlementId) => settlements.get(settlementId),
    standing(lockId) {
      const settlement = byLock.get(lockId);
      return settlement?.state === 'settled' ? settlement : undefined;
    },
    unfinished: (lockId) => byLock.get(lockId),
    isUndone: (settlementId) => settlements.get(settlementId)?.state === 'undone',
    refuseNext(code) {
      refusals.push(code);
    },
    refuseNextUndo() {
      undosRefused++;
    },
    refusesNext: () => [...refusals],
    undosRefused: () => undosRefused,
    sweep() {
      for (const settlement of undoing) {
        if (now() < (settlement.undoneAt ?? 0)) continue;
        settlement.state = 'undone';
        undoing.delete(settlement);
        if (settlement.lockId !== undefined) byLock.delete(settlement.lockId);
      }
    },
    all: () => [...settlements.values()],
  };
}
