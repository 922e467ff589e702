import * as v from 'valibot';
import { expect, test } from 'vitest';
import { units } from '../../seeds/units.ts';
import { UsageEvent } from '../../terminal/usage-event.ts';
import { dayOf, timeOf } from '../../terminal/zone.ts';
import { dayOfSequence } from './day.ts';
import { inventedMonth, type MonthPlan } from './month.ts';

const zone = 'Asia/Shanghai';
const plan: MonthPlan = {
  seed: 7,
  units: units.slice(0, 12),
  terminals: 40,
  from: '2026-10-05',
  days: 28,
  transactionsPerTerminalDay: 33,
  zone,
};
const month = inventedMonth(plan);
const days = month.terminals.flatMap((terminal) =>
  month.days().map((day) => ({ terminal, day, ...month.day(terminal, day) })),
);
const events = days.flatMap(({ epochs }) => epochs.flatMap((epoch) => epoch.events));

test('the same plan brings about the same month, and any day of it without those before', () => {
  const again = inventedMonth(plan);
  const terminal = again.terminals[5];
  expect(again.terminals).toEqual(month.terminals);
  if (terminal) expect(again.day(terminal, '2026-10-20')).toEqual(month.day(terminal, '2026-10-20'));
  const other = inventedMonth({ ...plan, seed: 8 });
  expect(other.terminals[5]).not.toEqual(terminal);
});

test('every event is one a terminal could report', () => {
  for (const event of events) if (!v.is(UsageEvent, event)) expect(v.parse(UsageEvent, event)).toEqual(event);
});

test('a terminal’s events follow one another in number and time, over all its starts', () => {
  for (const terminal of month.terminals) {
    let [sequence, at] = [0, 0];
    for (const { epochs } of days.filter((it) => it.terminal === terminal))
      for (const event of epochs.flatMap((it) => it.events)) {
        expect(event.sequence).toBeGreaterThan(sequence);
        expect(event.at).toBeGreaterThanOrEqual(at);
        [sequence, at] = [event.sequence, event.at];
      }
  }
});

test('the day and the hour of an event are those of its time, and its number tells the day', () => {
  for (const { sequence, at, businessDay, hour } of events) {
    expect(dayOf(at, zone)).toBe(businessDay);
    expect(Number(timeOf(at, zone).slice(0, 2))).toBe(hour);
    expect(dayOfSequence(sequence)).toBe(businessDay);
  }
});

test('an epoch begins with a start and has no other', () => {
  const epochs = days.flatMap((it) => it.epochs);
  for (const { events } of epochs) {
    expect(events[0]?.kind).toBe('started');
    expect(events.filter(({ kind }) => kind === 'started')).toHaveLength(1);
  }
  expect(new Set(epochs.map(({ epoch }) => epoch)).size).toBe(epochs.length);
});

test('patients do as much as was planned, most of it in the morning of a weekday', () => {
  const done = new Set([
    'registrationConfirmed',
    'bookingCollected',
    'checkedIn',
    'bookingCancelled',
    'billsPaid',
    'cardIssued',
    'reportsPrinted',
    'refunded',
  ]);
  const transactions = events.filter(({ kind }) => done.has(kind));
  const perDay = transactions.length / plan.terminals / plan.days;
  expect(perDay).toBeGreaterThan(0.93 * plan.transactionsPerTerminalDay);
  expect(perDay).toBeLessThan(1.07 * plan.transactionsPerTerminalDay);

  const share = (fits: (event: UsageEvent) => boolean) => transactions.filter(fits).length / transactions.length;
  expect(share(({ at }) => timeOf(at, zone) >= '07:30' && timeOf(at, zone) < '10:30')).toBeGreaterThan(0.5);
  const weekend = share(({ businessDay }) => [0, 6].includes(new Date(`${businessDay}T00:00:00Z`).getUTCDay()));
  expect(weekend).toBeGreaterThan(0.06);
  expect(weekend).toBeLessThan(0.2);
});

test('what a device stopped being able to do it is able to do again on the same day', () => {
  const changes = days.map(({ epochs }) =>
    epochs.flatMap((it) => it.events.flatMap((event) => (event.kind === 'deviceChanged' ? [event] : []))),
  );
  expect(changes.flat().length).toBeGreaterThan(100);
  for (const day of changes) {
    const down = day.filter(({ available }) => !available).map(({ device }) => device);
    const up = day.filter(({ available }) => available).map(({ device }) => device);
    expect(up.sort()).toEqual(down.sort());
  }
});

test('the terminals are shared out among the units: the first have most, and none is left over', () => {
  expect(month.terminals).toHaveLength(plan.terminals);
  const of = (unit: string | undefined) => month.terminals.filter((it) => it.unit === unit).length;
  expect(of(units[0]?.id)).toBeGreaterThan(of(units[11]?.id));
  expect(new Set(month.terminals.map(({ terminal }) => terminal)).size).toBe(plan.terminals);
});
