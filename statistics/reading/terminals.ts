import type { Kysely } from 'kysely';
import type { Heartbeat } from '../../terminal/hub-contract.ts';
import type { TerminalNow } from '../api/shapes.ts';
import type { Tables, TerminalRow } from '../store/tables.ts';
import { shownAlarm } from './alarms.ts';
import { heartbeatOf } from './heartbeats.ts';
import type { Sight } from './sight.ts';
import { lastDay, type Standing, standingsOf } from './standings.ts';

/** Which terminals, by where they stand now. */
export interface TerminalsQuestion {
  readonly ward?: string | undefined;
  readonly terminal?: string | undefined;
}

/**
 * Where terminals stand on a day, by their names; those that were never put up before stand where they will. What was
 * taken away is nowhere.
 */
export const standingNow = async (
  db: Kysely<Tables>,
  sight: Sight,
  today: string,
  { ward, terminal }: TerminalsQuestion,
): Promise<Standing[]> => {
  const standings = await standingsOf(db, sight, { from: today, to: lastDay }, terminal);
  const first = new Map<string, Standing>();
  for (const it of standings) if (it.unit !== '' && !first.has(it.terminal)) first.set(it.terminal, it);
  const later = [...first.values()].filter(({ from }) => from > today);
  for (const { terminal, from } of later) {
    const before = await db
      .selectFrom('placement')
      .select('fromDay')
      .where('terminal', '=', terminal)
      .where('fromDay', '<', from)
      .executeTakeFirst();
    if (before) first.delete(terminal);
  }
  return [...first.values()]
    .filter((it) => ward === undefined || it.ward === ward)
    .sort((a, b) => (a.terminal < b.terminal ? -1 : 1));
};

const enrolmentOf = (row: TerminalRow | undefined): TerminalNow['enrolment'] => {
  if (!row || (row.publicKey === null && row.revokedAt === null)) return 'waiting';
  return row.revokedAt === null ? 'enrolled' : 'revoked';
};

const stateOf = ({ at, version, inService, devices, supplies }: Heartbeat): TerminalNow['state'] => ({
  at,
  version,
  inService,
  devices: devices.map(({ device, state, fault = null }) => ({ device, state, fault })),
  supplies: { cards: supplies.cards ?? null, sheets: supplies.sheets ?? null, bin: supplies.bin },
});

/** How these terminals are: what they last said of themselves, and what is wrong. */
export const readTerminals = async (db: Kysely<Tables>, standings: readonly Standing[]): Promise<TerminalNow[]> => {
  if (standings.length === 0) return [];
  const terminals = standings.map(({ terminal }) => terminal);
  const [known, states, alarms] = await Promise.all([
    db.selectFrom('terminal').selectAll().where('terminal', 'in', terminals).execute(),
    db.selectFrom('terminalState').selectAll().where('terminal', 'in', terminals).execute(),
    db
      .selectFrom('alarm')
      .selectAll()
      .where('terminal', 'in', terminals)
      .where('closedAt', 'is', null)
      .orderBy('openedAt', 'desc')
      .orderBy('kind')
      .orderBy('device')
      .execute(),
  ]);
  const rowOf = new Map(known.map((row) => [row.terminal, row]));
  const stateRowOf = new Map(states.map((row) => [row.terminal, row]));
  const alarmsOf = Map.groupBy(alarms, ({ terminal }) => terminal);
  return standings.map(({ terminal, unit, ward, place }) => {
    const row = rowOf.get(terminal);
    const state = stateRowOf.get(terminal);
    return {
      terminal,
      unit,
      ward,
      place,
      enrolment: enrolmentOf(row),
      heardAt: row?.heardAt ?? null,
      state: state ? stateOf(heartbeatOf(state.heartbeat)) : null,
      alarms: (alarmsOf.get(terminal) ?? []).map((alarm) => shownAlarm(alarm, unit)),
    };
  });
};
