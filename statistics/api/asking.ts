import { dayAfter } from '../calendar.ts';
import { malformed, type Problem, problem } from '../problem.ts';
import { lengthOf, type Period } from '../reading/period.ts';
import { type Sight, sightOf, type Wish } from '../reading/sight.ts';
import { always, standingsOf } from '../reading/standings.ts';
import type { Reading } from './endpoint.ts';

/** Ten years, with the days they have more. */
const longestPeriod = 3_653;

/** What is wrong with a period whose days are days. */
export const mistakesInPeriod = ({ from, to }: Period) => {
  if (from > to) return [{ path: 'to', message: `expected a day not before ${from}` }];
  if (lengthOf({ from, to }) > longestPeriod) {
    return [{ path: 'to', message: `expected ten years at most: up to ${dayAfter(from, longestPeriod - 1)}` }];
  }
  return [];
};

/** What is wrong with a period that is read from events: before a day there are none any more, and noughts would be a lie. */
export const mistakesInEvents = ({ from }: Period, { eventsFrom }: Pick<Reading, 'eventsFrom'>) =>
  from >= eventsFrom
    ? []
    : [{ path: 'from', message: `${from}; hours and flows of wards and terminals are kept from ${eventsFrom} on` }];

/** Where a question keeps to. */
export interface WithinAsked {
  readonly unit?: string;
  readonly ward?: string;
  readonly terminal?: string;
  readonly grouping?: Wish['grouping'];
  readonly district?: string;
}

export interface Within {
  readonly sight: Sight;
  /** Its name inside the one unit that is in sight. */
  readonly ward: string | undefined;
  readonly terminal: string | undefined;
}

type Found = { readonly ok: true; readonly within: Within } | { readonly ok: false; readonly problem: Problem };

/** What is out of sight is as though it were not there. */
const notThere = (what: string): Found => ({
  ok: false,
  problem: problem('notFound', { detail: `there is no ${what}` }),
});

/** A ward's unit and name: `unit/ward`, or both apart. */
const wardOf = ({ unit, ward }: WithinAsked): { unit: string; ward: string } | undefined => {
  if (ward === undefined) return undefined;
  if (unit !== undefined) return { unit, ward };
  const at = ward.indexOf('/');
  return at < 0 ? undefined : { unit: ward.slice(0, at), ward: ward.slice(at + 1) };
};

const wardIsThere = async ({ db }: Reading, unit: string, ward: string): Promise<boolean> => {
  const row = await db
    .selectFrom('placement')
    .select('terminal')
    .where('unit', '=', unit)
    .where('ward', '=', ward)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
};

const terminalIsThere = async ({ db }: Reading, sight: Sight, terminal: string): Promise<boolean> => {
  const standings = await standingsOf(db, sight, always, terminal);
  if (standings.length > 0) return true;
  const row = await db
    .selectFrom('usageDay')
    .select('terminal')
    .where('terminal', '=', terminal)
    .where('unit', 'in', sight.ids)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
};

/** What a reader sees of where a question keeps to; names are those of a day. */
export const withinSight = async (reading: Reading, asked: WithinAsked, on: string): Promise<Found> => {
  const ward = wardOf(asked);
  if (asked.ward !== undefined && !ward) {
    return {
      ok: false,
      problem: malformed([{ path: 'ward', message: 'expected unit/ward, or the parameter unit beside it' }]),
    };
  }
  const { terminal, grouping, district } = asked;
  const unit = ward?.unit ?? asked.unit;
  const sight = await sightOf(reading.db, reading.scope, { unit, grouping, district }, on);
  if (unit !== undefined && sight.units.length === 0) return notThere(`unit ${unit}`);
  if (ward && !(await wardIsThere(reading, ward.unit, ward.ward))) return notThere(`ward ${ward.unit}/${ward.ward}`);
  if (terminal !== undefined && !(await terminalIsThere(reading, sight, terminal))) {
    return notThere(`terminal ${terminal}`);
  }
  return { ok: true, within: { sight, ward: ward?.ward, terminal } };
};
