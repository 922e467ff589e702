import type { ChartState, ChartTransition } from '../../../simulator/charts/charts-view.ts';

/** One arrow of a drawing. Both ends stand in the same box, or one is the box's own first state. */
export interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly words: string;
}

/** What would be too many arrows, or arrows out of a box into itself: told in a sentence beneath the drawing. */
export interface Told {
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly words: readonly string[];
}

export interface Ways {
  readonly arrows: readonly Arrow[];
  readonly told: readonly Told[];
}

/** From so many states on, one sentence says more than its arrows. */
const many = 4;

interface Way {
  readonly from: ChartState;
  readonly to: ChartState;
  readonly words: string;
}

/** Where each state can go. What only does something and goes nowhere is left out. */
export function waysIn(root: ChartState): Ways {
  const states = withInside(root);
  const byPath = new Map(states.map((it) => [it.path, it]));
  const stateAt = (path: string): ChartState => {
    const state = byPath.get(path);
    if (!state) throw new Error(`no state is called ${path}`);
    return state;
  };
  const ways = states.flatMap((from) =>
    from.transitions.flatMap((transition) =>
      transition.targets.map((target): Way => ({ from, to: stateAt(target), words: wordsOf(transition) })),
    ),
  );
  const alike = Map.groupBy(ways, ({ to, words }) => `${to.path}|${words}`);
  const isTold = (way: Way) =>
    within(way.to, way.from) ||
    acrossRegions(way, stateAt) ||
    (alike.get(`${way.to.path}|${way.words}`)?.length ?? 0) >= many;
  return {
    arrows: drawn(
      ways.filter((way) => !isTold(way)),
      stateAt,
    ),
    told: spoken(ways.filter(isTold)),
  };
}

export const withInside = (state: ChartState): readonly ChartState[] => [state, ...state.states.flatMap(withInside)];

const wordsOf = ({ event, guard }: ChartTransition): string =>
  guard === undefined || guard === 'if' ? event : `${event} [${guard}]`;

/** Whether `inner` is `outer` or stands in it. */
const within = (inner: ChartState, outer: ChartState): boolean => isAt(inner.path, outer.path);
export const isAt = (path: string, box: string): boolean => box === '' || path === box || path.startsWith(`${box}.`);

/** The innermost box that has both in it. */
function boxAround(one: string, other: string): string {
  const there = other.split('.');
  const shared = one.split('.').findIndex((key, at) => key !== there[at]);
  return there.slice(0, shared === -1 ? undefined : shared).join('.');
}

/** Regions of a parallel state stand side by side, and no arrow goes from one to the other. */
const acrossRegions = ({ from, to }: Way, stateAt: (path: string) => ChartState): boolean =>
  stateAt(boxAround(from.path, to.path)).type === 'parallel';

/**
 * Mermaid draws no arrow from inside one box into another: each end is lifted to what stands in the box around both, and
 * what was inside is said in the words.
 */
function drawn(ways: readonly Way[], stateAt: (path: string) => ChartState): Arrow[] {
  const arrows = ways.map(({ from, to, words }) => {
    const target = within(from, to) ? firstBeside(from, to, stateAt) : to;
    const box = boxAround(from.path, target.path);
    const start = from === target ? from.path : childOf(box, from.path);
    const end = from === target ? from.path : childOf(box, target.path);
    const inner = start === from.path ? '' : `${from.path.slice(start.length + 1)} · `;
    const deeper = end === target.path ? '' : ` → ${target.path.slice(end.length + 1)}`;
    return { from: start, to: end, words: `${inner}${words}${deeper}` };
  });
  const grouped = Map.groupBy(arrows, ({ from, to }) => `${from}|${to}`);
  return [...grouped.values()].flatMap((group) =>
    group
      .slice(0, 1)
      .map(({ from, to }) => ({ from, to, words: [...new Set(group.map((it) => it.words))].join('<br/>') })),
  );
}

/** Back to the box one stands in is back to its first state. */
function firstBeside(from: ChartState, to: ChartState, stateAt: (path: string) => ChartState): ChartState {
  if (from === to || to.initial === undefined) return to;
  const first = stateAt(to.initial);
  return within(from, first) ? firstBeside(from, first, stateAt) : first;
}

function childOf(box: string, path: string): string {
  const depth = box === '' ? 0 : box.split('.').length;
  return path
    .split('.')
    .slice(0, depth + 1)
    .join('.');
}

/** Ways that differ in their words alone share a sentence, and so do those that lead from each of some states to any other. */
function spoken(ways: readonly Way[]): Told[] {
  const alike = [...Map.groupBy(ways, ({ to, words }) => `${to.path}|${words}`).values()].flatMap((group) =>
    group.slice(0, 1).map(({ to, words }) => ({ from: pathsOf(group), to: [to.path], words: [words] })),
  );
  const byPlaces = [...Map.groupBy(alike, ({ from, to }) => [...from, to].join('|')).values()].flatMap((group) =>
    group.slice(0, 1).map((it): Told => ({ ...it, words: group.flatMap(({ words }) => words) })),
  );
  return [...Map.groupBy(byPlaces, ({ words }) => words.join('|')).values()].flatMap(amongEachOther);
}

const pathsOf = (ways: readonly Way[]): readonly string[] => [...new Set(ways.map(({ from }) => from.path))];

/** One sentence where each of these states leads to every other of the places. */
function amongEachOther(group: readonly Told[]): readonly Told[] {
  const [first] = group;
  const from = [...new Set(group.flatMap((it) => it.from))];
  const complete = group.every((it) => it.from.length === from.filter((path) => !it.to.includes(path)).length);
  if (!first || group.length < many || !complete) return group;
  return [{ from, to: group.flatMap(({ to }) => to), words: first.words }];
}
