import { expect, test } from 'vitest';
import type { LedgerName } from '../../terminal/hospital/contract/ledgers.ts';
import { createBooks } from './books.ts';
import {
  confirm,
  createTrial,
  holdAndOrder,
  insuranceToken,
  lockAndOrder,
  slotSubject,
  type Trial,
  terminal,
  trialDay,
  trialSlot,
  value,
} from './trial.ts';

const rows = (trial: Trial, ledger: LedgerName, day = trialDay, from = terminal) =>
  value(trial.ask('getLedger', { ledger, terminal: from, day, after: '0' })).rows;

test('a registration stands in all three books, under the number of its order', () => {
  const trial = createTrial();
  holdAndOrder(trial, '1', slotSubject(trialSlot), { insurance: insuranceToken(trial) });
  trial.model.controls.pay('O1');
  trial.ask('settleInsurance', { settlementId: 'S1', lockId: 'L1', insured: 2062 });
  confirm(trial, '1');
  const at = new Date(trial.now).toISOString();
  const row = { orderNumber: 'O1', at, test: false };
  expect(rows(trial, 'platform')).toEqual([{ ...row, kind: 'payment', reference: 'O1', state: 'paid', amount: 438 }]);
  expect(rows(trial, 'insurance')).toEqual([
    { ...row, kind: 'settlement', reference: 'S1', state: 'settled', amount: 2062 },
  ]);
  expect(rows(trial, 'hospital')).toEqual([
    { ...row, kind: 'confirmation', reference: 'O1', state: 'confirmed', amount: 2500 },
  ]);
});

test('a row says how it stands now: accepted, then arrived', () => {
  const trial = createTrial();
  lockAndOrder(trial, '1');
  trial.model.controls.pay('O1');
  trial.ask('refundPayment', { refundNumber: 'F1', orderNumber: 'O1', terminal, amount: 2500 });
  const refund = () => rows(trial, 'platform').find(({ kind }) => kind === 'refund');
  expect(refund()).toMatchObject({ orderNumber: 'O1', reference: 'F1', state: 'accepted', amount: 2500 });
  trial.pass(4);
  expect(refund()?.state).toBe('arrived');
});

test('a refund of another channel’s payment stands under its own number', () => {
  const trial = createTrial();
  const refund = { refundNumber: 'F1', orderNumber: 'T-window', terminal, amount: 4000, items: ['1'] };
  value(trial.ask('refundPayment', refund));
  expect(rows(trial, 'platform')).toMatchObject([{ orderNumber: 'F1', reference: 'F1', kind: 'refund' }]);
});

test('an order closed by time is entered on the day its time was over', () => {
  const trial = createTrial();
  lockAndOrder(trial, '1');
  trial.pass(24 * 3600);
  expect(rows(trial, 'platform')).toMatchObject([{ state: 'closed', amount: 0, at: '2026-11-20T00:12:00.000Z' }]);
  expect(rows(trial, 'platform', '2026-11-21')).toEqual([]);
});

test('each terminal has its own rows, and those of terminals for tests say so', () => {
  const trial = createTrial();
  for (const [at, from] of ['T-1', 'TEST-1'].entries()) {
    const recordId = at === 0 ? 'R1' : 'R4';
    const lockId = `L${at}`;
    value(trial.ask('lock', { lockId, terminal: from, recordId, subject: slotSubject('20261120-f1-0830') }));
    value(trial.ask('confirm', { orderNumber: `O${at}`, lockId, recordId }));
  }
  expect(rows(trial, 'hospital')).toMatchObject([{ orderNumber: 'O0', test: false }]);
  expect(rows(trial, 'hospital', trialDay, 'TEST-1')).toMatchObject([{ orderNumber: 'O1', test: true }]);
});

test('a long day is read 200 rows at a time', () => {
  const books = createBooks(() => trialDay);
  for (let at = 0; at < 401; at++) {
    const entry = { terminal, kind: 'payment', reference: `O${at}`, amount: at, at } as const;
    books.enter('platform', { ...entry, orderNumber: () => `O${at}`, state: () => 'paid' });
  }
  const page = (after: string) => value(books.read({ ledger: 'platform', terminal, day: trialDay, after }));
  expect([page('0'), page('200'), page('400')].map(({ rows, next }) => [rows.length, rows[0]?.amount, next])).toEqual([
    [200, 0, '200'],
    [200, 200, '400'],
    [1, 400, null],
  ]);
  expect(page('401').rows).toEqual([]);
});
