/** An invented city's use, the same each time: figures are a function of terminal, day and hour. */
import { units as bulletinUnits } from '../../seeds/units.ts';
import { daysFromTo, everyDay, weekdayOf } from '../../statistics/dashboard/days.ts';
import { type Counts, countNames, noCounts } from '../../statistics/intake/roll-up.ts';

/** Saturday, at a quarter to ten in the morning in Nanjing. */
export const now = Date.parse('2026-11-21T01:45:00Z');
export const today = '2026-11-21';

export interface InventedTerminal {
  readonly terminal: string;
  readonly unit: string;
  readonly ward: string;
  readonly place: { readonly zh: string; readonly en: string };
}

/** The seventh and the last have none: they print all the same. */
const terminalsOf = (index: number): number => (index === 6 || index === 48 ? 0 : 1 + ((index * 7) % 9));

const wards = [
  { zh: '门诊一楼', en: 'Outpatients, ground floor' },
  { zh: '门诊二楼', en: 'Outpatients, first floor' },
  { zh: '急诊', en: 'Emergency' },
] as const;

export const units = bulletinUnits.map(({ id, group, name }, index) => ({
  unit: id,
  grouping: group,
  district: group === 'district' ? name : null,
  name: { zh: name, en: id.replace(/(^|-)(\w)/g, (_, dash, letter) => (dash ? ' ' : '') + letter.toUpperCase()) },
  terminals: terminalsOf(index),
}));

export const terminals: readonly InventedTerminal[] = units.flatMap(({ unit, terminals }, index) =>
  Array.from({ length: terminals }, (_, at): InventedTerminal => {
    const ward = wards[at % wards.length] ?? wards[0];
    const number = String(at + 1);
    return {
      terminal: `NJ-${String(index + 1).padStart(2, '0')}-${number.padStart(2, '0')}`,
      unit,
      ward: ward.zh,
      place: { zh: `${ward.zh}${number}号机`, en: `${ward.en}, no. ${number}` },
    };
  }),
);

/** 0 to 1, always the same for the same words. */
export const chance = (...words: (string | number)[]): number => {
  let hash = 2_166_136_261;
  for (const letter of words.join(' ')) hash = Math.imul(hash ^ letter.charCodeAt(0), 16_777_619);
  hash = Math.imul(hash ^ (hash >>> 15), 2_246_822_519);
  return ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32;
};

const byHour = [0, 0, 0, 0, 0, 1, 6, 26, 34, 30, 22, 12, 6, 14, 20, 16, 10, 4, 2, 2, 1, 1, 0, 0];
const allHours = byHour.reduce((sum, it) => sum + it, 0);
/** What part of a day's use falls into these hours. */
export const hourShare = (from: number, before: number): number =>
  byHour.slice(from, before).reduce((sum, it) => sum + it, 0) / allHours;

const countsOfDay = (terminal: string, day: string): Counts => {
  const busy = weekdayOf(day) < 5 ? 1 : 0.4;
  const growth = 1 + daysFromTo('2026-10-01', day) / 600;
  const sofar = day === today ? hourShare(0, 10) : 1;
  const visits = Math.round(
    40 * busy * growth * sofar * (0.3 + chance(terminal)) * (0.8 + 0.4 * chance(terminal, day)),
  );
  const part = (share: number) => Math.floor(visits * share);
  const completed = part(0.8 + 0.1 * chance(terminal, day, 'completed'));
  const timedOut = Math.min(visits - completed, part(0.04));
  const registrations = part(0.34);
  const payments = part(0.28);
  return {
    ...noCounts,
    visits,
    completed,
    timedOut,
    abandoned: visits - completed - timedOut,
    registrations,
    registrationAmount: registrations * 2_350,
    collections: part(0.06),
    payments,
    paymentAmount: payments * 41_317,
    reports: part(0.2),
    pages: part(0.3),
    cardsIssued: part(0.04),
    deviceFaults: Math.floor(chance(terminal, day, 'fault') * 2.2),
    firstTries: Math.floor(completed * 0.9),
    visitSeconds: visits * 96,
  };
};

export interface DayOfTerminal {
  readonly terminal: InventedTerminal;
  readonly day: string;
  readonly counts: Counts;
}

/** Nothing is known of days to come, nor from before the first of August. */
const known = (day: string) => day >= '2026-08-01' && day <= today;

export const daysOf = (from: string, to: string, of: readonly InventedTerminal[]): DayOfTerminal[] =>
  everyDay(from, to)
    .filter(known)
    .flatMap((day) => of.map((terminal) => ({ terminal, day, counts: countsOfDay(terminal.terminal, day) })));

export const sumOf = (all: readonly { readonly counts: Counts }[]): Counts => {
  const sum: Record<string, number> = { ...noCounts };
  for (const { counts } of all) for (const name of countNames) sum[name] = (sum[name] ?? 0) + counts[name];
  return sum as unknown as Counts;
};

/** A part of everything that was counted. */
export const share = (counts: Counts, by: number): Counts =>
  Object.fromEntries(countNames.map((name) => [name, Math.round(counts[name] * by)])) as unknown as Counts;
