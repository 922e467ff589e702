import type { Kysely, Transaction } from 'kysely';
import type { Heartbeat } from '../../terminal/hub-contract.ts';
import type { AlarmRow, Tables } from '../store/tables.ts';
import { type AlarmSettings, alarmChanges, heartbeatKinds, type Trouble } from './alarms.ts';

const openAlarms = async (tx: Transaction<Tables>, terminal: string, troubles: readonly Trouble[], now: number) => {
  if (troubles.length === 0) return;
  await tx
    .insertInto('alarm')
    .values(troubles.map((trouble) => ({ terminal, ...trouble, openedAt: now, closedAt: null })))
    // Closed and there again within a millisecond.
    .onConflict((conflict) =>
      conflict
        .columns(['terminal', 'kind', 'device', 'openedAt'])
        .doUpdateSet(({ ref }) => ({ closedAt: null, detail: ref('excluded.detail') })),
    )
    .execute();
};

type Key = Pick<AlarmRow, 'kind' | 'device' | 'openedAt'>;

const set = (
  db: Kysely<Tables>,
  terminal: string,
  { kind, device, openedAt }: Key,
  change: Partial<Pick<AlarmRow, 'closedAt' | 'detail'>>,
) =>
  db
    .updateTable('alarm')
    .set(change)
    .where('terminal', '=', terminal)
    .where('kind', '=', kind)
    .where('device', '=', device)
    .where('openedAt', '=', openedAt)
    .execute();

/** Opens and closes a terminal's alarms by its heartbeat; any word of it ends its silence. */
export const keepAlarms = async (
  tx: Transaction<Tables>,
  heartbeat: Heartbeat,
  settings: AlarmSettings,
  now: number,
): Promise<void> => {
  const { terminal } = heartbeat;
  const open = await tx
    .selectFrom('alarm')
    .select(['kind', 'device', 'detail', 'openedAt'])
    .where('terminal', '=', terminal)
    .where('closedAt', 'is', null)
    .where('kind', 'in', [...heartbeatKinds, 'silent'])
    .execute();
  const { opened, closed, reworded } = alarmChanges(open, heartbeat, settings);
  for (const it of closed) await set(tx, terminal, it, { closedAt: now });
  for (const it of reworded) await set(tx, terminal, it, { detail: it.detail });
  await openAlarms(tx, terminal, opened, now);
};

/** The terminal's clock is far ahead. One alarm of it, until somebody closes it. */
export const openClockAhead = async (tx: Transaction<Tables>, terminal: string, now: number): Promise<void> => {
  const open = await tx
    .selectFrom('alarm')
    .select('openedAt')
    .where('terminal', '=', terminal)
    .where('kind', '=', 'clockAhead')
    .where('closedAt', 'is', null)
    .executeTakeFirst();
  if (!open) await openAlarms(tx, terminal, [{ kind: 'clockAhead', device: '', detail: '' }], now);
};
