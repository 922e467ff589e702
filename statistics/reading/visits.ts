import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { type VisitEnding, type VisitFlow, visitFlows } from '../../terminal/usage-event.ts';
import type { Visits } from '../api/shapes.ts';
import { bucketNames, bucketOf, quantile } from '../intake/duration-bucket.ts';
import { countOfEnding } from '../intake/roll-up.ts';
import type { Tables } from '../store/tables.ts';
import type { Period } from './period.ts';
import { type Segment, segmentsOf } from './segments.ts';
import type { Sight } from './sight.ts';
import type { Standing } from './standings.ts';
import { sums } from './usage-sources.ts';

type FlowVisits = Visits['flows'][number];
type Ending = FlowVisits['endings'][number];

/** What a row tells of a flow's visits: where they ended, or how long those took that were completed, or both. */
interface Went {
  readonly flow: VisitFlow;
  readonly firstTries: number;
  /** Completed visits by bucket. */
  readonly took: readonly (readonly [bucket: number, visits: number])[];
  readonly endings: readonly Ending[];
}

const endingNames = Object.keys(countOfEnding) as readonly VisitEnding[];

/** A bucket is a column: one row a flow says it all. */
const durationsOf = async (
  db: Kysely<Tables>,
  units: readonly string[],
  { from, to }: Period,
  flow: VisitFlow | undefined,
): Promise<Went[]> => {
  const rows = await db
    .selectFrom('unitFlow')
    .select(['flow', ...sums(['firstTries']), ...sums(bucketNames)])
    .where('unit', 'in', units)
    .where('businessDay', '>=', from)
    .where('businessDay', '<=', to)
    .$if(flow !== undefined, (query) => query.where('flow', '=', flow ?? 'none'))
    .groupBy('flow')
    .execute();
  return rows.map(({ flow, firstTries, ...took }) => ({
    flow,
    firstTries,
    took: bucketNames.map((name, bucket) => [bucket, took[name] ?? 0] as const),
    endings: [],
  }));
};

const endingsOf = async (
  db: Kysely<Tables>,
  units: readonly string[],
  { from, to }: Period,
  flow: VisitFlow | undefined,
): Promise<Went[]> => {
  const rows = await db
    .selectFrom('unitStep')
    .select(['flow', 'step', ...sums(Object.values(countOfEnding))])
    .where('unit', 'in', units)
    .where('businessDay', '>=', from)
    .where('businessDay', '<=', to)
    .$if(flow !== undefined, (query) => query.where('flow', '=', flow ?? 'none'))
    .groupBy(['flow', 'step'])
    .execute();
  return rows.map(({ flow, step, ...counts }) => ({
    flow,
    firstTries: 0,
    took: [],
    endings: endingNames
      .map((ending) => ({ ending, step, visits: counts[countOfEnding[ending]] }))
      .filter(({ visits }) => visits > 0),
  }));
};

const ofUnits = async (
  db: Kysely<Tables>,
  units: readonly string[],
  period: Period,
  flow: VisitFlow | undefined,
): Promise<Went[]> => [...(await durationsOf(db, units, period, flow)), ...(await endingsOf(db, units, period, flow))];

/** Terminals keep how long each visit took: seconds, to be put into the buckets in which units keep them. */
const ofTerminals = async (db: Kysely<Tables>, segment: Segment, flow: VisitFlow | undefined): Promise<Went[]> => {
  const rows = await db
    .selectFrom('usageEvent')
    .select([
      'flow',
      'ending',
      'step',
      'seconds',
      sql<number>`count(*)`.as('visits'),
      sql<number>`cast(sum(first_try) as bigint)`.as('firstTries'),
    ])
    .where('terminal', 'in', [...segment.standings.keys()])
    .where('businessDay', '>=', segment.from)
    .where('businessDay', '<=', segment.to)
    .where('kind', '=', 'visitEnded')
    .where('quarantined', '=', 0)
    .$if(flow !== undefined, (query) => query.where('flow', '=', flow ?? 'none'))
    .groupBy(['flow', 'ending', 'step', 'seconds'])
    .execute();
  return rows.map(({ flow, ending, step, seconds, visits, firstTries }) => {
    const completed = ending === 'completed';
    return {
      flow: (flow ?? 'none') as VisitFlow,
      firstTries: completed ? firstTries : 0,
      took: completed ? [[bucketOf(seconds ?? 0), visits]] : [],
      endings: [{ ending: ending as VisitEnding, step: step ?? '', visits }],
    };
  });
};

const ofFlow = (flow: VisitFlow, parts: readonly Went[]): FlowVisits => {
  const took = new Map<number, number>();
  const endings = new Map<string, Ending>();
  for (const part of parts) {
    for (const [bucket, visits] of part.took) took.set(bucket, (took.get(bucket) ?? 0) + visits);
    for (const { ending, step, visits } of part.endings) {
      const key = `${ending} ${step}`;
      endings.set(key, { ending, step, visits: (endings.get(key)?.visits ?? 0) + visits });
    }
  }
  const inOrder = [...endings].sort(([a, { visits: many }], [b, { visits: more }]) => more - many || (a < b ? -1 : 1));
  const all = inOrder.map(([, ending]) => ending);
  const sum = (list: readonly Ending[]) => list.reduce((total, { visits }) => total + visits, 0);
  return {
    flow,
    visits: sum(all),
    completed: sum(all.filter(({ ending }) => ending === 'completed')),
    firstTries: parts.reduce((total, { firstTries }) => total + firstTries, 0),
    median: quantile(took, 0.5) ?? null,
    p95: quantile(took, 0.95) ?? null,
    endings: all,
  };
};

/** How visits went; of units, or of terminals where they stood. A flow without visits is left out. */
export const readVisits = async (
  db: Kysely<Tables>,
  sight: Sight,
  period: Period,
  { flow, standings }: { readonly flow?: VisitFlow | undefined; readonly standings?: readonly Standing[] | undefined },
): Promise<FlowVisits[]> => {
  const parts = standings
    ? (await Promise.all(segmentsOf(standings).map((segment) => ofTerminals(db, segment, flow)))).flat()
    : await ofUnits(db, sight.ids, period, flow);
  return visitFlows
    .map((name) =>
      ofFlow(
        name,
        parts.filter((it) => it.flow === name),
      ),
    )
    .filter(({ visits }) => visits > 0);
};
