import type { StateValue } from 'xstate';

/** The paths of the innermost states of a state value, in the order in which the chart names them. */
export function leavesOf(value: StateValue, above: readonly string[] = []): readonly string[] {
  if (typeof value === 'string') return [[...above, value].join('.')];
  const inside = Object.entries(value);
  // A parallel state with nothing going on inside is its own leaf.
  if (inside.length === 0) return above.length > 0 ? [above.join('.')] : [];
  return inside.flatMap(([key, below]) => (below === undefined ? [] : leavesOf(below, [...above, key])));
}

/** Whether a state is another, or is around it. The machine itself is around all. */
export const holds = (outer: string, inner: string): boolean =>
  outer === '' || inner === outer || inner.startsWith(`${outer}.`);
