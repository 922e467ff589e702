import type { ChartActor, ChartStep, ChartTransition } from '../../../charts/charts-view.ts';
import { holds } from '../../../charts/state-paths.ts';

/** What the path has left behind in one machine's chart. */
export interface Trace {
  /** The machine is in this state, or ended in it. */
  isActive(path: string): boolean;
  /** Whether it runs still. */
  readonly live: boolean;
  readonly invoking: readonly string[];
  /** At which steps of the visit the state was entered, counting from 1; of innermost states only. */
  entered(path: string): readonly number[];
  /** Whether the machine has been in it in this visit. */
  wasIn(path: string): boolean;
  /** Whether this transition out of `from` was taken to `target` in this visit. */
  wasTaken(from: string, way: ChartTransition, target: string): boolean;
}

/** A step's number in its visit. */
export const numberOf = (step: ChartStep, path: readonly ChartStep[]): number =>
  step.seq - (path[0]?.seq ?? step.seq) + 1;

export function traceOf(actor: ChartActor, path: readonly ChartStep[]): Trace {
  const own = path.filter(({ machine }) => machine === actor.machine);
  const entered = new Map<string, number[]>();
  for (const step of own)
    for (const leaf of step.to) entered.set(leaf, [...(entered.get(leaf) ?? []), numberOf(step, path)]);
  const been = [...entered.keys(), ...own.flatMap(({ from }) => from)];
  return {
    isActive: (path) => actor.active.some((leaf) => holds(path, leaf)),
    live: actor.live,
    invoking: actor.invoking,
    entered: (path) => entered.get(path) ?? [],
    wasIn: (path) => been.some((leaf) => holds(path, leaf)),
    wasTaken: (from, { event }, target) =>
      own.some(
        (step) =>
          step.event === event &&
          step.from.some((leaf) => holds(from, leaf)) &&
          step.to.some((leaf) => holds(target, leaf)),
      ),
  };
}
