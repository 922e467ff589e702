import { expect, test } from 'vitest';
import {
  code,
  confirm,
  createTrial,
  hold,
  insuranceToken,
  slotSubject,
  type Trial,
  terminal,
  trialSlot,
  value,
} from './trial.ts';
import { trialWith } from './trial-world.ts';

const settle = { settlementId: 'S1', lockId: 'L1', insured: 2062 };
const insurance = (policy: 'beforePayment' | 'afterPayment', undoBeforeRefund = true) =>
  trialWith({ insurance: { settle: policy, undoBeforeRefund, undoSeconds: 3 } });
const pays = (trial: Trial) => {
  const order = trial.ask('createPaymentOrder', { orderNumber: 'O1', lockId: 'L1', amount: 438 });
  if (order.ok) trial.model.controls.pay('O1');
  return code(order);
};
const state = (trial: Trial, settlementId = 'S1') => value(trial.ask('getInsuranceSettlement', { settlementId })).state;

function held(policy: 'beforePayment' | 'afterPayment' = 'afterPayment', undoBeforeRefund = true) {
  const trial = createTrial(insurance(policy, undoBeforeRefund));
  value(hold(trial, '1', slotSubject(trialSlot), { insurance: insuranceToken(trial) }));
  return trial;
}

function settled() {
  const trial = held();
  pays(trial);
  value(trial.ask('settleInsurance', settle));
  return trial;
}

test('after the payment: settled when paid, confirmed when settled', () => {
  const early = held();
  expect(code(early.ask('settleInsurance', settle))).toBe('notPaid');
  const unsettled = held();
  expect(pays(unsettled)).toBe('granted');
  expect(code(confirm(unsettled, '1'))).toBe('notSettled');
  const trial = settled();
  expect(state(trial)).toBe('settled');
  expect(value(confirm(trial, '1')).amount).toMatchObject({ total: 2500, fund: 1625, self: 438 });
});

test('before the payment: no order is opened until insurance has settled', () => {
  const trial = held('beforePayment');
  expect(pays(trial)).toBe('notSettled');
  expect(value(trial.ask('settleInsurance', settle)).state).toBe('settled');
  const order = { orderNumber: 'O2', lockId: 'L1', amount: 438 };
  expect(code(trial.ask('createPaymentOrder', order))).toBe('granted');
  const confirmation = { orderNumber: 'O2', lockId: 'L1', recordId: 'R1' };
  trial.model.controls.pay('O2');
  expect(code(trial.ask('confirm', confirmation))).toBe('granted');
  expect(trial.model.ledgers.insuranceAccounts()).toEqual([
    { settlementId: 'S1', lockId: 'L1', settled: 2062, undone: 0, carried: 2062 },
  ]);
});

test('the same settlement twice is one, with another body a conflict; a second for the same lock is refused', () => {
  const trial = settled();
  expect(value(trial.ask('settleInsurance', settle)).state).toBe('settled');
  expect(code(trial.ask('settleInsurance', { ...settle, insured: 2000 }))).toBe('conflict');
  expect(code(trial.ask('settleInsurance', { ...settle, settlementId: 'S2' }))).toBe('insuranceRefused');
  expect(trial.model.ledgers.insuranceAccounts().length).toBe(1);
});

test('another sum than the patient was told, nothing insured, or no lock: refused', () => {
  const trial = held();
  pays(trial);
  expect(code(trial.ask('settleInsurance', { ...settle, insured: 2063 }))).toBe('amountDiffers');
  expect(code(trial.ask('settleInsurance', { ...settle, settlementId: 'S2', lockId: 'L9' }))).toBe('lockUnknown');
  hold(trial, '3', slotSubject(trialSlot), { recordId: 'R2' });
  const nothing = { settlementId: 'S3', lockId: 'L3', insured: 0 };
  expect(code(trial.ask('settleInsurance', nothing))).toBe('amountDiffers');
  trial.ask('releaseLock', { lockId: 'L1' });
  expect(code(trial.ask('settleInsurance', { ...settle, settlementId: 'S4' }))).toBe('lockExpired');
});

