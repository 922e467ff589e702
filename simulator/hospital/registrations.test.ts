import { expect, test } from 'vitest';
import { code, createTrial, lockAndOrder, type Trial, trialSlot, value } from './trial.ts';

const input = { orderNumber: 'O1', lockId: 'L1', recordId: 'R1' };
const lost = (trial: Trial) => trial.model.ledgers.registrations().length === 0;

function paid(slotId = trialSlot) {
  const trial = createTrial();
  lockAndOrder(trial, '1', slotId);
  trial.model.controls.pay('O1');
  return trial;
}

test('a paid, held number becomes a registration', () => {
  const trial = paid();
  const registration = value(trial.ask('confirmRegistration', input));
  expect(registration).toMatchObject({
    orderNumber: 'O1',
    recordId: 'R1',
    day: '2026-11-20',
    from: '08:00',
    to: '08:30',
    department: { en: 'heart' },
    doctor: { en: 'h1' },
    amount: { total: 2500, self: 2500 },
  });
  expect(value(trial.ask('getRegistration', { orderNumber: 'O1' }))).toEqual(registration);
  expect(value(trial.ask('getLock', { lockId: 'L1' })).state).toBe('used');
});

test('queue numbers: A before noon, P after, growing for each doctor', () => {
  const trial = createTrial();
  const number = (key: string, slotId: string, recordId: string) => {
    lockAndOrder(trial, key, slotId, recordId);
    trial.model.controls.pay(`O${key}`);
    return value(trial.ask('confirmRegistration', { orderNumber: `O${key}`, lockId: `L${key}`, recordId })).queueNumber;
  };
  // Half a chance of three leaves a gap of one.
  expect(number('1', '20261120-h1-0800', 'R1')).toBe('A002');
  expect(number('2', '20261120-h1-0830', 'R2')).toBe('A004');
  trial.pass(24 * 3600);
  expect(number('3', '20261121-h1-1330', 'R1')).toBe('P002');
  expect(number('4', '20261121-h2-0830', 'R2')).toBe('A002');
});

test('the same confirmation twice is one registration with one number, also when the lock’s time is over', () => {
  const trial = paid();
  const first = trial.ask('confirmRegistration', input);
  trial.pass(3600);
  expect(trial.ask('confirmRegistration', input)).toEqual(first);
  expect(trial.model.ledgers.registrations().length).toBe(1);
});

test('the same order for another lock is a conflict', () => {
  const trial = paid();
  trial.ask('confirmRegistration', input);
  expect(code(trial.ask('confirmRegistration', { ...input, lockId: 'L2' }))).toBe('conflict');
});

test('what costs nothing is confirmed without a payment', () => {
  const trial = createTrial();
  trial.ask('lockSlot', { lockId: 'L1', slotId: '20261120-f1-0830', recordId: 'R1' });
  expect(value(trial.ask('confirmRegistration', input)).amount.total).toBe(0);
});

test.each(['none', 'startPaying', 'decline', 'closed', 'refunded'] as const)(
  'an order that is not paid (%s) is refused, and paying afterwards does not change that',
  (state) => {
    const trial = createTrial();
    lockAndOrder(trial, '1');
    if (state === 'startPaying' || state === 'decline') trial.model.controls[state]('O1');
    if (state === 'closed') trial.ask('closePaymentOrder', { orderNumber: 'O1' });
    if (state === 'refunded') {
      trial.model.controls.pay('O1');
      trial.ask('refundPayment', { refundNumber: 'F1', orderNumber: 'O1', amount: 1 });
    }
    expect(code(trial.ask('confirmRegistration', input))).toBe('notPaid');
    trial.model.controls.pay('O1');
    expect(code(trial.ask('confirmRegistration', input))).toBe('notPaid');
    expect(lost(trial)).toBe(true);
  },
);

test('somebody else’s paid order does not pay for this lock', () => {
  const trial = paid();
  trial.ask('lockSlot', { lockId: 'L2', slotId: trialSlot, recordId: 'R2' });
  expect(code(trial.ask('confirmRegistration', { orderNumber: 'O1', lockId: 'L2', recordId: 'R2' }))).toBe('notPaid');
});

