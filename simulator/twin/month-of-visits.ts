import { dayAfter } from '../../terminal/zone.ts';
import { diceOf } from '../fleet/dice.ts';
import { dayOfWeek } from '../fleet/week.ts';
import { instantOf } from '../hospital/local-time.ts';
import { amountsOf, handfuls, sharedOut, shuffled } from './shares.ts';
import type { PlannedTerminal, PlannedVisit } from './visit-plan.ts';

export interface MonthPlan {
  readonly seed: number;
  /** YYYY-MM-DD, both included. */
  readonly from: string;
  readonly to: string;
  readonly zone: string;
}

/** The days of a month, YYYY-MM-DD. */
export function daysFrom({ from, to }: Pick<MonthPlan, 'from' | 'to'>): string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = dayAfter(day, 1)) days.push(day);
  return days;
}

const minute = 60_000;
const hour = 60 * minute;
/** The longest a visit may take: from so much to so much after midnight patients come, one after the other. */
const opens = 6 * hour;
const closes = 22.5 * hour;
/** Who finds somebody at the terminal waits at least this long after that one came. */
export const patientsApart = 1.5 * minute;
/** So many come to a terminal on a day at most. */
export const mostVisitsADay = Math.floor((closes - opens) / patientsApart);

/** Fen: what costs less costs nothing. A bill, though, is never over nothing. */
const leastPrice = 100;

/** Reports printed in one visit, at most. */
const mostReports = 3;

/** How many reports are printed in each visit that is for them. */
const printingsOf = (
  { terminal, budget }: Pick<PlannedTerminal, 'terminal' | 'budget'>,
  { seed }: MonthPlan,
): number[] => handfuls(budget.reports, mostReports, diceOf(seed, terminal, 'printings'));

/** How many visits a terminal's month has. */
export const visitCountOf = (planned: PlannedTerminal, plan: MonthPlan): number =>
  planned.budget.registrations + planned.budget.payments + planned.budget.cards + printingsOf(planned, plan).length;

/** All that happens at a terminal in its month, in order, the same for the same seed: its budget to the fen. */
export function visitsOf({ terminal, budget }: PlannedTerminal, plan: MonthPlan): PlannedVisit[] {
  const dice = diceOf(plan.seed, terminal, 'visits');
  const wanted: Omit<PlannedVisit, 'at'>[] = [
    ...amountsOf(budget.registrationAmount, budget.registrations, leastPrice, 0.5, dice).map((fen) => ({
      errand: 'registration' as const,
      fen,
      reports: 0,
    })),
    ...amountsOf(budget.paymentAmount, budget.payments, 1, 1, dice).map((fen) => ({
      errand: 'payment' as const,
      fen,
      reports: 0,
    })),
    ...Array.from({ length: budget.cards }, () => ({ errand: 'card' as const, fen: 0, reports: 0 })),
    ...printingsOf({ terminal, budget }, plan).map((reports) => ({ errand: 'report' as const, fen: 0, reports })),
  ];
  const errands = shuffled(wanted, dice).values();
  const days = daysFrom(plan);
  const counts = sharedOut(
    wanted.length,
    days.map((day) => dayOfWeek(day).use * dice.around(1, 0.1)),
  );
  return days.flatMap((day, index) => {
    const midnight = instantOf(plan.zone, day, 0, '00:00');
    const count = counts[index] ?? 0;
    const { halfHours } = dayOfWeek(day);
    const wishes = Array.from({ length: count }, () =>
      Math.round((dice.pick(halfHours) + dice.roll() / 2) * hour),
    ).sort((a, b) => a - b);
    return oneAfterAnother(wishes).flatMap((after) => {
      const { value, done } = errands.next();
      return done ? [] : [{ at: midnight + after, ...value }];
    });
  });
}

/** Who comes while somebody is there waits; on a day too full for that, patients come earlier than they would. */
function oneAfterAnother(wishes: readonly number[]): number[] {
  const times: number[] = [];
  for (const wish of wishes) times.push(Math.max(wish, (times.at(-1) ?? 0) + patientsApart));
  let latest = closes;
  for (let at = times.length - 1; at >= 0; at--) {
    times[at] = Math.min(times[at] ?? 0, latest);
    latest = (times[at] ?? 0) - patientsApart;
  }
  return times;
}
