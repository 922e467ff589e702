import type { TerminalRecords } from '../state.ts';
import { type Entry, eventEntry, frameEntry, isBefore, stepEntry } from './entry.ts';

/** Everything of one terminal in the order of time. A place is counted from the first entry there ever was. */
export interface Line {
  readonly entries: readonly Entry[];
  /** The place of the first entry: how many fell off the front. */
  readonly first: number;
  /** The place after the last. */
  readonly end: number;
  /** How often what `keysOf` says of entries is said of those that are here. */
  readonly counts: ReadonlyMap<string, number>;
  /** Another number whenever something was taken up. */
  readonly revision: number;
  /** From which place on the last taking-up changed anything. */
  readonly changedFrom: number;
}

export interface GrowingLine extends Line {
  /** Takes up what is new in the records. */
  take(records: TerminalRecords): void;
}

/** The kinds, devices and directions by which entries are chosen. */
export const keysOf = (entry: Entry): readonly string[] =>
  entry.kind === 'frame'
    ? ['frame', entry.frame.device, entry.frame.direction, `is ${entry.frame.kind}`]
    : [entry.kind];

/** As many as the page keeps of everything together. */
const most = 140_000;

export function createLine(limit = most): GrowingLine {
  const entries: Entry[] = [];
  const counts = new Map<string, number>();
  const known = { events: 0, frames: 0, steps: 0 };
  let first = 0;
  let revision = 0;
  let changedFrom = 0;

  const count = (entry: Entry, by: number) => {
    for (const key of keysOf(entry)) counts.set(key, (counts.get(key) ?? 0) + by);
  };

  /** What is new of a stream that is numbered without gaps. */
  function fresh<T extends { readonly seq: number }>(of: keyof typeof known, stream: readonly T[]): readonly T[] {
    const last = stream.at(-1)?.seq ?? 0;
    const news = stream.slice(Math.max(0, stream.length - (last - known[of])));
    known[of] = Math.max(known[of], last);
    return news;
  }

  /** Streams come one after the other, so that the front of one may belong before the end of another. */
  function put(news: readonly Entry[]): void {
    const [earliest] = news;
    if (!earliest) return;
    let from = entries.length;
    while (from > 0 && isBefore(earliest, entries[from - 1] as Entry)) from -= 1;
    const later = entries.splice(from);
    changedFrom = Math.min(changedFrom, first + from);
    let at = 0;
    for (const entry of news) {
      count(entry, 1);
      for (let other = later[at]; other && !isBefore(entry, other); other = later[++at]) entries.push(other);
      entries.push(entry);
    }
    for (; at < later.length; at++) entries.push(later[at] as Entry);
  }

  return {
    entries,
    counts,
    get first() {
      return first;
    },
    get end() {
      return first + entries.length;
    },
    get revision() {
      return revision;
    },
    get changedFrom() {
      return changedFrom;
    },
    take({ events, frames, steps }) {
      const before = { ...known };
      const streams = [
        fresh('events', events).map(eventEntry),
        // A frame that was understood late is told after others, with the time of its first byte.
        fresh('frames', frames)
          .map(frameEntry)
          .sort((a, b) => a.at - b.at),
        fresh('steps', steps).map(stepEntry),
      ];
      if (known.events + known.frames + known.steps === before.events + before.frames + before.steps) return;
      changedFrom = first + entries.length;
      for (const news of streams) put(news);
      revision += 1;
      // The oldest tenth at once: one by one would move all the others each time.
      if (entries.length <= limit) return;
      const gone = entries.splice(0, entries.length - Math.floor(limit * 0.9));
      for (const entry of gone) count(entry, -1);
      first += gone.length;
    },
  };
}

/** The line as it is now, whatever comes later. */
export function standing({ entries, first, end, counts, revision, changedFrom }: Line): Line {
  return { entries: [...entries], first, end, counts: new Map(counts), revision, changedFrom };
}

export const entryAt = ({ entries, first }: Line, place: number): Entry | undefined => entries[place - first];
