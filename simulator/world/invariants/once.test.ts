import { expect, test } from 'vitest';
import { selfPaid } from '../../../terminal/hospital/amount.ts';
import { nothingHappenedTwice } from './once.ts';
import { ledgersWith, paidAccount } from './trial.ts';

test('sees a charge twice, and more given back and delivered than was paid', () => {
  const found = (...accounts: (typeof paidAccount)[]) =>
    nothingHappenedTwice(ledgersWith({ accounts: () => accounts }));
  expect(found(paidAccount)).toEqual([]);
  expect(found({ ...paidAccount, delivered: 1000, refunded: 1500 })).toEqual([]);
  expect(found(paidAccount, { ...paidAccount, orderNumber: 'o2' })).toHaveLength(1);
  expect(found({ ...paidAccount, refunded: 2501 })).toHaveLength(1);
  expect(found({ ...paidAccount, delivered: 2500, refunded: 2500 })).toHaveLength(1);
});

test('sees a lock that insurance settled twice', () => {
  const settlement = { settlementId: 's1', lockId: 'l1', amount: selfPaid(0), state: 'settled' } as const;
  const settlements = (state: 'settled' | 'undone') => () => [settlement, { ...settlement, settlementId: 's2', state }];
  expect(nothingHappenedTwice(ledgersWith({ settlements: settlements('undone') }))).toEqual([]);
  expect(nothingHappenedTwice(ledgersWith({ settlements: settlements('settled') }))).toHaveLength(1);
});

test('sees two cards of one person that are good', () => {
  const card = { cardNumber: '1', recordId: 'p1', state: 'handedOver' } as const;
  const cards = (state: 'lost' | 'captured') => () => [card, { ...card, cardNumber: '2', state }];
  expect(nothingHappenedTwice(ledgersWith({ cards: cards('lost') }))).toEqual([]);
  expect(nothingHappenedTwice(ledgersWith({ cards: cards('captured') }))).toHaveLength(1);
});

test('sees more given back of a transaction than its items that went back', () => {
  const transaction = {
    orderNumber: 'T1',
    recordId: 'p1',
    kind: 'payment',
    channel: 'app',
    at: 0,
    title: { zh: '检查', en: 'Tests' },
    amount: selfPaid(300),
    items: [{ itemId: '1', title: { zh: '检查', en: 'Tests' }, amount: 300, state: 'refunded' }],
    hasInvoice: true,
  } as const;
  const refund = { refundNumber: 'r1', amount: 300, state: 'arrived' } as const;
  const found = (refunds: (typeof refund)[]) =>
    nothingHappenedTwice(ledgersWith({ transactions: () => [{ ...transaction, refunds }] }));
  expect(found([refund])).toEqual([]);
  expect(found([refund, { ...refund }])).toHaveLength(1);
});

test('sees a slot given out more often than it holds', () => {
  const slots = () => [{ slotId: 's1', capacity: 1, left: -1, held: 0, used: 2 }];
  expect(nothingHappenedTwice(ledgersWith({ slots }))).toHaveLength(1);
});
