import { expect, test } from 'vitest';
import {
  code,
  confirm,
  createTrial,
  hold,
  holdAndOrder,
  insuranceToken,
  lockAndOrder,
  slotSubject,
  type Trial,
  terminal,
  trialSlot,
  value,
} from './trial.ts';
import { trialWith } from './trial-world.ts';

const input = { orderNumber: 'O1', lockId: 'L1', recordId: 'R1' };
const lost = (trial: Trial) => trial.model.ledgers.registrations().length === 0;

function numberOf(trial: Trial, key: string, recordId = 'R1'): string {
  const { result } = value(confirm(trial, key, recordId));
  return result.kind === 'registration' ? result.queueNumber : result.kind;
}

function paid(slotId = trialSlot) {
  const trial = createTrial();
  lockAndOrder(trial, '1', slotId);
  trial.model.controls.pay('O1');
  return trial;
}

test('a paid, held number becomes a registration', () => {
  const trial = paid();
  const registration = value(trial.ask('confirm', input));
  expect(registration).toMatchObject({
    orderNumber: 'O1',
    recordId: 'R1',
    amount: { total: 2500, self: 2500 },
    invoice: expect.stringContaining('O1'),
    result: {
      kind: 'registration',
      queueNumber: 'A002',
      day: '2026-11-20',
      from: '08:00',
      to: '08:30',
      department: { en: 'heart' },
      doctor: { en: 'h1' },
    },
  });
  expect(value(trial.ask('getConfirmation', { orderNumber: 'O1' }))).toEqual(registration);
  expect(value(trial.ask('getLock', { lockId: 'L1' })).state).toBe('used');
});

test('queue numbers: A before noon, P after, growing for each doctor', () => {
  const trial = createTrial();
  const number = (key: string, slotId: string, recordId: string) => {
    lockAndOrder(trial, key, slotId, recordId);
    trial.model.controls.pay(`O${key}`);
    return numberOf(trial, key, recordId);
  };
  // Half a chance of three leaves a gap of one.
  expect(number('1', '20261120-h1-0800', 'R1')).toBe('A002');
  expect(number('2', '20261120-h1-0830', 'R2')).toBe('A004');
  trial.pass(24 * 3600);
  expect(number('3', '20261121-h1-1330', 'R1')).toBe('P002');
  expect(number('4', '20261121-b1-0830', 'R2')).toBe('A002');
});

test('the same confirmation twice is one registration with one number, also when the lock’s time is over', () => {
  const trial = paid();
  const first = trial.ask('confirm', input);
  trial.pass(3600);
  expect(trial.ask('confirm', input)).toEqual(first);
  expect(trial.model.ledgers.registrations().length).toBe(1);
});

test('the same order for another lock is a conflict', () => {
  const trial = paid();
  trial.ask('confirm', input);
  expect(code(trial.ask('confirm', { ...input, lockId: 'L2' }))).toBe('conflict');
});

test('what costs nothing is confirmed without a payment', () => {
  const trial = createTrial();
  hold(trial, '1', slotSubject('20261120-f1-0830'));
  expect(value(trial.ask('confirm', input)).amount.total).toBe(0);
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
      trial.ask('refundPayment', { refundNumber: 'F1', orderNumber: 'O1', terminal, amount: 1 });
    }
    expect(code(trial.ask('confirm', input))).toBe('notPaid');
    trial.model.controls.pay('O1');
    expect(code(trial.ask('confirm', input))).toBe('notPaid');
    expect(lost(trial)).toBe(true);
  },
);

test('somebody else’s paid order does not pay for this lock', () => {
  const trial = paid();
  hold(trial, '2', slotSubject(trialSlot), { recordId: 'R2' });
  expect(code(trial.ask('confirm', { orderNumber: 'O1', lockId: 'L2', recordId: 'R2' }))).toBe('notPaid');
});

test('an order is for one lock: under its number nothing else is confirmed, and nothing more is paid', () => {
  const trial = paid();
  hold(trial, '2', slotSubject('20261120-f1-0830'));
  expect(code(trial.ask('confirm', { ...input, lockId: 'L2' }))).toBe('conflict');
  expect(code(trial.ask('confirm', { ...input, orderNumber: 'O2', lockId: 'L2' }))).toBe('granted');
  const late = { orderNumber: 'O2', lockId: 'L1', amount: 2500 };
  expect(code(trial.ask('createPaymentOrder', late))).toBe('conflict');
});

