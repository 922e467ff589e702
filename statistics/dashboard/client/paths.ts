/** The questions the page asks, as paths of the reading interface (`api/shapes.ts`). */
import type {
  Alarms,
  Devices,
  Me,
  places,
  Supplies,
  TerminalNow,
  Terminals,
  times,
  Units,
  Visits,
} from '../../api/shapes.ts';
import type { CountName } from '../../intake/roll-up.ts';
import type { UsageOf } from '../counted.ts';
import type { Period } from '../period.ts';
import type { Place } from '../route.ts';
import type { Question } from './desk.ts';

/** A question, with the shape of its answer. */
export interface Asked<T> extends Question {
  /** Never there: it carries the type. */
  readonly answers?: T;
}

/** As many rows in a page as the hub gives. */
const limit = '5000';

type Parameters = Readonly<Record<string, string | undefined>>;

const pathWith = (path: string, parameters: Parameters): string => {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) query.set(name, value);
  const text = query.toString();
  return text ? `${path}?${text}` : path;
};

/** The parameters that keep to a place. */
export const within = (place: Place): Parameters =>
  place.kind === 'city' ? {} : place.kind === 'unit' ? { unit: place.unit } : { terminal: place.terminal };

export interface UsageAsked<Name extends CountName> {
  readonly period: Period;
  readonly of: Place;
  readonly place?: (typeof places)[number];
  readonly time?: (typeof times)[number];
  readonly flow?: string;
  /** What is told of each row: all there is would be thrown away. */
  readonly counts: readonly Name[];
}
export const usage = <const Name extends CountName>({
  period,
  of,
  place,
  time,
  flow,
  counts,
}: UsageAsked<Name>): Asked<UsageOf<Name>> => ({
  path: pathWith('/v1/usage', {
    ...period,
    ...within(of),
    place: place ?? of.kind,
    time,
    flow,
    counts: counts.join(','),
    limit,
  }),
  rows: 'rows',
});

export const visits = (period: Period, of: Place, flow?: string): Asked<Visits> => ({
  path: pathWith('/v1/visits', { ...period, ...within(of), flow }),
});

export const devices = (period: Period, of: Place, place: 'terminal' | 'unit' | 'city'): Asked<Devices> => ({
  path: pathWith('/v1/devices', { ...period, ...within(of), place }),
});

export const supplies = (of: Place): Asked<Supplies> => ({
  path: pathWith('/v1/supplies', { ...within(of), limit }),
  rows: 'terminals',
});

export const terminals = (of: Place): Asked<Terminals> => ({
  path: pathWith('/v1/terminals', { ...within(of), limit }),
  rows: 'terminals',
});

export const openAlarms = (of: Place): Asked<Alarms> => ({
  path: pathWith('/v1/alarms', { state: 'open', ...within(of), limit }),
  rows: 'alarms',
});
export const allAlarms = (period: Period, of: Place): Asked<Alarms> => ({
  path: pathWith('/v1/alarms', { state: 'all', ...period, ...within(of), limit }),
  rows: 'alarms',
});

export const terminal = (id: string): Asked<TerminalNow> => ({ path: `/v1/terminals/${encodeURIComponent(id)}` });
export const units = (on?: string): Asked<Units> => ({ path: pathWith('/v1/units', { on }) });
export const me: Asked<Me> = { path: '/v1/me' };
