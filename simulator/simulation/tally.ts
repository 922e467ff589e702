import { createHash } from 'node:crypto';
import type { FaultSite } from '../world/fate.ts';
import type { Lifetime } from '../world/lifetime.ts';
import { count, nothingReached, type Reached } from '../world/reached.ts';

/** What the last line of a run says. */
export interface Verdict {
  readonly sessions: number;
  /** Faults that happened. */
  readonly faults: number;
  readonly virtualSeconds: number;
  readonly wallSeconds: number;
  readonly violations: number;
  /** What the harness offers and the run never came to. */
  readonly unreached: number;
  /** Over all that happened, in the order of the worlds. */
  readonly hash: string;
}

/** The sums of many worlds. */
export interface Tally {
  /** Takes up the next world, in order. */
  add(life: Lifetime): void;
  readonly reached: Reached;
  readonly struck: ReadonlyMap<FaultSite, number>;
  verdict(unreached: number, wallSeconds: number): Verdict;
}

export function createTally(): Tally {
  const hash = createHash('sha256');
  const reached = nothingReached();
  const struck = new Map<FaultSite, number>();
  let sessions = 0;
  let faults = 0;
  let virtualSeconds = 0;
  let violations = 0;

  return {
    add(life) {
      sessions += life.sessions;
      faults += life.strikes.length;
      virtualSeconds += life.virtualSeconds;
      violations += life.violations.length;
      hash.update(life.hash);
      for (const { site } of life.strikes) count(struck, site);
      for (const screen of life.reached.screens) reached.screens.add(screen);
      for (const errand of life.reached.errands) reached.errands.add(errand);
      for (const [pair, times] of life.reached.crashes) count(reached.crashes, pair, times);
      for (const [pair, times] of life.reached.outcomes) count(reached.outcomes, pair, times);
    },
    reached,
    struck,
    verdict: (unreached, wallSeconds) => ({
      sessions,
      faults,
      virtualSeconds: Math.round(virtualSeconds),
      wallSeconds: Number(wallSeconds.toFixed(2)),
      violations,
      unreached,
      hash: hash.copy().digest('hex').slice(0, 16),
    }),
  };
}
