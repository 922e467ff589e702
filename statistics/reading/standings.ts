import type { Kysely } from 'kysely';
import { dayAfter } from '../calendar.ts';
import type { Tables } from '../store/tables.ts';
import { overlap, type Period } from './period.ts';
import type { Sight } from './sight.ts';

/** Where a terminal stood for some days on end. */
export interface Standing extends Period {
  readonly terminal: string;
  readonly unit: string;
  readonly ward: string;
  readonly place: { readonly zh: string; readonly en: string };
  /** From when on it stood there: `from` may be later, the first of the days asked about. */
  readonly since: string;
}

const firstDay = '0000-01-01';
export const lastDay = '9999-12-31';
/** All days there can be. */
export const always: Period = { from: firstDay, to: lastDay };
const nowhere = { unit: '', ward: '', place: { zh: '', en: '' } };

interface Placed {
  readonly terminal: string;
  readonly fromDay: string;
  readonly unit: string | null;
  readonly ward: string;
  readonly placeZh: string;
  readonly placeEn: string;
}

/** Nearly all were put up on the same few days, and a calendar is slow to ask. */
const daysBefore = () => {
  const known = new Map<string, string>();
  return (day: string): string => {
    const before = known.get(day) ?? dayAfter(day, -1);
    known.set(day, before);
    return before;
  };
};

/** The placements of one terminal, in their order, as stretches that leave no day out. */
const stretches = (terminal: string, placements: readonly Placed[], dayBefore: (day: string) => string): Standing[] => {
  const [first] = placements;
  if (!first) return [{ terminal, since: firstDay, ...always, ...nowhere }];
  const before: Standing = {
    terminal,
    since: firstDay,
    from: firstDay,
    to: dayBefore(first.fromDay),
    ...nowhere,
  };
  const placed = placements.map(({ fromDay, unit, ward, placeZh, placeEn }, at): Standing => {
    const next = placements[at + 1];
    const to = next ? dayBefore(next.fromDay) : lastDay;
    const place = { zh: placeZh, en: placeEn };
    return { terminal, since: fromDay, from: fromDay, to, ...(unit === null ? nowhere : { unit, ward, place }) };
  });
  return first.fromDay > firstDay ? [before, ...placed] : placed;
};

const placementsOf = (db: Kysely<Tables>, { ids, strays }: Sight, terminal: string | undefined) =>
  db
    .selectFrom('placement')
    .selectAll()
    .$if(!strays, (query) =>
      query.where('terminal', 'in', (eb) =>
        eb
          .selectFrom('placement as seen')
          .select('seen.terminal')
          .where('seen.unit', 'in', [...ids, '']),
      ),
    )
    .$if(terminal !== undefined, (query) => query.where('terminal', '=', terminal ?? ''))
    .orderBy('terminal')
    .orderBy('fromDay')
    .execute();

/**
 * Where terminals stood during a period, as far as that is in sight; of one terminal, or of all. Days on which a terminal
 * belonged to nobody count for the empty unit.
 */
export const standingsOf = async (
  db: Kysely<Tables>,
  sight: Sight,
  period: Period,
  terminal?: string,
): Promise<Standing[]> => {
  const placed = new Map<string, Placed[]>();
  for (const row of await placementsOf(db, sight, terminal)) {
    const list = placed.get(row.terminal);
    if (list) list.push(row);
    else placed.set(row.terminal, [row]);
  }
  if (sight.strays) {
    const known = await db
      .selectFrom('terminal')
      .select('terminal')
      .$if(terminal !== undefined, (query) => query.where('terminal', '=', terminal ?? ''))
      .execute();
    for (const { terminal: id } of known) if (!placed.has(id)) placed.set(id, []);
  }
  const seen = new Set(sight.ids);
  const result: Standing[] = [];
  const dayBefore = daysBefore();
  for (const [id, list] of placed) {
    for (const standing of stretches(id, list, dayBefore)) {
      const days = seen.has(standing.unit) ? overlap(standing, period) : undefined;
      if (days) result.push({ ...standing, ...days });
    }
  }
  return result;
};
