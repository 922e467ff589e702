import { type Kysely, sql } from 'kysely';
import type { Scope } from '../access/reader.ts';
import type { Tables, UnitRow } from '../store/tables.ts';

export type Grouping = UnitRow['grouping'];

/** A unit as it is shown: under the name it has on the day asked about. */
export interface SeenUnit {
  readonly unit: string;
  /** Null for a unit that reports and stands in no register. */
  readonly grouping: Grouping | null;
  readonly district: string | null;
  readonly name: { readonly zh: string; readonly en: string };
}

/** What is left of the units in a reader's scope after what was asked for. */
export interface Wish {
  readonly unit?: string | undefined;
  readonly grouping?: Grouping | undefined;
  readonly district?: string | undefined;
}

/** The units an answer is of, in the order of the bulletin's rows. Every query is told them. */
export interface Sight {
  readonly units: readonly SeenUnit[];
  /** Their ids, for a condition. */
  readonly ids: readonly string[];
  /** What counts for no unit is seen too, under the empty id. */
  readonly strays: boolean;
}

/** What no unit is called. */
const nobody = ' ';

/** Registered units within the scope, named as on that day; before their first name they have the first. */
const registered = async (db: Kysely<Tables>, scope: Scope, wish: Wish, on: string): Promise<SeenUnit[]> => {
  const ids = 'city' in scope ? undefined : scope.units;
  const rows = await db
    .selectFrom('unit')
    .leftJoin('unitName', 'unitName.unit', 'unit.unit')
    .select(['unit.unit', 'grouping', 'district', 'fromDay', 'zh', 'en'])
    .$if(ids !== undefined, (query) => query.where('unit.unit', 'in', ids ?? []))
    .$if(wish.unit !== undefined, (query) => query.where('unit.unit', '=', wish.unit ?? ''))
    .$if(wish.grouping !== undefined, (query) => query.where('grouping', '=', wish.grouping ?? 'hospital'))
    .$if(wish.district !== undefined, (query) => query.where('district', '=', wish.district ?? ''))
    // Hospitals before districts, as the bulletin prints them.
    .orderBy('grouping', 'desc')
    .orderBy('rowOrder')
    .orderBy('unit.unit')
    .orderBy('fromDay')
    .execute();
  const seen = new Map<string, SeenUnit>();
  for (const { unit, grouping, district, fromDay, zh, en } of rows) {
    const name = { zh: zh ?? unit, en: en ?? unit };
    if (!seen.has(unit) || (fromDay ?? '') <= on) seen.set(unit, { unit, grouping, district, name });
  }
  return [...seen.values()];
};

/** The units that report, found by leaps through the key: as quick as there are few of them. */
const reporting = async (db: Kysely<Tables>): Promise<string[]> => {
  const { rows } = await sql<{ unit: string }>`
    with recursive leap(unit) as (
      select min(unit) from unit_hour
      union all
      select (select min(unit) from unit_hour where unit > leap.unit) from leap where leap.unit is not null
    ) select unit from leap where unit is not null`.execute(db);
  return rows.map(({ unit }) => unit);
};

/**
 * What a reader sees of what was asked for. Whoever sees the city sees what no register knows too: nothing that was
 * reported is lost for want of a row.
 */
export const sightOf = async (db: Kysely<Tables>, scope: Scope, wish: Wish, on: string): Promise<Sight> => {
  const units = await registered(db, scope, wish, on);
  if (!('city' in scope) || wish.unit !== undefined || wish.grouping !== undefined || wish.district !== undefined) {
    const ids = units.map(({ unit }) => unit);
    // No database is asked about an empty list, which some refuse.
    return { units, ids: ids.length > 0 ? ids : [nobody], strays: false };
  }
  const known = new Set(units.map(({ unit }) => unit));
  const strangers = (await reporting(db)).filter((unit) => unit !== '' && !known.has(unit));
  const all = [
    ...units,
    ...strangers.map((unit) => ({ unit, grouping: null, district: null, name: { zh: unit, en: unit } })),
  ];
  return { units: all, ids: [...all.map(({ unit }) => unit), ''], strays: true };
};
