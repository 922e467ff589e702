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

const list = (trial: Trial, recordId: string) => value(trial.ask('listBookings', { recordId })).bookings;
const only = (trial: Trial, recordId: string, bookingId: string) =>
  list(trial, recordId).find((it) => it.bookingId === bookingId);
const cancel = (trial: Trial, bookingId: string, recordId = 'R1', cancellationId = 'C1') =>
  trial.ask('cancelBooking', { cancellationId, bookingId, recordId });

test('bookings of all channels are listed, of today and later, with whether and when they can be collected', () => {
  const trial = createTrial();
  expect(only(trial, 'R1', 'B-unpaid')).toMatchObject({
    channel: 'app',
    state: 'booked',
    payment: 'unpaid',
    day: '2026-11-20',
    price: 3000,
    collect: 'now',
    collectFrom: '08:00',
    collectUntil: '09:00',
    mayCancel: true,
    mayCheckIn: false,
  });
  expect(list(trial, 'R2').map((it) => [it.channel, it.payment, it.collect, it.mayCancel])).toEqual([
    ['website', 'prepaid', 'now', true],
    ['familyDoctor', 'free', 'now', false],
    ['oneAccount', 'prepaid', 'wrongDay', true],
  ]);
  expect(list(trial, 'R4')).toEqual([]);
  expect(code(trial.ask('listBookings', { recordId: 'R99' }))).toBe('recordUnknown');
});

test('a booking nobody collected is missed when its day is over', () => {
  const trial = createTrial();
  trial.pass(50 * 60);
  expect(only(trial, 'R1', 'B-unpaid')).toMatchObject({ state: 'booked', collect: 'tooLate', mayCancel: false });
  trial.pass(24 * 3600);
  expect(list(trial, 'R1')).toEqual([]);
  expect(code(cancel(trial, 'B-unpaid'))).toBe('tooLate');
});

test('a prepaid booking given back names the payment to be refunded, and then it can be', () => {
  const trial = createTrial();
  const left = () =>
    value(trial.ask('listDoctors', { departmentId: 'bone', day: '2026-11-20' })).doctors[0]?.slots.map((it) => it.left);
  expect(left()).toEqual([2, 2, 2]);
  const refund = { orderNumber: 'P-B-paid', terminal, amount: 3000 };
  expect(code(trial.ask('refundPayment', { ...refund, refundNumber: 'F1' }))).toBe('notReleased');
  const cancelled = { cancellationId: 'C1', bookingId: 'B-paid', refund: { orderNumber: 'P-B-paid', amount: 3000 } };
  expect(value(cancel(trial, 'B-paid', 'R2'))).toEqual(cancelled);
  expect(value(trial.ask('getCancellation', { cancellationId: 'C1' }))).toEqual(cancelled);
  expect(value(cancel(trial, 'B-paid', 'R2'))).toEqual(cancelled);
  expect(left()).toEqual([2, 3, 2]);
  expect(only(trial, 'R2', 'B-paid')).toMatchObject({ state: 'cancelled', collect: 'no', mayCancel: false });
  expect(code(trial.ask('refundPayment', { ...refund, refundNumber: 'F2' }))).toBe('granted');
});

test('a number of today given back frees its place and its department, and undoes what insurance bore', () => {
  const trial = createTrial();
  holdAndOrder(trial, '1', slotSubject(trialSlot), { insurance: insuranceToken(trial) });
  trial.model.controls.pay('O1');
  trial.ask('settleInsurance', { settlementId: 'S1', lockId: 'L1', insured: 2062 });
  value(confirm(trial, '1'));
  const { bookingId = '' } = list(trial, 'R1').find(({ channel }) => channel === 'terminal') ?? {};
  expect(only(trial, 'R1', bookingId)).toMatchObject({ state: 'collected', mayCancel: true, mayCheckIn: true });
  expect(value(cancel(trial, bookingId)).refund).toEqual({ orderNumber: 'O1', amount: 438, settlementId: 'S1' });
  expect(trial.model.ledgers.registrations()).toEqual([]);
  expect(trial.model.ledgers.slots().find(({ slotId }) => slotId === trialSlot)).toMatchObject({ left: 2, used: 0 });
  expect(code(hold(trial, '2', slotSubject(trialSlot)))).toBe('granted');
  trial.ask('undoInsurance', { settlementId: 'S1' });
  trial.pass(3);
  const refund = { refundNumber: 'F1', orderNumber: 'O1', terminal, amount: 438 };
  expect(value(trial.ask('refundPayment', refund)).invoiceReversed).toBe(true);
  expect(trial.model.ledgers.accounts()).toMatchObject([{ captured: 438, delivered: 0, refunded: 438 }]);
  expect(trial.model.ledgers.insuranceAccounts()).toMatchObject([{ settled: 2062, undone: 2062, carried: 0 }]);
});

