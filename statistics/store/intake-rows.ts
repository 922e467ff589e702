import { daySums, marks, rowsByKey } from './day-sums.ts';
import type { StoredEvent } from './event-row.ts';
import type { Intake } from './hub-store.ts';
import type { OutageDay } from './outages.ts';
import type { DeviceDayRow, FaultDayRow, MonthChangeRow } from './tables.ts';

/** One terminal's intake, and what has to be known to add it up. */
export interface Placed {
  readonly terminal: string;
  readonly intake: Intake;
  readonly outages: readonly OutageDay[];
  /** The unit the terminal belonged to on a day; empty for none. */
  unitOn(day: string): string;
}

/** What intakes add to each table, rows in the order of their keys. Quarantined events are kept and counted nowhere. */
export const intakeRows = (intakes: readonly Placed[], isClosed: (businessDay: string, at: number) => boolean) => {
  const usageEvent: StoredEvent[] = [];
  const sums = daySums();
  const deviceDay = rowsByKey<DeviceDayRow>();
  const faultDay = rowsByKey<FaultDayRow>();
  const monthChange = rowsByKey<MonthChangeRow>();

  const changeMonth = (terminal: string, businessDay: string, changedAt: number): void => {
    const month = businessDay.slice(0, 7);
    const row = monthChange.at(`${terminal}|${month}|${changedAt}`, () => ({ terminal, month, changedAt, events: 0 }));
    row.events += 1;
  };

  for (const { terminal, intake, outages, unitOn } of intakes) {
    const { mark, events, quarantined, heardAt } = intake;
    const { epoch } = mark;
    const adders = new Map<string, ReturnType<typeof sums.onDay>>();
    const adderOn = (day: string) => {
      const adder = sums.onDay(terminal, day, unitOn(day));
      adders.set(day, adder);
      return adder;
    };

    for (const event of events) {
      const isQuarantined = quarantined.has(event.sequence);
      usageEvent.push({ terminal, epoch, event, isQuarantined });
      if (isQuarantined) continue;
      const { businessDay } = event;
      (adders.get(businessDay) ?? adderOn(businessDay))(event);
      if (event.kind === 'deviceFault') {
        const { device, fault } = event;
        const row = faultDay.at(`${terminal}|${businessDay}|${device}|${fault}`, () => {
          return { terminal, businessDay, device, fault, unit: unitOn(businessDay), faults: 0, ...marks };
        });
        row.faults += 1;
      }
      if (isClosed(businessDay, heardAt)) changeMonth(terminal, businessDay, heardAt);
    }

    for (const { device, businessDay, outages: begun, downSeconds } of outages) {
      const row = deviceDay.at(`${terminal}|${businessDay}|${device}`, () => {
        return { terminal, businessDay, device, unit: unitOn(businessDay), outages: 0, downSeconds: 0, ...marks };
      });
      row.outages += begun;
      row.downSeconds += downSeconds;
    }
  }

  return {
    usageEvent,
    ...sums.rows(),
    deviceDay: deviceDay.inOrder(),
    faultDay: faultDay.inOrder(),
    monthChange: monthChange.inOrder(),
  };
};
