import { expect, test } from 'vitest';
import {
  code,
  confirm,
  createTrial,
  hold,
  insuranceToken,
  lockAndOrder,
  slotSubject,
  type Trial,
  terminal,
  trialDay,
  trialSlot,
  value,
} from './trial.ts';
import { trialWith } from './trial-world.ts';

const input = { lockId: 'L1', terminal, recordId: 'R1', subject: slotSubject(trialSlot) };

const left = (trial: Trial, slotId = trialSlot) =>
  value(trial.ask('listDoctors', { departmentId: 'heart', day: trialDay }))
    .doctors.flatMap(({ slots }) => slots)
    .find(({ id }) => id === slotId)?.left;

test('a lock holds one number, at the price of now, for 15 minutes', () => {
  const trial = createTrial();
  const lock = value(trial.ask('lock', input));
  const amount = { total: 2500, self: 2500, fund: 0 };
  expect(lock).toMatchObject({ lockId: 'L1', recordId: 'R1', state: 'held', amount });
  expect(Date.parse(lock.expiresAt) - trial.now).toBe(15 * 60_000);
  expect(left(trial)).toBe(1);
});

test('the same lock twice holds one number and gives the same answer', () => {
  const trial = createTrial();
  const first = trial.ask('lock', input);
  trial.pass(10);
  expect(trial.ask('lock', input)).toEqual(first);
  expect(left(trial)).toBe(1);
});

test('the same lock with another body is a conflict, and the first stays as it is', () => {
  const trial = createTrial();
  trial.ask('lock', input);
  expect(code(trial.ask('lock', { ...input, subject: slotSubject('20261120-h1-0830') }))).toBe('conflict');
  expect(code(trial.ask('lock', { ...input, recordId: 'R2' }))).toBe('conflict');
  expect(code(trial.ask('lock', { ...input, terminal: 'T-2' }))).toBe('conflict');
  expect(value(trial.ask('getLock', { lockId: 'L1' }))).toMatchObject({ recordId: 'R1', state: 'held' });
});

test('when the last number is locked the slot is taken, and that stays the answer', () => {
  const trial = createTrial();
  const last = slotSubject('20261120-h2-0800');
  hold(trial, '1', last);
  expect(code(hold(trial, '2', last, { recordId: 'R2' }))).toBe('slotTaken');
  trial.ask('releaseLock', { lockId: 'L1' });
  expect(code(hold(trial, '2', last, { recordId: 'R2' }))).toBe('slotTaken');
  expect(code(trial.ask('getLock', { lockId: 'L2' }))).toBe('lockUnknown');
  expect(code(hold(trial, '3', last, { recordId: 'R2' }))).toBe('granted');
});

test('numbers sold at the window meanwhile are gone', () => {
  const trial = createTrial();
  expect(trial.model.controls.sellElsewhere(trialSlot, 5)).toBe(2);
  expect(code(trial.ask('lock', input))).toBe('slotTaken');
  expect(left(trial)).toBe(0);
  expect(() => trial.model.controls.sellElsewhere('nothing', 1)).toThrow('nothing');
});

test('a released number can be taken by another, and the lock stays released', () => {
  const trial = createTrial();
  trial.ask('lock', input);
  expect(value(trial.ask('releaseLock', { lockId: 'L1' }))).toEqual({ lockId: 'L1', state: 'released' });
  expect(value(trial.ask('releaseLock', { lockId: 'L1' })).state).toBe('released');
  expect(value(trial.ask('lock', input)).state).toBe('released');
  expect(left(trial)).toBe(2);
});

test('an expired number goes back at the very millisecond, and releasing it changes nothing', () => {
  const trial = createTrial();
  trial.ask('lock', input);
  trial.now += 15 * 60_000 - 1;
  expect(value(trial.ask('getLock', { lockId: 'L1' })).state).toBe('held');
  expect(left(trial)).toBe(1);
  trial.now += 1;
  expect(left(trial)).toBe(2);
  expect(value(trial.ask('getLock', { lockId: 'L1' })).state).toBe('expired');
  expect(value(trial.ask('releaseLock', { lockId: 'L1' })).state).toBe('expired');
});

test('an expired lock stays expired when the clock jumps back', () => {
  const trial = createTrial();
  trial.ask('lock', input);
  trial.pass(900);
  trial.ask('getLock', { lockId: 'L1' });
  trial.pass(-900);
  expect(value(trial.ask('getLock', { lockId: 'L1' })).state).toBe('expired');
});

