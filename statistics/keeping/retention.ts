import { type Kysely, sql } from 'kysely';
import { accountKeeper } from '../access/accounts.ts';
import { zoneClock } from '../calendar.ts';
import type { HubConfig, HubPorts } from '../ports.ts';
import type { Tables } from '../store/tables.ts';
import { keptFrom, keptSince } from './policy.ts';

/** So many are looked at in one sweep, so that nobody waits for it. */
const terminalsAtOnce = 100;
/** A transaction removes so many events, and a sweep so many transactions' worth. */
const eventsAtOnce = 2_000;
const mostRemovals = 20;

/** What a day's forgetting came to. */
export interface Forgotten {
  readonly events: number;
  readonly alarms: number;
  readonly exports: number;
  readonly accounts: number;
}

const nothing: Forgotten = { events: 0, alarms: 0, exports: 0, accounts: 0 };

/**
 * Epochs whose first event is older than what is kept. Events stand in the order in which they happened: a look at the
 * first of each is enough, and one among younger ones goes when its turn comes.
 */
const epochsToShorten = async (db: Kysely<Tables>, terminals: readonly string[], before: string) => {
  if (terminals.length === 0) return [];
  return db
    .selectFrom('epoch')
    .select(['epoch.terminal', 'epoch.epoch'])
    .where('epoch.terminal', 'in', terminals)
    .where(
      ({ selectFrom }) =>
        selectFrom('usageEvent')
          .select('usageEvent.businessDay')
          .whereRef('usageEvent.terminal', '=', 'epoch.terminal')
          .whereRef('usageEvent.epoch', '=', 'epoch.epoch')
          .orderBy('usageEvent.sequence')
          .limit(1),
      '<',
      before,
    )
    .orderBy('epoch.terminal')
    .orderBy('epoch.epoch')
    .limit(mostRemovals)
    .execute();
};

const removeEvents = async (
  db: Kysely<Tables>,
  { terminal, epoch }: { readonly terminal: string; readonly epoch: string },
  before: string,
): Promise<number> => {
  const { numAffectedRows = 0n } = await sql`
    delete from usage_event where terminal = ${terminal} and epoch = ${epoch} and sequence in (
      select sequence from usage_event
      where terminal = ${terminal} and epoch = ${epoch} and business_day < ${before}
      order by sequence limit ${sql.lit(eventsAtOnce)})`.execute(db);
  return Number(numAffectedRows);
};

type Ports = Pick<HubPorts, 'clock' | 'chance' | 'database' | 'log'>;

/** What is few: alarms, the log of exports, codes that ended, tokens and accounts nobody can use any more. */
const forgetTheFew = async (ports: Ports, today: string, keep: HubConfig['keep']): Promise<Forgotten> => {
  const { db } = ports.database;
  const ended = keptSince(today, keep.accountsMonths);
  const alarms = await db
    .deleteFrom('alarm')
    .where('closedAt', '<', keptSince(today, keep.alarmsMonths))
    .executeTakeFirst();
  const exports = await db
    .deleteFrom('exportLog')
    .where('at', '<', keptSince(today, keep.exportsMonths))
    .executeTakeFirst();
  await db.deleteFrom('enrolmentCode').where('expiresAt', '<', ended).execute();
  await db
    .deleteFrom('accessToken')
    .where(({ or, eb }) => or([eb('revokedAt', '<', ended), eb('expiresAt', '<', ended)]))
    .execute();
  return {
    events: 0,
    alarms: Number(alarms.numDeletedRows),
    exports: Number(exports.numDeletedRows),
    accounts: await accountKeeper(ports).forgetClosed(ended),
  };
};

/**
 * Forgets what is older than the policy says, once a day and in small pieces: to be called again and again; several hubs
 * on one database may. Sums and watermarks stay, so no figure of a unit changes, and an old batch that comes again is
 * still known for one.
 */
export const retentionSweep = (ports: Ports, { zone, keep }: Pick<HubConfig, 'zone' | 'keep'>) => {
  const { clock, database, log } = ports;
  const { db } = database;
  const inZone = zoneClock(zone);
  let doneOn = '';
  let under: { readonly day: string; after: string; forgotten: Forgotten } | undefined;

  return async (): Promise<void> => {
    const { day } = inZone(clock.now());
    if (doneOn === day) return;
    under ??= { day, after: '', forgotten: await forgetTheFew(ports, day, keep) };
    const before = keptFrom(under.day, keep.eventsMonths);
    const rows = await db
      .selectFrom('terminal')
      .select('terminal')
      .where('terminal', '>', under.after)
      .orderBy('terminal')
      .limit(terminalsAtOnce)
      .execute();
    const terminals = rows.map(({ terminal }) => terminal);
    const old = await epochsToShorten(db, terminals, before);
    for (const epoch of old) {
      const events = await removeEvents(db, epoch, before);
      under.forgotten = { ...under.forgotten, events: under.forgotten.events + events };
    }
    // There may be more of the same: the next sweep looks again.
    if (old.length > 0) return;
    const last = terminals.at(-1);
    if (last !== undefined) {
      under.after = last;
      return;
    }
    doneOn = under.day;
    const { forgotten } = under;
    under = undefined;
    if (Object.entries(nothing).some(([name]) => forgotten[name as keyof Forgotten] > 0)) {
      log({ event: 'hub.forgot', ...forgotten });
    }
  };
};
