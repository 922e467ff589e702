import { createDeadlines } from './deadlines.ts';
import { settle } from './settle.ts';
import type { WorldClock } from './world-clock.ts';

/**
 * Time that moves only when told to. One deadline is taken, its task run, and everything that follows from it without
 * waiting settled, before the next is looked at; so a chain of three 100 ms delays ends at 300 ms, and the same seed
 * gives the same order on any machine.
 */
export interface VirtualClock extends WorldClock {
  /** Runs every deadline within the next `ms` milliseconds, then stands there. */
  advance(ms: number): Promise<void>;
  /**
   * Runs deadlines until `condition` holds, at most `limit` milliseconds of virtual time. Resolves with whether it
   * holds. The condition is looked at after every deadline.
   */
  runUntil(condition: () => boolean, limit: number): Promise<boolean>;
  /** Deadlines still to come. */
  readonly pending: number;
}

export function createVirtualClock(start: number): VirtualClock {
  const deadlines = createDeadlines();
  let now = start;

  /** Runs what is due next if that is no later than `limit`. */
  async function step(limit: number): Promise<boolean> {
    const due = deadlines.take(limit);
    if (!due) return false;
    now = Math.max(now, due.at);
    due.task();
    await settle();
    return true;
  }

  return {
    // Whole milliseconds, as a machine's clock gives them; deadlines in between keep their order.
    now: () => Math.floor(now),
    after: (delay, task) => deadlines.enter(now + Math.max(0, delay), task),
    at: deadlines.enter,
    async advance(ms) {
      const until = now + ms;
      await settle();
      while (await step(until));
      now = until;
    },
    async runUntil(condition, limit) {
      const until = now + limit;
      await settle();
      while (!condition()) {
        if (await step(until)) continue;
        now = until;
        return condition();
      }
      return true;
    },
    get pending() {
      return deadlines.count;
    },
  };
}
