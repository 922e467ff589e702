import type { UsageEvent, VisitFlow } from '../../terminal/usage-event.ts';
import { type BucketName, bucketNames, bucketOf } from '../intake/duration-bucket.ts';
import { type CountName, countOfEnding, countsOf, noCounts, type visitCounts } from '../intake/roll-up.ts';
import type { UnitFlowRow, UnitHourRow, UnitStepRow, UsageDayRow } from './tables.ts';

/** What every row of a roll-up begins with: its first revision, of which no parent hub was told. */
export const marks = { revision: 1, dirty: 1 } as const;
const noEndings = { completed: 0, abandoned: 0, timedOut: 0, troubled: 0, interrupted: 0 } as const;
const noVisits = { ...noEndings, visits: 0, firstTries: 0, visitSeconds: 0 } as const;
const noBuckets: Readonly<Record<BucketName, number>> = Object.fromEntries(bucketNames.map((name) => [name, 0]));

/** Rows by their keys, each made when it is first asked for. */
export const rowsByKey = <Row>() => {
  const rows = new Map<string, Row>();
  return {
    at: (key: string, make: () => Row): Row => {
      const row = rows.get(key) ?? make();
      rows.set(key, row);
      return row;
    },
    /** In the order of the keys: whoever writes to several rows does so in one order, and nobody waits in a circle. */
    inOrder: (): Row[] => [...rows.keys()].sort().map((key) => rows.get(key) as Row),
  };
};

const addTo = <Name extends CountName>(row: Record<Name, number>, counts: Readonly<Partial<Record<Name, number>>>) => {
  for (const name in counts) row[name] += counts[name] ?? 0;
};

interface Visits {
  readonly row: UnitFlowRow;
  readonly steps: Map<string, UnitStepRow>;
}

/** Sums of events by terminal and day, and by unit and hour, errand, step. */
export const daySums = () => {
  const usageDay = rowsByKey<UsageDayRow>();
  const unitHour = rowsByKey<UnitHourRow>();
  const unitFlow = rowsByKey<UnitFlowRow>();
  const unitStep = rowsByKey<UnitStepRow>();

  /** Adds events of one terminal's day. Its rows are looked up here, once, and not by every event: that is half the time. */
  const onDay = (terminal: string, businessDay: string, unit: string): ((event: UsageEvent) => void) => {
    const inUnit = `${unit}|${businessDay}`;
    const day = usageDay.at(`${terminal}|${businessDay}`, () => ({
      terminal,
      businessDay,
      unit,
      ...noCounts,
      ...marks,
    }));
    const hours: (UnitHourRow | undefined)[] = [];
    const flows = new Map<VisitFlow, Visits>();

    const hourOf = (hour: number): UnitHourRow => {
      const row = unitHour.at(`${inUnit}|${hour < 10 ? '0' : ''}${hour}`, () => ({
        unit,
        businessDay,
        hour,
        ...noCounts,
        ...marks,
      }));
      hours[hour] = row;
      return row;
    };
    const visitsOf = (flow: VisitFlow): Visits => {
      const row = unitFlow.at(`${inUnit}|${flow}`, () => ({
        unit,
        businessDay,
        flow,
        ...noVisits,
        ...noBuckets,
        ...marks,
      }));
      const visits = { row, steps: new Map<string, UnitStepRow>() };
      flows.set(flow, visits);
      return visits;
    };
    const stepOf = ({ row: { flow }, steps }: Visits, step: string): UnitStepRow => {
      const row = unitStep.at(`${inUnit}|${flow}|${step}`, () => ({
        unit,
        businessDay,
        flow,
        step,
        ...noEndings,
        ...marks,
      }));
      steps.set(step, row);
      return row;
    };

    return (event) => {
      const counts = countsOf(event);
      addTo(day, counts);
      addTo(hours[event.hour] ?? hourOf(event.hour), counts);
      if (event.kind !== 'visitEnded') return;
      const { flow, ending, step, seconds } = event;
      const visits = flows.get(flow) ?? visitsOf(flow);
      addTo<(typeof visitCounts)[number]>(visits.row, counts);
      const took: BucketName = `took${bucketOf(seconds)}`;
      if (ending === 'completed') visits.row[took] = (visits.row[took] ?? 0) + 1;
      const onStep = visits.steps.get(step) ?? stepOf(visits, step);
      onStep[countOfEnding[ending]] += 1;
    };
  };

  return {
    onDay,
    rows: () => ({
      usageDay: usageDay.inOrder(),
      unitHour: unitHour.inOrder(),
      unitFlow: unitFlow.inOrder(),
      unitStep: unitStep.inOrder(),
    }),
  };
};
