import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ClinicCalendar } from '../hospital/contract/capabilities.ts';
import { clinicHoursAt } from './clinic-hours.ts';

const morning = { from: '08:00', to: '11:30' };
const afternoon = { from: '13:30', to: '17:00' };
const workdays = [1, 2, 3, 4, 5];
const calendar: ClinicCalendar = {
  week: [
    // The order is the hospital's own affair.
    { weekdays: workdays, ...afternoon },
    { weekdays: [...workdays, 6], ...morning },
  ],
  specialDays: [
    { day: '2026-11-26', hours: [] },
    { day: '2026-11-29', hours: [{ from: '09:00', to: '12:00' }] },
  ],
};
const at = (day: string, time: string) => clinicHoursAt(calendar, day, time);
const today = [morning, afternoon];

// 2026-11-23 is a Monday.
test('before the first hours it says when it opens today', () => {
  expect(at('2026-11-23', '07:59')).toEqual({
    today,
    open: false,
    next: { day: '2026-11-23', ahead: 0, from: '08:00' },
  });
});

test('it opens at the minute, and closes at the minute', () => {
  expect(at('2026-11-23', '08:00')).toEqual({ today, open: true });
  expect(at('2026-11-23', '11:29')).toEqual({ today, open: true });
  expect(at('2026-11-23', '11:30')?.open).toBe(false);
  expect(at('2026-11-23', '13:30')).toEqual({ today, open: true });
  expect(at('2026-11-23', '17:00')?.open).toBe(false);
});

test('in the break it opens again today, after the last hours tomorrow', () => {
  expect(at('2026-11-23', '12:00')?.next).toEqual({ day: '2026-11-23', ahead: 0, from: '13:30' });
  expect(at('2026-11-23', '18:20')?.next).toEqual({ day: '2026-11-24', ahead: 1, from: '08:00' });
});

test('on Friday evening comes Saturday, on Saturday afternoon Monday', () => {
  expect(at('2026-11-20', '17:30')?.next).toEqual({ day: '2026-11-21', ahead: 1, from: '08:00' });
  expect(at('2026-11-21', '12:00')).toEqual({
    today: [morning],
    open: false,
    next: { day: '2026-11-23', ahead: 2, from: '08:00' },
  });
  expect(at('2026-11-22', '10:00')).toEqual({
    today: [],
    open: false,
    next: { day: '2026-11-23', ahead: 1, from: '08:00' },
  });
});

test('a holiday is closed, and a Sunday made a workday is open', () => {
  expect(at('2026-11-25', '20:00')?.next).toEqual({ day: '2026-11-27', ahead: 2, from: '08:00' });
  expect(at('2026-11-26', '10:00')).toEqual({
    today: [],
    open: false,
    next: { day: '2026-11-27', ahead: 1, from: '08:00' },
  });
  expect(at('2026-11-29', '10:00')).toEqual({ today: [{ from: '09:00', to: '12:00' }], open: true });
});

test('midnight turns the day', () => {
  expect(at('2026-11-27', '23:59')).toMatchObject({ today, next: { day: '2026-11-28' } });
  expect(at('2026-11-28', '00:00')).toMatchObject({
    today: [morning],
    next: { day: '2026-11-28', ahead: 0, from: '08:00' },
  });
});

test('a hospital that tells no hours has none, and one that never opens no next', () => {
  expect(clinicHoursAt(null, '2026-11-23', '09:00')).toBeUndefined();
  expect(clinicHoursAt(undefined, '2026-11-23', '09:00')).toBeUndefined();
  expect(clinicHoursAt({ week: [], specialDays: [] }, '2026-11-23', '09:00')).toEqual({ today: [], open: false });
});

test('at the time it is said to open next, it is open', () => {
  const time = fc
    .integer({ min: 0, max: 1439 })
    .map((minutes) => new Date(minutes * 60_000).toISOString().slice(11, 16));
  const day = fc
    .integer({ min: 0, max: 60 })
    .map((ahead) => new Date(Date.UTC(2026, 10, 1 + ahead)).toISOString().slice(0, 10));
  fc.assert(
    fc.property(day, time, (day, time) => {
      const { open, next } = at(day, time) ?? { open: false };
      if (open) {
        expect(next).toBeUndefined();
        return;
      }
      if (!next) throw new Error('it opens again within a month');
      expect(`${next.day} ${next.from}` > `${day} ${time}`).toBe(true);
      expect(at(next.day, next.from)?.open).toBe(true);
    }),
  );
});
