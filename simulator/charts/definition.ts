import type { AnyStateMachine, AnyStateNode, AnyTransitionDefinition } from 'xstate';
import type { ChartDefinition, ChartState, ChartTransition } from './charts-view.ts';
import { eventWords } from './event-words.ts';

/** A machine read once: its definition, and the names of what it runs under an id. */
export interface ReadMachine {
  readonly definition: ChartDefinition;
  sourceOf(id: string): string;
}

/** By what machines are made of: one that is given other actors is the same chart. */
const read = new WeakMap<object, ReadMachine>();

/** Reads a machine as it is written. Plain data; the same object for the same chart. */
export function readMachine(machine: AnyStateMachine): ReadMachine {
  const known = read.get(machine.config);
  if (known) return known;
  const sources = sourcesIn(machine.root);
  const sourceOf = (id: string) => sources.get(id) ?? id;
  const definition = { machine: machine.id, root: stateOf(machine.root, sourceOf) };
  const now = { definition, sourceOf };
  read.set(machine.config, now);
  return now;
}

const insideOf = (node: AnyStateNode): readonly AnyStateNode[] => Object.values(node.states);

/**
 * Names by id. An id under which different states run different things says more than any of their names, and keeps its
 * own: a visit's `errand`.
 */
function sourcesIn(root: AnyStateNode): ReadonlyMap<string, string> {
  const sources = new Map<string, string>();
  const note = (node: AnyStateNode) => {
    for (const { id, src } of node.invoke) {
      const name = sourceName(src, id);
      sources.set(id, (sources.get(id) ?? name) === name ? name : id);
    }
    for (const inside of insideOf(node)) note(inside);
  };
  note(root);
  return sources;
}

/** What runs under an id, by the name the machine has for it; what was written in place has none. */
export const sourceName = (src: unknown, id: string): string =>
  typeof src === 'string' && !src.startsWith('xstate.invoke.') ? src : id;

function stateOf(node: AnyStateNode, sourceOf: (id: string) => string): ChartState {
  const [initial] = node.type === 'compound' ? node.initial.target : [];
  const ways = [...(node.always ?? []), ...[...node.transitions.values()].flat()];
  return {
    key: node.key,
    path: node.path.join('.'),
    type: node.type,
    ...(initial && { initial: initial.path.join('.') }),
    entry: [node.config.entry ?? []].flat().map((action: unknown) => partName(action, 'does')),
    invokes: node.invoke.map(({ src, id }) => sourceName(src, id)),
    transitions: ways.map((way) => transitionOf(way, sourceOf)),
    states: insideOf(node).map((inside) => stateOf(inside, sourceOf)),
  };
}

const transitionOf = (way: AnyTransitionDefinition, sourceOf: (id: string) => string): ChartTransition => ({
  event: eventWords(way.eventType, sourceOf),
  targets: (way.target ?? []).map(({ path }) => path.join('.')),
  ...(way.guard !== undefined && { guard: partName(way.guard, 'if') }),
});

/** The name of an action or a guard: as it was given, as the library calls it, or `unnamed` for what is written in place. */
function partName(part: unknown, unnamed: string): string {
  if (typeof part === 'string') return part;
  const named = (typeof part === 'object' || typeof part === 'function') && part !== null && 'type' in part;
  return named && typeof part.type === 'string' ? part.type.replace(/^xstate\./, '') : unnamed;
}
