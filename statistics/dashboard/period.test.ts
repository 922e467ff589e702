import { expect, test } from 'vitest';
import { grainOf, monthPeriod, periodBefore, presets, usualPeriod } from './period.ts';

const between = (from: string, to: string) => ({ from, to });

test.each([
  ['a month', monthPeriod('2020-03'), monthPeriod('2020-02')],
  ['a month, over the new year', monthPeriod('2020-01'), monthPeriod('2019-12')],
  ['the first days of a month', between('2020-03-01', '2020-03-10'), between('2020-02-01', '2020-02-10')],
  [
    'more first days than the month before had',
    between('2021-03-01', '2021-03-30'),
    between('2021-02-01', '2021-02-28'),
  ],
  ['one day, even the first', between('2020-03-01', '2020-03-01'), between('2020-02-23', '2020-02-23')],
  ['any other days', between('2020-03-05', '2020-03-11'), between('2020-02-27', '2020-03-04')],
])('%s is compared with what it can be compared with', (_, period, before) => {
  expect(periodBefore(period)).toEqual(before);
});

test('the usual period is four whole weeks up to today', () => {
  expect(usualPeriod('2026-11-21')).toEqual(between('2026-10-25', '2026-11-21'));
  expect(presets('2026-11-21').lastMonth).toEqual(monthPeriod('2026-10'));
});

test('a day is drawn by hours, some months by days, years by months', () => {
  expect(grainOf(between('2020-03-01', '2020-03-01'))).toBe('hour');
  expect(grainOf(between('2020-03-01', '2020-06-30'))).toBe('day');
  expect(grainOf(between('2019-01-01', '2020-12-31'))).toBe('month');
});
