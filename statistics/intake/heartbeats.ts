import { Heartbeat, signedText } from '../../terminal/hub-contract.ts';
import type { HubPorts } from '../ports.ts';
import { check, malformed, type Problem, problem } from '../problem.ts';
import type { TerminalRow } from '../store/tables.ts';
import type { AlarmSettings } from './alarms.ts';
import { keepAlarms, openClockAhead } from './alarms-kept.ts';
import { type Arrival, parsedJson } from './collecting.ts';

export type HeartbeatPorts = Pick<HubPorts, 'clock' | 'database' | 'seals' | 'log'>;

/** `kept` is false when a later one was heard before. */
export type Heard = { readonly ok: true; readonly kept: boolean } | { readonly ok: false; readonly problem: Problem };

/** As with events: a clock so far ahead of the hub's is wrong, in milliseconds. */
const furthestAhead = 24 * 3_600_000;

/**
 * Takes signed heartbeats: the latest one of each terminal is kept, and alarms follow from it. One of a clock far ahead
 * is not: every one after it would seem old. Rejects only when the database failed.
 */
export const heartbeatTaker = ({ clock, database: { db }, seals, log }: HeartbeatPorts, settings: AlarmSettings) => {
  const refuse = (it: Problem, terminal?: string): Heard => {
    log({ event: 'heartbeat.refused', code: it.code, ...(terminal !== undefined && { terminal }) });
    return { ok: false, problem: it };
  };

  const deaf = (row: TerminalRow | undefined, { path, body, signature }: Arrival): Problem | undefined => {
    if (!row || row.publicKey === null) return problem('terminalUnknown');
    if (row.revokedAt !== null) return problem('terminalRevoked');
    const isSigned = signature !== undefined && seals.verify(row.publicKey, signedText(path, body), signature);
    return isSigned ? undefined : problem('signatureWrong');
  };

  const keep = (heartbeat: Heartbeat): Promise<boolean> =>
    db.transaction().execute(async (tx) => {
      const { terminal, at } = heartbeat;
      const now = clock.now();
      const isAhead = at > now + furthestAhead;
      if (!isAhead) {
        const values = { at, heardAt: now, heartbeat: JSON.stringify(heartbeat) };
        const kept = await tx
          .insertInto('terminalState')
          .values({ terminal, ...values })
          .onConflict((conflict) => conflict.column('terminal').doUpdateSet(values).where('terminalState.at', '<', at))
          .returning('at')
          .executeTakeFirst();
        if (!kept) return false;
      }
      await tx.updateTable('terminal').set({ heardAt: now }).where('terminal', '=', terminal).execute();
      await (isAhead ? openClockAhead(tx, terminal, now) : keepAlarms(tx, heartbeat, settings, now));
      return !isAhead;
    });

  /** `parsed` is the body read as JSON, where the caller has done that. */
  return async (arrival: Arrival, parsed = parsedJson(arrival.body)): Promise<Heard> => {
    if (parsed === undefined) return refuse(malformed([{ path: '', message: 'the body is not JSON' }]));
    const read = check(Heartbeat, parsed, () => []);
    if (!read.ok) return refuse(malformed(read.mistakes));
    const { terminal } = read.value;
    const row = await db.selectFrom('terminal').selectAll().where('terminal', '=', terminal).executeTakeFirst();
    const why = deaf(row, arrival);
    // What a stranger calls itself is not logged.
    if (why) return refuse(why, why.code === 'terminalUnknown' ? undefined : terminal);
    return { ok: true, kept: await keep(read.value) };
  };
};
