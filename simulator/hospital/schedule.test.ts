import { expect, test } from 'vitest';
import { code, createTrial, trialDay, trialSlot, trialWorld, value } from './trial.ts';

const lock = (lockId: string, slotId = trialSlot, recordId = 'R1') => ({ lockId, slotId, recordId });
/** Seconds from the trial's start, 08:10, to the end of the first period. */
const untilEnd = 20 * 60;

test('departments are listed with the numbers left over all their doctors', () => {
  const { departments } = value(createTrial().ask('listDepartments', { day: trialDay }));
  expect(departments.map(({ id, left }) => [id, left])).toEqual([
    ['heart', 9],
    ['free', 9],
  ]);
});

test('doctors are listed with their periods, the full ones among them', () => {
  const trial = createTrial();
  trial.model.controls.sellElsewhere('20261120-h2-0800', 1);
  const { doctors } = value(trial.ask('listDoctors', { departmentId: 'heart', day: trialDay }));
  expect(doctors.map(({ id, slots }) => [id, slots.map(({ from, left, price }) => [from, left, price])])).toEqual([
    [
      'h1',
      [
        ['08:00', 2, 2500],
        ['08:30', 2, 2500],
        ['13:30', 2, 2500],
      ],
    ],
    [
      'h2',
      [
        ['08:00', 0, 5000],
        ['08:30', 1, 5000],
        ['13:30', 1, 5000],
      ],
    ],
  ]);
});

test('a department that does not exist is unknown', () => {
  expect(code(createTrial().ask('listDoctors', { departmentId: 'nowhere', day: trialDay }))).toBe('departmentUnknown');
});

test('only today is offered, unless policy opens days ahead', () => {
  const tomorrow = '2026-11-21';
  const trial = createTrial();
  expect(value(trial.ask('listDepartments', { day: tomorrow })).departments).toEqual([]);
  expect(value(trial.ask('listDoctors', { departmentId: 'heart', day: '2026-11-19' })).doctors).toEqual([]);
  expect(code(trial.ask('lockSlot', lock('L1', '20261121-h1-0800')))).toBe('slotUnknown');

  const ahead = createTrial({ ...trialWorld, policy: { ...trialWorld.policy, daysAhead: 1 } });
  expect(value(ahead.ask('listDepartments', { day: tomorrow })).departments.length).toBe(2);
  expect(code(ahead.ask('lockSlot', lock('L1', '20261121-h1-0800')))).toBe('granted');
});

test('the day is the hospital’s, not UTC’s: its midnight begins a new one', () => {
  const trial = createTrial();
  trial.now = Date.UTC(2026, 10, 20, 15, 59, 59);
  expect(value(trial.ask('listDepartments', { day: trialDay })).departments.length).toBe(2);
  trial.pass(1);
  expect(value(trial.ask('listDepartments', { day: trialDay })).departments).toEqual([]);
  expect(value(trial.ask('listDepartments', { day: '2026-11-21' })).departments.map(({ left }) => left)).toEqual([
    9, 9,
  ]);
  expect(code(trial.ask('lockSlot', lock('L1')))).toBe('slotOver');
});

test('a period can be registered for until the minute of its end', () => {
  const trial = createTrial();
  trial.pass(untilEnd - 1);
  expect(code(trial.ask('lockSlot', lock('L1')))).toBe('granted');
  trial.pass(1);
  expect(code(trial.ask('lockSlot', lock('L2', trialSlot, 'R2')))).toBe('slotOver');
});

test('a period that is over is listed no more, nor is a doctor who has no other', () => {
  const trial = createTrial();
  trial.pass(untilEnd);
  const listed = () => value(trial.ask('listDoctors', { departmentId: 'free', day: trialDay })).doctors;
  expect(listed().map(({ slots }) => slots.map(({ from }) => from))).toEqual([['08:30', '13:30']]);
  trial.now = Date.UTC(2026, 10, 20, 6, 0);
  expect(listed()).toEqual([]);
  expect(value(trial.ask('listDepartments', { day: trialDay })).departments.map(({ left }) => left)).toEqual([0, 0]);
});

test.each(['', 'nonsense', '20261120-h1-0815', '20261120-h9-0800', '20269920-h1-0800'])('%j is no slot', (slotId) => {
  const trial = createTrial();
  if (slotId === '') expect(() => trial.ask('lockSlot', lock('L1', slotId))).toThrow('malformed');
  else expect(code(trial.ask('lockSlot', lock('L1', slotId)))).toBe('slotUnknown');
});

test('a cancelled clinic is listed no more and cannot be locked, until it is held after all', () => {
  const trial = createTrial();
  trial.model.controls.cancelClinic('h1');
  const { doctors } = value(trial.ask('listDoctors', { departmentId: 'heart', day: trialDay }));
  expect(doctors.map(({ id }) => id)).toEqual(['h2']);
  expect(code(trial.ask('lockSlot', lock('L1')))).toBe('slotTaken');
  trial.model.controls.reopenClinic('h1');
  expect(code(trial.ask('lockSlot', lock('L2')))).toBe('granted');
  expect(() => trial.model.controls.cancelClinic('nobody')).toThrow('nobody');
});

test('capabilities tell the hospital’s policy', () => {
  const { payment, timeZone, errands } = value(createTrial().ask('getCapabilities', {}));
  expect(payment).toEqual({ firstQueryAfterSeconds: 5, queryEverySeconds: 3, payWithinSeconds: 120 });
  expect([timeZone, errands]).toEqual(['Asia/Shanghai', ['registration']]);
});
