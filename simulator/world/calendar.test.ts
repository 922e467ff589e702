import { expect, test } from 'vitest';
import { nextTimeOfDay } from './calendar.ts';

const zone = 'Asia/Shanghai';
const shown = (instant: number) => new Date(instant + 8 * 3_600_000).toISOString().slice(0, 16);
const saturday = Date.UTC(2026, 10, 21, 4, 0, 30);

test.each([
  [23 * 60 + 59, undefined, '2026-11-21T23:59'],
  [7 * 60 + 29, undefined, '2026-11-22T07:29'],
  [12 * 60, undefined, '2026-11-22T12:00'],
  [7 * 60 + 29, 1, '2026-11-23T07:29'],
  [7 * 60 + 29, 6, '2026-11-28T07:29'],
  [13 * 60, 6, '2026-11-21T13:00'],
])('%i minutes after midnight, weekday %s', (minutes, weekday, expected) => {
  expect(shown(nextTimeOfDay(saturday, zone, minutes, weekday))).toBe(expected);
});

test('on Monday at half past seven, the next Monday is a week away', () => {
  const at = Date.UTC(2026, 10, 22, 23, 29);
  expect(nextTimeOfDay(at, zone, 7 * 60 + 29, 1)).toBe(at + 7 * 24 * 3_600_000);
});