test('a used lock stays used', () => {
  const trial = createTrial();
  lockAndOrder(trial, '1');
  trial.model.controls.pay('O1');
  confirm(trial, '1');
  expect(value(trial.ask('releaseLock', { lockId: 'L1' })).state).toBe('used');
  trial.pass(10_000);
  expect(value(trial.ask('getLock', { lockId: 'L1' })).state).toBe('used');
  expect(trial.model.ledgers.slots().find(({ slotId }) => slotId === trialSlot)).toMatchObject({ left: 1, used: 1 });
});

test('a lock released before it was made is released when the request comes late', () => {
  const trial = createTrial();
  expect(value(trial.ask('releaseLock', { lockId: 'L1' })).state).toBe('released');
  expect(code(trial.ask('getLock', { lockId: 'L1' }))).toBe('lockUnknown');
  expect(value(trial.ask('lock', input)).state).toBe('released');
  expect(left(trial)).toBe(2);
  expect(value(trial.ask('getLock', { lockId: 'L1' }))).toMatchObject({ recordId: 'R1', state: 'released' });
});

test('one registration a department a day: a second lock is refused, in another department it is not', () => {
  const trial = createTrial();
  lockAndOrder(trial, '1');
  trial.model.controls.pay('O1');
  confirm(trial, '1');
  const again = slotSubject('20261120-h2-1330');
  expect(code(hold(trial, '2', again))).toBe('alreadyRegistered');
  expect(code(hold(trial, '3', slotSubject('20261120-f1-1330')))).toBe('granted');
  expect(code(hold(trial, '4', again, { recordId: 'R2' }))).toBe('granted');
  trial.pass(24 * 3600);
  expect(code(hold(trial, '5', slotSubject('20261121-b1-1330')))).toBe('granted');
});

test('a booking for the day is a registration, whichever channel made it', () => {
  expect(code(hold(createTrial(), '1', slotSubject('20261120-b1-1330')))).toBe('alreadyRegistered');
});

test('somebody unknown, and somebody blocked, hold nothing', () => {
  const trial = createTrial();
  expect(code(hold(trial, '1', slotSubject(trialSlot), { recordId: 'R99' }))).toBe('recordUnknown');
  expect(code(hold(trial, '2', slotSubject(trialSlot), { recordId: 'R3' }))).toBe('notAllowed');
  trial.model.controls.blockPatient('R1');
  expect(code(hold(trial, '3', slotSubject(trialSlot)))).toBe('notAllowed');
  trial.model.controls.unblockPatient('R1');
  expect(code(hold(trial, '4', slotSubject(trialSlot)))).toBe('granted');
});

test('whoever missed three bookings in half a year registers for today only', () => {
  const trial = createTrial(trialWith({ daysAhead: 1 }));
  expect(code(hold(trial, '1', slotSubject('20261121-h1-0800'), { recordId: 'R4' }))).toBe('noShowBar');
  expect(code(hold(trial, '2', slotSubject(trialSlot), { recordId: 'R4' }))).toBe('granted');
  trial.now += 160 * 86_400_000;
  expect(code(hold(trial, '3', slotSubject('20270430-h1-0800'), { recordId: 'R4' }))).toBe('granted');
});

test('a crowd at one terminal within the hour is turned away, not at another terminal, and not for ever', () => {
  const trial = createTrial(trialWith({ peoplePerTerminalHour: 1 }));
  const second = { ...input, recordId: 'R2', subject: slotSubject('20261120-h1-1330') };
  expect(code(trial.ask('lock', input))).toBe('granted');
  expect(code(trial.ask('lock', { ...second, lockId: 'L2' }))).toBe('notAllowed');
  expect(code(trial.ask('lock', { ...second, lockId: 'L3', terminal: 'T-2' }))).toBe('granted');
  trial.pass(3600);
  expect(code(trial.ask('lock', { ...second, lockId: 'L4' }))).toBe('granted');
});

test('with the patient’s insurance the lock fixes who bears what; the trial says the same and holds nothing', () => {
  const trial = createTrial();
  const insurance = insuranceToken(trial);
  const subject = slotSubject(trialSlot);
  const { amount } = value(trial.ask('trialInsurance', { recordId: 'R1', subject, insurance }));
  expect(amount).toMatchObject({ total: 2500, fund: 1625, account: 312, familyAccount: 125, self: 438 });
  expect(left(trial)).toBe(2);
  expect(value(hold(trial, '1', subject, { insurance })).amount).toEqual(amount);
  expect(value(trial.ask('trialInsurance', { recordId: 'R1', subject })).amount.self).toBe(2500);
});

