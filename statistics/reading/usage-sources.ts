import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { VisitFlow } from '../../terminal/usage-event.ts';
import { type CountName, visitCounts } from '../intake/roll-up.ts';
import type { Tables } from '../store/tables.ts';
import { eventCounts } from './event-counts.ts';
import { flowCounts } from './flow-counts.ts';
import { type Moment, momentOf, type Time, weekdayOf } from './moments.ts';
import type { Period } from './period.ts';
import type { Segment } from './segments.ts';
import type { Standing } from './standings.ts';
import type { Summed } from './tally.ts';

/** Counts of one of the things asked for. Null for the unit where units were not asked apart. */
export interface UnitCounts {
  readonly unit: string | null;
  readonly moment: Moment;
  readonly counts: Summed;
}
export interface TerminalCounts {
  readonly standing: Standing;
  readonly moment: Moment;
  readonly counts: Summed;
}

/** A sum in PostgreSQL is wider than what was summed, and would come as text. */
const whole = (sum: RawBuilder<unknown>) => sql<number>`cast(${sum} as bigint)`;

/** Columns of a roll-up, each summed under its own name. */
export const sums = <Name extends string>(names: readonly Name[]) =>
  names.map((name) => whole(sql`sum(${sql.ref(name)})`).as(name));

const moment = (time: Time | undefined) =>
  (time === undefined ? sql<Moment>`null` : sql<Moment>`${momentOf[time]}`).as('moment');

/** The row holds the counts beside its keys, and is not copied: whoever adds up takes what was asked for by name. */
const unitCountsOf = (row: { readonly unit?: string | undefined; readonly moment: Moment }): UnitCounts => ({
  unit: row.unit ?? null,
  moment: row.moment,
  counts: row as Summed,
});

/** What units did, summed from their hours; together, or each apart. Undefined is all of them. */
export const countsOfUnits = async (
  db: Kysely<Tables>,
  units: readonly string[] | undefined,
  { from, to }: Period,
  asked: { readonly apart: boolean; readonly time?: Time | undefined; readonly names: readonly CountName[] },
): Promise<UnitCounts[]> => {
  const rows = await db
    .selectFrom('unitHour')
    .select([moment(asked.time), ...sums(asked.names)])
    .$if(asked.apart, (query) => query.select('unit').groupBy('unit'))
    .$if(units !== undefined, (query) => query.where('unit', 'in', units ?? []))
    .where('businessDay', '>=', from)
    .where('businessDay', '<=', to)
    .$if(asked.time !== undefined, (query) => query.groupBy('moment'))
    // Without groups a sum has one row, of nothing at all where there is nothing.
    .having(sql`count(*)`, '>', 0)
    .execute();
  return rows.map(unitCountsOf);
};

/**
 * What units did together by the hour of the week. The hours of days are summed first, and their weekdays reckoned here:
 * a database would reckon one for every row.
 */
export const countsOfWeekHours = async (
  db: Kysely<Tables>,
  units: readonly string[],
  { from, to }: Period,
  names: readonly CountName[],
): Promise<UnitCounts[]> => {
  const rows = await db
    .selectFrom('unitHour')
    .select(['businessDay', 'hour', ...sums(names)])
    .where('unit', 'in', units)
    .where('businessDay', '>=', from)
    .where('businessDay', '<=', to)
    .groupBy(['businessDay', 'hour'])
    .execute();
  return rows.map((row) => ({ unit: null, moment: weekdayOf(row.businessDay) * 24 + row.hour, counts: row as Summed }));
};

/** What units did in one flow: its visits, and what is counted of no other. */
export const countsOfUnitsInFlow = async (
  db: Kysely<Tables>,
  units: readonly string[],
  period: Period,
  asked: {
    readonly apart: boolean;
    readonly time?: 'day' | 'month' | undefined;
    readonly flow: VisitFlow;
    readonly names: readonly CountName[];
  },
): Promise<UnitCounts[]> => {
  const visits = await countsOfVisits(
    db,
    units,
    period,
    asked,
    visitCounts.filter((name) => asked.names.includes(name)),
  );
  const names = flowCounts[asked.flow].filter((name) => asked.names.includes(name));
  return names.length === 0 ? visits : [...visits, ...(await countsOfUnits(db, units, period, { ...asked, names }))];
};

