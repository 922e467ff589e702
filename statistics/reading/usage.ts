import type { Kysely } from 'kysely';
import type { VisitFlow } from '../../terminal/usage-event.ts';
import { type CountName, countNames } from '../intake/roll-up.ts';
import type { Tables } from '../store/tables.ts';
import { type Moment, momentsIn, type Time } from './moments.ts';
import { lengthOf, type Period } from './period.ts';
import { segmentsOf, wholeWherePossible } from './segments.ts';
import type { Sight } from './sight.ts';
import { type Standing, standingsOf } from './standings.ts';
import { byMoment, newTally, noughts, type Summed, type Tally, totalOf } from './tally.ts';
import { type Place, type PlaceKind, placing } from './usage-places.ts';
import {
  countsOfEvents,
  countsOfTerminals,
  countsOfUnits,
  countsOfUnitsInFlow,
  countsOfWeekHours,
  type UnitCounts,
} from './usage-sources.ts';

export interface UsageQuestion {
  readonly period: Period;
  readonly place: PlaceKind;
  readonly time?: Time | undefined;
  readonly ward?: string | undefined;
  readonly terminal?: string | undefined;
  readonly flow?: VisitFlow | undefined;
  /** What is told of each place and moment; everything that is counted when absent. */
  readonly names?: readonly CountName[] | undefined;
}

/** After which row a page begins. */
export interface UsageMark {
  readonly place: string;
  readonly moment: Moment;
}

export interface UsageLine {
  readonly place: Place;
  readonly moment: Moment;
  readonly counts: Summed;
}

export interface UsagePage {
  readonly lines: readonly UsageLine[];
  readonly total: Summed;
  /** There are more lines after the last. */
  readonly more: boolean;
}

/** A place that can have lines, with what it is summed from. */
interface Source {
  readonly place: Place;
  readonly units: ReadonlySet<string>;
  readonly standings: readonly Standing[];
}

/** Whether hours or flows of terminals are asked for, which no roll-up holds: events have to be read. */
export const needsEvents = ({ place, time, ward, terminal, flow }: UsageQuestion): boolean => {
  const hourly = time === 'hour' || time === 'weekHour';
  const ofTerminals = place === 'terminal' || place === 'ward' || ward !== undefined || terminal !== undefined;
  return (ofTerminals && (hourly || flow !== undefined)) || (hourly && flow !== undefined);
};

/** What an answer is read from: the units' roll-ups, the terminals', or the terminals' events. */
type Store = 'units' | 'terminals' | 'events';

const storeFor = (question: UsageQuestion): Store => {
  if (needsEvents(question)) return 'events';
  const { place, ward, terminal } = question;
  return place === 'terminal' || place === 'ward' || ward !== undefined || terminal !== undefined
    ? 'terminals'
    : 'units';
};

/** Terminals that reported of days on which nobody had placed them here: another hub speaks for them. */
const unplaced = async (db: Kysely<Tables>, sight: Sight, { from, to }: Period, terminal: string | undefined) => {
  const rows = await db
    .selectFrom('usageDay')
    .select(['terminal', 'unit'])
    .distinct()
    .where('unit', 'in', sight.ids)
    .where('businessDay', '>=', from)
    .where('businessDay', '<=', to)
    .$if(terminal !== undefined, (query) => query.where('terminal', '=', terminal ?? ''))
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('placement').select('fromDay').whereRef('placement.terminal', '=', 'usageDay.terminal'))),
    )
    .execute();
  return rows.map(
    ({ terminal, unit }): Standing => ({
      terminal,
      unit,
      ward: '',
      place: { zh: '', en: '' },
      since: from,
      from,
      to,
    }),
  );
};

const standingsAsked = async (db: Kysely<Tables>, sight: Sight, question: UsageQuestion): Promise<Standing[]> => {
  const { period, terminal, ward } = question;
  const placed = await standingsOf(db, sight, period, terminal);
  const all = needsEvents(question)
    ? placed
    : [...wholeWherePossible(placed, period), ...(await unplaced(db, sight, period, terminal))];
  return ward === undefined ? all : all.filter((standing) => standing.ward === ward);
};

/** Where a terminal stood last goes before where it stood, and somewhere before nowhere. */
const telling = (standings: readonly Standing[]): Standing | undefined =>
  standings.reduce<Standing | undefined>((best, it) => {
    if (!best || (best.unit === '') !== (it.unit === '')) return best && it.unit === '' ? best : it;
    return it.from > best.from ? it : best;
  }, undefined);

/** The places that can have lines, in the order of the answer. */
const sourcesOf = async (
  db: Kysely<Tables>,
  sight: Sight,
  question: UsageQuestion,
  store: Store,
): Promise<Source[]> => {
  const { placeOf, compare } = placing(question.place, sight);
  if (store === 'units') {
    const units = Map.groupBy(sight.ids, (unit) => placeOf(unit).id);
    return [...units.values()].map((ids) => {
      const places = ids.map((unit) => placeOf(unit));
      const [first] = places.filter(({ always }) => always).concat(places);
      return { place: first ?? placeOf(''), units: new Set(ids), standings: [] };
    });
  }
  const standings = await standingsAsked(db, sight, question);
  return [...Map.groupBy(standings, (it) => placeOf(it.unit, it).id).values()]
    .flatMap((list) => {
      const last = telling(list);
      return last ? [{ last, place: placeOf(last.unit, last), units: new Set<string>(), standings: list }] : [];
    })
    .sort((a, b) => compare(a.last, b.last));
};

