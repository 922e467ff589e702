import { addDays, addMonths, daysFromTo, firstOf, lastOf, monthOf } from './days.ts';

/** Business days, both ends within. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

export const monthPeriod = (month: string): Period => ({ from: firstOf(month), to: lastOf(month) });
const lastDays = (today: string, days: number): Period => ({ from: addDays(today, 1 - days), to: today });

/** Four whole weeks: as many Mondays in it as in the four before. */
export const usualPeriod = (today: string): Period => lastDays(today, 28);

export const presetNames = ['today', 'week', 'fourWeeks', 'thisMonth', 'lastMonth'] as const;
export type PresetName = (typeof presetNames)[number];

export const presets = (today: string): Readonly<Record<PresetName, Period>> => ({
  today: lastDays(today, 1),
  week: lastDays(today, 7),
  fourWeeks: usualPeriod(today),
  thisMonth: { from: firstOf(monthOf(today)), to: today },
  lastMonth: monthPeriod(addMonths(monthOf(today), -1)),
});

export const samePeriod = (a: Period, b: Period): boolean => a.from === b.from && a.to === b.to;

/** The month a period is all of. */
export const wholeMonth = ({ from, to }: Period): string | undefined =>
  from === firstOf(monthOf(from)) && to === lastOf(monthOf(from)) ? monthOf(from) : undefined;

/**
 * What a period is compared with: a month with the month before, the first days of a month with as many first days of the
 * month before, one day with the same weekday a week before, anything else with as many days right before it.
 */
export const periodBefore = (period: Period): Period => {
  const month = wholeMonth(period);
  if (month) return monthPeriod(addMonths(month, -1));
  const days = daysFromTo(period.from, period.to);
  if (days === 1) return { from: addDays(period.from, -7), to: addDays(period.to, -7) };
  if (period.from === firstOf(monthOf(period.from)) && monthOf(period.from) === monthOf(period.to)) {
    const before = monthPeriod(addMonths(monthOf(period.from), -1));
    const to = addDays(before.from, days - 1);
    return { from: before.from, to: to < before.to ? to : before.to };
  }
  return { from: addDays(period.from, -days), to: addDays(period.from, -1) };
};

/** How fine a period is drawn: a day by its hours, some months by days, more by months. */
export const grainOf = ({ from, to }: Period): 'hour' | 'day' | 'month' => {
  const days = daysFromTo(from, to);
  return days === 1 ? 'hour' : days <= 124 ? 'day' : 'month';
};
