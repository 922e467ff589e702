import { expect, test } from 'vitest';
import { demonstrationHospital } from './hospital.ts';
import { unitNamed } from './units.ts';

const { departments, hospitalId, name } = demonstrationHospital;
const doctors = departments.flatMap((department) => department.doctors);
const periods = doctors.flatMap((doctor) => doctor.periods);

test('it bears the name and the identifier of a unit of the bulletins', () => {
  expect(unitNamed(name.zh)?.id).toBe(hospitalId);
});

test('it is large enough that lists have pages', () => {
  expect(departments.length).toBeGreaterThan(8);
  for (const department of departments) {
    expect(department.doctors.length).toBeGreaterThanOrEqual(3);
    expect(department.doctors.length).toBeLessThanOrEqual(6);
  }
  expect(Math.max(...doctors.map((doctor) => doctor.periods.length))).toBeGreaterThan(8);
});

test('ids are short enough for slots and used once', () => {
  const ids = [...departments, ...doctors].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[a-z0-9-]{1,18}$/);
});

test('no two doctors share a name, and every text is in both languages', () => {
  expect(new Set(doctors.map((doctor) => doctor.name.zh)).size).toBe(doctors.length);
  for (const place of [...departments, ...doctors].flatMap((it) => [it.name, it.place])) {
    expect(place.zh).not.toBe('');
    expect(place.en).toMatch(/^[A-Za-z0-9 ,’-]+$/);
  }
});

test('periods follow one another without overlapping, and end after they begin', () => {
  for (const doctor of doctors) {
    expect(doctor.periods.length).toBeGreaterThan(0);
    doctor.periods.forEach((period, at) => {
      expect(period.from < period.to).toBe(true);
      const before = doctor.periods[at - 1];
      if (before) expect(before.to <= period.from).toBe(true);
    });
  }
});

test('every clinic but the emergency one lies within the hours the hospital tells', () => {
  const week = demonstrationHospital.policy.clinicHours?.week ?? [];
  // Doctors hold the same clinic every day.
  expect(week.map(({ weekdays }) => weekdays.length)).toEqual([7, 7]);
  const within = ({ from, to }: { from: string; to: string }) => week.some((it) => it.from <= from && to <= it.to);
  const outside = departments
    .filter(({ emergency }) => !emergency)
    .flatMap((it) => it.doctors.flatMap((doctor) => doctor.periods))
    .filter((period) => !within(period));
  expect(outside).toEqual([]);
});

test('some numbers are gone, some cost nothing, and one department has none left at all', () => {
  const full = periods.filter(({ capacity }) => capacity === 0).length;
  expect(full).toBeGreaterThan(20);
  expect(full).toBeLessThan(periods.length / 3);
  expect(doctors.filter(({ price }) => price === 0).length).toBe(3);
  const soldOut = departments.filter((it) => it.doctors.every((d) => d.periods.every((p) => p.capacity === 0)));
  expect(soldOut.map(({ id }) => id)).toEqual(['dental']);
});

test('somebody can be registered at any minute of the day but the last', () => {
  const emergency = departments.find(({ id }) => id === 'emergency');
  for (const doctor of emergency?.doctors ?? []) {
    expect(doctor.periods[0]?.from).toBe('00:00');
    expect(doctor.periods.at(-1)?.to).toBe('23:59');
    expect(doctor.periods.length).toBe(48);
  }
});

const { bookings, bills, transactions, patients } = demonstrationHospital;

test('whatever is booked, billed or paid is of somebody in the files, with a doctor who exists, and has a number of its own', () => {
  const records = new Set(patients.map(({ recordId }) => recordId));
  for (const { recordId } of [...bookings, ...bills, ...transactions]) expect(records.has(recordId)).toBe(true);
  const practising = new Set(doctors.map(({ id }) => id));
  for (const { doctorId } of bookings) expect(practising.has(doctorId)).toBe(true);
  for (const { code } of bookings) expect(code).toMatch(/^\d{6,12}$/);
  const numbers = [
    ...bookings.flatMap(({ bookingId, code }) => [bookingId, code]),
    ...bills.map(({ billId }) => billId),
    ...transactions.map(({ orderNumber }) => orderNumber),
  ];
  expect(new Set(numbers).size).toBe(numbers.length);
});

test('the first patient can try it all', () => {
  const first = patients[0]?.recordId;
  const own = <T extends { readonly recordId: string }>(rows: readonly T[]) =>
    rows.filter((it) => it.recordId === first);
  const booked = own(bookings);
  expect(booked.filter(({ when }) => when === 'now').map(({ payment }) => payment)).toEqual(['unpaid', 'prepaid']);
  expect(booked.some(({ when }) => when !== 'now' && when.dayOffset === 1)).toBe(true);
  expect(own(bills).length).toBeGreaterThan(1);
  const states = new Set(own(transactions).flatMap(({ items }) => items.map(({ state }) => state)));
  expect([...states].sort()).toEqual(['given', 'released']);
});

test('the emergency department is the one that is open when others are not', () => {
  expect(departments.filter(({ emergency }) => emergency).map(({ id }) => id)).toEqual(['emergency']);
});
