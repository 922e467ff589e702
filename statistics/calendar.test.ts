import { expect, test } from 'vitest';
import { dayAfter, isDay, zoneClock } from './calendar.ts';

test.each([
  ['2026-11-21', true],
  ['2024-02-29', true],
  ['2026-02-29', false],
  ['2026-13-01', false],
  ['2026-00-10', false],
  ['2026-11-2', false],
  ['20261121', false],
  [' 2026-11-21', false],
])('%s is a day: %s', (text, is) => expect(isDay(text)).toBe(is));

test('days go over the ends of months and years', () => {
  expect([dayAfter('2026-12-31', 1), dayAfter('2024-03-01', -1), dayAfter('2026-11-21', 0)]).toEqual([
    '2027-01-01',
    '2024-02-29',
    '2026-11-21',
  ]);
});

test('the same instant is another day elsewhere', () => {
  const at = Date.UTC(2026, 10, 20, 16, 0, 5);
  expect(zoneClock('Asia/Shanghai')(at)).toEqual({ day: '2026-11-21', time: '00:00:05' });
  expect(zoneClock('America/New_York')(at)).toEqual({ day: '2026-11-20', time: '11:00:05' });
});
