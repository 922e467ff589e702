import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { AlarmKind, Tables } from '../store/tables.ts';

/** Open alarms of each kind that has any. */
export const openAlarms = async (db: Kysely<Tables>): Promise<ReadonlyMap<AlarmKind, number>> => {
  const rows = await db
    .selectFrom('alarm')
    .select(['kind', ({ fn }) => fn.countAll<number>().as('count')])
    .where('closedAt', 'is', null)
    .groupBy('kind')
    .execute();
  return new Map(rows.map(({ kind, count }) => [kind, count]));
};

/** How many terminals wait for their key, have one, and had one that was revoked. */
export const enrolmentCounts = async (db: Kysely<Tables>) => {
  const count = (where: RawBuilder<boolean>) => sql<number>`cast(count(case when ${where} then 1 end) as bigint)`;
  const { waiting, enrolled, revoked } = await db
    .selectFrom('terminal')
    .select([
      count(sql`public_key is null`).as('waiting'),
      count(isListenedTo).as('enrolled'),
      count(sql`public_key is not null and revoked_at is not null`).as('revoked'),
    ])
    .executeTakeFirstOrThrow();
  return { waiting, enrolled, revoked };
};

const isListenedTo = sql<boolean>`public_key is not null and revoked_at is null`;

/** How many of the terminals that are enrolled were heard since an instant. */
export const heardSince = async (db: Kysely<Tables>, instant: number): Promise<number> => {
  const { count } = await db
    .selectFrom('terminal')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where(isListenedTo)
    .where('heardAt', '>=', instant)
    .executeTakeFirstOrThrow();
  return count;
};
