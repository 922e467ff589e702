import {
  Actor,
  type AnyActorLogic,
  type AnyTransitionDefinition,
  type InspectionEvent,
  isMachineSnapshot,
  StateMachine,
} from 'xstate';
import type { ChartActor, ChartDefinition, ChartStep, ChartsView } from './charts-view.ts';
import { type ReadMachine, readMachine, sourceName } from './definition.ts';
import { eventWords } from './event-words.ts';
import { createNewest } from './newest.ts';
import { holds, leavesOf } from './state-paths.ts';
import { createStatelyLines } from './stately-lines.ts';

export interface ChartRecorder {
  /** For the terminal's port of this name. */
  readonly inspect: (event: InspectionEvent) => void;
  /** What the page is told; without the definitions it has already, by name. */
  charts(known?: readonly string[]): ChartsView;
  /** All steps that are kept, the newest last. */
  path(): readonly ChartStep[];
  /** What happened in the format of Stately's inspector, one event a line. Holds what the patients showed, cut short. */
  exportLines(): string;
  /** Forgets the steps and the lines. What runs stays known. */
  clear(): void;
  /** Another number whenever `charts` would say something else. */
  readonly revision: number;
}

interface Running {
  readonly actor: string;
  readonly parent: string | undefined;
  /** Undefined of what is no machine. */
  readonly machine: ReadMachine | undefined;
  readonly source: string;
  readonly depth: number;
  leaves: readonly string[];
}

type MachineRunning = Running & { readonly machine: ReadMachine };

/** The visit's state in which nobody is there: a path begins where it is left. */
const nobodyThere = 'attract';
/** More steps of one visit than a technician reads. */
const shownSteps = 300;

const isMachine = (it: Running): it is MachineRunning => it.machine !== undefined;
const nameOf = (it: MachineRunning): string => it.machine.definition.machine;

/** Follows the machines of one terminal. Keeps at most `limit` steps and `limit` lines to export. */
export function createChartRecorder({
  now,
  limit,
}: {
  readonly now: () => number;
  readonly limit: number;
}): ChartRecorder {
  const running = new Map<string, Running>();
  /** The last of each machine that ended in this visit. */
  const ended = new Map<string, MachineRunning>();
  const definitions = new Map<string, ChartDefinition>();
  const steps = createNewest<ChartStep>(limit);
  const lines = createStatelyLines({ now, limit });
  let seq = 0;
  let visitFrom = 1;
  let revision = 1;

  function begin(ref: Actor<AnyActorLogic>): void {
    // A start anew: what ran before lost its power and says so to nobody.
    if (!ref._parent) forgetVisit();
    const { logic, src } = ref;
    const begun: Running = {
      actor: ref.sessionId,
      parent: ref._parent?.sessionId,
      machine: logic instanceof StateMachine ? readMachine(logic) : undefined,
      source: sourceName(src, ref.id),
      depth: (running.get(ref._parent?.sessionId ?? '')?.depth ?? -1) + 1,
      leaves: [],
    };
    running.set(begun.actor, begun);
    revision += 1;
    if (!isMachine(begun)) return;
    definitions.set(nameOf(begun), begun.machine.definition);
    // Now, and not at its first snapshot: those of the machines inside it come before.
    const snapshot: unknown = ref.getSnapshot();
    if (isMachineSnapshot(snapshot)) move(begun, leavesOf(snapshot.value), 'xstate.init', []);
  }

  function end(actor: string): void {
    const it = running.get(actor);
    if (!it) return;
    running.delete(actor);
    if (isMachine(it)) ended.set(nameOf(it), it);
    revision += 1;
  }

  function forgetVisit(): void {
    running.clear();
    ended.clear();
    visitFrom = seq + 1;
  }

  function move(
    it: MachineRunning,
    to: readonly string[],
    event: string,
    ways: readonly AnyTransitionDefinition[],
  ): void {
    const left = it.leaves.filter((leaf) => !to.includes(leaf));
    const entered = to.filter((leaf) => !it.leaves.includes(leaf));
    const again = left.length + entered.length > 0 ? [] : enteredAgain(to, ways);
    if (left.length + entered.length + again.length === 0) return;
    seq += 1;
    if (it.parent === undefined && left.includes(nobodyThere)) {
      ended.clear();
      visitFrom = seq;
    }
    it.leaves = to;
    const said = ways.length > 0 && ways.every(({ eventType }) => eventType === '') ? '' : event;
    steps.push({
      seq,
      at: now(),
      actor: it.actor,
      machine: nameOf(it),
      event: eventWords(said, it.machine.sourceOf),
      from: [...left, ...again],
      to: [...entered, ...again],
    });
    revision += 1;
  }

  function inspect(event: InspectionEvent): void {
    const ref = event.actorRef;
    if (!(ref instanceof Actor)) return;
    if (event.type === '@xstate.event') {
      // An actor is known from its first event on: one that never starts never ends either.
      if (event.event.type === 'xstate.init') begin(ref);
      if (event.event.type.startsWith('xstate.error.actor.') && event.sourceRef) end(event.sourceRef.sessionId);
    }
    if (event.type === '@xstate.microstep' || event.type === '@xstate.snapshot') {
      const it = running.get(ref.sessionId);
      const { snapshot } = event;
      const ways = event.type === '@xstate.microstep' ? event._transitions : [];
      if (it && isMachine(it) && isMachineSnapshot(snapshot))
        move(it, leavesOf(snapshot.value), event.event.type, ways);
      if (event.type === '@xstate.snapshot' && snapshot.status !== 'active') end(ref.sessionId);
    }
    lines.take(event, ref);
  }

  const actorView = (it: MachineRunning, live: boolean): ChartActor => ({
    actor: it.actor,
    machine: nameOf(it),
    depth: it.depth,
    live,
    active: it.leaves,
    invoking: [...running.values()].flatMap((inner) =>
      live && inner.parent === it.actor && !isMachine(inner) ? [inner.source] : [],
    ),
  });

  return {
    inspect,
    charts(known = []) {
      const live = [...running.values()].filter(isMachine);
      const names = new Set(live.map(nameOf));
      const over = [...ended.values()].filter((it) => !names.has(nameOf(it)));
      return {
        revision,
        definitions: Object.fromEntries([...definitions].filter(([name]) => !known.includes(name))),
        actors: [...live.map((it) => actorView(it, true)), ...over.map((it) => actorView(it, false))],
        path: steps.all.filter((step) => step.seq >= visitFrom).slice(-shownSteps),
      };
    },
    path: () => [...steps.all],
    exportLines: lines.text,
    clear() {
      steps.clear();
      lines.clear();
      ended.clear();
      visitFrom = seq + 1;
      revision += 1;
    },
    get revision() {
      return revision;
    },
  };
}

/** The innermost states that a transition leaves and enters again, where the chart says that it does. */
const enteredAgain = (leaves: readonly string[], ways: readonly AnyTransitionDefinition[]): readonly string[] =>
  leaves.filter((leaf) =>
    ways.some((way) => way.reenter && way.target?.some(({ path }) => holds(path.join('.'), leaf))),
  );
