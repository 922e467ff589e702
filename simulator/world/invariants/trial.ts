import { createJournal } from '../../../terminal/journal/journal.ts';
import type { Account, Ledgers } from '../../hospital/ledgers.ts';
import { createMemoryJournal, type MemoryJournal } from '../memory-journal.ts';
import { createVirtualClock } from '../virtual-clock.ts';

type Entry = Parameters<ReturnType<typeof createJournal>['append']>[0];

/** A journal with these entries. For tests. */
export function journalOf(...entries: readonly Entry[]): MemoryJournal {
  const store = createMemoryJournal();
  const journal = createJournal(store, createVirtualClock(0), () => {});
  for (const entry of entries) journal.append(entry);
  return store;
}

/** How an order for a number at 25 yuan begins. For tests. */
export const opened = {
  kind: 'order.opened',
  order: 'o1',
  visit: 'v1',
  lockId: 'l1',
  refundNumber: 'r1',
  settlementId: 's1',
  recordId: 'p1',
  purpose: { kind: 'slot', slotId: 'slot' },
  price: 2500,
  self: 2500,
  settle: 'afterPayment',
} as const satisfies Entry;

export const paidAccount: Account = { orderNumber: 'o1', lockId: 'l1', captured: 2500, delivered: 0, refunded: 0 };

/** The books of a hospital where nothing happened but what is told. For tests. */
export const ledgersWith = (more: Partial<Ledgers> = {}): Ledgers => ({
  locks: () => [],
  payments: () => [],
  paymentsOf: () => [],
  refunds: () => [],
  settlements: () => [],
  confirmations: () => [],
  registrations: () => [],
  transactions: () => [],
  accounts: () => [],
  insuranceAccounts: () => [],
  slots: () => [],
  cards: () => [],
  pages: () => ({ reserved: 0, printed: 0, returned: 0 }),
  ...more,
});
