import type { ChartState, ChartStep, ChartsView } from '../../../charts/charts-view.ts';
import type { TimelineEvent } from '../../../rehearsal/timeline.ts';
import type { TracedFrame } from '../../../trace/frame.ts';
import type { Entry } from './entry.ts';
import { entryAt, type Line } from './line.ts';

export type ScreenEvent = Extract<TimelineEvent, { kind: 'screen' }>;
export type JournalEvent = Extract<TimelineEvent, { kind: 'entry' }>;

/** What the line tells of one moment, up to an entry and with it. */
export interface PastMoment {
  /** What stood on the glass; absent without power, or when its screen is not kept any more. */
  readonly screen: ScreenEvent | undefined;
  /** Within a second before and after, the oldest first. */
  readonly frames: readonly TracedFrame[];
  /** The last ones, the newest first. */
  readonly journal: readonly JournalEvent[];
  /** The last step of every machine of the visit that had not ended, the newest first. */
  readonly states: readonly ChartStep[];
}

/** Milliseconds around the moment whose frames are shown. */
const around = 1000;
const shownEntries = 10;
/** The state of the visit that is left when somebody comes. */
const nobodyThere = 'attract';

export function momentOf(line: Line, place: number, definitions: ChartsView['definitions'] = {}): PastMoment {
  const at = entryAt(line, place)?.at ?? 0;
  const before: TracedFrame[] = [];
  const journal: JournalEvent[] = [];
  const states = new Map<string, ChartStep>();
  let screen: ScreenEvent | 'dark' | undefined;
  let visitBegan = false;

  for (let back = place; back >= line.first; back--) {
    const entry = entryAt(line, back);
    if (!entry) break;
    if (entry.kind === 'frame' && at - entry.at <= around) before.push(entry.frame);
    if (entry.kind === 'state' && !visitBegan) {
      const { step } = entry;
      if (!states.has(step.machine)) states.set(step.machine, step);
      visitBegan = step.from.includes(nobodyThere);
    }
    if ('event' in entry) {
      const { event } = entry;
      if (event.kind === 'entry' && journal.length < shownEntries) journal.push(event);
      if (event.kind === 'screen') screen ??= event;
      if (event.kind === 'power' && screen === undefined) screen = 'dark';
      // A start anew: what ran before lost its power.
      if (event.kind === 'power') visitBegan = true;
    }
    if (isComplete(at - entry.at)) break;
  }
  function isComplete(age: number): boolean {
    return age > around && screen !== undefined && visitBegan && journal.length === shownEntries;
  }

  return {
    screen: screen === 'dark' ? undefined : screen,
    frames: [...before.reverse(), ...framesAfter(line, place, at)],
    journal,
    states: [...states.values()].filter((step) => !hasEnded(step, definitions)),
  };
}

function framesAfter(line: Line, place: number, at: number): readonly TracedFrame[] {
  const frames: TracedFrame[] = [];
  for (let ahead = place + 1; ahead < line.end; ahead++) {
    const entry: Entry | undefined = entryAt(line, ahead);
    if (!entry || entry.at - at > around) break;
    if (entry.kind === 'frame') frames.push(entry.frame);
  }
  return frames;
}

/** A machine is over in a final state of its own. */
function hasEnded({ machine, to }: ChartStep, definitions: ChartsView['definitions']): boolean {
  const states: readonly ChartState[] = definitions[machine]?.root.states ?? [];
  return states.some(({ path, type }) => type === 'final' && to.includes(path));
}