test('what cost nothing, or was not paid, is given back without a refund', () => {
  const trial = createTrial();
  expect(value(cancel(trial, 'B-unpaid')).refund).toBeNull();
  hold(trial, '1', slotSubject('20261120-f1-0830'));
  value(confirm(trial, '1'));
  const free = list(trial, 'R1').find(({ channel }) => channel === 'terminal');
  expect(value(cancel(trial, free?.bookingId ?? '', 'R1', 'C2')).refund).toBeNull();
});

test.each([
  ['somebody else’s', 'B-unpaid', 'R2', 'bookingUnknown'],
  ['unknown', 'B-none', 'R1', 'bookingUnknown'],
  ['to be given back where it was booked', 'B-doctor', 'R2', 'notAllowed'],
])('a booking that is %s stays', (_, bookingId, recordId, why) => {
  const trial = createTrial();
  expect(code(cancel(trial, bookingId, recordId))).toBe(why);
  expect(code(trial.ask('getCancellation', { cancellationId: 'C1' }))).toBe('cancellationRefused');
});

test('a booking is given back once, not while it is in hand, and not after the patient arrived', () => {
  const trial = createTrial();
  holdAndOrder(trial, '1', { kind: 'booking', bookingId: 'B-unpaid' });
  expect(code(cancel(trial, 'B-unpaid', 'R1', 'C1'))).toBe('notAllowed');
  trial.model.controls.pay('O1');
  confirm(trial, '1');
  hold(trial, '2', { kind: 'checkIn', bookingId: 'B-unpaid' });
  trial.ask('confirm', { orderNumber: 'O2', lockId: 'L2', recordId: 'R1' });
  expect(code(cancel(trial, 'B-unpaid', 'R1', 'C2'))).toBe('serviceGiven');
  value(cancel(trial, 'B-paid', 'R2', 'C3'));
  expect(code(cancel(trial, 'B-paid', 'R2', 'C4'))).toBe('alreadyCancelled');
  expect(code(trial.ask('getCancellation', { cancellationId: 'C9' }))).toBe('cancellationUnknown');
  expect(code(cancel(trial, 'B-doctor', 'R2', 'C3'))).toBe('conflict');
});

test('where policy has it so, nothing is given back at terminals, and nobody checks in', () => {
  const trial = createTrial(trialWith({ collection: { opensMinutesBefore: 60, cancel: false, checkIn: false } }));
  expect(only(trial, 'R1', 'B-unpaid')).toMatchObject({ mayCancel: false, collectFrom: '07:30' });
  expect(code(cancel(trial, 'B-unpaid'))).toBe('notAllowed');
  lockAndOrder(trial, '1');
  trial.model.controls.pay('O1');
  confirm(trial, '1');
  expect(list(trial, 'R1').find(({ channel }) => channel === 'terminal')?.mayCheckIn).toBe(false);
});

test('a clinic cancelled keeps its bookings from being collected', () => {
  const trial = createTrial();
  trial.model.controls.cancelClinic('b1');
  expect(only(trial, 'R1', 'B-unpaid')?.collect).toBe('no');
  expect(code(hold(trial, '1', { kind: 'booking', bookingId: 'B-unpaid' }))).toBe('notAllowed');
});
