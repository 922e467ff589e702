/** What the bench's page is told of the machines that run: names of states and of events, and no value that went with them. */

/** A way out of a state. */
export interface ChartTransition {
  /** As `eventWords` says it. */
  readonly event: string;
  /** Paths of states; none where the event only does something. */
  readonly targets: readonly string[];
  /** The condition's name; `if` where it has none. */
  readonly guard?: string;
}

export interface ChartState {
  readonly key: string;
  /** From the machine down: `present.doing.menu`; the machine's own is empty. */
  readonly path: string;
  readonly type: 'atomic' | 'compound' | 'parallel' | 'final' | 'history';
  /** Path of the state inside that is entered first. */
  readonly initial?: string;
  /** What is done on the way in, by name. */
  readonly entry: readonly string[];
  /** What runs while the machine is here, by name. */
  readonly invokes: readonly string[];
  readonly transitions: readonly ChartTransition[];
  readonly states: readonly ChartState[];
}

/** One machine as it is written. */
export interface ChartDefinition {
  readonly machine: string;
  readonly root: ChartState;
}

/** One machine at work. */
export interface ChartActor {
  readonly actor: string;
  /** Names its definition. */
  readonly machine: string;
  /** How many machines it runs inside of. */
  readonly depth: number;
  readonly live: boolean;
  /** Paths of the innermost states it is in; where it ended, when it runs no more. */
  readonly active: readonly string[];
  /** What it waits for that is no machine: `readCredential`. */
  readonly invoking: readonly string[];
}

/** One machine went on: what it left and what it entered, innermost states only. */
export interface ChartStep {
  /** From 1, without gaps, over all machines. */
  readonly seq: number;
  /** UTC milliseconds. */
  readonly at: number;
  readonly actor: string;
  readonly machine: string;
  /** As `eventWords` says it. */
  readonly event: string;
  /** Empty where the machine begins. */
  readonly from: readonly string[];
  readonly to: readonly string[];
}

export interface ChartsView {
  /** Changes whenever anything else here does. */
  readonly revision: number;
  /** By name; those that the page has already may be left out. */
  readonly definitions: Readonly<Record<string, ChartDefinition>>;
  /** The machines that run, each after the one it runs in; then those that ended in this visit. */
  readonly actors: readonly ChartActor[];
  /** The steps of this visit, or of the last one while nobody is there; the newest last. */
  readonly path: readonly ChartStep[];
}

/** What is told anew, with the definitions that were told before. */
export const withDefinitions = (before: ChartsView | undefined, now: ChartsView): ChartsView => ({
  ...now,
  definitions: { ...before?.definitions, ...now.definitions },
});
