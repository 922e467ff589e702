import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { TerminalId } from '../../terminal/hub-contract.ts';
import { zoneClock } from '../calendar.ts';
import { command } from '../command.ts';
import type { FreshCode } from '../intake/enrolment.ts';
import { type Checked, check, type Mistake, mistakeText, type Problem } from '../problem.ts';
import { introducing } from './introducing.ts';
import { Placement, UnitId } from './register.ts';

export const enrolUsage = `npm run hub -- enrol --database URL --terminal ID [--unit UNIT --place-zh TEXT --place-en TEXT [--ward WARD] [--from DAY]] [--zone Asia/Shanghai]

  --database  the hub's database, sqlite:FILE or postgres://…
  --terminal  as the terminal names itself: 1 to 32 letters, digits or hyphens
  --unit      for a new terminal: the reporting unit it belongs to, one of the register's
  --ward      for a new terminal: where in the unit it is counted; none when left out
  --place-zh, --place-en  for a new terminal: where it stands, in Chinese and in English
  --from      for a new terminal: the day it stands there from, YYYY-MM-DD; today when left out
  --zone      time zone of the days, an IANA name

A terminal that is in the register already is given another code when only its name is said.`;

const known = {
  database: { type: 'string' },
  terminal: { type: 'string' },
  unit: { type: 'string' },
  ward: { type: 'string' },
  'place-zh': { type: 'string' },
  'place-en': { type: 'string' },
  from: { type: 'string' },
  zone: { type: 'string', default: 'Asia/Shanghai' },
} as const;

const Said = v.object({ database: v.string(), terminal: TerminalId, zone: v.string() });
const PlaceSaid = v.object({ ...Placement.entries, unit: UnitId });

export interface EnrolOptions {
  readonly database: string;
  readonly terminal: string;
  readonly zone: string;
  /** Absent when only the terminal was named: it has its place already. */
  readonly placement?: Placement;
}

const optionOf: Readonly<Record<string, string>> = {
  'place.zh': 'place-zh',
  'place.en': 'place-en',
  place: 'place-zh',
};

const asOptions = (mistakes: readonly Mistake[]): Mistake[] =>
  mistakes.map(({ path, message }) => ({ path: `--${optionOf[path] ?? path}`, message }));

/** Reads the command line after `enrol`; days are those of `now`. */
export const readEnrolOptions = (args: readonly string[], now: number): Checked<EnrolOptions> => {
  let values: ReturnType<typeof parsed>['values'];
  const parsed = () => parseArgs({ args: [...args], options: known });
  try {
    ({ values } = parsed());
  } catch (error) {
    return { ok: false, mistakes: [{ path: '', message: error instanceof Error ? error.message : String(error) }] };
  }
  const said = check(Said, values, ({ zone }) => {
    try {
      zoneClock(zone);
      return [];
    } catch {
      return [{ path: 'zone', message: `${zone}; expected an IANA time zone, such as Asia/Shanghai` }];
    }
  });
  if (!said.ok) return { ok: false, mistakes: asOptions(said.mistakes) };
  const { unit, ward, from, 'place-zh': zh, 'place-en': en } = values;
  if ([unit, ward, from, zh, en].every((it) => it === undefined)) return said;
  const { day } = zoneClock(said.value.zone)(now);
  const placement = check(PlaceSaid, { unit, ward, from: from ?? day, place: { zh: zh ?? '', en: en ?? '' } }, (it) =>
    it.place.zh === '' ? [{ path: 'place', message: 'missing; expected where it stands' }] : [],
  );
  if (!placement.ok) return { ok: false, mistakes: asOptions(placement.mistakes) };
  return { ok: true, value: { ...said.value, placement: placement.value } };
};

const words = ({ title, detail, errors = [] }: Problem): string => {
  const [first] = errors;
  return first ? mistakeText(first) : (detail ?? title);
};

const told = ({ terminal, code, expiresAt }: FreshCode, zone: string): string[] => {
  const { day, time } = zoneClock(zone)(expiresAt);
  return [
    code,
    `for ${terminal}, once, until ${day} ${time}`,
    `at the terminal: npm run terminal -- enrol --config FILE --code ${code}`,
  ];
};

/** `npm run hub -- enrol …`: makes the one-time code of a terminal, new or known. */
export const enrolCommand = command(
  enrolUsage,
  readEnrolOptions,
  async ({ terminal, placement, zone }, { say, complain, ...ports }) => {
    const { introduce, makeCode } = introducing(ports, { zone });
    const made = await (placement ? introduce(terminal, placement) : makeCode(terminal));
    if (made.ok) for (const line of told(made.value, zone)) say(line);
    else complain(`hub: ${words(made.problem)}`);
    return made.ok ? 0 : 1;
  },
);
