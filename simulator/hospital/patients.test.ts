import * as v from 'valibot';
import { expect, test } from 'vitest';
import { patientVerbs } from '../../terminal/hospital/contract/patients.ts';
import { codeData } from './codes.ts';
import { child, createPeopleTrial, type PeopleTrial, rare, stranger, trialRecords, zhang } from './people-trial.ts';
import { code, value } from './trial.ts';

const idCard = ({ idNumber, name }: { idNumber: string; name: string }) =>
  ({ kind: 'idCard', number: idNumber, name }) as const;
const hospitalCard = (number: string) => ({ kind: 'hospitalCard', number }) as const;
const booking = (digits: string) => ({ kind: 'booking', code: digits }) as const;
const patientsOf = (answer: ReturnType<PeopleTrial['find']>) =>
  v.parse(patientVerbs.findPatient.reply, value(answer)).patients;

test('a resident finds the record by the number and the name of the card', () => {
  expect(patientsOf(createPeopleTrial().find(idCard(zhang)))).toEqual([
    { recordId: 'R1', name: '张明远', lastVisit: '2026-11-10', hasCard: true, insurance: null },
  ]);
});

test('the last visit stays the day it was while days go by', () => {
  const trial = createPeopleTrial();
  trial.find(idCard(zhang));
  trial.now += 30 * 86_400_000;
  expect(patientsOf(trial.find(idCard(zhang)))[0]?.lastVisit).toBe('2026-11-10');
});

test('a rare character is a character like any other, and padding makes no other name', () => {
  const trial = createPeopleTrial();
  expect(patientsOf(trial.find(idCard(rare)))[0]?.recordId).toBe('R2');
  expect(code(trial.find(idCard({ ...zhang, name: ' 张明远   ' })))).toBe('granted');
});

test('a name other than the record’s differs, and a number without a record is unknown', () => {
  const trial = createPeopleTrial();
  expect(code(trial.find(idCard({ ...zhang, name: '张明元' })))).toBe('nameDiffers');
  expect(code(trial.find(idCard(stranger)))).toBe('patientUnknown');
});

test('whoever has several records is shown them all, but none that is blocked', () => {
  const trial = createPeopleTrial({
    records: [...trialRecords, { recordId: 'R9', ...zhang, blocked: false, lastVisitDaysAgo: 800 }],
  });
  expect(patientsOf(trial.find(idCard(zhang))).map(({ lastVisit }) => lastVisit)).toEqual(['2026-11-10', '2024-09-11']);
  trial.patients.setBlocked('R1', true);
  expect(patientsOf(trial.find(idCard(zhang))).map(({ recordId }) => recordId)).toEqual(['R9']);
  trial.patients.setBlocked('R9', true);
  expect(code(trial.find(idCard(zhang)))).toBe('patientBlocked');
  expect(code(trial.find(hospitalCard('990000000001')))).toBe('patientBlocked');
});

test('nobody blocks nobody', () => {
  expect(() => createPeopleTrial().patients.setBlocked('R99', true)).toThrow('R99');
});

test('a typed number needs no name, and its X may be small', () => {
  const x = { idNumber: '11010519491231002X', name: '试者' };
  const trial = createPeopleTrial({ records: [{ recordId: 'R7', ...x, blocked: false }] });
  expect(patientsOf(trial.find({ kind: 'typedId', number: '11010519491231002x' }))[0]?.recordId).toBe('R7');
});

test('a card nobody has is unknown, a lost one is lost', () => {
  const trial = createPeopleTrial();
  expect(code(trial.find(hospitalCard('123')))).toBe('cardUnknown');
  expect(code(trial.find(hospitalCard('990000000002')))).toBe('cardLost');
});

test('a card of the city makes one record for its holder, however often it is shown', () => {
  const trial = createPeopleTrial();
  const first = patientsOf(trial.find(hospitalCard('990000000004')));
  expect(first).toMatchObject([{ name: stranger.name, hasCard: true, lastVisit: null }]);
  expect(patientsOf(trial.find(hospitalCard('990000000004')))).toEqual(first);
  expect(patientsOf(trial.find(idCard(stranger)))[0]?.recordId).toBe(first[0]?.recordId);
  expect(trial.patients.exists(first[0]?.recordId ?? '')).toBe(true);
});

const social = { kind: 'socialSecurityCard', cardNumber: 'N99000001', ...zhang } as const;

test('a social-security card settles with the fund: its token is good for this record and no other', () => {
  const trial = createPeopleTrial();
  const [patient] = patientsOf(trial.find(social));
  expect(patient?.insurance?.scheme).toBe('employee');
  const token = patient?.insurance?.token ?? '';
  expect(trial.patients.insuranceOf('R1', token)).toBe('employee');
  expect(trial.patients.insuranceOf('R2', token)).toBeUndefined();
  expect(trial.patients.insuranceOf('R1', `${token}1`)).toBeUndefined();
});

