import { expect, test } from 'vitest';
import { child, createPeopleTrial, type PeopleTrial, zhang } from './people-trial.ts';
import { code, value } from './trial.ts';

const newcomer = {
  requestId: 'Q1',
  idNumber: '320100197302279994',
  name: '林浩然 ',
  sex: 'male',
  birth: '19730227',
  phone: '10000000001',
  consent: true,
} as const;

/** Another person each time: the number is that of no card, which nothing here minds. */
const other = (count: number) => ({ ...newcomer, requestId: `Q${count}`, idNumber: `P000000${count}` });

const findNewcomer = (trial: PeopleTrial) => trial.find({ kind: 'idCard', number: newcomer.idNumber, name: '林浩然' });

test('who comes for the first time gets one record, however often the request comes', () => {
  const trial = createPeopleTrial();
  const first = value(trial.patients.create(newcomer));
  expect(value(trial.patients.create(newcomer))).toEqual(first);
  expect(value(trial.patients.getRequest({ requestId: 'Q1' }))).toEqual(first);
  expect(value(findNewcomer(trial)).patients).toEqual([
    { recordId: first.recordId, name: '林浩然', lastVisit: null, hasCard: false, insurance: null },
  ]);
});

test('the same request for somebody else is a conflict', () => {
  const trial = createPeopleTrial();
  trial.patients.create(newcomer);
  expect(code(trial.patients.create({ ...newcomer, name: '别人' }))).toBe('conflict');
});

test('who has a record gets no second, and who is blocked none', () => {
  const trial = createPeopleTrial();
  expect(code(trial.patients.create({ ...newcomer, ...zhang }))).toBe('recordExists');
  trial.patients.setBlocked('R1', true);
  expect(code(trial.patients.create({ ...newcomer, ...zhang, requestId: 'Q2' }))).toBe('patientBlocked');
});

test('a refused request made nothing, and is refused for ever', () => {
  const trial = createPeopleTrial();
  trial.patients.setBlocked('R1', true);
  trial.patients.create({ ...newcomer, ...zhang });
  trial.patients.setBlocked('R1', false);
  expect(code(trial.patients.create({ ...newcomer, ...zhang }))).toBe('patientBlocked');
  expect(code(trial.patients.getRequest({ requestId: 'Q1' }))).toBe('requestUnknown');
});

test('one phone makes three records, a fourth it does not', () => {
  const trial = createPeopleTrial();
  for (const count of [1, 2, 3]) expect(code(trial.patients.create(other(count)))).toBe('granted');
  expect(code(trial.patients.create(other(4)))).toBe('phoneLimit');
  expect(code(trial.patients.create({ ...other(5), phone: '10000000002' }))).toBe('granted');
});

test('a child’s record is made with a guardian, by the birth that was told', () => {
  const trial = createPeopleTrial({ records: [] });
  const request = { ...newcomer, ...child, birth: '20190607' };
  expect(code(trial.patients.create(request))).toBe('guardianNeeded');
  expect(code(trial.patients.create({ ...request, requestId: 'Q2', guardian: child }))).toBe('guardianUnusable');
  expect(code(trial.patients.create({ ...request, requestId: 'Q3', guardian: zhang }))).toBe('granted');
  const foreign = { ...request, requestId: 'Q4', idNumber: 'P12345678' };
  expect(code(trial.patients.create(foreign))).toBe('guardianNeeded');
  trial.patients.create({ ...foreign, requestId: 'Q5', guardian: zhang });
  expect(code(trial.find({ kind: 'typedId', number: 'P12345678' }))).toBe('guardianNeeded');
});
