import { expect, test } from 'vitest';
import { code, createTrial, hold, lockAndOrder, slotSubject, type Trial, terminal, value } from './trial.ts';
import { trialWith } from './trial-world.ts';

const input = { orderNumber: 'O1', lockId: 'L1', amount: 2500 };
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
  const lock = value(hold(trial, '1', slotSubject('20261120-h1-0800')));
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
  trial.ask('refundPayment', { refundNumber: 'F1', orderNumber: 'O1', terminal, amount: 2500 });
  expect(close(trial)).toBe('REFUND');
  expect(state(trial)).toBe('REFUND');
});

test('an order closed before it was opened is closed when the opening comes late', () => {
  const trial = createTrial();
  hold(trial, '1', slotSubject('20261120-h1-0800'));
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
  hold(trial, '1', slotSubject('20261120-h1-0800'));
  hold(trial, '0', slotSubject('20261120-f1-0800'));
  expect(code(trial.ask('createPaymentOrder', { ...input, amount: 2499 }))).toBe('amountDiffers');
  const nothing = { ...input, orderNumber: 'O0', lockId: 'L0', amount: 0 };
  expect(code(trial.ask('createPaymentOrder', nothing))).toBe('amountDiffers');
});

test('an order for a lock that is unknown, released or expired is refused', () => {
  const trial = createTrial();
  expect(code(trial.ask('createPaymentOrder', input))).toBe('lockUnknown');
  for (const lockId of ['2', '3']) {
    hold(trial, lockId, slotSubject('20261120-h1-0830'));
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
    subject: { en: 'heart' },
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

const wechat = '134567890123456789';
const alipay = '2812345678901234567';
const charge = (trial: Trial, payerCode: string, orderNumber = 'O1') =>
  trial.ask('chargePayerCode', { orderNumber, payerCode });

function ordered(policy: Parameters<typeof trialWith>[0] = {}) {
  const trial = createTrial(trialWith(policy));
  lockAndOrder(trial, '1');
  return trial;
}

test.each([wechat, alipay])('a payer’s code (%s) pays at once, and asked again it has paid once', (payerCode) => {
  const trial = ordered();
  expect(value(charge(trial, payerCode))).toMatchObject({ orderNumber: 'O1', state: 'SUCCESS' });
  expect(value(charge(trial, payerCode)).state).toBe('SUCCESS');
  expect(trial.model.ledgers.accounts()).toMatchObject([{ captured: 2500 }]);
});

test.each([
  ['passwordPays', 'SUCCESS'],
  ['passwordDeclines', 'PAYERROR'],
] as const)('%s: the payer types for some seconds, then %s', (outcome, end) => {
  const trial = ordered();
  trial.model.controls.nextCharge(outcome);
  expect(value(charge(trial, wechat)).state).toBe('USERPAYING');
  trial.now += 5999;
  expect(value(charge(trial, wechat)).state).toBe('USERPAYING');
  trial.now += 1;
  expect(state(trial)).toBe(end);
});

test('a payer who never ends typing is closed with the order, and cannot pay then', () => {
  const trial = ordered();
  trial.model.controls.nextCharge('passwordPays');
  charge(trial, wechat);
  expect(close(trial)).toBe('CLOSED');
  trial.pass(6);
  expect(state(trial)).toBe('CLOSED');
  const asked = ordered();
  asked.model.controls.nextCharge('password');
  charge(asked, wechat);
  asked.pass(119);
  expect(state(asked)).toBe('USERPAYING');
  expect(asked.model.controls.pay('O1')).toEqual({ ok: true });
});

test('while a charge is under way, or has paid, another code is a conflict; after one declined it may pay', () => {
  const trial = ordered();
  trial.model.controls.nextCharge('passwordDeclines');
  charge(trial, wechat);
  expect(code(charge(trial, alipay))).toBe('conflict');
  trial.pass(6);
  expect(value(charge(trial, '2512345678901234')).state).toBe('SUCCESS');
  expect(code(charge(trial, '2612345678901234'))).toBe('conflict');
});

test('a code that is of no wallet, run out, or used before is unusable, and the order stays open for another', () => {
  const trial = ordered();
  expect(code(charge(trial, '9999999999999999'))).toBe('codeUnusable');
  trial.model.controls.nextCharge('codeUnusable');
  expect(code(charge(trial, wechat))).toBe('codeUnusable');
  expect(code(charge(trial, wechat))).toBe('codeUnusable');
  expect(value(charge(trial, alipay)).state).toBe('SUCCESS');
  lockAndOrder(trial, '2', '20261120-h1-0830', 'R2');
  expect(code(charge(trial, alipay, 'O2'))).toBe('codeUnusable');
});

test('a charge of an order that is paid or closed takes nothing, and says how the order stands', () => {
  const trial = ordered();
  trial.model.controls.pay('O1');
  expect(value(charge(trial, wechat)).state).toBe('SUCCESS');
  expect(value(charge(trial, wechat)).state).toBe('SUCCESS');
  const closed = ordered();
  close(closed);
  expect(value(charge(closed, wechat)).state).toBe('CLOSED');
  close(closed, 'O7');
  expect(value(charge(closed, wechat, 'O7')).state).toBe('CLOSED');
  expect(code(charge(closed, wechat, 'O8'))).toBe('orderUnknown');
  expect(closed.model.ledgers.accounts()).toMatchObject([{ captured: 0 }]);
});

test('where codes are not scanned, or the platform says no, a charge is refused', () => {
  expect(code(charge(ordered({ scan: false }), wechat))).toBe('paymentRefused');
  const trial = ordered();
  trial.model.controls.nextCharge('paymentRefused');
  expect(code(charge(trial, wechat))).toBe('paymentRefused');
});

const order = (trial: Trial, key: string, amount: number) =>
  trial.ask('createPaymentOrder', { orderNumber: `O${key}`, lockId: `L${key}`, amount });

test('a terminal is told when its order is paid, or closed by another channel, not when it closes it', () => {
  const told = (trial: Trial) =>
    value(trial.ask('listNotices', { terminal, after: '0' })).notices.map(({ notice }) => JSON.parse(notice));
  const trial = ordered();
  trial.model.controls.pay('O1');
  expect(told(trial)).toMatchObject([{ kind: 'orderMoved', orderNumber: 'O1', terminal }]);
  const closed = ordered();
  close(closed);
  expect(told(closed)).toEqual([]);
  hold(closed, '2', { kind: 'bills', billIds: ['bill-1'] });
  order(closed, '2', 4333);
  closed.model.controls.payElsewhere('bill-1');
  expect(told(closed)).toMatchObject([{ orderNumber: 'O2' }]);
});