test('a lock that is unknown, or somebody else’s, is unknown', () => {
  const trial = paid();
  expect(code(trial.ask('confirm', { ...input, recordId: 'R2' }))).toBe('lockUnknown');
  expect(code(trial.ask('confirm', { ...input, orderNumber: 'O2', lockId: 'L9' }))).toBe('lockUnknown');
});

test('a lock whose time is over is refused, never confirmed late', () => {
  const trial = paid();
  trial.now += 15 * 60_000 - 1;
  const early = createTrial();
  lockAndOrder(early, '1');
  early.model.controls.pay('O1');
  early.now += 15 * 60_000 - 1;
  expect(code(early.ask('confirm', input))).toBe('granted');
  trial.now += 1;
  expect(code(trial.ask('confirm', input))).toBe('lockExpired');
  expect(lost(trial)).toBe(true);
});

test('a released lock is refused: releasing it fences off a confirmation still under way', () => {
  const trial = paid();
  trial.ask('releaseLock', { lockId: 'L1' });
  expect(code(trial.ask('confirm', input))).toBe('lockExpired');
  expect(code(trial.ask('getConfirmation', { orderNumber: 'O1' }))).toBe('confirmationRefused');
});

test('a clinic cancelled after the payment is refused', () => {
  const trial = paid();
  trial.model.controls.cancelClinic('h1');
  expect(code(trial.ask('confirm', input))).toBe('clinicCancelled');
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
  trial.ask('confirm', input);
  expect(code(trial.ask('confirm', { ...input, orderNumber: 'O2', lockId: 'L2' }))).toBe('confirmationRefused');
});

test('one lock is used once, whatever was paid for it', () => {
  const trial = paid();
  trial.ask('createPaymentOrder', { orderNumber: 'O2', lockId: 'L1', amount: 2500 });
  trial.model.controls.pay('O2');
  trial.ask('confirm', input);
  expect(code(trial.ask('confirm', { ...input, orderNumber: 'O2' }))).toBe('confirmationRefused');
  expect(trial.model.ledgers.paymentsOf('L1').filter(({ state }) => state === 'SUCCESS').length).toBe(2);
});

test('a refusal is final: a duplicate that comes late cannot confirm', () => {
  const trial = paid();
  trial.model.controls.refuseNextConfirm('confirmationRefused');
  expect(code(trial.ask('getConfirmation', { orderNumber: 'O1' }))).toBe('confirmationUnknown');
  expect(code(trial.ask('confirm', input))).toBe('confirmationRefused');
  trial.ask('refundPayment', { refundNumber: 'F1', orderNumber: 'O1', terminal, amount: 2500 });
  expect(code(trial.ask('confirm', input))).toBe('confirmationRefused');
  expect(code(trial.ask('getConfirmation', { orderNumber: 'O1' }))).toBe('confirmationRefused');
  expect(lost(trial)).toBe(true);
});

test('a refusal that was ordered meets the next new confirmation, not one repeated', () => {
  const trial = paid();
  trial.ask('confirm', input);
  trial.model.controls.refuseNextConfirm('clinicCancelled');
  expect(code(trial.ask('confirm', input))).toBe('granted');
  lockAndOrder(trial, '2', trialSlot, 'R2');
  trial.model.controls.pay('O2');
  const next = { orderNumber: 'O2', lockId: 'L2', recordId: 'R2' };
  expect(code(trial.ask('confirm', next))).toBe('clinicCancelled');
});

test('a slot of another day becomes a booking, paid for, which is collected on its day', () => {
  const trial = createTrial(trialWith({ daysAhead: 2 }));
  lockAndOrder(trial, '1', '20261122-h1-0800');
  trial.model.controls.pay('O1');
  const { result } = value(confirm(trial, '1'));
  expect(result).toMatchObject({ kind: 'booking', bookingCode: expect.stringMatching(/^\d{8}$/), day: '2026-11-22' });
  const own = () =>
    value(trial.ask('listBookings', { recordId: 'R1' })).bookings.find(({ day }) => day === '2026-11-22');
  expect(own()).toMatchObject({ channel: 'terminal', state: 'booked', payment: 'prepaid', collect: 'wrongDay' });
  trial.pass(48 * 3600);
  const bookingId = own()?.bookingId ?? '';
  expect(value(hold(trial, '2', { kind: 'booking', bookingId })).amount.total).toBe(0);
  expect(numberOf(trial, '2')).toBe('A002');
  expect(own()).toMatchObject({ state: 'collected', collect: 'done' });
  expect(trial.model.ledgers.registrations()).toMatchObject([{ orderNumber: 'O2', queueNumber: 'A002' }]);
});

