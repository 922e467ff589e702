import { type Kysely, sql } from 'kysely';
import type { Scope } from '../access/reader.ts';
import type { HubDatabase } from '../store/hub-store.ts';
import type { Tables } from '../store/tables.ts';
import type { Placement } from './register.ts';

interface LocalName {
  readonly zh: string;
  readonly en: string;
}

export interface UnitOn {
  readonly unit: string;
  readonly grouping: 'hospital' | 'district';
  readonly district: string | null;
  readonly name: LocalName;
  /** Terminals in place on the day. */
  readonly terminals: number;
}

/** A terminal that stands in a unit on a day. */
export interface TerminalOn {
  readonly terminal: string;
  readonly unit: string;
  readonly ward: string;
  readonly place: LocalName;
}

/** The placements that are valid on a day; those of terminals that were taken away have no unit. */
const validOn = (db: Kysely<Tables>, day: string) =>
  db
    .selectFrom('placement')
    .selectAll()
    .where('placement.fromDay', '<=', day)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('placement as later')
            .select('later.terminal')
            .whereRef('later.terminal', '=', 'placement.terminal')
            .whereRef('later.fromDay', '>', 'placement.fromDay')
            .where('later.fromDay', '<=', day),
        ),
      ),
    );

/** The units somebody may see, as a condition's list; undefined when it is all of them. */
const limitedTo = (scope: Scope): readonly string[] | undefined => ('city' in scope ? undefined : scope.units);

/** Every name of these units, by unit, earliest first. */
const namesOf = async (db: Kysely<Tables>, day: string, units: readonly string[] | undefined) => {
  const rows = await db
    .selectFrom('unitName')
    .selectAll()
    .$if(units !== undefined, (query) => query.where('unit', 'in', units ?? []))
    .orderBy('unit')
    .orderBy('fromDay')
    .execute();
  const names = new Map<string, LocalName>();
  // The first name stands for the time before it, too.
  for (const { unit, fromDay, zh, en } of rows) if (fromDay <= day || !names.has(unit)) names.set(unit, { zh, en });
  return names;
};

/**
 * The units of a scope, hospitals before districts and each in the order of the rows, under the names of a day and with the
 * terminals that stood there on it. Units without any are there too.
 */
export const unitsOn = async ({ db }: HubDatabase, day: string, scope: Scope): Promise<UnitOn[]> => {
  const seen = limitedTo(scope);
  const rows = await db
    .selectFrom('unit')
    .select(['unit', 'grouping', 'district'])
    .$if(seen !== undefined, (query) => query.where('unit', 'in', seen ?? []))
    .orderBy(sql`case ${sql.ref('grouping')} when 'hospital' then 0 else 1 end`)
    .orderBy('rowOrder')
    .orderBy('unit')
    .execute();
  const names = await namesOf(db, day, seen);
  const counted = await db
    .selectFrom(validOn(db, day).as('standing'))
    .select(({ fn }) => ['unit', fn.countAll<number>().as('terminals')])
    .where('unit', 'is not', null)
    .$if(seen !== undefined, (query) => query.where('unit', 'in', seen ?? []))
    .groupBy('unit')
    .execute();
  const terminals = new Map(counted.map((row) => [row.unit, Number(row.terminals)]));
  return rows.map((row) => ({
    ...row,
    name: names.get(row.unit) ?? { zh: row.unit, en: row.unit },
    terminals: terminals.get(row.unit) ?? 0,
  }));
};

/** The terminals that stand in a scope's units on a day, by their names. */
export const terminalsOn = async ({ db }: HubDatabase, day: string, scope: Scope): Promise<TerminalOn[]> => {
  const seen = limitedTo(scope);
  const rows = await validOn(db, day)
    .where('placement.unit', 'is not', null)
    .$if(seen !== undefined, (query) => query.where('placement.unit', 'in', seen ?? []))
    .orderBy('placement.terminal')
    .$narrowType<{ unit: string }>()
    .execute();
  return rows.map(({ terminal, unit, ward, placeZh, placeEn }) => ({
    terminal,
    unit,
    ward,
    place: { zh: placeZh, en: placeEn },
  }));
};

/** Where a terminal stands on a day, or else where it will stand first after it. */
export const placementFrom = async (
  db: Kysely<Tables>,
  terminal: string,
  day: string,
): Promise<(Placement & { readonly unit: string }) | undefined> => {
  const rows = await db
    .selectFrom('placement')
    .selectAll()
    .where('terminal', '=', terminal)
    .orderBy('fromDay')
    .execute();
  const now = rows.findLastIndex(({ fromDay }) => fromDay <= day);
  for (const { fromDay, unit, ward, placeZh, placeEn } of rows.slice(Math.max(now, 0))) {
    if (unit !== null) return { from: fromDay, unit, ward, place: { zh: placeZh, en: placeEn } };
  }
  return undefined;
};

/** The unit a terminal belongs to on a day; null when it stands nowhere. */
export const unitOf = async ({ db }: HubDatabase, terminal: string, day: string): Promise<string | null> => {
  const row = await validOn(db, day).where('placement.terminal', '=', terminal).executeTakeFirst();
  return row?.unit ?? null;
};

/** A unit's name on a day; its first one before that. */
export const unitNameOn = async (db: Kysely<Tables>, unit: string, day: string): Promise<LocalName> =>
  (await namesOf(db, day, [unit])).get(unit) ?? { zh: unit, en: unit };

/** The units somebody may see of those there are. */
export const unitsInScope = async ({ db }: HubDatabase, scope: Scope): Promise<string[]> => {
  const seen = limitedTo(scope);
  const rows = await db
    .selectFrom('unit')
    .select('unit')
    .$if(seen !== undefined, (query) => query.where('unit', 'in', seen ?? []))
    .orderBy('unit')
    .execute();
  return rows.map(({ unit }) => unit);
};
