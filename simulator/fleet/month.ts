import type { Unit } from '../../seeds/units.ts';
import { dayAfter } from '../../terminal/zone.ts';
import { instantOf } from '../hospital/local-time.ts';
import { type InventedTerminal, inventedTerminals } from './city.ts';
import { type InventedDay, inventedDay } from './day.ts';
import { transactionShare } from './visit.ts';

export interface MonthPlan {
  readonly seed: number;
  /** Of the bulletin, in its order; the last ones may be left without terminals. */
  readonly units: readonly Unit[];
  readonly terminals: number;
  /** The first day, YYYY-MM-DD, and how many. */
  readonly from: string;
  readonly days: number;
  /** Of a mean terminal: registrations, collections, payments, reports, cards and refunds. */
  readonly transactionsPerTerminalDay: number;
  /** IANA name. */
  readonly zone: string;
}

/** What patients did at a city's terminals, invented: the same for the same plan, and made while it is read. */
export interface InventedMonth {
  readonly plan: MonthPlan;
  readonly terminals: readonly InventedTerminal[];
  day(terminal: InventedTerminal, day: string): InventedDay;
  days(): string[];
}

export function inventedMonth(plan: MonthPlan): InventedMonth {
  const { seed, zone, from } = plan;
  const visits = plan.transactionsPerTerminalDay / transactionShare;
  const midnights = new Map<string, number>();
  const midnightOf = (day: string): number => {
    const known = midnights.get(day) ?? instantOf(zone, day, 0, '00:00');
    midnights.set(day, known);
    return known;
  };
  return {
    plan,
    terminals: inventedTerminals(seed, plan.units, plan.terminals),
    day: (terminal, day) => inventedDay({ seed, terminal, day, midnight: midnightOf(day), visits }),
    days: () => Array.from({ length: plan.days }, (_, index) => dayAfter(from, index)),
  };
}
