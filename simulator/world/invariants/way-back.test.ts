import { expect, test } from 'vitest';
import { selfPaid } from '../../../terminal/hospital/amount.ts';
import type { NetworkRequest } from '../../../terminal/hospital/network.ts';
import { journalOf, ledgersWith, opened, paidAccount } from './trial.ts';
import { wayBackIsInOrder } from './way-back.ts';

const order = 'o1';
const asking = (method: 'POST' | 'PUT', path: string): NetworkRequest => ({
  method,
  url: `https://hospital.invalid/api/v1/${path}`,
  headers: {},
  signal: new AbortController().signal,
});
const release = asking('POST', 'locks/l1/release');
const refund = asking('PUT', 'refunds/r1');
const undo = asking('POST', 'insurance-settlements/s1/undo');

const givenUp = { kind: 'order.abandoned', order, why: 'patient' } as const;
const settledAndPaid = (settle: 'beforePayment' | 'afterPayment') =>
  journalOf(
    { ...opened, settle },
    { kind: 'insurance.settled', order, amount: 900 },
    { kind: 'payment.paid', order },
    givenUp,
  );
const settlements = (state: 'settled' | 'undone') => () => [
  { settlementId: 's1', lockId: 'l1', amount: selfPaid(0), state },
];
const accounts = (refunded: number) => () => [{ ...paidAccount, refunded }];

test('the lock goes last', () => {
  const journal = settledAndPaid('afterPayment');
  const books = (refunded: number, state: 'settled' | 'undone') =>
    ledgersWith({ accounts: accounts(refunded), settlements: settlements(state) });
  expect(wayBackIsInOrder(release, books(2500, 'undone'), journal, 0)).toEqual([]);
  expect(wayBackIsInOrder(release, books(0, 'undone'), journal, 0)).toHaveLength(1);
  expect(wayBackIsInOrder(release, books(2500, 'settled'), journal, 0)).toHaveLength(1);
});

test('what was taken last is given back first', () => {
  const books = ledgersWith({ accounts: accounts(0), settlements: settlements('settled') });
  expect(wayBackIsInOrder(refund, books, settledAndPaid('afterPayment'), 0)).toHaveLength(1);
  expect(wayBackIsInOrder(undo, books, settledAndPaid('afterPayment'), 0)).toEqual([]);
  expect(wayBackIsInOrder(refund, books, settledAndPaid('beforePayment'), 0)).toEqual([]);
  expect(wayBackIsInOrder(undo, books, settledAndPaid('beforePayment'), 0)).toHaveLength(1);
});

test('nothing else is asked after', () => {
  const books = ledgersWith({ accounts: accounts(0), settlements: settlements('settled') });
  expect(wayBackIsInOrder(asking('PUT', 'confirmations/o1'), books, settledAndPaid('afterPayment'), 0)).toEqual([]);
});

test('a charge is left alone until it may be reversed', () => {
  const charged = journalOf(opened, { kind: 'act.intended', order, act: 'charge', reverseFrom: 15_000 });
  const closing = asking('POST', 'payment-orders/o1/close');
  expect(wayBackIsInOrder(closing, ledgersWith(), charged, 14_999)).toHaveLength(1);
  expect(wayBackIsInOrder(closing, ledgersWith(), charged, 15_000)).toEqual([]);
});
