import { expect, test } from 'vitest';
import { code, createTrial, slotSubject, type Trial, terminal, trialDay, trialSlot, value } from './trial.ts';
import { trialWith } from './trial-world.ts';

const lock = (lockId: string, slotId = trialSlot, recordId = 'R1') => ({
  lockId,
  terminal,
  recordId,
  subject: slotSubject(slotId),
});
/** Seconds from the trial's start, 08:10, to the end of the first period. */
const untilEnd = 20 * 60;

test('departments are listed with the numbers left over all their doctors', () => {
  const { departments } = value(createTrial().ask('listDepartments', { day: trialDay }));
  expect(departments.map(({ id, left }) => [id, left])).toEqual([
    ['heart', 9],
    ['free', 9],
    ['bone', 6],
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
  expect(code(trial.ask('lock', lock('L1', '20261121-h1-0800')))).toBe('subjectUnknown');

  const ahead = createTrial(trialWith({ daysAhead: 1 }));
  expect(value(ahead.ask('listDepartments', { day: tomorrow })).departments.length).toBe(3);
  expect(code(ahead.ask('lock', lock('L1', '20261121-h1-0800')))).toBe('granted');
});

test('the day is the hospital’s, not UTC’s: its midnight begins a new one', () => {
  const trial = createTrial();
  trial.now = Date.UTC(2026, 10, 20, 15, 59, 59);
  expect(value(trial.ask('listDepartments', { day: trialDay })).departments.length).toBe(3);
  trial.pass(1);
  expect(value(trial.ask('listDepartments', { day: trialDay })).departments).toEqual([]);
  expect(value(trial.ask('listDepartments', { day: '2026-11-21' })).departments.map(({ left }) => left)).toEqual([
    9, 9, 6,
  ]);
  expect(code(trial.ask('lock', lock('L1')))).toBe('slotOver');
});

test('a period can be registered for until the minute of its end', () => {
  const trial = createTrial();
  trial.pass(untilEnd - 1);
  expect(code(trial.ask('lock', lock('L1')))).toBe('granted');
  trial.pass(1);
  expect(code(trial.ask('lock', lock('L2', trialSlot, 'R2')))).toBe('slotOver');
});

test('a period that is over is listed no more, nor is a doctor who has no other', () => {
  const trial = createTrial();
  trial.pass(untilEnd);
  const listed = () => value(trial.ask('listDoctors', { departmentId: 'free', day: trialDay })).doctors;
  expect(listed().map(({ slots }) => slots.map(({ from }) => from))).toEqual([['08:30', '13:30']]);
  trial.now = Date.UTC(2026, 10, 20, 6, 0);
  expect(listed()).toEqual([]);
  expect(value(trial.ask('listDepartments', { day: trialDay })).departments.map(({ left }) => left)).toEqual([0, 0, 0]);
});

test.each(['', 'nonsense', '20261120-h1-0815', '20261120-h9-0800', '20269920-h1-0800'])('%j is no slot', (slotId) => {
  const trial = createTrial();
  if (slotId === '') expect(() => trial.ask('lock', lock('L1', slotId))).toThrow('malformed');
  else expect(code(trial.ask('lock', lock('L1', slotId)))).toBe('subjectUnknown');
});

test('a cancelled clinic is listed no more and cannot be locked, until it is held after all', () => {
  const trial = createTrial();
  trial.model.controls.cancelClinic('h1');
  const { doctors } = value(trial.ask('listDoctors', { departmentId: 'heart', day: trialDay }));
  expect(doctors.map(({ id }) => id)).toEqual(['h2']);
  expect(code(trial.ask('lock', lock('L1')))).toBe('slotTaken');
  trial.model.controls.reopenClinic('h1');
  expect(code(trial.ask('lock', lock('L2')))).toBe('granted');
  expect(() => trial.model.controls.cancelClinic('nobody')).toThrow('nobody');
});

const listed = (trial: Trial, day = trialDay) =>
  value(trial.ask('listDepartments', { day })).departments.map(({ id }) => id);

test('where today is for emergencies only, other departments are neither listed nor locked; other days are open', () => {
  const trial = createTrial(trialWith({ daysAhead: 1, sameDay: [{ from: trialDay, mode: 'emergencyOnly' }] }));
  expect(listed(trial)).toEqual(['free']);
  expect(value(trial.ask('listDoctors', { departmentId: 'heart', day: trialDay })).doctors).toEqual([]);
  expect(code(trial.ask('lock', lock('L1')))).toBe('sameDayOff');
  expect(code(trial.ask('lock', lock('L2', '20261120-f1-0830')))).toBe('granted');
  expect(listed(trial, '2026-11-21')).toEqual(['heart', 'free', 'bone']);
  expect(code(trial.ask('lock', lock('L3', '20261121-h1-0800')))).toBe('granted');
});

test('where today is off nothing is to be had for today, emergencies go to the window', () => {
  const trial = createTrial(trialWith({ sameDay: [{ from: '2026-01-01', mode: 'off' }] }));
  expect(listed(trial)).toEqual([]);
  expect(code(trial.ask('lock', lock('L1', '20261120-f1-0830')))).toBe('sameDayOff');
});

test('the mode that began last is in force, from the midnight of its day', () => {
  const sameDay = [
    { from: '2026-11-21', mode: 'off' },
    { from: '2026-03-01', mode: 'emergencyOnly' },
  ] as const;
  const trial = createTrial(trialWith({ sameDay }));
  expect(listed(trial)).toEqual(['free']);
  trial.now = Date.UTC(2026, 10, 20, 16, 0);
  expect(listed(trial, '2026-11-21')).toEqual([]);
});

test('the emergency department says that it is one', () => {
  const { departments } = value(createTrial().ask('listDepartments', { day: trialDay }));
  expect(departments.map(({ emergency }) => emergency)).toEqual([false, true, false]);
});
