/** A scenario as a file, in YAML, and back. */
import * as v from 'valibot';
import { isMap, isSeq, LineCounter, parseDocument } from 'yaml';
import { usualPolicy } from '../../seeds/clinic.ts';
import { people } from '../../seeds/people.ts';
import { RehearsalCommand, whyNot } from '../rehearsal/command.ts';
import { failures } from './failures.ts';
import type { Must, Scenario, Step } from './scenario.ts';

/** A file that is no scenario; the message names the file, the line, and what is wrong there. */
export class ScenarioError extends Error {
  override name = 'ScenarioError';
}

const Text = v.pipe(v.string(), v.minLength(1));
const Count = v.pipe(v.number(), v.integer(), v.minValue(0));
const Seconds = v.pipe(v.number(), v.minValue(0), v.maxValue(7 * 86_400));
/** Screens are not checked by name: one that never stands is told by the run. */
const Screens = v.array(Text);
const Counts = v.record(Text, Count);

const Head = v.strictObject({
  title: Text,
  teaches: Text,
  failure: v.optional(v.picklist(failures)),
  world: v.strictObject({
    start: v.pipe(v.string(), v.isoTimestamp()),
    seed: v.optional(Count, 1),
    terminals: v.optional(v.pipe(Count, v.minValue(1), v.maxValue(9)), 1),
    policy: v.optional(v.record(v.picklist(Object.keys(usualPolicy), 'no hospital has such a policy'), v.unknown())),
  }),
  steps: v.array(v.unknown()),
  quiet: v.optional(Seconds, 300),
  must: v.strictObject({
    screen: v.optional(Text),
    orders: v.optional(Counts),
    entries: v.optional(Counts),
    asked: v.optional(Counts),
    logged: v.optional(Counts),
    saw: v.optional(Screens),
    never: v.optional(Screens),
    captured: v.optional(Count),
    refunded: v.optional(Count),
    slips: v.optional(v.array(Text)),
    sheets: v.optional(Count),
    cards: v.optional(v.strictObject({ stack: v.optional(Count), bin: v.optional(Count) })),
    journal: v.optional(Text),
    bytes: v.optional(Text),
  }),
});

/** Seconds a screen or an entry is waited for unless the step says so. */
const patience = 300;

/** A text of which a part is told, or an amount in fen. */
const Word = v.union([Text, v.number()]);
const Waiting = { within: v.optional(Seconds, patience) };
const Doing = v.union([
  v.strictObject({ see: v.union([Text, Screens]), with: v.optional(v.union([Word, v.array(Word)]), []), ...Waiting }),
  v.strictObject({ entry: Text, ...Waiting }),
  v.strictObject({ wait: Seconds }),
  v.strictObject({ choose: v.union([Text, v.pipe(Count, v.minValue(1))]) }),
]);

/** Reads a scenario; `name` is its file's name without endings. Throws a `ScenarioError`. */
export function readScenario(text: string, name: string): Scenario {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: true });
  const wrong = (why: string, line?: number) =>
    new ScenarioError(`${name}${line === undefined ? '' : `, line ${line}`}: ${why}`);
  const [broken] = document.errors;
  if (broken) throw wrong(broken.message.trim());
  const read = v.safeParse(Head, document.toJS());
  if (!read.success) throw wrong(whyNot(read.issues));

  const { title, teaches, failure, world, steps, quiet, must } = read.output;
  const places = isMap(document.contents) ? document.contents.get('steps', true) : undefined;
  const lineOf = (index: number): number => {
    const item = isSeq(places) ? places.items[index] : undefined;
    const range =
      item && typeof item === 'object' && 'range' in item ? (item.range as [number] | undefined) : undefined;
    return range ? lines.linePos(range[0]).line : 1;
  };
  return {
    name,
    title,
    teaches,
    ...(failure !== undefined && { failure }),
    world: { ...world, start: Date.parse(world.start) } as Scenario['world'],
    steps: steps.map((step, index) => readStep(step, lineOf(index), (why) => wrong(why, lineOf(index)))),
    quiet: quiet * 1000,
    must: must as Must,
  };
}

function readStep(value: unknown, line: number, wrong: (why: string) => ScenarioError): Step {
  if (typeof value !== 'object' || value === null) throw wrong('a step is a mapping, such as { see: pay }');
  const { at, on, ...rest } = value as Record<string, unknown>;
  if (at !== undefined && typeof at !== 'number') throw wrong('at: milliseconds after the start are expected');
  if (on !== undefined && typeof on !== 'string') throw wrong('on: a terminal such as T-001 is expected');
  const common = { line, ...(at !== undefined && { at }), ...(on !== undefined && { on }) };
  if ('do' in rest || 'tap' in rest) {
    const { refused, ...command } = rest;
    if (refused !== undefined && typeof refused !== 'string') throw wrong('refused: a part of the reason is expected');
    const read = v.safeParse(RehearsalCommand, commandOf(command, wrong));
    if (!read.success) throw wrong(whyNot(read.issues));
    return { ...common, kind: 'do', command: read.output, ...(refused !== undefined && { refused }) };
  }
  const read = v.safeParse(Doing, rest);
  if (!read.success) throw wrong('a step has one of do, tap, choose, see, entry, wait, and what belongs to it');
  const doing = read.output;
  if ('see' in doing) {
    const screens = (typeof doing.see === 'string' ? [doing.see] : doing.see) as Must['saw'] & object;
    const words = Array.isArray(doing.with) ? doing.with : [doing.with];
    return { ...common, kind: 'see', screens, words, within: doing.within * 1000 };
  }
  if ('entry' in doing) return { ...common, kind: 'entry', entry: doing.entry, within: doing.within * 1000 };
  if ('wait' in doing) return { ...common, kind: 'wait', milliseconds: doing.wait * 1000 };
  return { ...common, kind: 'choose', tile: doing.choose };
}

/** `{ tap: errand, errand: card }` is the tap of that kind; people are called by their names. */
function commandOf(step: Readonly<Record<string, unknown>>, wrong: (why: string) => ScenarioError): unknown {
  if (typeof step.tap === 'string') {
    const { tap: kind, older, ...rest } = step;
    return { do: 'tap', tap: { kind, ...rest }, ...(older !== undefined && { older }) };
  }
  if (typeof step.person !== 'string') return step;
  const person = people.findIndex(({ card }) => card.name === step.person);
  if (person < 0)
    throw wrong(`nobody is called ${step.person}; there are ${people.map((it) => it.card.name).join(' ')}`);
  return { ...step, person };
}

/** A step as it stands in a file. */
export function writeStep(step: {
  readonly at: number;
  readonly on: string;
  readonly command: RehearsalCommand;
}): object {
  const { at, on, command } = step;
  if (command.do === 'tap') {
    const { kind, ...rest } = command.tap;
    return { at, on, tap: kind, ...rest, ...(command.older !== undefined && { older: command.older }) };
  }
  if (!('person' in command)) return { at, on, ...command };
  return { at, on, ...command, person: people[command.person]?.card.name ?? command.person };
}
