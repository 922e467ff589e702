import { type Kysely, sql, type Transaction } from 'kysely';
import * as v from 'valibot';
import { UsageEvent } from '../../terminal/usage-event.ts';
import type { DayCounts } from '../roll-up.ts';
import type { HubStore, Intake, Watermark } from './hub-store.ts';
import { countColumns, countRow, countsFrom, eventFields, eventRow, type Tables } from './tables.ts';

/** Makes the terminal's watermark when it is not there, locks it until the transaction ends, and reads it. */
const lockWatermark = async (tx: Transaction<Tables>, terminal: string): Promise<Watermark> => {
  const row = await tx
    .insertInto('watermark')
    .values({ terminal, up_to: 0, heard_at: null })
    .onConflict((conflict) => conflict.column('terminal').doUpdateSet({ terminal }))
    .returning(['up_to', 'heard_at'])
    .executeTakeFirstOrThrow();
  return { upTo: row.up_to, ...(row.heard_at !== null && { heardAt: row.heard_at }) };
};

const addToDay = (tx: Transaction<Tables>, terminal: string, { businessDay, counts }: DayCounts) =>
  tx
    .insertInto('usage_day')
    .values({ terminal, business_day: businessDay, ...countRow(counts) })
    .onConflict((conflict) =>
      conflict
        .columns(['terminal', 'business_day'])
        .doUpdateSet(
          Object.fromEntries(
            countColumns.map((name) => [
              name,
              sql<number>`${sql.ref(`usage_day.${name}`)} + ${sql.ref(`excluded.${name}`)}`,
            ]),
          ),
        ),
    )
    .execute();

const write = async (tx: Transaction<Tables>, terminal: string, { events, days, upTo, heardAt }: Intake) => {
  if (events.length > 0) {
    await tx
      .insertInto('usage_event')
      .values(events.map((event) => eventRow(terminal, event)))
      .execute();
  }
  for (const day of days) await addToDay(tx, terminal, day);
  await tx.updateTable('watermark').set({ up_to: upTo, heard_at: heardAt }).where('terminal', '=', terminal).execute();
};

/** The hub's store in an SQL database whose tables are up to date. Closing it closes the database. */
export const databaseStore = (db: Kysely<Tables>): HubStore => ({
  take: (terminal, decide) =>
    db.transaction().execute(async (tx) => {
      const { answer, intake } = decide(await lockWatermark(tx, terminal));
      if (intake) await write(tx, terminal, intake);
      return answer;
    }),

  usage: async (from, to) => {
    const rows = await db
      .selectFrom('usage_day')
      .select('terminal')
      .select(({ fn }) => countColumns.map((name) => fn.sum<number>(name).as(name)))
      .where('business_day', '>=', from)
      .where('business_day', '<=', to)
      .groupBy('terminal')
      .execute();
    return new Map(rows.map((row) => [row.terminal, countsFrom(row)]));
  },

  lastHeard: async () => {
    const rows = await db
      .selectFrom('watermark')
      .select(['terminal', 'heard_at'])
      .where('heard_at', 'is not', null)
      .$narrowType<{ heard_at: number }>()
      .execute();
    return new Map(rows.map((row) => [row.terminal, row.heard_at]));
  },

  events: async (terminal, after, limit) => {
    const rows = await db
      .selectFrom('usage_event')
      .selectAll()
      .where('terminal', '=', terminal)
      .where('sequence', '>', after)
      .orderBy('sequence')
      .limit(limit)
      .execute();
    return rows.map((row) => v.parse(UsageEvent, eventFields(row)));
  },

  close: () => db.destroy(),
});
