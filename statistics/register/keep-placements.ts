import type { Kysely, Selectable, Transaction } from 'kysely';
import type { Mistake } from '../problem.ts';
import type { PlacementRow, Tables } from '../store/tables.ts';
import { firstDayMoved, mergedPlacements, type Reported } from './placements.ts';
import type { Placement } from './register.ts';

/** Placements of one terminal that are to be kept, and where they were said. */
export interface PlacementsSaid {
  readonly terminal: string;
  readonly placements: readonly Placement[];
  /** `terminals.3.placements`; empty for a single one. */
  readonly path: string;
}

/** Databases bound how many values one statement may carry. */
const mostAtOnce = 500;

export const inPortions = <T>(all: readonly T[]): T[][] => {
  const portions: T[][] = [];
  for (let at = 0; at < all.length; at += mostAtOnce) portions.push(all.slice(at, at + mostAtOnce));
  return portions;
};

const placementOf = ({ fromDay, unit, ward, placeZh, placeEn }: Selectable<PlacementRow>): Placement => ({
  from: fromDay,
  unit,
  ward,
  place: { zh: placeZh, en: placeEn },
});

const rowOf = (terminal: string, { from, unit, ward, place }: Placement): PlacementRow => ({
  terminal,
  fromDay: from,
  unit,
  ward,
  placeZh: place.zh,
  placeEn: place.en,
});

/** Every placement there is of these terminals, by terminal. */
export const placementsOf = async (
  db: Kysely<Tables>,
  terminals: readonly string[],
): Promise<Map<string, Placement[]>> => {
  const found = new Map<string, Placement[]>();
  for (const portion of inPortions(terminals)) {
    const rows = await db.selectFrom('placement').selectAll().where('terminal', 'in', portion).execute();
    for (const row of rows) found.set(row.terminal, [...(found.get(row.terminal) ?? []), placementOf(row)]);
  }
  return found;
};

const reportedBy = async (db: Kysely<Tables>, terminals: readonly string[]): Promise<Map<string, Reported>> => {
  const found = new Map<string, Reported>();
  for (const portion of inPortions(terminals)) {
    for (const table of ['usageDay', 'deviceDay'] as const) {
      const rows = await db
        .selectFrom(table)
        .select(({ fn }) => [
          'terminal',
          fn.min<string>('businessDay').as('first'),
          fn.max<string>('businessDay').as('last'),
        ])
        .where('terminal', 'in', portion)
        .groupBy('terminal')
        .execute();
      for (const { terminal, first, last } of rows) {
        const had = found.get(terminal) ?? { first, last };
        found.set(terminal, {
          first: had.first < first ? had.first : first,
          last: had.last > last ? had.last : last,
        });
      }
    }
  }
  return found;
};

const moved = ({ terminal, placements, path }: PlacementsSaid, day: string, last: string): Mistake => {
  const at = placements.findLastIndex(({ from }) => from <= day);
  return {
    path: path === '' ? 'from' : `${path}.${Math.max(at, 0)}.from`,
    message: `${terminal} has reported up to ${last}, and ${day} would count for another unit or ward; expected a day after ${last}`,
  };
};

/** The placements that are not there yet, or not so. */
const newOf = (before: readonly Placement[], said: readonly Placement[]): Placement[] =>
  said.filter((placement) => {
    const had = before.find(({ from }) => from === placement.from);
    return !had || JSON.stringify(rowOf('', had)) !== JSON.stringify(rowOf('', placement));
  });

/** Those that bring something the database has not. */
export const newPlacements = async (
  db: Kysely<Tables>,
  said: readonly PlacementsSaid[],
): Promise<readonly PlacementsSaid[]> => {
  const before = await placementsOf(
    db,
    said.map(({ terminal }) => terminal),
  );
  return said.filter(({ terminal, placements }) => newOf(before.get(terminal) ?? [], placements).length > 0);
};

/** Makes the terminals that are not there yet, and locks all of them until the transaction ends, in one order for everybody. */
const lockTerminals = async (tx: Transaction<Tables>, terminals: readonly string[]): Promise<void> => {
  const unheard = { publicKey: null, enrolledAt: null, revokedAt: null, epoch: null, heardAt: null };
  for (const portion of inPortions([...terminals].sort())) {
    await tx
      .insertInto('terminal')
      .values(portion.map((terminal) => ({ terminal, ...unheard })))
      .onConflict((conflict) =>
        conflict.column('terminal').doUpdateSet(({ ref }) => ({ terminal: ref('excluded.terminal') })),
      )
      .execute();
  }
};

/**
 * Puts placements in beside those that are there, and resolves with what is wrong: then the transaction is to be given up.
 * The terminals are locked, so that none reports a day while it is moved.
 */
export const keepPlacements = async (
  tx: Transaction<Tables>,
  said: readonly PlacementsSaid[],
): Promise<readonly Mistake[]> => {
  const terminals = said.map(({ terminal }) => terminal);
  await lockTerminals(tx, terminals);
  const before = await placementsOf(tx, terminals);
  const reported = await reportedBy(tx, terminals);
  const mistakes = said.flatMap((it) => {
    const had = before.get(it.terminal) ?? [];
    const days = reported.get(it.terminal);
    const day = days && firstDayMoved(had, mergedPlacements(had, it.placements), days);
    return day === undefined ? [] : [moved(it, day, days?.last ?? day)];
  });
  if (mistakes.length > 0) return mistakes;

  const rows = said.flatMap(({ terminal, placements }) =>
    newOf(before.get(terminal) ?? [], placements).map((placement) => rowOf(terminal, placement)),
  );
  for (const portion of inPortions(rows)) {
    await tx
      .insertInto('placement')
      .values(portion)
      .onConflict((conflict) =>
        conflict.columns(['terminal', 'fromDay']).doUpdateSet(({ ref }) => ({
          unit: ref('excluded.unit'),
          ward: ref('excluded.ward'),
          placeZh: ref('excluded.placeZh'),
          placeEn: ref('excluded.placeEn'),
        })),
      )
      .execute();
  }
  return [];
};
