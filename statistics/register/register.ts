import * as v from 'valibot';
import { TerminalId } from '../../terminal/hub-contract.ts';
import { isDay } from '../calendar.ts';
import { type Checked, check, type Mistake } from '../problem.ts';

/** From here on what has no first day is valid. */
export const firstDay = '0001-01-01';

export const UnitId = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9-]{1,32}$/, 'expected 1 to 32 small letters, digits or hyphens'),
);
const Day = v.pipe(v.string(), v.check(isDay, 'expected a day, YYYY-MM-DD'));
const Name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(80));
const LocalName = v.object({ zh: Name, en: Name });
const Ward = v.pipe(v.string(), v.trim(), v.maxLength(40));

export const RegisteredUnit = v.object({
  unit: UnitId,
  /** The rows of the bulletin it stands among: a hospital of its own, or a district's clinics together. */
  grouping: v.picklist(['hospital', 'district']),
  /** The district it stands in, by geography. */
  district: v.exactOptional(Name),
  /** Names from a day on, until the next one. The first is valid before its day too. */
  names: v.pipe(v.array(v.object({ from: v.exactOptional(Day), ...LocalName.entries })), v.minLength(1)),
});
export type RegisteredUnit = v.InferOutput<typeof RegisteredUnit>;

const nowhere = { zh: '', en: '' };

/** Where a terminal stands from a day on, until the next placement of it. */
export const Placement = v.object({
  from: Day,
  /** Null: it was taken away and stands nowhere. */
  unit: v.nullable(UnitId),
  /** Empty where it stands in none. */
  ward: v.optional(Ward, ''),
  place: v.optional(v.union([LocalName, v.object({ zh: v.literal(''), en: v.literal('') })]), nowhere),
});
export type Placement = v.InferOutput<typeof Placement>;

const RegisteredTerminal = v.object({
  terminal: TerminalId,
  placements: v.pipe(v.array(Placement), v.minLength(1)),
});

const RegisterFile = v.object({ units: v.array(RegisteredUnit), terminals: v.array(RegisteredTerminal) });

/** The units that report, in the order of their rows, and where their terminals stand. No people. */
export type Register = v.InferOutput<typeof RegisterFile>;

/** The values that are in a list before already. */
const repeated = <T>(list: readonly T[], path: string, keyOf: (item: T) => string, field: string): Mistake[] => {
  const places = new Map<string, number>();
  return list.flatMap((item, at) => {
    const value = keyOf(item);
    const before = places.get(value);
    if (before === undefined) places.set(value, at);
    return before === undefined
      ? []
      : [{ path: `${path}.${at}.${field}`, message: `${value} is there already, at ${path}.${before}` }];
  });
};

/** What the shape of a placement does not say. */
export const mistakesInPlacement = ({ unit, place }: Placement, path = ''): Mistake[] =>
  unit !== null && place.zh === ''
    ? [{ path: `${path}place`, message: 'missing; expected where in the unit it stands, { "zh", "en" }' }]
    : [];

/** What the shape of a unit does not say. */
export const mistakesInUnit = ({ names }: RegisteredUnit, path = ''): Mistake[] =>
  repeated(names, `${path}names`, ({ from }) => from ?? firstDay, 'from');

const mistakesIn = ({ units, terminals }: Register): Mistake[] => [
  ...repeated(units, 'units', ({ unit }) => unit, 'unit'),
  ...units.flatMap((unit, at) => mistakesInUnit(unit, `units.${at}.`)),
  ...repeated(terminals, 'terminals', ({ terminal }) => terminal, 'terminal'),
  ...terminals.flatMap(({ placements }, at) => {
    const path = `terminals.${at}.placements`;
    return [
      ...repeated(placements, path, ({ from }) => from, 'from'),
      ...placements.flatMap((placement, which) => mistakesInPlacement(placement, `${path}.${which}.`)),
    ];
  }),
];

/** Checks what a register file held: the shape, and that no unit, terminal or day is in it twice. */
export const readRegister = (value: unknown): Checked<Register> => check(RegisterFile, value, mistakesIn);
