import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayAfter } from '../calendar.ts';
import { firstDayMoved, mergedPlacements, placementOn } from './placements.ts';
import type { Placement } from './register.ts';

const at = (from: string, unit: string | null, ward = '', zh = '厅'): Placement => ({
  from,
  unit,
  ward,
  place: { zh, en: zh },
});

const moved = [at('2026-03-01', 'a'), at('2026-05-10', 'b')];

test.each([
  ['2026-02-28', undefined],
  ['2026-03-01', 'a'],
  ['2026-05-09', 'a'],
  ['2026-05-10', 'b'],
  ['2030-01-01', 'b'],
])('on %s it stands in %s', (day, unit) => expect(placementOn(moved, day)?.unit).toBe(unit));

test('a placement of the same day takes the place of the one before', () => {
  expect(mergedPlacements(moved, [at('2026-05-10', 'c'), at('2026-04-01', 'd')])).toEqual([
    at('2026-03-01', 'a'),
    at('2026-04-01', 'd'),
    at('2026-05-10', 'c'),
  ]);
});

const may = { first: '2026-03-05', last: '2026-05-20' };
test.each([
  ['a move after the last reported day', at('2026-05-21', 'c'), undefined],
  ['a move on it', at('2026-05-20', 'c'), '2026-05-20'],
  ['a move in the middle', at('2026-04-02', 'c'), '2026-04-02'],
  ['another ward of the same unit', at('2026-05-15', 'b', 'OPD'), '2026-05-15'],
  ['a better name for the place', at('2026-03-01', 'a', '', '东大厅'), undefined],
  ['the same unit again', at('2026-04-02', 'a'), undefined],
  ['another unit at the very first', at('2026-03-01', 'c'), '2026-03-05'],
  ['a time before the first reported day', at('2026-01-01', 'z'), undefined],
  ['taken away too early', at('2026-05-11', null), '2026-05-11'],
])('%s', (_, placement, day) => {
  expect(firstDayMoved(moved, mergedPlacements(moved, [placement]), may)).toBe(day);
});

test('days that counted for nobody are not given to somebody later', () => {
  expect(firstDayMoved([], [at('2026-03-10', 'a')], may)).toBe('2026-03-10');
});

test('it is the first reported day that differs, day by day', () => {
  const anyDay = fc.integer({ min: 0, max: 30 }).map((days) => dayAfter('2026-03-01', days));
  const anyPlacement = fc
    .tuple(anyDay, fc.constantFrom('a', 'b', null), fc.constantFrom('', 'w'))
    .map(([day, unit, ward]) => at(day, unit, ward));
  const some = fc.uniqueArray(anyPlacement, { selector: ({ from }) => from, maxLength: 5 });
  fc.assert(
    fc.property(some, some, anyDay, anyDay, (before, more, a, b) => {
      const [first, last] = a < b ? [a, b] : [b, a];
      const after = mergedPlacements(before, more);
      let expected: string | undefined;
      for (let day = first; day <= last && expected === undefined; day = dayAfter(day, 1)) {
        const [was, is] = [placementOn(before, day), placementOn(after, day)];
        if (was?.unit !== is?.unit || was?.ward !== is?.ward) expected = day;
      }
      expect(firstDayMoved(before, after, { first, last })).toBe(expected);
    }),
  );
});