test('insurance that is not this patient’s, or not taken here, is refused', () => {
  const trial = createTrial();
  const insurance = insuranceToken(trial);
  expect(code(hold(trial, '1', slotSubject(trialSlot), { recordId: 'R2', insurance }))).toBe('insuranceRefused');
  expect(code(hold(trial, '2', slotSubject(trialSlot), { insurance: 'made-up' }))).toBe('insuranceRefused');
  const without = createTrial(trialWith({ insurance: null }));
  expect(code(hold(without, '1', slotSubject(trialSlot), { insurance }))).toBe('insuranceRefused');
});

test('a price that changes leaves locks as they are', () => {
  const trial = createTrial();
  hold(trial, '1', slotSubject(trialSlot));
  trial.model.controls.reprice(trialSlot, 2600);
  expect(value(trial.ask('getLock', { lockId: 'L1' })).amount.total).toBe(2500);
  expect(value(hold(trial, '2', slotSubject(trialSlot), { recordId: 'R2' })).amount.total).toBe(2600);
  expect(() => trial.model.controls.reprice('nothing', 1)).toThrow('nothing');
});

const booking = (bookingId: string) => ({ kind: 'booking', bookingId }) as const;

test('a booking is collected from 30 minutes before its period to its end', () => {
  // 08:10; the booking is from 08:30 to 09:00.
  const at = (minutes: number) => {
    const trial = createTrial();
    trial.pass(minutes * 60);
    return code(hold(trial, '1', booking('B-unpaid')));
  };
  expect([at(-11), at(-10), at(49), at(50)]).toEqual(['tooEarly', 'granted', 'granted', 'tooLate']);
  expect(code(hold(createTrial(), '1', booking('B-prepaid'), { recordId: 'R2' }))).toBe('wrongDay');
});

test('an unpaid booking costs its price, one paid for nothing, with insurance as ever', () => {
  const trial = createTrial();
  const insurance = insuranceToken(trial);
  expect(value(hold(trial, '1', booking('B-unpaid'), { insurance })).amount).toMatchObject({ total: 3000, fund: 1950 });
  expect(value(hold(trial, '2', booking('B-paid'), { recordId: 'R2' })).amount.total).toBe(0);
  expect(value(hold(trial, '3', booking('B-doctor'), { recordId: 'R2' })).amount.total).toBe(0);
});

test('somebody else’s booking is unknown, and one in other hands is being paid', () => {
  const trial = createTrial();
  expect(code(hold(trial, '1', booking('B-unpaid'), { recordId: 'R2' }))).toBe('subjectUnknown');
  hold(trial, '2', booking('B-unpaid'));
  expect(code(hold(trial, '3', booking('B-unpaid')))).toBe('beingPaid');
  trial.ask('releaseLock', { lockId: 'L2' });
  expect(code(hold(trial, '4', booking('B-unpaid')))).toBe('granted');
});

const bills = (...billIds: string[]) => ({ kind: 'bills', billIds }) as const;

test('bills cost their sum, and are in one hand at a time', () => {
  const trial = createTrial();
  expect(value(hold(trial, '1', bills('bill-1', 'bill-2'))).amount.total).toBe(6333);
  expect(code(hold(trial, '2', bills('bill-2')))).toBe('beingPaid');
  expect(value(trial.ask('listBills', { recordId: 'R1' })).bills.map(({ beingPaid }) => beingPaid)).toEqual([
    true,
    true,
  ]);
  trial.ask('releaseLock', { lockId: 'L1' });
  trial.model.controls.holdElsewhere('bill-2', true);
  expect(code(hold(trial, '3', bills('bill-2')))).toBe('beingPaid');
  expect(code(hold(trial, '4', bills('bill-1')))).toBe('granted');
  expect(code(hold(trial, '5', bills('bill-3')))).toBe('subjectUnknown');
  expect(code(hold(trial, '6', bills('bill-1', 'bill-1')))).toBe('subjectUnknown');
});

test('a card costs its fee, a replacement another, and carries the number to be written', () => {
  const trial = createTrial();
  const issued = { kind: 'card', replaces: false } as const;
  const replaced = { kind: 'card', replaces: true } as const;
  const lock = value(hold(trial, '1', issued));
  expect(lock).toMatchObject({ amount: { total: 500 }, cardNumber: expect.stringMatching(/^\d{1,16}$/) });
  expect(value(trial.ask('getLock', { lockId: 'L1' })).cardNumber).toBe(lock.cardNumber);
  expect(code(hold(trial, '2', issued))).toBe('beingPaid');
  expect(code(hold(trial, '3', replaced))).toBe('noCard');
  expect(code(hold(trial, '4', issued, { recordId: 'R2' }))).toBe('hasCard');
  expect(value(hold(trial, '5', replaced, { recordId: 'R2' })).amount.self).toBe(1000);
  expect(code(hold(createTrial(trialWith({ card: null })), '1', issued))).toBe('notAllowed');
});
