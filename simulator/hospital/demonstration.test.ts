import { expect, test } from 'vitest';
import { demonstrationHospital } from '../../seeds/hospital.ts';
import { createTrial, hold, type Trial, value } from './trial.ts';

/** 2026-11-20, midnight in Nanjing. */
const midnight = Date.UTC(2026, 10, 19, 16, 0);
const [first] = demonstrationHospital.patients;
const recordId = first?.recordId ?? '';

const collectable = (trial: Trial) =>
  value(trial.ask('listBookings', { recordId })).bookings.filter(({ collect }) => collect === 'now');

test('at whatever hour the hospital opens, all it has of anybody is as the contract has it', () => {
  for (let halfHour = 0; halfHour < 48; halfHour++) {
    const trial = createTrial(demonstrationHospital, midnight + (halfHour * 30 + 29) * 60_000);
    const { hospitalId } = value(trial.ask('getCapabilities', {}));
    expect(hospitalId).toBe(demonstrationHospital.hospitalId);
    for (const { recordId } of demonstrationHospital.patients) {
      value(trial.ask('listBookings', { recordId }));
      value(trial.ask('listBills', { recordId }));
      value(trial.ask('listReports', { recordId }));
      value(trial.ask('listTransactions', { recordId, from: '2026-05-01', to: '2026-11-21' }));
    }
  }
});

test.each([0, 8 * 60 + 29, 12 * 60 + 30, 23 * 60 + 58])(
  'opened %s minutes after midnight, the first patient has bookings to collect',
  (minutes) => {
    const trial = createTrial(demonstrationHospital, midnight + minutes * 60_000);
    const found = collectable(trial);
    expect(found.map(({ payment }) => payment)).toEqual(['unpaid', 'prepaid']);
    for (const [at, { bookingId, price, payment }] of found.entries()) {
      const lock = value(hold(trial, String(at), { kind: 'booking', bookingId }, { recordId }));
      expect(lock.amount.total).toBe(payment === 'unpaid' ? price : 0);
    }
  },
);

test('the lists of the first patient have something to choose', () => {
  const trial = createTrial(demonstrationHospital);
  expect(value(trial.ask('listBills', { recordId })).bills.length).toBe(3);
  const period = { from: '2026-11-01', to: '2026-11-20' };
  const { transactions } = value(trial.ask('listTransactions', { recordId, ...period }));
  expect(transactions.map(({ channel }) => channel)).toEqual(['oneAccount', 'app', 'window', 'website']);
});
