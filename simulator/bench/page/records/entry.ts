import type { ChartStep } from '../../../charts/charts-view.ts';
import type { HappeningKind, TimelineEvent } from '../../../rehearsal/timeline.ts';
import type { TracedFrame } from '../../../trace/frame.ts';
import { deviceWords } from '../device-words.ts';

type Of =
  | { readonly kind: HappeningKind; readonly event: TimelineEvent }
  | { readonly kind: 'state'; readonly step: ChartStep }
  | { readonly kind: 'frame'; readonly frame: TracedFrame };

export type EntryKind = Of['kind'];

/** One thing on the line of time: an event of the terminal, a step of its machines, a frame of its devices. */
export type Entry = Of & {
  /** UTC milliseconds. */
  readonly at: number;
  readonly words: string;
  /** The words in small letters, to be searched. */
  readonly low: string;
};

const entry = (of: Of, at: number, words: string): Entry => ({ ...of, at, words, low: words.toLowerCase() });

export const eventEntry = (event: TimelineEvent): Entry =>
  entry({ kind: event.kind, event }, event.at, wordsOfEvent(event));

export function stepEntry(step: ChartStep): Entry {
  const from = step.from.length > 0 ? `${step.from.join(' ∥ ')} ` : '';
  return entry({ kind: 'state', step }, step.at, `${step.machine} · ${step.event} · ${from}→ ${step.to.join(' ∥ ')}`);
}

export const frameEntry = (frame: TracedFrame): Entry =>
  entry({ kind: 'frame', frame }, frame.at, `${deviceWords[frame.device].short} ${arrow(frame)} ${frame.words}`);

export const arrow = ({ direction }: TracedFrame): string => (direction === 'toDevice' ? '→' : '←');

function wordsOfEvent(event: TimelineEvent): string {
  switch (event.kind) {
    case 'screen': {
      const what = 'what' in event.screen ? ` · ${event.screen.what}` : '';
      return `${event.words}${what} · #${event.revision}`;
    }
    case 'reply':
      return `${event.words} · ${event.seconds.toFixed(event.seconds < 10 ? 2 : 0)} s`;
    case 'entry':
      return `${event.words} · ${plainFields(event.text)}`;
    default:
      return event.words;
  }
}

/** An entry's fields without the signs of JSON; its kind stands before them. */
export const plainFields = (text: string): string =>
  text
    .replace(/^\{"kind":"[^"]*",?/, '')
    .replace(/["{}]/g, '')
    .replaceAll(',', ' · ');

/** Of what happens in the same millisecond, which comes first: causes, then what they bring about. */
const ranks: Readonly<Record<EntryKind, number>> = {
  time: 0,
  power: 0,
  hand: 0,
  tap: 0,
  reply: 1,
  frame: 2,
  state: 3,
  log: 4,
  entry: 4,
  call: 4,
  screen: 5,
};

const sourceOf = ({ kind }: Entry) => (kind === 'frame' || kind === 'state' ? kind : 'event');

/** Things of one source keep the order in which it told them. */
export const isBefore = (a: Entry, b: Entry): boolean =>
  a.at < b.at || (a.at === b.at && ranks[a.kind] < ranks[b.kind] && sourceOf(a) !== sourceOf(b));
