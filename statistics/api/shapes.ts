/** What the reading interface answers, as schemas: the OpenAPI document and the dashboard's types both follow from them. */
import * as v from 'valibot';
import { deviceKinds } from '../../device-drivers/contract/device-event.ts';
import { visitEndings, visitFlows } from '../../terminal/usage-event.ts';
import { Scope } from '../access/reader.ts';
import { countNames } from '../intake/roll-up.ts';

const Whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const Day = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/));
/** UTC milliseconds. */
const Time = Whole;
const Share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
export const Name = v.object({ zh: v.string(), en: v.string() });

const MaybeWhole = v.exactOptional(Whole);
/** Counts of `intake/roll-up.ts`, amounts in fen: those that were asked for, or else every one. */
const Counts = v.object(
  Object.fromEntries(countNames.map((name) => [name, MaybeWhole])) as Record<
    (typeof countNames)[number],
    typeof MaybeWhole
  >,
);

/** Who asks, what they may see, and the zone (IANA name) whose days and hours the hub's figures are of. */
export const Me = v.object({ name: v.string(), scope: Scope, administrator: v.boolean(), zone: v.string() });
export type Me = v.InferOutput<typeof Me>;

export const Unit = v.object({
  unit: v.string(),
  grouping: v.picklist(['hospital', 'district']),
  district: v.nullable(v.string()),
  name: Name,
  /** In place on the day asked for. */
  terminals: Whole,
});
export type Unit = v.InferOutput<typeof Unit>;
export const Units = v.object({ on: Day, units: v.array(Unit) });
export type Units = v.InferOutput<typeof Units>;

export const Alarm = v.object({
  /** Stable: terminal, kind, device and opening time in one word. */
  id: v.string(),
  terminal: v.string(),
  unit: v.string(),
  kind: v.picklist([
    'silent',
    'deviceDown',
    'supplyLow',
    'supplyOut',
    'binFull',
    'restored',
    'fork',
    'clockAhead',
    'refused',
  ]),
  device: v.nullable(v.picklist(deviceKinds)),
  detail: v.string(),
  openedAt: Time,
  closedAt: v.nullable(Time),
});
export type Alarm = v.InferOutput<typeof Alarm>;
export const Alarms = v.object({ alarms: v.array(Alarm), next: v.nullable(v.string()) });
export type Alarms = v.InferOutput<typeof Alarms>;

export const TerminalNow = v.object({
  terminal: v.string(),
  unit: v.string(),
  ward: v.string(),
  place: Name,
  /** Whether a key is bound to it, or was taken from it. */
  enrolment: v.picklist(['waiting', 'enrolled', 'revoked']),
  /** When the hub last heard anything signed by it. */
  heardAt: v.nullable(Time),
  state: v.nullable(
    v.object({
      at: Time,
      version: v.string(),
      inService: v.boolean(),
      devices: v.array(v.object({ device: v.picklist(deviceKinds), state: v.string(), fault: v.nullable(v.string()) })),
      supplies: v.object({ cards: v.nullable(Whole), sheets: v.nullable(Whole), bin: Whole }),
    }),
  ),
  /** Alarms that are open. */
  alarms: v.array(Alarm),
});
export type TerminalNow = v.InferOutput<typeof TerminalNow>;
export const Terminals = v.object({ terminals: v.array(TerminalNow), next: v.nullable(v.string()) });
export type Terminals = v.InferOutput<typeof Terminals>;

/** Where, and when: usage can be asked for by one of each. */
export const places = ['terminal', 'ward', 'unit', 'grouping', 'district', 'city'] as const;
export const times = ['hour', 'weekHour', 'day', 'month'] as const;

export const UsageRow = v.object({
  /** The terminal, `unit/ward`, the unit, grouping or district; `city` for all together. */
  place: v.string(),
  name: Name,
  /** The unit a terminal or a ward belongs to; absent for larger places. */
  unit: v.exactOptional(v.string()),
  /** 0 to 23; or 0 (Monday, midnight) to 167; or a day; or a month; null when not asked for by time. */
  time: v.nullable(v.union([Whole, v.string()])),
  counts: Counts,
});
export type UsageRow = v.InferOutput<typeof UsageRow>;
export const Usage = v.object({
  from: Day,
  to: Day,
  /** UTC milliseconds: the hub's time when the figures were read. */
  asOf: Time,
  /** How often the months asked for changed after they were closed; 0 is as first told. */
  revision: Whole,
  rows: v.array(UsageRow),
  /** Of all rows there are, not of this page of them. */
  total: Counts,
  next: v.nullable(v.string()),
});
export type Usage = v.InferOutput<typeof Usage>;

/** How visits went, by what they were for. */
export const Visits = v.object({
  from: Day,
  to: Day,
  asOf: Time,
  flows: v.array(
    v.object({
      flow: v.picklist(visitFlows),
      visits: Whole,
      completed: Whole,
      firstTries: Whole,
      /** Seconds half of the completed visits, and 95 of a hundred, did not exceed, to within a fifth; null without any. */
      median: v.nullable(v.number()),
      p95: v.nullable(v.number()),
      /** Where visits ended, most first. */
      endings: v.array(v.object({ ending: v.picklist(visitEndings), step: v.string(), visits: Whole })),
    }),
  ),
});
export type Visits = v.InferOutput<typeof Visits>;

export const Devices = v.object({
  from: Day,
  to: Day,
  asOf: Time,
  rows: v.array(
    v.object({
      place: v.string(),
      name: Name,
      device: v.picklist(deviceKinds),
      /** Terminals that have one, as far as they told. */
      terminals: Whole,
      outages: Whole,
      downSeconds: Whole,
      /** Of the time these terminals were in place; null before they told of one. */
      availability: v.nullable(Share),
      faults: v.array(v.object({ fault: v.string(), times: Whole })),
    }),
  ),
});
export type Devices = v.InferOutput<typeof Devices>;

/** What is left, how fast it goes (mean of the last two weeks), and the day it will be gone. */
const Supply = v.nullable(v.object({ left: Whole, perDay: v.number(), lastsUntil: v.nullable(Day) }));
export const Supplies = v.object({
  asOf: Time,
  terminals: v.array(
    v.object({
      terminal: v.string(),
      unit: v.string(),
      place: Name,
      cards: Supply,
      sheets: Supply,
      bin: v.nullable(Whole),
    }),
  ),
  next: v.nullable(v.string()),
});
export type Supplies = v.InferOutput<typeof Supplies>;
