import type { Transaction } from 'kysely';
import type { DeviceKind } from '../../device-drivers/contract/device-event.ts';
import { zoneClock } from '../calendar.ts';
import { closedMonths } from '../intake/closed-months.ts';
import type { AlarmCause, Decision, HubDatabase, Intake, Standing } from './hub-store.ts';
import { intakeRows, type Placed } from './intake-rows.ts';
import { type DeviceSince, followOutages } from './outages.ts';
import { type Asked, lockStandings } from './standings.ts';
import type { PlacementRow, Tables } from './tables.ts';
import { intakeWriters } from './writers.ts';

/** A terminal that brings something. */
export interface Take extends Asked {
  readonly decide: (standing: Standing) => Decision<unknown>;
}

/** What a take came to: its answer, or the error its decision threw. */
export type Outcome = { readonly ok: true; readonly answer: unknown } | { readonly ok: false; readonly error: unknown };

export interface IntakeSettings {
  /** IANA name: in whose days outages and months are reckoned. */
  readonly zone: string;
  readonly monthClosesAfterDays: number;
}

type Tx = Transaction<Tables>;

interface Brought {
  readonly terminal: string;
  readonly intake: Intake;
}

const nothingKnown: Standing = { revoked: false, known: new Map(), followed: new Set() };

const decided = ({ decide }: Take, standing: Standing): { outcome: Outcome; decision?: Decision<unknown> } => {
  try {
    const decision = decide(standing);
    return { outcome: { ok: true, answer: decision.answer }, decision };
  } catch (error) {
    return { outcome: { ok: false, error } };
  }
};

/** Finds the unit a terminal belonged to on a day: that of the last placement from that day or before; empty for none. */
const unitFinder = (placements: readonly PlacementRow[]) => {
  const found = new Map<string, string>();
  return (day: string): string => {
    const unit = found.get(day) ?? placements.findLast(({ fromDay }) => fromDay <= day)?.unit ?? '';
    found.set(day, unit);
    return unit;
  };
};

/** One alarm of a kind is open at a time: another cause for it opens no second one. */
const openAlarms = async (tx: Tx, terminal: string, causes: readonly AlarmCause[]): Promise<void> => {
  for (const { kind, detail, at } of causes) {
    await tx
      .insertInto('alarm')
      .values({ terminal, kind, device: '', openedAt: at, closedAt: null, detail })
      .onConflict((target) => target.doNothing())
      .execute();
  }
};

/** Takes what several terminals bring, each but once in it, in one transaction, so that they share its costs. */
export const groupTaker = ({ db, kind }: HubDatabase, { zone, monthClosesAfterDays }: IntakeSettings) => {
  const clock = zoneClock(zone);
  const isClosed = closedMonths(clock, monthClosesAfterDays);
  const write = intakeWriters(db);

  /** What the terminals' devices were last told to be, where these intakes tell of any. */
  const deviceStates = async (tx: Tx, brought: readonly Brought[]): Promise<Tables['deviceState'][]> => {
    const telling = brought.filter(({ intake }) => intake.events.some((event) => event.kind === 'deviceChanged'));
    if (telling.length === 0) return [];
    const terminals = telling.map(({ terminal }) => terminal);
    return tx.selectFrom('deviceState').selectAll().where('terminal', 'in', terminals).execute();
  };

  const placements = (tx: Tx, brought: readonly Brought[]): Promise<PlacementRow[]> => {
    const terminals = brought.map(({ terminal }) => terminal);
    const query = tx.selectFrom('placement').selectAll().where('terminal', 'in', terminals);
    return query.orderBy('terminal').orderBy('fromDay').execute();
  };

  const place = async (tx: Tx, brought: readonly Brought[]) => {
    const places = Map.groupBy(await placements(tx, brought), ({ terminal }) => terminal);
    const devices = Map.groupBy(await deviceStates(tx, brought), ({ terminal }) => terminal);
    const states: Tables['deviceState'][] = [];
    const placed = brought.map(({ terminal, intake }): Placed => {
      const before = (devices.get(terminal) ?? []).map(({ device, available, since }): [DeviceKind, DeviceSince] => [
        device,
        { available: available === 1, since },
      ]);
      const counted = intake.events.filter(({ sequence }) => !intake.quarantined.has(sequence));
      const followed = followOutages(new Map(before), counted, clock);
      for (const [device, { available, since }] of followed.states) {
        states.push({ terminal, device, available: available ? 1 : 0, since });
      }
      return { terminal, intake, outages: followed.days, unitOn: unitFinder(places.get(terminal) ?? []) };
    });
    return { placed, states };
  };

  const writeAll = async (tx: Tx, brought: readonly Brought[]): Promise<void> => {
    const { placed, states } = await place(tx, brought);
    const rows = intakeRows(placed, isClosed);
    await write.usageEvent(tx, rows.usageEvent);
    await write.epoch(
      tx,
      brought.map(({ terminal, intake: { mark, heardAt } }) => ({
        terminal,
        epoch: mark.epoch,
        upTo: mark.sequence,
        hash: mark.hash,
        followsEpoch: mark.follows?.epoch ?? null,
        followsSequence: mark.follows?.sequence ?? null,
        openedAt: heardAt,
      })),
    );
    await write.terminal(
      tx,
      brought.map(({ terminal, intake: { mark, heardAt } }) => ({ terminal, epoch: mark.epoch, heardAt })),
    );
    await write.deviceState(tx, states);
    await write.usageDay(tx, rows.usageDay);
    await write.deviceDay(tx, rows.deviceDay);
    await write.faultDay(tx, rows.faultDay);
    await write.monthChange(tx, rows.monthChange);
    // Last, because the terminals of a unit share these rows, and wait for each other until the commit.
    await write.unitHour(tx, rows.unitHour);
    await write.unitFlow(tx, rows.unitFlow);
    await write.unitStep(tx, rows.unitStep);
  };

  return (takes: readonly Take[]): Promise<readonly Outcome[]> =>
    db.transaction().execute(async (tx) => {
      const standings = await lockStandings(tx, kind, takes);
      const results = takes.map((take) => ({
        terminal: take.terminal,
        ...decided(take, standings.get(take.terminal) ?? nothingKnown),
      }));
      const brought = results.flatMap(({ terminal, decision }) =>
        decision?.intake ? [{ terminal, intake: decision.intake }] : [],
      );
      if (brought.length > 0) await writeAll(tx, brought);
      for (const { terminal, decision } of results) {
        await openAlarms(tx, terminal, [...(decision?.intake?.alarms ?? []), ...(decision?.alarms ?? [])]);
      }
      return results.map(({ outcome }) => outcome);
    });
};
