import { expect, test } from 'vitest';
import { zoneClock } from '../calendar.ts';
import { closedMonths } from './closed-months.ts';

test.each([
  ['2026-11-30', '2026-11-30T23:59', false],
  ['2026-11-01', '2026-12-03T23:59', false],
  ['2026-11-01', '2026-12-04T00:00', true],
  ['2026-11-30', '2026-12-04T00:00', true],
  ['2026-12-01', '2026-12-04T00:00', false],
  ['2026-12-31', '2027-01-03T23:59', false],
  ['2026-12-31', '2027-01-04T00:00', true],
  ['2028-02-29', '2028-03-04T00:00', true],
  ['2019-05-05', '2026-12-04T00:00', true],
  ['2031-01-01', '2026-12-04T00:00', false],
])('whether the month of %s is closed at %s: %s', (day, at, closed) => {
  const isClosed = closedMonths(zoneClock('Asia/Shanghai'), 3);
  expect(isClosed(day, Date.parse(`${at}+08:00`))).toBe(closed);
});

test('with each minute the hub looks at its calendar again', () => {
  const isClosed = closedMonths(zoneClock('Asia/Shanghai'), 3);
  const midnight = Date.parse('2026-12-04T00:00+08:00');
  expect([midnight - 1, midnight, midnight - 1].map((at) => isClosed('2026-11-30', at))).toEqual([false, true, false]);
});
