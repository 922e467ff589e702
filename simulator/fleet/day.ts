import type { UsageEvent } from '../../terminal/usage-event.ts';
import type { InventedTerminal } from './city.ts';
import { type Dice, diceOf } from './dice.ts';
import { type Outage, outagesOf } from './outages.ts';
import { drawnFlow, type Fact, type Timed, visitOf } from './visit.ts';
import { dayOfWeek } from './week.ts';

/** What a terminal did between two starts. */
export interface InventedEpoch {
  readonly epoch: string;
  readonly events: readonly UsageEvent[];
}

export interface InventedDay {
  readonly epochs: readonly InventedEpoch[];
  readonly outages: readonly Outage[];
}

export interface DayPlan {
  readonly seed: number;
  readonly terminal: InventedTerminal;
  /** YYYY-MM-DD, and when it begins, in UTC milliseconds. */
  readonly day: string;
  readonly midnight: number;
  /** Visits of a mean terminal on a mean day. */
  readonly visits: number;
}

const second = 1_000;
const hour = 3_600;
/** After this a terminal is not begun with any more. */
const evening = 23 * hour;
/** A power cut, and the terminal up again. */
const restart = 95;

/**
 * Numbers of events that a day has for itself. With them a day is a function of its terminal and its date: any one can be
 * made without those before it. A terminal numbers what else it writes down as well, so that holes are nothing unusual.
 */
const numbersOfDay = 10_000;
const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 86_400_000;

/** The day an event is of, by its number. */
export const dayOfSequence = (sequence: number): string =>
  new Date(Math.floor(sequence / numbersOfDay) * 86_400_000).toISOString().slice(0, 10);

/** One day of an invented terminal, always the same for the same plan. */
export function inventedDay(plan: DayPlan): InventedDay {
  const { seed, terminal, day } = plan;
  const dice = diceOf(seed, terminal.terminal, day);
  const outages = outagesOf(terminal, dice);
  const facts = [...visitsOf(plan, outages, dice), ...outages.flatMap(factsOf), ...service(dice)];
  facts.sort((a, b) => a.after - b.after);
  return {
    epochs: numbered([{ after: dice.between(6 * hour, 6.6 * hour), fact: started }, ...facts], plan, dice),
    outages,
  };
}

const started: Fact = { kind: 'started' };

function visitsOf({ terminal, day, visits }: DayPlan, outages: readonly Outage[], dice: Dice): Timed[] {
  const { use, halfHours } = dayOfWeek(day);
  const begins = Array.from(
    { length: dice.times(visits * use * terminal.busy) },
    () => dice.pick(halfHours) * hour + dice.roll() * 1_800,
  ).sort((a, b) => a - b);
  const facts: Timed[] = [];
  let free = 0;
  for (const wanted of begins) {
    // Who finds somebody at the terminal waits.
    const begin = Math.ceil(Math.max(wanted, free));
    if (begin > evening) break;
    const down = outages.find((it) => it.device === 'receiptPrinter' && it.from < begin && begin < it.until);
    if (down) continue;
    const flow = drawnFlow(dice, (it) => it !== 'report' || terminal.devices.includes('reportPrinter'));
    const visit = visitOf(flow, dice);
    const last = visit.at(-1)?.fact;
    if (last?.kind === 'visitEnded' && last.ending === 'interrupted') {
      // The power went: the next start is what finds the visit and ends it.
      free = begin + last.seconds + restart;
      facts.push({ after: free, fact: started }, { after: free, fact: last });
    } else {
      for (const { after, fact } of visit) facts.push({ after: begin + after, fact });
      free = begin + (visit.at(-1)?.after ?? 0) + dice.between(4, 15);
    }
  }
  return facts;
}

const factsOf = ({ device, fault, from, until }: Outage): Timed[] => [
  { after: from, fact: { kind: 'deviceFault', device, fault } },
  { after: from, fact: { kind: 'deviceChanged', device, available: false } },
  { after: until, fact: { kind: 'deviceChanged', device, available: true } },
];

/** Every few days a technician looks after it, mostly at noon. */
function service(dice: Dice): Timed[] {
  if (!dice.happens(0.22)) return [];
  const from = Math.round(dice.around(12.5 * hour, 0.12));
  return [
    { after: from, fact: { kind: 'serviceChanged', open: false } },
    { after: from + dice.between(240, 1_100), fact: { kind: 'serviceChanged', open: true } },
  ];
}

const letters = 'ABCDEFGHJKMNPQRSTVWXYZ';
const epochName = (dice: Dice): string => Array.from({ length: 12 }, () => letters[dice.between(0, 21)]).join('');

function numbered(facts: readonly Timed[], { day, midnight }: DayPlan, dice: Dice): InventedEpoch[] {
  const epochs: { epoch: string; events: UsageEvent[] }[] = [];
  const first = dayNumber(day) * numbersOfDay;
  let sequence = first;
  for (const { after, fact } of facts) {
    if (fact.kind === 'started') epochs.push({ epoch: epochName(dice), events: [] });
    sequence += dice.between(1, 4);
    if (sequence >= first + numbersOfDay) throw new RangeError(`too much for one day: ${facts.length} events`);
    const base = {
      sequence,
      at: midnight + Math.round(after * second),
      businessDay: day,
      hour: Math.floor(after / hour),
    };
    epochs.at(-1)?.events.push({ ...base, ...fact });
  }
  return epochs;
}