const countsAsked = (
  db: Kysely<Tables>,
  { strays }: Sight,
  { place, period, time, flow }: UsageQuestion,
  units: readonly string[],
  names: readonly CountName[],
): Promise<UnitCounts[]> => {
  const apart = place !== 'city';
  if (!apart && time === 'weekHour') return countsOfWeekHours(db, units, period, names);
  if (flow !== undefined && time !== 'hour' && time !== 'weekHour') {
    return countsOfUnitsInFlow(db, units, period, { apart, time, flow, names });
  }
  // Days of everything there is are quickest read day by day, all else unit by unit.
  const these = strays && !apart && time === 'day' ? undefined : units;
  return countsOfUnits(db, these, period, { apart, time, names });
};

/** Reads what these places are summed from, under the names of the places asked for. */
const tallyOf = async (
  db: Kysely<Tables>,
  sight: Sight,
  question: UsageQuestion,
  store: Store,
  sources: readonly Source[],
): Promise<Tally> => {
  const { time, flow, names = countNames } = question;
  const tally = newTally(names);
  const { placeOf } = placing(question.place, sight);
  if (store !== 'units') {
    for (const segment of segmentsOf(sources.flatMap(({ standings }) => standings))) {
      const rows =
        store === 'events' || time === 'hour' || time === 'weekHour'
          ? await countsOfEvents(db, segment, time, flow, names)
          : await countsOfTerminals(db, sight.ids, segment, time, names);
      for (const { standing, moment, counts } of rows) tally.add(placeOf(standing.unit, standing).id, moment, counts);
    }
    return tally;
  }
  const units = [...new Set(sources.flatMap((source) => [...source.units]))];
  if (units.length === 0) return tally;
  const rows = await countsAsked(db, sight, question, units, names);
  for (const { unit, moment, counts } of rows) tally.add(placeOf(unit ?? '').id, moment, counts);
  return tally;
};

/** All lines added up, without reading them: where every terminal counts its units' roll-ups tell the same. */
const totalAsked = async (
  db: Kysely<Tables>,
  sight: Sight,
  question: UsageQuestion,
  sources: readonly Source[],
): Promise<Summed> => {
  const all: UsageQuestion = { ...question, place: 'city', time: undefined };
  const store = storeFor(question) === 'terminals' ? storeFor(all) : storeFor(question);
  const from = store === 'units' ? await sourcesOf(db, sight, all, store) : sources;
  return totalOf(question.names ?? countNames, (await tallyOf(db, sight, all, store, from)).of('city'));
};

/** The lines after a mark, so many at most; undefined when no line can have that mark. */
export const readUsage = async (
  db: Kysely<Tables>,
  sight: Sight,
  question: UsageQuestion,
  { after, limit }: { readonly after?: UsageMark | undefined; readonly limit: number },
): Promise<UsagePage | undefined> => {
  const { period, time, names = countNames } = question;
  const store = storeFor(question);
  const sources = await sourcesOf(db, sight, question, store);
  let at = after === undefined ? 0 : sources.findIndex(({ place }) => place.id === after.place);
  if (at < 0) return undefined;
  const lines: UsageLine[] = [];
  // No more places are read than a page has room for.
  let size = Math.max(1, Math.ceil((limit + 1) / (time === undefined ? 1 : momentsIn[time](lengthOf(period)))));
  for (; at < sources.length && lines.length <= limit; at += size, size *= 2) {
    const chunk = sources.slice(at, at + size);
    const tally = await tallyOf(db, sight, question, store, chunk);
    for (const { place } of chunk) {
      const told = tally.of(place.id);
      const zero =
        told.length === 0 && place.always && time === undefined ? [{ moment: null, counts: noughts(names) }] : [];
      for (const { moment, counts } of [...told, ...zero]) {
        if (after?.place === place.id && (moment === null || byMoment(moment, after.moment) <= 0)) continue;
        lines.push({ place, moment, counts });
      }
    }
  }
  const more = lines.length > limit;
  const whole = after === undefined && !more;
  return {
    lines: lines.slice(0, limit),
    more,
    total: whole ? totalOf(names, lines) : await totalAsked(db, sight, question, sources),
  };
};

/** How often the months of a period changed after they were closed, as far as these units go. */
export const revisionOf = async (
  db: Kysely<Tables>,
  sight: Sight,
  { from, to }: Period,
  terminals: readonly string[] | undefined,
): Promise<number> => {
  const { changes } = await db
    .selectFrom('monthChange')
    .select(({ fn }) => fn.countAll<number>().as('changes'))
    .where('month', '>=', from.slice(0, 7))
    .where('month', '<=', to.slice(0, 7))
    .$if(terminals !== undefined, (query) => query.where('terminal', 'in', [...(terminals ?? []), '']))
    .$if(!sight.strays, (query) =>
      query.where('terminal', 'in', (eb) =>
        eb
          .selectFrom('placement')
          .select('terminal')
          .where('unit', 'in', [...sight.ids, '']),
      ),
    )
    .executeTakeFirstOrThrow();
  return Number(changes);
};
