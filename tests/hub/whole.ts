/** What must hold of the hub's database when all is quiet: every event once, and the roll-ups their sums. */
import { expect } from 'vitest';
import { bucketNames, bucketOf } from '../../statistics/intake/duration-bucket.ts';
import { countNames, countOfEnding, countsOf, rollUp, visitCounts } from '../../statistics/intake/roll-up.ts';
import type { HubDatabase } from '../../statistics/store/hub-store.ts';
import { databaseIntake } from '../../statistics/store/intake-store.ts';
import { type UsageEvent, visitEndings } from '../../terminal/usage-event.ts';
import type { Written } from './scripted-terminal.ts';

export const settings = { zone: 'Asia/Shanghai', monthClosesAfterDays: 3 };

/** The events of each terminal that there are to be, by epoch. */
export type Truth = Map<string, Map<string, Map<number, UsageEvent>>>;

export const note = (truth: Truth, terminal: string, epoch: string, events: readonly UsageEvent[]): void => {
  const epochs = truth.get(terminal) ?? new Map<string, Map<number, UsageEvent>>();
  truth.set(terminal, epochs);
  const known = epochs.get(epoch) ?? new Map<number, UsageEvent>();
  epochs.set(epoch, known);
  for (const event of events) known.set(event.sequence, event);
};

export const noteDisk = (truth: Truth, terminal: string, written: readonly Written[]): void => {
  for (const { epoch, event } of written) note(truth, terminal, epoch, [event]);
};

/** Resolves with the events there are, by terminal. */
export const everyEventOnce = async (
  database: HubDatabase,
  truth: Truth,
): Promise<ReadonlyMap<string, readonly UsageEvent[]>> => {
  const store = databaseIntake(database, settings);
  const held = new Map<string, UsageEvent[]>();
  for (const [terminal, epochs] of truth) {
    const marks = await store.epochs(terminal);
    expect(marks.map(({ epoch }) => epoch).sort()).toEqual([...epochs.keys()].sort());
    for (const { epoch, sequence } of marks) {
      const events = await store.events(terminal, epoch, 0, 1_000_000);
      const wanted = [...(epochs.get(epoch)?.values() ?? [])].sort((a, b) => a.sequence - b.sequence);
      expect(events).toEqual(wanted);
      expect(events.at(-1)?.sequence).toBe(sequence);
      held.set(terminal, [...(held.get(terminal) ?? []), ...events]);
    }
  }
  return held;
};

/** Unit of each terminal, and what it reported. */
export const rollUpsAreSums = async (
  { db }: HubDatabase,
  held: ReadonlyMap<string, readonly UsageEvent[]>,
  unitOf: (terminal: string) => string,
): Promise<void> => {
  const days = await db.selectFrom('usageDay').selectAll().orderBy('terminal').orderBy('businessDay').execute();
  const sums = [...held].sort().flatMap(([terminal, events]) =>
    rollUp(events)
      .sort((a, b) => (a.businessDay < b.businessDay ? -1 : 1))
      .map(({ businessDay, counts }) => ({ terminal, businessDay, unit: unitOf(terminal), ...counts })),
  );
  expect(days.map(({ revision: _, dirty: __, ...row }) => row)).toEqual(sums);

  const all = [...held].flatMap(([terminal, events]) => events.map((event) => ({ unit: unitOf(terminal), event })));
  const hours = await db.selectFrom('unitHour').selectAll().execute();
  const byHour = Map.groupBy(all, ({ unit, event }) => [unit, event.businessDay, event.hour].join());
  expect(hours).toHaveLength(byHour.size);
  for (const row of hours) {
    const events = byHour.get([row.unit, row.businessDay, row.hour].join()) ?? [];
    for (const name of countNames) {
      expect(row[name]).toBe(events.reduce((sum, { event }) => sum + (countsOf(event)[name] ?? 0), 0));
    }
  }

  const ended = all.flatMap(({ unit, event }) => (event.kind === 'visitEnded' ? [{ unit, event }] : []));
  const flows = await db.selectFrom('unitFlow').selectAll().execute();
  const byFlow = Map.groupBy(ended, ({ unit, event }) => [unit, event.businessDay, event.flow].join());
  expect(flows).toHaveLength(byFlow.size);
  for (const row of flows) {
    const of = byFlow.get([row.unit, row.businessDay, row.flow].join()) ?? [];
    for (const name of visitCounts) {
      expect(row[name]).toBe(of.reduce((sum, { event }) => sum + (countsOf(event)[name] ?? 0), 0));
    }
    const completed = of.filter(({ event }) => event.ending === 'completed');
    for (const [bucket, name] of bucketNames.entries()) {
      expect(row[name]).toBe(completed.filter(({ event }) => bucketOf(event.seconds) === bucket).length);
    }
  }
  const steps = await db.selectFrom('unitStep').selectAll().execute();
  const byStep = Map.groupBy(ended, ({ unit, event: { businessDay, flow, step } }) =>
    [unit, businessDay, flow, step].join(),
  );
  expect(steps).toHaveLength(byStep.size);
  for (const row of steps) {
    const of = byStep.get([row.unit, row.businessDay, row.flow, row.step].join()) ?? [];
    for (const ending of visitEndings) {
      expect(row[countOfEnding[ending]]).toBe(of.filter(({ event }) => event.ending === ending).length);
    }
  }

  const faults = await db.selectFrom('faultDay').selectAll().execute();
  const byFault = Map.groupBy(
    [...held].flatMap(([terminal, events]) => events.map((event) => ({ terminal, event }))),
    ({ terminal, event }) =>
      event.kind === 'deviceFault' ? [terminal, event.businessDay, event.device, event.fault].join() : '',
  );
  byFault.delete('');
  expect(faults).toHaveLength(byFault.size);
  for (const { terminal, businessDay, device, fault, faults: times } of faults) {
    expect(times).toBe(byFault.get([terminal, businessDay, device, fault].join())?.length);
  }
};
