import { expect, test } from 'vitest';
import { selfPaid } from '../../../terminal/hospital/amount.ts';
import type { UsageEvent } from '../../../terminal/usage-event.ts';
import type { Ledgers } from '../../hospital/ledgers.ts';
import { hubAgreesWithHospital } from './books-at-hub.ts';
import { ledgersWith } from './trial.ts';

const at = { at: 0, businessDay: '1970-01-01', hour: 0 };
const paid = (amount: number, sequence = 1): UsageEvent => ({ ...at, sequence, kind: 'billsPaid', amount });
const issued: UsageEvent = { ...at, sequence: 9, kind: 'cardIssued' };
const hub = (...events: UsageEvent[]) => [new Map([['A', events]])];

const lock = { lockId: 'l1', subject: { kind: 'bills', billIds: ['b1'] } } as ReturnType<Ledgers['locks']>[number];
const confirmation = { lockId: 'l1', orderNumber: 'o1', amount: { ...selfPaid(2500), self: 1600, fund: 900 } };
const books = ledgersWith({
  locks: () => [lock],
  confirmations: () => [confirmation as ReturnType<Ledgers['confirmations']>[number]],
});

test('sees an amount that is not the hospital’s, and something counted twice or not at all', () => {
  expect(hubAgreesWithHospital(books, hub(paid(2500)), 0)).toEqual([]);
  expect(hubAgreesWithHospital(books, hub(paid(1600)), 0)).toHaveLength(1);
  expect(hubAgreesWithHospital(books, hub(paid(2500), paid(0, 2)), 0)).toHaveLength(1);
  expect(hubAgreesWithHospital(books, [], 0)).toHaveLength(1);
});

test('what several terminals told counts together', () => {
  const twice = ledgersWith({
    locks: books.locks,
    confirmations: () => [...books.confirmations(), ...books.confirmations()],
  });
  expect(hubAgreesWithHospital(twice, [...hub(paid(2500)), ...hub(paid(2500))], 0)).toEqual([]);
});

test('a card counts when somebody has it', () => {
  expect(hubAgreesWithHospital(ledgersWith(), hub(issued), 1)).toEqual([]);
  expect(hubAgreesWithHospital(ledgersWith(), hub(issued), 0)).toHaveLength(1);
});

test('a refund counts when it has arrived', () => {
  const refund = {
    refundNumber: 'r',
    orderNumber: 'o',
    amount: 300,
    state: 'arrived',
    invoiceReversed: false,
  } as const;
  const told: UsageEvent = { ...at, sequence: 3, kind: 'refunded', amount: 300 };
  expect(hubAgreesWithHospital(ledgersWith({ refunds: () => [refund] }), hub(told), 0)).toEqual([]);
  const under = ledgersWith({ refunds: () => [{ ...refund, state: 'accepted' }] });
  expect(hubAgreesWithHospital(under, hub(told), 0)).toHaveLength(1);
});
