import { CamelCasePlugin, type Kysely, sql, type Transaction } from 'kysely';
import * as v from 'valibot';
import { UsageEvent } from '../../terminal/usage-event.ts';
import { countNames, type DayCounts } from '../roll-up.ts';
import type { HubStore, Intake, Watermark } from './hub-store.ts';
import { eventFields, eventRow, type Tables } from './tables.ts';

/** Makes the terminal's watermark when it is not there, locks it until the transaction ends, and reads it. */
const lockWatermark = async (tx: Transaction<Tables>, terminal: string): Promise<Watermark> => {
  const row = await tx
    .insertInto('watermark')
    .values({ terminal, upTo: 0, heardAt: null })
    .onConflict((conflict) => conflict.column('terminal').doUpdateSet({ terminal }))
    .returning(['upTo', 'heardAt'])
    .executeTakeFirstOrThrow();
  return { upTo: row.upTo, ...(row.heardAt !== null && { heardAt: row.heardAt }) };
};

const addToDay = (tx: Transaction<Tables>, terminal: string, { businessDay, counts }: DayCounts) =>
  tx
    .insertInto('usageDay')
    .values({ terminal, businessDay, ...counts })
    .onConflict((conflict) =>
      conflict
        .columns(['terminal', 'businessDay'])
        .doUpdateSet(
          Object.fromEntries(
            countNames.map((name) => [
              name,
              sql<number>`${sql.ref(`usageDay.${name}`)} + ${sql.ref(`excluded.${name}`)}`,
            ]),
          ),
        ),
    )
    .execute();

const write = async (tx: Transaction<Tables>, terminal: string, { events, days, upTo, heardAt }: Intake) => {
  if (events.length > 0) {
    await tx
      .insertInto('usageEvent')
      .values(events.map((event) => eventRow(terminal, event)))
      .execute();
  }
  for (const day of days) await addToDay(tx, terminal, day);
  await tx.updateTable('watermark').set({ upTo, heardAt }).where('terminal', '=', terminal).execute();
};

/** The hub's store in an SQL database whose tables are up to date. Closing it closes the database. */
export const databaseStore = (database: Kysely<Tables>): HubStore => {
  const db = database.withPlugin(new CamelCasePlugin());
  return {
    take: (terminal, decide) =>
      db.transaction().execute(async (tx) => {
        const { answer, intake } = decide(await lockWatermark(tx, terminal));
        if (intake) await write(tx, terminal, intake);
        return answer;
      }),

    usage: async (from, to) => {
      const rows = await db
        .selectFrom('usageDay')
        .select('terminal')
        .select(({ fn }) => countNames.map((name) => fn.sum<number>(name).as(name)))
        .where('businessDay', '>=', from)
        .where('businessDay', '<=', to)
        .groupBy('terminal')
        .execute();
      return new Map(rows.map(({ terminal, ...counts }) => [terminal, counts]));
    },

    lastHeard: async () => {
      const rows = await db
        .selectFrom('watermark')
        .select(['terminal', 'heardAt'])
        .where('heardAt', 'is not', null)
        .$narrowType<{ heardAt: number }>()
        .execute();
      return new Map(rows.map((row) => [row.terminal, row.heardAt]));
    },

    events: async (terminal, after, limit) => {
      const rows = await db
        .selectFrom('usageEvent')
        .selectAll()
        .where('terminal', '=', terminal)
        .where('sequence', '>', after)
        .orderBy('sequence')
        .limit(limit)
        .execute();
      return rows.map((row) => v.parse(UsageEvent, eventFields(row)));
    },

    close: () => db.destroy(),
  };
};