const countsOfVisits = async (
  db: Kysely<Tables>,
  units: readonly string[],
  { from, to }: Period,
  { apart, time, flow }: { readonly apart: boolean; readonly time?: Time | undefined; readonly flow: VisitFlow },
  names: readonly (typeof visitCounts)[number][],
): Promise<UnitCounts[]> => {
  if (names.length === 0) return [];
  const rows = await db
    .selectFrom('unitFlow')
    .select([moment(time), ...sums(names)])
    .$if(apart, (query) => query.select('unit').groupBy('unit'))
    .where('unit', 'in', units)
    .where('businessDay', '>=', from)
    .where('businessDay', '<=', to)
    .where('flow', '=', flow)
    .$if(time !== undefined, (query) => query.groupBy('moment'))
    .having(sql`count(*)`, '>', 0)
    .execute();
  return rows.map(unitCountsOf);
};

/** SQLite takes 32,766 parameters in a query. */
const mostInList = 10_000;

const inLists = async <T>(segment: Segment, read: (terminals: readonly string[]) => Promise<T[]>): Promise<T[]> => {
  const terminals = [...segment.standings.keys()];
  const result: T[] = [];
  for (let at = 0; at < terminals.length; at += mostInList) {
    for (const row of await read(terminals.slice(at, at + mostInList))) result.push(row);
  }
  return result;
};

/** What terminals did, day by day, of the days that counted for these units. */
export const countsOfTerminals = async (
  db: Kysely<Tables>,
  units: readonly string[],
  segment: Segment,
  time: 'day' | 'month' | undefined,
  names: readonly CountName[],
): Promise<TerminalCounts[]> => {
  const rows = await inLists(segment, (terminals) =>
    db
      .selectFrom('usageDay')
      .select(['terminal', moment(time), ...sums(names)])
      .where('terminal', 'in', terminals)
      .where('businessDay', '>=', segment.from)
      .where('businessDay', '<=', segment.to)
      .where('unit', 'in', units)
      .groupBy('terminal')
      .$if(time !== undefined, (query) => query.groupBy('moment'))
      .execute(),
  );
  return rows.flatMap((row) => {
    const standing = segment.standings.get(row.terminal);
    return standing ? [{ standing, moment: row.moment, counts: row as Summed }] : [];
  });
};

/**
 * What terminals did by the hour, or in one flow: read from their events, of which a segment's days are those that count
 * for the unit they stood in.
 */
export const countsOfEvents = async (
  db: Kysely<Tables>,
  segment: Segment,
  time: Time | undefined,
  flow: VisitFlow | undefined,
  asked: readonly CountName[],
): Promise<TerminalCounts[]> => {
  const told = flow === undefined ? undefined : new Set<CountName>([...visitCounts, ...flowCounts[flow]]);
  const names = told ? asked.filter((name) => told.has(name)) : asked;
  const rows = await inLists(segment, (terminals) =>
    db
      .selectFrom('usageEvent')
      .select(['terminal', moment(time), ...names.map((name) => whole(sql`sum(${eventCounts[name]})`).as(name))])
      .where('terminal', 'in', terminals)
      .where('businessDay', '>=', segment.from)
      .where('businessDay', '<=', segment.to)
      .where('quarantined', '=', 0)
      .$if(flow !== undefined, (query) => query.where(sql<boolean>`(kind <> 'visitEnded' or flow = ${flow})`))
      .groupBy('terminal')
      .$if(time !== undefined, (query) => query.groupBy('moment'))
      .execute(),
  );
  return rows.flatMap((row) => {
    const standing = segment.standings.get(row.terminal);
    return standing ? [{ standing, moment: row.moment, counts: row as Summed }] : [];
  });
};
