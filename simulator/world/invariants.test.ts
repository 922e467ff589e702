import { expect, test } from 'vitest';
import { createJournal } from '../../terminal/journal/journal.ts';
import type { Account, Ledgers } from '../hospital/ledgers.ts';
import {
  actIsIntended,
  journalIsWhole,
  moneyIsAccountedFor,
  nothingHappenedTwice,
  usageArrived,
} from './invariants.ts';
import { createMemoryJournal, type MemoryJournal } from './memory-journal.ts';
import { createVirtualClock } from './virtual-clock.ts';

const opening = { order: 'o1', visit: 'v', lockId: 'l1', refundNumber: 'r1', slotId: 's', recordId: 'p', price: 2500 };
const paid = { orderNumber: 'o1', lockId: 'l1', captured: 2500, delivered: 0, refunded: 0 };

const ledgers = (accounts: readonly Account[], more: Partial<Ledgers> = {}): Ledgers => ({
  locks: () => [],
  payments: () => [],
  paymentsOf: () => [],
  refunds: () => [],
  registrations: () => [],
  accounts: () => accounts,
  slots: () => [],
  ...more,
});

function journalOf(...entries: Parameters<ReturnType<typeof createJournal>['append']>[0][]): MemoryJournal {
  const store = createMemoryJournal();
  const journal = createJournal(store, createVirtualClock(0), () => {});
  for (const entry of entries) journal.append(entry);
  return store;
}

test('I1 sees money that went nowhere, and money the journal knows nothing of', () => {
  const journal = journalOf({ kind: 'order.opened', ...opening });
  expect(moneyIsAccountedFor(ledgers([paid]), journal)).toHaveLength(1);
  expect(moneyIsAccountedFor(ledgers([{ ...paid, refunded: 2500 }]), journal)).toEqual([]);
  expect(moneyIsAccountedFor(ledgers([{ ...paid, refunded: 2499 }]), journal)).toHaveLength(1);
  expect(moneyIsAccountedFor(ledgers([paid]), journalOf())).toHaveLength(1);
});

test('I1 sees a registration that the journal does not have as delivered', () => {
  const journal = journalOf({ kind: 'order.opened', ...opening });
  expect(moneyIsAccountedFor(ledgers([{ ...paid, delivered: 2500 }]), journal)).toHaveLength(1);
});

test('I1 lets an open case with evidence stand', () => {
  const journal = journalOf(
    { kind: 'order.opened', ...opening },
    { kind: 'payment.paid', order: 'o1' },
    { kind: 'refund.failed', order: 'o1' },
  );
  expect(moneyIsAccountedFor(ledgers([paid]), journal)).toEqual([]);
});

test('I4 sees a broken chain and an acknowledged record that is gone', () => {
  const journal = journalOf({ kind: 'visit.started', visit: 'v1' }, { kind: 'visit.started', visit: 'v2' });
  const last = journal.last();
  expect(journalIsWhole(journal, last)).toEqual([]);
  expect(journalIsWhole(journalOf({ kind: 'visit.started', visit: 'v1' }), last)).toHaveLength(1);
  const torn = { ...journal, read: (after: number, limit: number) => journal.read(after + 1, limit) };
  expect(journalIsWhole(torn, last)).toHaveLength(1);
});

test('I4 sees an act that is sent before it was written down', () => {
  const confirm = {
    method: 'PUT',
    url: 'https://hospital.invalid/api/v1/registrations/o1',
    headers: {},
    signal: new AbortController().signal,
  } as const;
  const opened = { kind: 'order.opened', ...opening } as const;
  expect(actIsIntended(confirm, journalOf(opened))).toHaveLength(1);
  expect(
    actIsIntended(confirm, journalOf(opened, { kind: 'act.intended', order: 'o1', act: 'lockSlot' })),
  ).toHaveLength(1);
  expect(actIsIntended(confirm, journalOf(opened, { kind: 'act.intended', order: 'o1', act: 'confirm' }))).toEqual([]);
  expect(actIsIntended({ ...confirm, method: 'GET' }, journalOf())).toEqual([]);
});

test('I5 sees usage that did not arrive, or arrived changed', () => {
  const ended = { kind: 'visit.ended', visit: 'v', ending: 'completed', screen: 'farewell', seconds: 9 } as const;
  const journal = journalOf(ended);
  const event = {
    sequence: 1,
    at: 0,
    businessDay: '1970-01-01',
    kind: 'visitEnded',
    ending: 'completed',
    step: 'farewell',
    seconds: 9,
  } as const;
  expect(usageArrived(journal, 'UTC', [event])).toEqual([]);
  expect(usageArrived(journal, 'UTC', [])).toHaveLength(1);
  expect(usageArrived(journal, 'UTC', [event, event])).toHaveLength(1);
  expect(usageArrived(journal, 'UTC', [{ ...event, seconds: 8 }])).toHaveLength(1);
});

test('I7 sees a charge twice, a refund of more than was paid, and one of what was delivered', () => {
  expect(nothingHappenedTwice(ledgers([paid, { ...paid, orderNumber: 'o2' }]))).toHaveLength(1);
  expect(nothingHappenedTwice(ledgers([{ ...paid, refunded: 2501 }]))).toHaveLength(1);
  expect(nothingHappenedTwice(ledgers([{ ...paid, delivered: 2500, refunded: 2500 }]))).toHaveLength(1);
  expect(nothingHappenedTwice(ledgers([paid]))).toEqual([]);
});

test('I7 sees a slot given out more often than it holds', () => {
  const slots = () => [{ slotId: 's1', capacity: 1, left: -1, held: 0, used: 2 }];
  expect(nothingHappenedTwice(ledgers([], { slots }))).toHaveLength(1);
});
