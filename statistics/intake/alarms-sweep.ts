import { sql } from 'kysely';
import { zoneClock } from '../calendar.ts';
import type { HubPorts } from '../ports.ts';

export interface SweepSettings {
  /** IANA name. */
  readonly zone: string;
  /** A terminal that was not heard for longer is silent. */
  readonly silentAfterMinutes: number;
}

/**
 * Opens an alarm for every terminal in place that has fallen silent, and closes those of terminals that were heard again
 * or are none of ours any more. To be called again and again; several hubs on one database may. A hub that has just come
 * up cannot know who was silent: it waits as long as it would for a terminal.
 */
export const silenceSweep = (
  { clock, database: { db } }: Pick<HubPorts, 'clock' | 'database'>,
  { zone, silentAfterMinutes }: SweepSettings,
): (() => Promise<void>) => {
  const patience = silentAfterMinutes * 60_000;
  const inZone = zoneClock(zone);
  const upSince = clock.now();

  return async () => {
    const now = clock.now();
    const latest = now - patience;
    const { day } = inZone(now);
    // Enrolled anew, it has as long as at first.
    const heard = sql<number>`case when coalesce(terminal.heard_at, 0) > terminal.enrolled_at then terminal.heard_at else terminal.enrolled_at end`;
    const silent = db
      .selectFrom('terminal')
      .innerJoin('placement', 'placement.terminal', 'terminal.terminal')
      .where('terminal.publicKey', 'is not', null)
      .where('terminal.revokedAt', 'is', null)
      .where(heard, '<', latest)
      .where('placement.unit', 'is not', null)
      .where('placement.fromDay', '=', ({ selectFrom }) =>
        selectFrom('placement as valid')
          .select(({ fn }) => fn.max('valid.fromDay').as('fromDay'))
          .whereRef('valid.terminal', '=', 'terminal.terminal')
          .where('valid.fromDay', '<=', day),
      );

    await db
      .updateTable('alarm')
      .set({ closedAt: now })
      .where('kind', '=', 'silent')
      .where('closedAt', 'is', null)
      .where('terminal', 'not in', silent.select('terminal.terminal'))
      .execute();
    if (upSince > latest) return;
    // Opened when its patience ended, which is the same for every hub: one silence is one alarm.
    await db
      .insertInto('alarm')
      .columns(['terminal', 'kind', 'device', 'openedAt', 'closedAt', 'detail'])
      .expression(
        silent
          .select([
            'terminal.terminal',
            sql.lit('silent').as('kind'),
            sql.lit('').as('device'),
            sql<number>`${heard} + ${sql.lit(patience)}`.as('openedAt'),
            sql<null>`cast(null as bigint)`.as('closedAt'),
            sql.lit('').as('detail'),
          ])
          // In one order, so that hubs that sweep at once do not wait in a circle.
          .orderBy('terminal.terminal'),
      )
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  };
};