test('a social-security card is its holder’s', () => {
  const trial = createPeopleTrial();
  expect(code(trial.find({ ...social, cardNumber: 'N00000000' }))).toBe('cardUnknown');
  expect(code(trial.find({ ...social, ...rare }))).toBe('cardUnknown');
  expect(code(trial.find({ ...social, name: '张明元' }))).toBe('nameDiffers');
});

test('where nobody is insured the card identifies only', () => {
  const trial = createPeopleTrial({ policy: { insurance: null } });
  expect(patientsOf(trial.find(social))[0]?.insurance).toBeNull();
});

test('of the codes the voucher alone settles with the fund', () => {
  const trial = createPeopleTrial();
  const schemeOf = (kind: 'eHealthCard' | 'eVoucher' | 'virtualCard', token: string) =>
    patientsOf(trial.find({ kind: 'code', data: codeData({ kind, token }, trial.now) }))[0]?.insurance?.scheme;
  expect(schemeOf('eVoucher', '9902000000000001')).toBe('employee');
  expect(schemeOf('eHealthCard', '9901000000000001')).toBeUndefined();
  expect(schemeOf('virtualCard', '9903000000000001')).toBeUndefined();
});

test('a voucher out of its time, a code of nobody and any other QR are unusable', () => {
  const trial = createPeopleTrial();
  const voucher = codeData({ kind: 'eVoucher', token: '9902000000000001' }, trial.now);
  trial.now += 120_000;
  for (const data of [voucher, 'EHC1-9901000000000099', 'https://example.invalid/'])
    expect(code(trial.find({ kind: 'code', data }))).toBe('codeUnusable');
});

test('the virtual resident card makes a record as the card does; the e-health card does not', () => {
  const trial = createPeopleTrial();
  expect(code(trial.find({ kind: 'code', data: 'EHC1-9901000000000004' }))).toBe('patientUnknown');
  expect(patientsOf(trial.find({ kind: 'code', data: 'VRC1-9903000000000004' }))[0]?.name).toBe(stranger.name);
  expect(code(trial.find({ kind: 'code', data: 'EHC1-9901000000000004' }))).toBe('granted');
});

const bookings = { bookingByCode: (it: string) => (it === '888888' ? { recordId: 'R1', bookingId: 'B1' } : undefined) };

test('a booking code stands for a record and a booking', () => {
  const trial = createPeopleTrial(bookings);
  expect(patientsOf(trial.find(booking('888888')))).toMatchObject([{ recordId: 'R1', bookingId: 'B1' }]);
  expect(code(trial.find(booking('111111')))).toBe('bookingUnknown');
});

test('whoever guesses booking codes is stopped after five wrong ones, for ten minutes', () => {
  const trial = createPeopleTrial(bookings);
  for (const guess of [1, 2, 3, 4, 5]) expect(code(trial.find(booking(`11111${guess}`)))).toBe('bookingUnknown');
  trial.now += 10 * 60_000 - 1;
  expect(code(trial.find(booking('888888')))).toBe('tooManyTries');
  trial.now += 1;
  expect(code(trial.find(booking('888888')))).toBe('granted');
});

test('the same wrong code asked again after a lost reply is one try', () => {
  const trial = createPeopleTrial(bookings);
  for (let time = 0; time < 9; time++) expect(code(trial.find(booking('111111')))).toBe('bookingUnknown');
  expect(code(trial.find(booking('888888')))).toBe('granted');
});

const mother = { idNumber: '320100199202289921', name: '某某' };

test('a child comes with a guardian, however it says who it is', () => {
  const trial = createPeopleTrial();
  for (const credential of [idCard(child), hospitalCard('990000000003')]) {
    expect(code(trial.find(credential))).toBe('guardianNeeded');
    expect(code(trial.find(credential, mother))).toBe('granted');
    expect(code(trial.find(credential, child))).toBe('guardianUnusable');
  }
});

test('a guardian whose number is known is called as it is known', () => {
  const trial = createPeopleTrial();
  expect(code(trial.find(idCard(child), zhang))).toBe('granted');
  expect(code(trial.find(idCard(child), { ...zhang, name: '别人' }))).toBe('guardianUnusable');
});

test('a guardian of whom no age is known could be anybody', () => {
  expect(code(createPeopleTrial().find(idCard(child), { idNumber: 'E12345678', name: '某某' }))).toBe(
    'guardianUnusable',
  );
});

test('on the birthday on which a child has the age, and where there is no such rule, nobody need come along', () => {
  const trial = createPeopleTrial();
  trial.now = Date.UTC(2033, 5, 6, 15, 59);
  expect(code(trial.find(idCard(child)))).toBe('guardianNeeded');
  trial.now += 60_000;
  expect(code(trial.find(idCard(child)))).toBe('granted');
  expect(code(createPeopleTrial({ policy: { guardianUnder: null } }).find(idCard(child)))).toBe('granted');
});