test('two bookings have two codes, whatever chance says', () => {
  const trial = createTrial(trialWith({ daysAhead: 1 }));
  const codeFor = (key: string, recordId: string) => {
    hold(trial, key, slotSubject('20261121-f1-0800'), { recordId });
    const { result } = value(confirm(trial, key, recordId));
    return result.kind === 'booking' && result.bookingCode;
  };
  const first = codeFor('1', 'R1');
  expect(codeFor('2', 'R2')).not.toBe(first);
  const found = trial.ask('findPatient', { credential: { kind: 'booking', code: String(first) } });
  expect(value(found).patients).toMatchObject([{ recordId: 'R1', bookingId: expect.any(String) }]);
});

const booking = (bookingId: string) => ({ kind: 'booking', bookingId }) as const;

test('an unpaid booking, paid at the terminal, becomes a number', () => {
  const trial = createTrial();
  holdAndOrder(trial, '1', booking('B-unpaid'));
  expect(code(confirm(trial, '1'))).toBe('notPaid');
  const again = createTrial();
  holdAndOrder(again, '1', booking('B-unpaid'));
  again.model.controls.pay('O1');
  expect(numberOf(again, '1')).toBe('A002');
  expect(code(hold(again, '2', booking('B-unpaid')))).toBe('alreadyCollected');
});

test('a booking paid in the app meanwhile is confirmed as it is', () => {
  const trial = createTrial();
  holdAndOrder(trial, '1', booking('B-unpaid'));
  trial.model.controls.payElsewhere('B-unpaid');
  expect(value(confirm(trial, '1'))).toMatchObject({ amount: { total: 0 }, result: { kind: 'registration' } });
});

test('what insurance settled for a booking that the app then paid must be undone first', () => {
  const trial = createTrial(
    trialWith({ insurance: { settle: 'beforePayment', undoBeforeRefund: true, undoSeconds: 3 } }),
  );
  const insurance = insuranceToken(trial);
  const { amount } = value(hold(trial, '1', booking('B-unpaid'), { insurance }));
  const settlement = { settlementId: 'S1', lockId: 'L1', insured: amount.total - amount.self };
  value(trial.ask('settleInsurance', settlement));
  trial.model.controls.payElsewhere('B-unpaid');
  expect(code(confirm(trial, '1'))).toBe('paidElsewhere');
  trial.ask('undoInsurance', { settlementId: 'S1' });
  trial.pass(3);
  const next = { orderNumber: 'O2', lockId: 'L1', recordId: 'R1' };
  expect(value(trial.ask('confirm', next)).amount.total).toBe(0);
  expect(trial.model.ledgers.insuranceAccounts()).toMatchObject([{ settled: 2475, undone: 2475, carried: 0 }]);
});

test('bills paid in the app meanwhile are refused, and stay refused', () => {
  const trial = createTrial();
  holdAndOrder(trial, '1', { kind: 'bills', billIds: ['bill-1'] });
  trial.model.controls.payElsewhere('bill-1');
  expect(code(confirm(trial, '1'))).toBe('paidElsewhere');
});

test('an arrival keeps its number, once; before there is a number it cannot be reported', () => {
  const trial = createTrial();
  const checkIn = { kind: 'checkIn', bookingId: 'B-unpaid' } as const;
  expect(code(hold(trial, '0', checkIn))).toBe('notAllowed');
  holdAndOrder(trial, '1', booking('B-unpaid'));
  trial.model.controls.pay('O1');
  const queueNumber = numberOf(trial, '1');
  expect(value(hold(trial, '2', checkIn)).amount.total).toBe(0);
  hold(trial, '3', checkIn);
  expect(numberOf(trial, '2')).toBe(queueNumber);
  expect(code(confirm(trial, '3'))).toBe('confirmationRefused');
  expect(code(hold(trial, '4', checkIn))).toBe('alreadyCollected');
  expect(trial.model.ledgers.registrations().length).toBe(1);
  expect(trial.model.ledgers.transactions().find(({ orderNumber }) => orderNumber === 'O1')?.items).toMatchObject([
    { state: 'given' },
  ]);
});
