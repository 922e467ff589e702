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
  /**
   * Goes to an instant at once: what came due on the way runs there, each thing once, in its order. So a terminal at which
   * nothing happens for hours looks at its devices one time in them.
   */
  skipTo(instant: number): Promise<void>;
  /** So many milliseconds pass in which nothing runs: the machine stands still, and what came due meanwhile is late. */
  stall(ms: number): void;
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
      now = Math.max(now, until);
    },
    async runUntil(condition, limit) {
      const until = now + limit;
      await settle();
      while (!condition()) {
        if (await step(until)) continue;
        now = Math.max(now, until);
        return condition();
      }
      return true;
    },
    async skipTo(instant) {
      await settle();
      now = Math.max(now, instant);
      while (await step(now));
    },
    stall(ms) {
      now += ms;
    },
    get pending() {
      return deadlines.count;
    },
  };
}
