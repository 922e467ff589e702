import { expect, test } from 'vitest';
import { dayOf, timeOf } from './zone.ts';

test('the day and the time are those of the zone, across midnight and at the hour 0', () => {
  const late = Date.UTC(2026, 10, 20, 16, 5);
  expect(dayOf(late, 'Asia/Shanghai')).toBe('2026-11-21');
  expect(timeOf(late, 'Asia/Shanghai')).toBe('00:05');
  expect(dayOf(late, 'UTC')).toBe('2026-11-20');
  expect(timeOf(late, 'UTC')).toBe('16:05');
});
