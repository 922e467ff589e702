import { expect, test } from 'vitest';
import { code, createTrial, lockAndOrder, value } from './trial.ts';

const input = { refundNumber: 'F1', orderNumber: 'O1', amount: 2500 };

function paid() {
  const trial = createTrial();
  lockAndOrder(trial, '1');
  trial.model.controls.pay('O1');
  return trial;
}

test('a refund is accepted, and arrives some seconds later', () => {
  const trial = paid();
  expect(value(trial.ask('refundPayment', input))).toEqual({ ...input, state: 'accepted' });
  expect(value(trial.ask('getPaymentOrder', { orderNumber: 'O1' }))).toMatchObject({ state: 'REFUND', refunded: 2500 });
  trial.pass(3);
  expect(value(trial.ask('getRefund', { refundNumber: 'F1' })).state).toBe('accepted');
  trial.pass(1);
  expect(value(trial.ask('getRefund', { refundNumber: 'F1' })).state).toBe('arrived');
});

test('the same refund twice gives the money back once', () => {
  const trial = paid();
  trial.ask('refundPayment', { ...input, amount: 1000 });
  expect(value(trial.ask('refundPayment', { ...input, amount: 1000 })).amount).toBe(1000);
  expect(trial.model.ledgers.accounts()[0]).toMatchObject({ captured: 2500, refunded: 1000 });
});

test('the same refund over another amount is a conflict', () => {
  const trial = paid();
  trial.ask('refundPayment', { ...input, amount: 1000 });
  expect(code(trial.ask('refundPayment', { ...input, amount: 1500 }))).toBe('conflict');
});

test('never more than was paid, in one refund or in several', () => {
  const trial = paid();
  expect(code(trial.ask('refundPayment', { ...input, amount: 2501 }))).toBe('moreThanPaid');
  expect(code(trial.ask('refundPayment', { ...input, refundNumber: 'F2', amount: 1500 }))).toBe('granted');
  expect(code(trial.ask('refundPayment', { ...input, refundNumber: 'F3', amount: 1001 }))).toBe('moreThanPaid');
  expect(code(trial.ask('refundPayment', { ...input, refundNumber: 'F4', amount: 1000 }))).toBe('granted');
});

test('what was not paid cannot be given back, and that stays the answer', () => {
  const trial = createTrial();
  lockAndOrder(trial, '1');
  expect(code(trial.ask('refundPayment', input))).toBe('notPaid');
  trial.model.controls.pay('O1');
  expect(code(trial.ask('refundPayment', input))).toBe('notPaid');
  expect(code(trial.ask('getRefund', { refundNumber: 'F1' }))).toBe('refundUnknown');
  expect(code(trial.ask('refundPayment', { ...input, refundNumber: 'F2' }))).toBe('granted');
});

test('an order never opened cannot be refunded', () => {
  expect(code(createTrial().ask('refundPayment', input))).toBe('orderUnknown');
});

test('a refund that bounces is failed, and the money can be given back under another number', () => {
  const trial = paid();
  trial.model.controls.bounceNextRefund();
  expect(value(trial.ask('refundPayment', input)).state).toBe('accepted');
  trial.pass(4);
  expect(value(trial.ask('getRefund', { refundNumber: 'F1' })).state).toBe('failed');
  expect(value(trial.ask('getPaymentOrder', { orderNumber: 'O1' }))).toMatchObject({ state: 'SUCCESS', refunded: 0 });
  expect(value(trial.ask('refundPayment', input)).state).toBe('failed');
  trial.ask('refundPayment', { ...input, refundNumber: 'F2' });
  trial.pass(4);
  expect(value(trial.ask('getRefund', { refundNumber: 'F2' })).state).toBe('arrived');
});
