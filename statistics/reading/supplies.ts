import { type Kysely, sql } from 'kysely';
import type { Supplies } from '../api/shapes.ts';
import { dayAfter } from '../calendar.ts';
import type { Tables } from '../store/tables.ts';
import { heartbeatOf } from './heartbeats.ts';
import { lengthOf } from './period.ts';
import type { Standing } from './standings.ts';

type SuppliesRow = Supplies['terminals'][number];

/** So many days before today say how fast something goes. */
export const daysLookedBack = 14;
/** What lasts longer than ten years has no last day. */
const longest = 3_652;

/** What is left, and the day it will be gone, going on as before; null where nobody counted. */
export const forecast = (left: number | undefined, used: number, days: number, today: string): SuppliesRow['cards'] => {
  if (left === undefined) return null;
  const perDay = days === 0 ? 0 : used / days;
  const lasts = perDay === 0 ? Number.POSITIVE_INFINITY : Math.floor(left / perDay);
  return { left, perDay, lastsUntil: lasts > longest ? null : dayAfter(today, lasts) };
};

/** What is left at these terminals, and how long it lasts by the last two weeks, or as many days as they stand there. */
export const readSupplies = async (
  db: Kysely<Tables>,
  standings: readonly Standing[],
  today: string,
): Promise<SuppliesRow[]> => {
  if (standings.length === 0) return [];
  const terminals = standings.map(({ terminal }) => terminal);
  const units = [...new Set(standings.map(({ unit }) => unit))];
  const [states, usage] = await Promise.all([
    db.selectFrom('terminalState').select(['terminal', 'heartbeat']).where('terminal', 'in', terminals).execute(),
    db
      .selectFrom('usageDay')
      .select([
        'terminal',
        // A card that went into the bin came from the stack as well.
        sql<number>`cast(sum(cards_issued + cards_captured) as bigint)`.as('cards'),
        sql<number>`cast(sum(pages) as bigint)`.as('sheets'),
      ])
      .where('terminal', 'in', terminals)
      .where('unit', 'in', units)
      .where('businessDay', '>=', dayAfter(today, -daysLookedBack))
      .where('businessDay', '<', today)
      .groupBy('terminal')
      .execute(),
  ]);
  const stateOf = new Map(states.map(({ terminal, heartbeat }) => [terminal, heartbeatOf(heartbeat)]));
  const usedBy = new Map(usage.map((row) => [row.terminal, row]));
  return standings.map(({ terminal, unit, place, since }) => {
    const supplies = stateOf.get(terminal)?.supplies;
    const used = usedBy.get(terminal);
    const days = Math.max(0, Math.min(daysLookedBack, lengthOf({ from: since, to: today }) - 1));
    return {
      terminal,
      unit,
      place,
      cards: forecast(supplies?.cards, used?.cards ?? 0, days, today),
      sheets: forecast(supplies?.sheets, used?.sheets ?? 0, days, today),
      bin: supplies?.bin ?? null,
    };
  });
};
