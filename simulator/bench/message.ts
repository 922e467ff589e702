/** What the bench's server says to its page. Everybody in it is invented. */
import type { ChartStep, ChartsView } from '../charts/charts-view.ts';
import type { DeskView } from '../hospital/desk.ts';
import type { KioskView, SurroundingsView } from '../rehearsal/rehearsal-view.ts';
import type { TimelineEvent } from '../rehearsal/timeline.ts';
import type { TracedFrame } from '../trace/frame.ts';

/** One terminal, and where it is shown. */
export interface TerminalView extends KioskView {
  /** Where the patients' page is, another address each time it begins anew; absent while there is none. */
  readonly kiosk?: string;
}

/** A scenario that runs or ran in this world. */
export interface ScenarioRun {
  readonly file: string;
  readonly title: string;
  readonly state: 'running' | 'passed' | 'failed';
  /** How many of its steps are done. */
  readonly done: number;
  readonly of: number;
  /** What was to be true and is not. */
  readonly failures: readonly string[];
}

export interface WorldTime {
  /** UTC milliseconds of the world's clock, when this was told. */
  readonly now: number;
  /** Milliseconds of the world in one of ours; 0 while it stands still. */
  readonly pace: number;
  /** Where time is being run to, UTC milliseconds. */
  readonly runningTo?: number;
}

/** The whole of a world as it stands now. */
export interface WorldView extends SurroundingsView {
  readonly terminals: readonly TerminalView[];
  readonly scenario?: ScenarioRun;
  /** What has been written down since the recording began. */
  readonly recording?: { readonly since: number; readonly steps: number };
}

/** A scenario as the library shows it. */
export interface ScenarioCard {
  readonly file: string;
  readonly title: string;
  readonly teaches: string;
  /** Of which kind of trouble in the field it is one. */
  readonly failure?: string;
}

/** Everything of one terminal at one moment of the past. */
export interface Moment {
  /** The instant that was asked for, and that of the last look before it. */
  readonly asked: number;
  readonly at: number;
  readonly terminal: TerminalView;
}

/** What the bench's server says. */
export type BenchMessage =
  /** A world has begun: whatever was told of another is over. */
  | { readonly kind: 'world'; readonly scenarios: readonly ScenarioCard[] }
  | { readonly kind: 'time'; readonly time: WorldTime }
  | { readonly kind: 'view'; readonly view: WorldView }
  | { readonly kind: 'desk'; readonly desk: DeskView }
  | { readonly kind: 'events'; readonly terminal: string; readonly events: readonly TimelineEvent[] }
  | { readonly kind: 'frames'; readonly terminal: string; readonly frames: readonly TracedFrame[] }
  | { readonly kind: 'charts'; readonly terminal: string; readonly charts: ChartsView }
  | { readonly kind: 'steps'; readonly terminal: string; readonly steps: readonly ChartStep[] }
  | { readonly kind: 'moment'; readonly moment: Moment }
  /** What was asked for cannot be done. */
  | { readonly kind: 'refused'; readonly why: string }
  /** The recording is over: the file. */
  | { readonly kind: 'recorded'; readonly yaml: string };