test('a lock that is unknown, or somebody else’s, is unknown', () => {
  const trial = paid();
  expect(code(trial.ask('confirmRegistration', { ...input, recordId: 'R2' }))).toBe('lockUnknown');
  expect(code(trial.ask('confirmRegistration', { ...input, orderNumber: 'O2', lockId: 'L9' }))).toBe('lockUnknown');
});

test('a lock whose time is over is refused, never confirmed late', () => {
  const trial = paid();
  trial.now += 15 * 60_000 - 1;
  const early = createTrial();
  lockAndOrder(early, '1');
  early.model.controls.pay('O1');
  early.now += 15 * 60_000 - 1;
  expect(code(early.ask('confirmRegistration', input))).toBe('granted');
  trial.now += 1;
  expect(code(trial.ask('confirmRegistration', input))).toBe('lockExpired');
  expect(lost(trial)).toBe(true);
});

test('a released lock is refused: releasing it fences off a confirmation still under way', () => {
  const trial = paid();
  trial.ask('releaseLock', { lockId: 'L1' });
  expect(code(trial.ask('confirmRegistration', input))).toBe('lockExpired');
  expect(code(trial.ask('getRegistration', { orderNumber: 'O1' }))).toBe('registrationRefused');
});

test('a clinic cancelled after the payment is refused', () => {
  const trial = paid();
  trial.model.controls.cancelClinic('h1');
  expect(code(trial.ask('confirmRegistration', input))).toBe('clinicCancelled');
  expect(trial.model.ledgers.accounts()[0]).toEqual({
    orderNumber: 'O1',
    lockId: 'L1',
    captured: 2500,
    delivered: 0,
    refunded: 0,
  });
});

test('a second paid lock in the same department is refused', () => {
  const trial = paid();
  lockAndOrder(trial, '2', '20261120-h2-1330');
  trial.model.controls.pay('O2');
  trial.ask('confirmRegistration', input);
  expect(code(trial.ask('confirmRegistration', { ...input, orderNumber: 'O2', lockId: 'L2' }))).toBe(
    'registrationRefused',
  );
});

test('one lock is used once, whatever was paid for it', () => {
  const trial = paid();
  trial.ask('createPaymentOrder', { orderNumber: 'O2', lockId: 'L1', amount: 2500, subject: 'again' });
  trial.model.controls.pay('O2');
  trial.ask('confirmRegistration', input);
  expect(code(trial.ask('confirmRegistration', { ...input, orderNumber: 'O2' }))).toBe('registrationRefused');
  expect(trial.model.ledgers.paymentsOf('L1').filter(({ state }) => state === 'SUCCESS').length).toBe(2);
});

test('a refusal is final: a duplicate that comes late cannot confirm', () => {
  const trial = paid();
  trial.model.controls.refuseNextConfirm('registrationRefused');
  expect(code(trial.ask('getRegistration', { orderNumber: 'O1' }))).toBe('registrationUnknown');
  expect(code(trial.ask('confirmRegistration', input))).toBe('registrationRefused');
  trial.ask('refundPayment', { refundNumber: 'F1', orderNumber: 'O1', amount: 2500 });
  expect(code(trial.ask('confirmRegistration', input))).toBe('registrationRefused');
  expect(code(trial.ask('getRegistration', { orderNumber: 'O1' }))).toBe('registrationRefused');
  expect(lost(trial)).toBe(true);
});

test('a refusal that was ordered meets the next new confirmation, not one repeated', () => {
  const trial = paid();
  trial.ask('confirmRegistration', input);
  trial.model.controls.refuseNextConfirm('clinicCancelled');
  expect(code(trial.ask('confirmRegistration', input))).toBe('granted');
  lockAndOrder(trial, '2', trialSlot, 'R2');
  trial.model.controls.pay('O2');
  const next = { orderNumber: 'O2', lockId: 'L2', recordId: 'R2' };
  expect(code(trial.ask('confirmRegistration', next))).toBe('clinicCancelled');
});