test.each(['insuranceRefused', 'amountDiffers'] as const)('the fund can be made to say %s, once', (no) => {
  const trial = held();
  pays(trial);
  trial.model.controls.refuseNextSettlement(no);
  expect(code(trial.ask('settleInsurance', settle))).toBe(no);
  expect(code(trial.ask('settleInsurance', settle))).toBe(no);
  expect(code(trial.ask('getInsuranceSettlement', { settlementId: 'S1' }))).toBe('settlementUnknown');
  expect(code(trial.ask('settleInsurance', { ...settle, settlementId: 'S2' }))).toBe('granted');
});

test('undoing takes some seconds, and proves nothing until it is undone', () => {
  const trial = settled();
  expect(value(trial.ask('undoInsurance', { settlementId: 'S1' })).state).toBe('undoing');
  expect(code(confirm(trial, '1'))).toBe('notSettled');
  trial.now += 2999;
  expect(value(trial.ask('undoInsurance', { settlementId: 'S1' })).state).toBe('undoing');
  trial.now += 1;
  expect(state(trial)).toBe('undone');
  expect(value(trial.ask('settleInsurance', settle)).state).toBe('undone');
  expect(trial.model.ledgers.insuranceAccounts()).toMatchObject([{ settled: 2062, undone: 2062, carried: 0 }]);
});

test('a settlement undone before it was made is found undone by the request that comes late', () => {
  const trial = held();
  pays(trial);
  expect(value(trial.ask('undoInsurance', { settlementId: 'S1' })).state).toBe('undone');
  expect(state(trial)).toBe('undone');
  expect(value(trial.ask('settleInsurance', settle)).state).toBe('undone');
  expect(trial.model.ledgers.insuranceAccounts()).toMatchObject([{ settled: 0 }]);
});

test('an undoing that is refused can be asked for again', () => {
  const trial = settled();
  trial.model.controls.refuseNextUndo();
  expect(code(trial.ask('undoInsurance', { settlementId: 'S1' }))).toBe('undoRefused');
  expect(value(trial.ask('undoInsurance', { settlementId: 'S1' })).state).toBe('undoing');
});

test('what the patient has is not undone, until it is given back', () => {
  const trial = settled();
  value(confirm(trial, '1'));
  expect(code(trial.ask('undoInsurance', { settlementId: 'S1' }))).toBe('undoRefused');
  trial.model.controls.releaseItem('O1', '1');
  expect(value(trial.ask('undoInsurance', { settlementId: 'S1' })).state).toBe('undoing');
});

test('of an order nothing came of, the money goes back when the settlement is undone', () => {
  const trial = settled();
  const refund = { orderNumber: 'O1', terminal, amount: 438 };
  expect(code(trial.ask('refundPayment', { ...refund, refundNumber: 'F1' }))).toBe('stillSettled');
  trial.ask('undoInsurance', { settlementId: 'S1' });
  trial.pass(3);
  expect(code(trial.ask('refundPayment', { ...refund, refundNumber: 'F2' }))).toBe('granted');
  expect(trial.model.ledgers.accounts()).toMatchObject([{ captured: 438, delivered: 0, refunded: 438 }]);
});

test('a payer who paid twice gets one of the two back while the settlement stands', () => {
  const trial = settled();
  value(trial.ask('createPaymentOrder', { orderNumber: 'O2', lockId: 'L1', amount: 438 }));
  trial.model.controls.pay('O2');
  const refund = { terminal, amount: 438 };
  expect(code(trial.ask('refundPayment', { ...refund, refundNumber: 'F1', orderNumber: 'O2' }))).toBe('granted');
  expect(code(trial.ask('refundPayment', { ...refund, refundNumber: 'F2', orderNumber: 'O1' }))).toBe('stillSettled');
});

test('a settlement never heard of is unknown', () => {
  expect(code(createTrial().ask('getInsuranceSettlement', { settlementId: 'S9' }))).toBe('settlementUnknown');
});
