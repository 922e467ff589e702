import { deviceKinds } from '../../device-drivers/contract/device-event.ts';
import { mostEventsInBatch, UsageBatch } from '../../terminal/hub-contract.ts';
import { type UsageEvent, visitEndings, visitFlows } from '../../terminal/usage-event.ts';
import { isDay } from '../calendar.ts';
import { type Checked, check, type Mistake } from '../problem.ts';

/**
 * The most one event may carry: 100 million yuan, ten thousand sheets, a week. Nothing real comes near it, and with it a
 * sum of years stays an exact integer in the store and in JavaScript.
 */
const most = { amount: 10_000_000_000, pages: 10_000, reports: 10_000, seconds: 604_800 } as const;
const limited = Object.keys(most) as readonly (keyof typeof most)[];

/** What the shape of a batch does not say: order, real days, amounts that can be summed. */
const mistakesIn = ({ previous, events }: UsageBatch): Mistake[] => {
  const mistakes: Mistake[] = [];
  let last = previous?.sequence ?? 0;
  for (const [at, event] of events.entries()) {
    const note = (field: string, message: string) => mistakes.push({ path: `events.${at}.${field}`, message });
    if (event.sequence <= last) note('sequence', `expected a sequence above ${last}, received ${event.sequence}`);
    last = event.sequence;
    if (!isDay(event.businessDay)) note('businessDay', `there is no day ${event.businessDay}`);
    const values = event as Readonly<Partial<Record<keyof typeof most, number>>>;
    for (const field of limited) {
      const value = values[field];
      if (value !== undefined && value > most[field]) note(field, `expected at most ${most[field]}, received ${value}`);
    }
  }
  return mistakes;
};

type Test = (value: unknown) => boolean;
const whole = (from: number, to: number): Test => {
  return (value) => typeof value === 'number' && Number.isSafeInteger(value) && value >= from && value <= to;
};
const oneOf = (words: readonly string[]): Test => {
  const set = new Set<unknown>(words);
  return (value) => set.has(value);
};
const text = (form: RegExp): Test => {
  return (value) => typeof value === 'string' && form.test(value);
};
const truth: Test = (value) => typeof value === 'boolean';

const daysSeen = new Set<unknown>();
/** A batch has a day or two: looking one up is a tenth of reckoning it. */
const realDay: Test = (value) => {
  if (daysSeen.has(value)) return true;
  if (typeof value !== 'string' || !isDay(value)) return false;
  if (daysSeen.size > 1_000) daysSeen.clear();
  daysSeen.add(value);
  return true;
};

const word = text(/^[a-zA-Z]{1,40}$/);
const base: Readonly<Record<string, Test>> = {
  sequence: whole(1, Number.MAX_SAFE_INTEGER),
  at: whole(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
  businessDay: realDay,
  hour: whole(0, 23),
  kind: () => true,
};
const amount = whole(0, most.amount);
const device = oneOf(deviceKinds);

/** The tests of `UsageEvent` and `mistakesIn` over again, for speed: a field each, the event's own fields and no others. */
const own: Readonly<Record<UsageEvent['kind'], Readonly<Record<string, Test>>>> = {
  started: {},
  visitEnded: {
    flow: oneOf(visitFlows),
    ending: oneOf(visitEndings),
    step: word,
    seconds: whole(0, most.seconds),
    firstTry: truth,
  },
  registrationConfirmed: { amount },
  bookingCollected: { amount, paidHere: truth },
  checkedIn: {},
  bookingCancelled: {},
  billsPaid: { amount },
  cardIssued: {},
  cardCaptured: {},
  reportsPrinted: { reports: whole(0, most.reports) },
  pagesPrinted: { pages: whole(0, most.pages) },
  slipPrinted: {},
  slipReprinted: {},
  refunded: { amount },
  deviceFault: { device, fault: word },
  deviceChanged: { device, available: truth },
  serviceChanged: { open: truth },
};
const testsOf = new Map(
  Object.entries(own).map(([kind, tests]) => [kind, new Map(Object.entries({ ...base, ...tests }))]),
);

/** Whether it is an event, with no field too many. */
const isPlainEvent = (it: unknown): it is UsageEvent => {
  if (typeof it !== 'object' || it === null || Array.isArray(it)) return false;
  const fields = it as Readonly<Record<string, unknown>>;
  const tests = typeof fields.kind === 'string' ? testsOf.get(fields.kind) : undefined;
  if (!tests) return false;
  let passed = 0;
  for (const name in fields) {
    if (!tests.get(name)?.(fields[name])) return false;
    passed += 1;
  }
  return passed === tests.size;
};

const arePlainEvents = (events: unknown, after: number): events is UsageEvent[] => {
  if (!Array.isArray(events) || events.length < 1 || events.length > mostEventsInBatch) return false;
  let last = after;
  for (const event of events) {
    if (!isPlainEvent(event) || event.sequence <= last) return false;
    last = event.sequence;
  }
  return true;
};

/** One event that passes, so that all but the events can be asked of the schema. */
const stand: UsageEvent = {
  sequence: Number.MAX_SAFE_INTEGER,
  at: 0,
  businessDay: '2000-01-01',
  hour: 0,
  kind: 'started',
};

const plainBatch = (it: unknown): UsageBatch | undefined => {
  if (typeof it !== 'object' || it === null || !('events' in it)) return undefined;
  const frame = check(UsageBatch, { ...it, events: [stand] }, () => []);
  if (!frame.ok) return undefined;
  const { events } = it;
  return arePlainEvents(events, frame.value.previous?.sequence ?? 0) ? { ...frame.value, events } : undefined;
};

/**
 * Reads a batch. Nearly all are as they should be, and told so in a tenth of the time the schema takes; it has the last
 * word, and the words, about the others.
 */
export const readUsageBatch = (body: unknown): Checked<UsageBatch> => {
  const plain = plainBatch(body);
  return plain ? { ok: true, value: plain } : check(UsageBatch, body, mistakesIn);
};
