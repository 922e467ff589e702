import { type ChartStep, type ChartsView, withDefinitions } from '../../charts/charts-view.ts';
import type { DeskView } from '../../hospital/desk.ts';
import type { TimelineEvent } from '../../rehearsal/timeline.ts';
import type { TracedFrame } from '../../trace/frame.ts';
import type { BenchMessage, Moment, ScenarioCard, WorldTime, WorldView } from '../message.ts';

/** What one terminal did and said, as far as the page keeps it. */
export interface TerminalRecords {
  /** The oldest first. The arrays are the same ones as long as a world lasts: `length` tells what is new. */
  readonly events: TimelineEvent[];
  readonly frames: TracedFrame[];
  /** Of the machines, over all visits. */
  readonly steps: ChartStep[];
  charts: ChartsView | undefined;
}

/** Everything the page was told. */
export interface BenchState {
  readonly connected: boolean;
  readonly scenarios: readonly ScenarioCard[];
  readonly time: WorldTime | undefined;
  readonly view: WorldView | undefined;
  /** What lies on the hospital's desk, while it is looked at. */
  readonly desk: DeskView | undefined;
  readonly records: ReadonlyMap<string, TerminalRecords>;
  /** The moment of the past that is looked at. */
  readonly moment: Moment | undefined;
  /** Why the last thing asked for could not be done. */
  readonly refused: string | undefined;
  /** The file of the last recording. */
  readonly recorded: string | undefined;
}

export const nothingTold: BenchState = {
  connected: false,
  scenarios: [],
  time: undefined,
  view: undefined,
  desk: undefined,
  records: new Map(),
  moment: undefined,
  refused: undefined,
  recorded: undefined,
};

/** As many as the server keeps. */
const keptEvents = 20_000;
const keptFrames = 100_000;
const keptSteps = 20_000;

/** Hangs new things on; when there are too many the oldest tenth goes at once. */
function hangOn<T>(kept: T[], more: readonly T[], limit: number): void {
  for (const it of more) kept.push(it);
  if (kept.length > limit) kept.splice(0, kept.length - Math.floor(limit * 0.9));
}

const recordsOf = ({ records }: BenchState, terminal: string): TerminalRecords =>
  records.get(terminal) ?? { events: [], frames: [], steps: [], charts: undefined };

/** The state after a message. */
export function hear(state: BenchState, message: BenchMessage): BenchState {
  switch (message.kind) {
    case 'world':
      return { ...nothingTold, connected: true, recorded: state.recorded, scenarios: message.scenarios };
    case 'time':
      return { ...state, time: message.time };
    case 'view':
      return { ...state, view: message.view };
    case 'desk':
      return { ...state, desk: message.desk };
    case 'events':
    case 'frames':
    case 'steps':
    case 'charts': {
      const of = recordsOf(state, message.terminal);
      if (message.kind === 'events') hangOn(of.events, message.events, keptEvents);
      else if (message.kind === 'frames') hangOn(of.frames, message.frames, keptFrames);
      else if (message.kind === 'steps') hangOn(of.steps, message.steps, keptSteps);
      else of.charts = withDefinitions(of.charts, message.charts);
      return { ...state, records: new Map(state.records).set(message.terminal, of) };
    }
    case 'moment':
      return { ...state, moment: message.moment };
    case 'refused':
      return { ...state, refused: message.why };
    case 'recorded':
      return { ...state, recorded: message.yaml };
  }
}
