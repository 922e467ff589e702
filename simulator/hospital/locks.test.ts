import { expect, test } from 'vitest';
import { code, createTrial, lockAndOrder, type Trial, trialDay, trialSlot, value } from './trial.ts';

const input = { lockId: 'L1', slotId: trialSlot, recordId: 'R1' };

const left = (trial: Trial, slotId = trialSlot) =>
  value(trial.ask('listDoctors', { departmentId: 'heart', day: trialDay }))
    .doctors.flatMap(({ slots }) => slots)
    .find(({ id }) => id === slotId)?.left;

test('a lock holds one number, at the price of now, for 15 minutes', () => {
  const trial = createTrial();
  const lock = value(trial.ask('lockSlot', input));
  expect(lock).toMatchObject({ ...input, state: 'held', amount: { total: 2500, self: 2500, fund: 0 } });
  expect(Date.parse(lock.expiresAt) - trial.now).toBe(15 * 60_000);
  expect(left(trial)).toBe(1);
});

test('the same lock twice holds one number and gives the same answer', () => {
  const trial = createTrial();
  const first = trial.ask('lockSlot', input);
  trial.pass(10);
  expect(trial.ask('lockSlot', input)).toEqual(first);
  expect(left(trial)).toBe(1);
});

test('the same lock with another body is a conflict, and the first stays as it is', () => {
  const trial = createTrial();
  trial.ask('lockSlot', input);
  expect(code(trial.ask('lockSlot', { ...input, slotId: '20261120-h1-0830' }))).toBe('conflict');
  expect(code(trial.ask('lockSlot', { ...input, recordId: 'R2' }))).toBe('conflict');
  expect(value(trial.ask('getLock', { lockId: 'L1' }))).toMatchObject({ ...input, state: 'held' });
});

test('when the last number is locked the slot is taken', () => {
  const trial = createTrial();
  trial.ask('lockSlot', { ...input, slotId: '20261120-h2-0800' });
  expect(code(trial.ask('lockSlot', { lockId: 'L2', slotId: '20261120-h2-0800', recordId: 'R2' }))).toBe('slotTaken');
});

test('a refusal is the answer for ever, also when a number has come free', () => {
  const trial = createTrial();
  const late = { lockId: 'L2', slotId: '20261120-h2-0800', recordId: 'R2' };
  trial.ask('lockSlot', { ...input, slotId: late.slotId });
  trial.ask('lockSlot', late);
  trial.ask('releaseLock', { lockId: 'L1' });
  expect(code(trial.ask('lockSlot', late))).toBe('slotTaken');
  expect(code(trial.ask('getLock', { lockId: 'L2' }))).toBe('lockUnknown');
  expect(code(trial.ask('lockSlot', { ...late, lockId: 'L3' }))).toBe('granted');
});

test('numbers sold at the window meanwhile are gone', () => {
  const trial = createTrial();
  expect(trial.model.controls.sellElsewhere(trialSlot, 5)).toBe(2);
  expect(code(trial.ask('lockSlot', input))).toBe('slotTaken');
  expect(left(trial)).toBe(0);
  expect(() => trial.model.controls.sellElsewhere('nothing', 1)).toThrow('nothing');
});

test('a released number can be taken by another, and the lock stays released', () => {
  const trial = createTrial();
  trial.ask('lockSlot', input);
  expect(value(trial.ask('releaseLock', { lockId: 'L1' }))).toEqual({ lockId: 'L1', state: 'released' });
  expect(value(trial.ask('releaseLock', { lockId: 'L1' })).state).toBe('released');
  expect(value(trial.ask('lockSlot', input)).state).toBe('released');
  expect(left(trial)).toBe(2);
});

test('an expired number goes back at the very millisecond, and releasing it changes nothing', () => {
  const trial = createTrial();
  trial.ask('lockSlot', input);
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
  trial.ask('lockSlot', input);
  trial.pass(900);
  trial.ask('getLock', { lockId: 'L1' });
  trial.pass(-900);
  expect(value(trial.ask('getLock', { lockId: 'L1' })).state).toBe('expired');
});

test('a used lock stays used', () => {
  const trial = createTrial();
  lockAndOrder(trial, '1');
  trial.model.controls.pay('O1');
  trial.ask('confirmRegistration', { orderNumber: 'O1', lockId: 'L1', recordId: 'R1' });
  expect(value(trial.ask('releaseLock', { lockId: 'L1' })).state).toBe('used');
  trial.pass(10_000);
  expect(value(trial.ask('getLock', { lockId: 'L1' })).state).toBe('used');
  expect(trial.model.ledgers.slots().find(({ slotId }) => slotId === trialSlot)).toMatchObject({ left: 1, used: 1 });
});

test('a lock released before it was made is released when the request comes late', () => {
  const trial = createTrial();
  expect(value(trial.ask('releaseLock', { lockId: 'L1' })).state).toBe('released');
  expect(code(trial.ask('getLock', { lockId: 'L1' }))).toBe('lockUnknown');
  expect(value(trial.ask('lockSlot', input)).state).toBe('released');
  expect(left(trial)).toBe(2);
  expect(value(trial.ask('getLock', { lockId: 'L1' }))).toMatchObject({ ...input, state: 'released' });
});

test('one registration a department a day: a second lock is refused, in another department it is not', () => {
  const trial = createTrial();
  lockAndOrder(trial, '1');
  trial.model.controls.pay('O1');
  trial.ask('confirmRegistration', { orderNumber: 'O1', lockId: 'L1', recordId: 'R1' });
  const again = { slotId: '20261120-h2-1330', recordId: 'R1' };
  expect(code(trial.ask('lockSlot', { ...again, lockId: 'L2' }))).toBe('alreadyRegistered');
  expect(code(trial.ask('lockSlot', { ...again, lockId: 'L3', slotId: '20261120-f1-1330' }))).toBe('granted');
  expect(code(trial.ask('lockSlot', { ...again, lockId: 'L4', recordId: 'R2' }))).toBe('granted');
  trial.pass(24 * 3600);
  expect(code(trial.ask('lockSlot', { ...again, lockId: 'L5', slotId: '20261121-h2-1330' }))).toBe('granted');
});
