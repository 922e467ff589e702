import { expect, test } from 'vitest';
import { code, confirm, createTrial, holdAndOrder, lockAndOrder, type Trial, terminal, value } from './trial.ts';
import { trialWith } from './trial-world.ts';

const input = { refundNumber: 'F1', orderNumber: 'O1', terminal, amount: 2500 };

function paid() {
  const trial = createTrial();
  lockAndOrder(trial, '1');
  trial.model.controls.pay('O1');
  return trial;
}

test('a refund is accepted, and arrives some seconds later', () => {
  const trial = paid();
  expect(value(trial.ask('refundPayment', input))).toEqual({
    refundNumber: 'F1',
    orderNumber: 'O1',
    amount: 2500,
    state: 'accepted',
    invoiceReversed: false,
  });
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

test('what another channel gave back is no longer there to be given back', () => {
  const trial = paid();
  const { controls } = trial.model;
  expect(controls.refundElsewhere('O1', 100)).toEqual({ ok: true });
  expect(value(trial.ask('getPaymentOrder', { orderNumber: 'O1' }))).toMatchObject({ state: 'REFUND', refunded: 100 });
  expect(code(trial.ask('refundPayment', input))).toBe('moreThanPaid');
  expect(controls.refundElsewhere('O1', 2401)).toEqual({ ok: false, why: 'moreThanPaid' });
  expect(controls.refundElsewhere('O9', 1)).toEqual({ ok: false, why: 'orderUnknown' });
});

const back = (trial: Trial, refundNumber: string, orderNumber: string, amount: number, items?: string[]) =>
  trial.ask('refundPayment', { refundNumber, orderNumber, terminal, amount, ...(items && { items }) });
const transaction = (trial: Trial, orderNumber: string) => {
  const input = { recordId: 'R1', from: '2026-01-01', to: '2026-12-31' };
  return value(trial.ask('listTransactions', input)).transactions.find((it) => it.orderNumber === orderNumber);
};

function confirmedBills() {
  const trial = createTrial();
  holdAndOrder(trial, '1', { kind: 'bills', billIds: ['bill-1', 'bill-2'] });
  trial.model.controls.pay('O1');
  value(confirm(trial, '1'));
  return trial;
}

test('what the patient has is given back item by item, when the hospital released it', () => {
  const trial = confirmedBills();
  expect(code(back(trial, 'F1', 'O1', 6333))).toBe('notReleased');
  expect(code(back(trial, 'F2', 'O1', 1000, ['2']))).toBe('notReleased');
  trial.model.controls.releaseItem('O1', '2');
  expect(code(back(trial, 'F3', 'O1', 1001, ['2']))).toBe('moreThanPaid');
  expect(value(back(trial, 'F4', 'O1', 1000, ['2']))).toMatchObject({ state: 'accepted', invoiceReversed: true });
  expect(code(back(trial, 'F5', 'O1', 1000, ['2']))).toBe('moreThanPaid');
  expect(transaction(trial, 'O1')).toMatchObject({ state: 'refunding', refunded: 1000 });
  trial.pass(4);
  expect(transaction(trial, 'O1')).toMatchObject({
    state: 'partlyRefunded',
    items: [{ state: 'open' }, { state: 'refunded' }, { state: 'open' }],
    refunds: [{ refundNumber: 'F4', amount: 1000, state: 'arrived' }],
  });
  expect(trial.model.ledgers.accounts()).toMatchObject([{ captured: 6333, delivered: 5333, refunded: 1000 }]);
  expect(() => trial.model.controls.releaseItem('O1', '2')).toThrow('2');
});

test('all that is left is given back without naming it', () => {
  const trial = confirmedBills();
  for (const item of ['1', '2', '3']) trial.model.controls.releaseItem('O1', item);
  back(trial, 'F1', 'O1', 3333, ['1']);
  expect(code(back(trial, 'F2', 'O1', 2999))).toBe('notReleased');
  expect(code(back(trial, 'F3', 'O1', 3001))).toBe('moreThanPaid');
  expect(code(back(trial, 'F4', 'O1', 3000))).toBe('granted');
  trial.pass(4);
  expect(transaction(trial, 'O1')).toMatchObject({ state: 'refunded', refunded: 6333 });
  expect(code(back(trial, 'F5', 'O1', 0))).toBe('moreThanPaid');
});

test('what other channels were paid is given back here: what is released, not what was given or is still to be', () => {
  const trial = createTrial();
  expect(code(back(trial, 'F1', 'T-window', 7500))).toBe('serviceGiven');
  expect(code(back(trial, 'F2', 'T-window', 2000, ['3']))).toBe('serviceGiven');
  expect(code(back(trial, 'F3', 'T-window', 1500, ['2']))).toBe('notReleased');
  expect(code(back(trial, 'F4', 'T-window', 1500, ['9']))).toBe('notReleased');
  expect(value(back(trial, 'F5', 'T-window', 4000, ['1'])).state).toBe('accepted');
  trial.pass(4);
  expect(transaction(trial, 'T-window')).toMatchObject({ channel: 'window', state: 'partlyRefunded', refunded: 4000 });
});

test('a refund of a transaction that bounces leaves the item released, and no invoice reversed', () => {
  const trial = createTrial();
  trial.model.controls.bounceNextRefund();
  back(trial, 'F1', 'T-window', 4000, ['1']);
  trial.pass(4);
  expect(value(trial.ask('getRefund', { refundNumber: 'F1' }))).toMatchObject({
    state: 'failed',
    invoiceReversed: false,
  });
  expect(transaction(trial, 'T-window')).toMatchObject({
    state: 'bounced',
    refunded: 0,
    items: [{ state: 'released' }, {}, {}],
  });
  expect(code(back(trial, 'F2', 'T-window', 4000, ['1']))).toBe('granted');
});

test('all of an insured transaction goes back only when the settlement is undone, a part of it before', () => {
  const insured = () => transaction(createTrial(), 'T-insured');
  const [first, second] = insured()?.items.map(({ amount }) => amount) ?? [];
  expect((first ?? 0) + (second ?? 0)).toBe(insured()?.amount.self);
  const trial = createTrial();
  const all = insured()?.amount.self ?? 0;
  expect(code(back(trial, 'F1', 'T-insured', all))).toBe('stillSettled');
  expect(code(back(trial, 'F2', 'T-insured', first ?? 0, ['1']))).toBe('granted');
  expect(code(back(trial, 'F3', 'T-insured', second ?? 0, ['2']))).toBe('stillSettled');
  trial.ask('undoInsurance', { settlementId: 'S-T-insured' });
  expect(code(back(trial, 'F4', 'T-insured', second ?? 0, ['2']))).toBe('stillSettled');
  trial.pass(3);
  expect(code(back(trial, 'F5', 'T-insured', second ?? 0, ['2']))).toBe('granted');
});

test('where the hospital undoes settlements itself a refund of all does not wait for it', () => {
  const trial = createTrial(
    trialWith({ insurance: { settle: 'afterPayment', undoBeforeRefund: false, undoSeconds: 3 } }),
  );
  const all = transaction(trial, 'T-insured')?.amount.self ?? 0;
  expect(code(back(trial, 'F1', 'T-insured', all))).toBe('granted');
  trial.pass(3);
  expect(value(trial.ask('getInsuranceSettlement', { settlementId: 'S-T-insured' })).state).toBe('undone');
});

test('the terminal is told when a refund has arrived', () => {
  const trial = paid();
  trial.ask('refundPayment', input);
  trial.pass(4);
  const { notices } = value(trial.ask('listNotices', { terminal, after: '0' }));
  expect(notices.map(({ notice }) => JSON.parse(notice).orderNumber)).toEqual(['O1', 'O1']);
});
