import { expect, test } from 'vitest';
import { code, createTrial, hold, type Trial, value } from './trial.ts';

const state = (trial: Trial, orderNumber = 'O1') => value(trial.ask('getPaymentOrder', { orderNumber })).state;
const order = (trial: Trial, key: string, amount: number) =>
  trial.ask('createPaymentOrder', { orderNumber: `O${key}`, lockId: `L${key}`, amount });

test('a bill paid in the app meanwhile closes the order, uses up the lock, and cannot be paid here', () => {
  const trial = createTrial();
  hold(trial, '1', { kind: 'bills', billIds: ['bill-1', 'bill-2'] });
  order(trial, '1', 6333);
  expect(trial.model.controls.payElsewhere('bill-2')).toEqual({ ok: true });
  expect(state(trial)).toBe('CLOSED');
  expect(value(trial.ask('getLock', { lockId: 'L1' })).state).toBe('used');
  expect(code(trial.ask('createPaymentOrder', { orderNumber: 'O2', lockId: 'L1', amount: 6333 }))).toBe(
    'paidElsewhere',
  );
  expect(value(trial.ask('listBills', { recordId: 'R1' })).bills).toMatchObject([
    { billId: 'bill-1', beingPaid: false },
  ]);
  expect(code(hold(trial, '2', { kind: 'bills', billIds: ['bill-2'] }))).toBe('billPaid');
  expect(trial.model.controls.payElsewhere('bill-2')).toEqual({ ok: false, why: 'alreadyPaid' });
  expect(() => trial.model.controls.payElsewhere('nothing')).toThrow('nothing');
});

test('what a terminal was paid for is paid, in the app as well', () => {
  const trial = createTrial();
  hold(trial, '1', { kind: 'bills', billIds: ['bill-1'] });
  order(trial, '1', 4333);
  trial.model.controls.pay('O1');
  expect(trial.model.controls.payElsewhere('bill-1')).toEqual({ ok: false, why: 'alreadyPaid' });
});

test('a booking paid in the app meanwhile closes the order; the lock holds on, with nothing left to pay', () => {
  const trial = createTrial();
  hold(trial, '1', { kind: 'booking', bookingId: 'B-unpaid' });
  order(trial, '1', 3000);
  trial.model.controls.payElsewhere('B-unpaid');
  expect(state(trial)).toBe('CLOSED');
  expect(value(trial.ask('getLock', { lockId: 'L1' }))).toMatchObject({ state: 'held', amount: { total: 0, self: 0 } });
  expect(code(trial.ask('createPaymentOrder', { orderNumber: 'O2', lockId: 'L1', amount: 3000 }))).toBe(
    'paidElsewhere',
  );
});
