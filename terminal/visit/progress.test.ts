import { expect, test } from 'vitest';
import { type ErrandName, type ErrandStep, errandNames, errandSteps } from '../screen/errands.ts';
import type { Screen } from '../screen.ts';
import { progressOf } from './progress.ts';

const page = { at: 1, of: 1 };
const present: Screen = { name: 'presentCredential', whose: 'patient', ways: [] };
const farewell: Screen = { name: 'farewell', done: 'paid', rows: [], next: [], take: [] };
const choose = (what: Extract<Screen, { name: 'chooseOne' }>['what']): Screen => ({
  name: 'chooseOne',
  what,
  choices: [],
  page,
});
const working = (work: Extract<Screen, { name: 'working' }>['work']): Screen => ({ name: 'working', work });

/** A screen of each step. */
const stepScreens: Readonly<Partial<Record<ErrandStep, Screen>>> = {
  identify: present,
  details: { name: 'enterNumber', what: 'phone' },
  department: working('loadingSchedule'),
  period: working('asking'),
  choose: working('loadingRecords'),
  pay: { name: 'confirming', amount: 100 },
  card: { name: 'takeCard' },
  print: { name: 'printing', what: 'reports', rows: [] },
  slip: farewell,
};

test('outside an errand there is nothing to get on with', () => {
  expect(progressOf({ name: 'menu', errands: [] }, undefined)).toBeUndefined();
  expect(progressOf(present, undefined)).toBeUndefined();
});

test('every errand begins with saying who one is, and ends at its last step', () => {
  for (const errand of errandNames) {
    expect(progressOf(present, errand)?.at).toBe(0);
    expect(progressOf(farewell, errand)?.at).toBe(errandSteps[errand].length - 1);
    expect(progressOf(farewell, errand)?.steps).toEqual(errandSteps[errand]);
  }
});

test.each<[string, Screen, 'registration' | 'card' | 'report' | 'refund' | 'records', string]>([
  ['the day', choose('day'), 'registration', 'department'],
  ['one of several records', choose('record'), 'registration', 'identify'],
  ['a newcomer’s phone', { name: 'enterNumber', what: 'phone' }, 'card', 'details'],
  ['a typed number', { name: 'enterNumber', what: 'idNumber' }, 'report', 'identify'],
  ['the card in the slot', { name: 'takeCard' }, 'card', 'card'],
  ['the card being written', working('writingCard'), 'card', 'card'],
  ['sheets coming out', { name: 'printing', what: 'reports', rows: [] }, 'report', 'print'],
  ['a report to read', working('loadingReport'), 'report', 'choose'],
  ['a refund read over', { name: 'review', what: 'refund', rows: [], options: ['refund'] }, 'refund', 'review'],
  ['a past payment', { name: 'review', what: 'transaction', rows: [], options: ['print'] }, 'records', 'review'],
  ['the payment', working('creatingOrder'), 'registration', 'pay'],
])('%s belongs to its step', (_, screen, errand, step) => {
  const progress = progressOf(screen, errand);
  expect(progress?.steps[progress.at]).toBe(step);
});

test.each<[string, Screen, ErrandName, string]>([
  ['the printer looked at for reports', working('checkingPrinter'), 'report', 'print'],
  ['reports being confirmed', { name: 'confirming', amount: 0 }, 'report', 'print'],
  ['what a number costs', working('asking'), 'registration', 'period'],
  ['what bills cost', working('asking'), 'payment', 'choose'],
  ['a card being asked for', working('asking'), 'card', 'pay'],
  ['the printer looked at for a refund', working('checkingPrinter'), 'refund', 'slip'],
  ['a slip of what has none', { name: 'printing', what: 'slip', rows: [] }, 'records', 'review'],
])('%s stands at the next step its errand has, or the last', (_, screen, errand, step) => {
  const progress = progressOf(screen, errand);
  expect(progress?.steps[progress.at]).toBe(step);
});

test('all errands keep their steps in one order', () => {
  for (const errand of errandNames)
    for (const [at, step] of errandSteps[errand].entries()) {
      const screen = stepScreens[step];
      if (screen) expect(progressOf(screen, errand)?.at, `${errand} ${step}`).toBe(at);
    }
});

test('what belongs to no errand shows none', () => {
  expect(progressOf(working('testingDevice'), 'payment')).toBeUndefined();
  const trouble: Screen = { name: 'trouble', trouble: 'notPaid', money: { money: 'untouched' }, take: [] };
  expect(progressOf(trouble, 'payment')).toBeUndefined();
});
