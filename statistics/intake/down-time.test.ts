import fc from 'fast-check';
import { expect, test } from 'vitest';
import { zoneClock } from '../calendar.ts';
import { downByDay } from './down-time.ts';

const shanghai = zoneClock('Asia/Shanghai');
const at = (text: string) => Date.parse(`${text}+08:00`);

test.each([
  ['within a day', '2026-11-21T08:00', '2026-11-21T09:30', [['2026-11-21', 5_400]]],
  [
    'over midnight',
    '2026-11-30T23:59',
    '2026-12-01T00:01',
    [
      ['2026-11-30', 60],
      ['2026-12-01', 60],
    ],
  ],
  [
    'up to midnight, and no further',
    '2026-11-20T12:00',
    '2026-11-22T00:00',
    [
      ['2026-11-20', 43_200],
      ['2026-11-21', 86_400],
    ],
  ],
  ['not at all', '2026-11-21T08:00', '2026-11-21T08:00', []],
  ['backwards, by a clock that was set', '2026-11-21T08:00', '2026-11-21T07:00', []],
])('%s', (_, from, to, days) => expect(downByDay(at(from), at(to), shanghai)).toEqual(days));

test('days on which clocks are set have 23 and 25 hours', () => {
  const berlin = zoneClock('Europe/Berlin');
  const hours = (from: string, to: string) =>
    downByDay(Date.parse(from), Date.parse(to), berlin).map(([day, seconds]) => [day, seconds / 3_600]);
  expect(hours('2026-03-28T23:00Z', '2026-03-30T00:00Z')).toEqual([
    ['2026-03-29', 23],
    ['2026-03-30', 2],
  ]);
  expect(hours('2026-10-24T22:00Z', '2026-10-26T00:00Z')).toEqual([
    ['2026-10-25', 25],
    ['2026-10-26', 1],
  ]);
});

test('a zone may leave a day out', () => {
  const days = downByDay(Date.parse('2011-12-29T12:00Z'), Date.parse('2011-12-31T12:00Z'), zoneClock('Pacific/Apia'));
  expect(days).toEqual([
    ['2011-12-29', 22 * 3_600],
    ['2011-12-31', 24 * 3_600],
    ['2012-01-01', 2 * 3_600],
  ]);
});

test('a clock gone wrong makes no more than 400 days, or 401 that are not whole', () => {
  const days = downByDay(0, at('2026-11-21T08:00'), shanghai);
  expect(days).toHaveLength(401);
  expect(days.reduce((sum, [, seconds]) => sum + seconds, 0)).toBe(400 * 86_400);
});

// St. John's once put its clocks two hours forward, a minute after midnight.
test('the days of an outage are each a day, in order, and together as long as it was', () =>
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 4_000_000_000 }),
      fc.integer({ min: 0, max: 5_000_000 }),
      fc.constantFrom('Asia/Shanghai', 'Europe/Berlin', 'Asia/Kathmandu', 'America/St_Johns', 'Pacific/Apia'),
      (from, seconds, zone) => {
        const days = downByDay(from * 1_000, (from + seconds) * 1_000, zoneClock(zone));
        expect(days.reduce((sum, [, of]) => sum + of, 0)).toBe(seconds);
        expect(days.map(([day]) => day)).toEqual(days.map(([day]) => day).sort());
        expect(days.every(([, of]) => of > 0 && of <= 26 * 3_600)).toBe(true);
      },
    ),
    { numRuns: 200 },
  ));
