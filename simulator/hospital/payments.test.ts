import { expect, test } from 'vitest';
import { code, createTrial, lockAndOrder, type Trial, value } from './trial.ts';

const input = { orderNumber: 'O1', lockId: 'L1', amount: 2500, subject: 'registration' };
const state = (trial: Trial, orderNumber = 'O1') => value(trial.ask('getPaymentOrder', { orderNumber })).state;
const close = (trial: Trial, orderNumber = 'O1') => value(trial.ask('closePaymentOrder', { orderNumber })).state;

test('an order is opened over the lock’s amount, to be paid within the policy’s time', () => {
  const trial = createTrial();
  const { order } = lockAndOrder(trial, '1');
  expect(order).toMatchObject({ orderNumber: 'O1', state: 'NOTPAY', amount: 2500, refunded: 0 });
  expect(Date.parse(order.payBefore) - trial.now).toBe(120_000);
  expect(order.code).toMatch(/^https:\/\/pay\.hospital\.invalid\/[0-9a-z]{10}$/);
});

test('nobody is given longer to pay than the number is held', () => {
  const trial = createTrial();
  const lock = value(trial.ask('lockSlot', { lockId: 'L1', slotId: '20261120-h1-0800', recordId: 'R1' }));
  trial.pass(860);
  expect(value(trial.ask('createPaymentOrder', input)).payBefore).toBe(lock.expiresAt);
});

test('NOTPAY, USERPAYING, SUCCESS: as the payer scans and pays', () => {
  const trial = createTrial();
  lockAndOrder(trial, '1');
  expect(state(trial)).toBe('NOTPAY');
  expect(trial.model.controls.startPaying('O1')).toEqual({ ok: true });
  expect(state(trial)).toBe('USERPAYING');
  expect(trial.model.controls.pay('O1')).toEqual({ ok: true });
  expect(state(trial)).toBe('SUCCESS');
  expect(trial.model.controls.pay('O1')).toEqual({ ok: false, why: 'alreadyPaid' });
});

test('PAYERROR: a declined payer may try again', () => {
  const trial = createTrial();
  lockAndOrder(trial, '1');
  trial.model.controls.decline('O1');
  expect(state(trial)).toBe('PAYERROR');
  trial.model.controls.pay('O1');
  expect(state(trial)).toBe('SUCCESS');
});

test.each(['none', 'startPaying', 'decline'] as const)('an order (%s) not paid in time closes', (doing) => {
  const trial = createTrial();
  lockAndOrder(trial, '1');
  if (doing !== 'none') trial.model.controls[doing]('O1');
  trial.now += 119_999;
  expect(state(trial)).not.toBe('CLOSED');
  trial.now += 1;
  expect(trial.model.controls.pay('O1')).toEqual({ ok: false, why: 'closed' });
  expect(state(trial)).toBe('CLOSED');
});

test('a paid order stays paid when its time is over', () => {
  const trial = createTrial();
  lockAndOrder(trial, '1');
  trial.model.controls.pay('O1');
  trial.pass(10_000);
  expect(state(trial)).toBe('SUCCESS');
});

test.each(['none', 'startPaying', 'decline'] as const)(
  'after the close of an order (%s) nobody can pay it',
  (doing) => {
    const trial = createTrial();
    lockAndOrder(trial, '1');
    if (doing !== 'none') trial.model.controls[doing]('O1');
    expect(close(trial)).toBe('CLOSED');
    expect(trial.model.controls.pay('O1')).toEqual({ ok: false, why: 'closed' });
    expect(close(trial)).toBe('CLOSED');
    expect(trial.model.ledgers.accounts()).toEqual([
      { orderNumber: 'O1', lockId: 'L1', captured: 0, delivered: 0, refunded: 0 },
    ]);
  },
);

test('the close of a paid order answers SUCCESS, of a refunded one REFUND', () => {
  const trial = createTrial();
  lockAndOrder(trial, '1');
  trial.model.controls.pay('O1');
  expect(close(trial)).toBe('SUCCESS');
  trial.ask('refundPayment', { refundNumber: 'F1', orderNumber: 'O1', amount: 2500 });
  expect(close(trial)).toBe('REFUND');
  expect(state(trial)).toBe('REFUND');
});

