import { expect, test } from 'vitest';
import { keptFrom, keptSince } from './policy.ts';

test.each([
  ['2026-11-22', 0, '2026-11-01'],
  ['2026-11-22', 1, '2026-10-01'],
  ['2026-03-31', 1, '2026-02-01'],
  ['2026-01-01', 1, '2025-12-01'],
  ['2026-11-22', 36, '2023-11-01'],
])('on %s what is of the last %i months is kept whole: from %s on', (today, months, from) => {
  expect(keptFrom(today, months)).toBe(from);
});

test('an instant is kept while any zone has its day', () => {
  expect(new Date(keptSince('2026-11-22', 1)).toISOString()).toBe('2026-09-30T00:00:00.000Z');
});
