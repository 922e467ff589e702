import { expect, test } from 'vitest';
import type { Account } from '../../hospital/ledgers.ts';
import { moneyIsAccountedFor } from './money.ts';
import { journalOf, ledgersWith, opened, paidAccount } from './trial.ts';

const order = 'o1';
const accounts = (account: Account) => () => [account];
const arrived = {
  refundNumber: 'r1',
  orderNumber: order,
  amount: 2500,
  state: 'arrived',
  invoiceReversed: false,
} as const;
const refundedJournal = journalOf(
  opened,
  { kind: 'order.abandoned', order, why: 'patient' },
  { kind: 'payment.paid', order },
  { kind: 'refund.arrived', order, amount: 2500 },
);

test('sees money that went nowhere, and money the journal knows nothing of', () => {
  const paid = ledgersWith({ accounts: accounts(paidAccount) });
  expect(moneyIsAccountedFor(paid, journalOf(opened))).not.toEqual([]);
  expect(moneyIsAccountedFor(paid, journalOf())).not.toEqual([]);
});

test('is content with a refund that arrived, to the fen', () => {
  const refunds = () => [arrived];
  const whole = ledgersWith({ accounts: accounts({ ...paidAccount, refunded: 2500 }), refunds });
  expect(moneyIsAccountedFor(whole, refundedJournal)).toEqual([]);
  const less = ledgersWith({ accounts: accounts({ ...paidAccount, refunded: 2499 }), refunds });
  expect(moneyIsAccountedFor(less, refundedJournal)).toHaveLength(1);
});

test('sees a refund that only the journal has, and one that only the hospital has', () => {
  const back = accounts({ ...paidAccount, refunded: 2500 });
  expect(moneyIsAccountedFor(ledgersWith({ accounts: back }), refundedJournal)).toHaveLength(1);
  const strange = ledgersWith({ refunds: () => [{ ...arrived, refundNumber: 'r9' }] });
  expect(moneyIsAccountedFor(strange, journalOf())).toHaveLength(1);
});

test('lets stand what somebody else gave back, where the journal has noticed', () => {
  const refunds = () => [{ ...arrived, refundNumber: 'window-1', amount: 100 }];
  const disputed = ledgersWith({ accounts: accounts({ ...paidAccount, refunded: 100 }), refunds });
  const noticed = journalOf(opened, { kind: 'payment.disputed', order });
  expect(moneyIsAccountedFor(disputed, noticed)).toEqual([]);
  const unnoticed = journalOf(opened, { kind: 'payment.paid', order });
  expect(moneyIsAccountedFor(disputed, unnoticed).map(({ what }) => what)).toContainEqual(
    expect.stringContaining('window-1'),
  );
});

test('lets an open case with evidence stand', () => {
  const journal = journalOf(
    opened,
    { kind: 'order.abandoned', order, why: 'patient' },
    { kind: 'payment.paid', order },
    { kind: 'refund.failed', order },
  );
  const refunds = () => [{ ...arrived, state: 'failed' as const }];
  expect(moneyIsAccountedFor(ledgersWith({ accounts: accounts(paidAccount), refunds }), journal)).toEqual([]);
});

test('sees what the hospital confirmed and the journal does not have so', () => {
  const result = { kind: 'card', replaced: false } as const;
  const amount = {
    total: 2500,
    self: 2500,
    fund: 0,
    account: 0,
    familyAccount: 0,
    assistance: 0,
    hospitalBorne: 0,
  };
  const confirmations = () => [{ orderNumber: order, recordId: 'p1', lockId: 'l1', amount, result }];
  const delivered = accounts({ ...paidAccount, delivered: 2500 });
  expect(moneyIsAccountedFor(ledgersWith({ accounts: delivered, confirmations }), journalOf(opened))).not.toEqual([]);
});

test('sees a settlement that nobody bears and nobody undid, unless it is stuck', () => {
  const account = { settlementId: 's1', lockId: 'l1', settled: 900, undone: 0, carried: 0 };
  const insuranceAccounts = () => [account];
  expect(moneyIsAccountedFor(ledgersWith({ insuranceAccounts }), journalOf(opened))).toHaveLength(1);
  const stuck = journalOf(
    opened,
    { kind: 'insurance.settled', order, amount: 900 },
    { kind: 'order.abandoned', order, why: 'patient' },
    { kind: 'act.refused', order, act: 'undoInsurance', code: 'undoRefused' },
  );
  expect(moneyIsAccountedFor(ledgersWith({ insuranceAccounts }), stuck)).toEqual([]);
  const undone = () => [{ ...account, undone: 900 }];
  expect(moneyIsAccountedFor(ledgersWith({ insuranceAccounts: undone }), journalOf(opened))).toEqual([]);
});

test('sees an order that is over and holds its lock', () => {
  const held = { kind: 'lock.held', order, total: 2500, self: 2500, lockedUntil: 1 } as const;
  const givenUp = { kind: 'order.abandoned', order, why: 'patient' } as const;
  expect(moneyIsAccountedFor(ledgersWith(), journalOf(opened, held, givenUp))).toHaveLength(1);
  const released = journalOf(opened, held, givenUp, { kind: 'lock.released', order });
  expect(moneyIsAccountedFor(ledgersWith(), released)).toEqual([]);
});

test('sees a case that is left to a person for no reason outside', () => {
  const account = accounts(paidAccount);
  const left = journalOf(
    opened,
    { kind: 'order.abandoned', order, why: 'patient' },
    { kind: 'payment.paid', order },
    { kind: 'act.refused', order, act: 'refund', code: 'moreThanPaid' },
  );
  expect(moneyIsAccountedFor(ledgersWith({ accounts: account }), left)).toHaveLength(1);
  const bounced = () => [{ ...arrived, state: 'failed' as const }];
  expect(moneyIsAccountedFor(ledgersWith({ accounts: account, refunds: bounced }), left)).toEqual([]);
});

test('sees an amount of insurance that the fund has otherwise', () => {
  const insuranceAccounts = () => [{ settlementId: 's1', lockId: 'l1', settled: 900, undone: 900, carried: 0 }];
  const settled = (amount: number) => journalOf(opened, { kind: 'insurance.settled', order, amount });
  expect(moneyIsAccountedFor(ledgersWith({ insuranceAccounts }), settled(900))).toEqual([]);
  expect(moneyIsAccountedFor(ledgersWith({ insuranceAccounts }), settled(2500))).toHaveLength(1);
});
