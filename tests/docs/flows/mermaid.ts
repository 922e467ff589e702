import type { ChartState } from '../../../simulator/charts/charts-view.ts';
import type { Arrow } from './ways.ts';

/** A machine's drawing as Mermaid's `stateDiagram-v2`: boxes as they are nested, then the arrows of each box. */
export function stateDiagram(root: ChartState, arrows: readonly Arrow[]): string {
  return ['stateDiagram-v2', ...inside(root, arrows, '  ')].join('\n');
}

/** Mermaid keeps words such as `end` and `state` for itself, and dots apart; a path with underscores is neither. */
export const nameOf = (path: string): string => path.replaceAll('.', '_');

function inside(box: ChartState, arrows: readonly Arrow[], indent: string): string[] {
  const regions = box.states.map((state) => stateLines(state, arrows, indent));
  if (box.type === 'parallel') return regions.flatMap((lines, at) => (at === 0 ? lines : [`${indent}--`, ...lines]));
  const here = arrows.filter(({ from }) => box.states.some(({ path }) => path === from));
  return [
    ...regions.flat(),
    ...(box.initial === undefined ? [] : [`${indent}[*] --> ${nameOf(box.initial)}`]),
    ...here.map(({ from, to, words }) => `${indent}${nameOf(from)} --> ${nameOf(to)} : ${words}`),
    ...box.states.filter(({ type }) => type === 'final').map(({ path }) => `${indent}${nameOf(path)} --> [*]`),
  ];
}

function stateLines(state: ChartState, arrows: readonly Arrow[], indent: string): string[] {
  const runs = state.invokes.length === 0 ? [] : [`runs ${state.invokes.join(', ')}`];
  const box = (between: string) => `${indent}state "${[state.key, ...runs].join(between)}" as ${nameOf(state.path)}`;
  // The head of a box with others in it has room for one line.
  if (state.states.length > 0) return [`${box(' · ')} {`, ...inside(state, arrows, `${indent}  `), `${indent}}`];
  return [box('<br/>')];
}