test('an order closed before it was opened is closed when the opening comes late', () => {
  const trial = createTrial();
  trial.ask('lockSlot', { lockId: 'L1', slotId: '20261120-h1-0800', recordId: 'R1' });
  expect(close(trial)).toBe('CLOSED');
  expect(state(trial)).toBe('CLOSED');
  expect(value(trial.ask('createPaymentOrder', input))).toMatchObject({ state: 'CLOSED', amount: 2500 });
  expect(trial.model.controls.pay('O1')).toEqual({ ok: false, why: 'closed' });
  expect(close(trial)).toBe('CLOSED');
});

test('an order never heard of is unknown, to the payer as well', () => {
  const trial = createTrial();
  expect(code(trial.ask('getPaymentOrder', { orderNumber: 'O9' }))).toBe('orderUnknown');
  expect(trial.model.controls.pay('O9')).toEqual({ ok: false, why: 'orderUnknown' });
});

test('the same order twice is one order, with one code', () => {
  const trial = createTrial();
  const { order } = lockAndOrder(trial, '1');
  expect(value(trial.ask('createPaymentOrder', input))).toEqual(order);
  trial.model.controls.pay('O1');
  expect(value(trial.ask('createPaymentOrder', input)).state).toBe('SUCCESS');
  expect(trial.model.ledgers.paymentsOf('L1').length).toBe(1);
});

test('the same order with another body is a conflict', () => {
  const trial = createTrial();
  lockAndOrder(trial, '1');
  expect(code(trial.ask('createPaymentOrder', { ...input, amount: 1 }))).toBe('conflict');
});

test('an order over another amount, or over nothing, is refused', () => {
  const trial = createTrial();
  trial.ask('lockSlot', { lockId: 'L1', slotId: '20261120-h1-0800', recordId: 'R1' });
  trial.ask('lockSlot', { lockId: 'L0', slotId: '20261120-f1-0800', recordId: 'R1' });
  expect(code(trial.ask('createPaymentOrder', { ...input, amount: 2499 }))).toBe('amountDiffers');
  const nothing = { ...input, orderNumber: 'O0', lockId: 'L0', amount: 0 };
  expect(code(trial.ask('createPaymentOrder', nothing))).toBe('amountDiffers');
});

test('an order for a lock that is unknown, released or expired is refused', () => {
  const trial = createTrial();
  expect(code(trial.ask('createPaymentOrder', input))).toBe('lockUnknown');
  for (const lockId of ['L2', 'L3']) {
    trial.ask('lockSlot', { lockId, slotId: '20261120-h1-0830', recordId: 'R1' });
  }
  trial.ask('releaseLock', { lockId: 'L2' });
  expect(code(trial.ask('createPaymentOrder', { ...input, orderNumber: 'O2', lockId: 'L2' }))).toBe('lockExpired');
  trial.pass(900);
  expect(code(trial.ask('createPaymentOrder', { ...input, orderNumber: 'O3', lockId: 'L3' }))).toBe('lockExpired');
});

test('orders waiting for their payer are listed until they are paid or closed', () => {
  const trial = createTrial();
  const { order } = lockAndOrder(trial, '1');
  lockAndOrder(trial, '2', '20261120-h1-0830', 'R2');
  trial.model.controls.startPaying('O2');
  const waiting = () => trial.model.controls.ordersWaiting().map((it) => [it.orderNumber, it.state]);
  expect(trial.model.controls.ordersWaiting()[0]).toMatchObject({
    subject: 'registration',
    amount: 2500,
    code: order.code,
  });
  expect(waiting()).toEqual([
    ['O1', 'NOTPAY'],
    ['O2', 'USERPAYING'],
  ]);
  trial.model.controls.pay('O1');
  expect(waiting()).toEqual([['O2', 'USERPAYING']]);
  trial.pass(120);
  expect(waiting()).toEqual([]);
});
