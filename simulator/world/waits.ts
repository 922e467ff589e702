import type { VirtualClock } from './virtual-clock.ts';

/** Several lives in one virtual time, each waiting for something of its own. */
export interface Waits {
  /** Waits until `condition` holds, at most `limit` milliseconds. Resolves with whether it holds. */
  until(condition: () => boolean, limit: number): Promise<boolean>;
  /** Waits so many milliseconds. */
  pass(ms: number): Promise<void>;
  /** Lets time run until all of `lives` have come to their end. What the first of them throws is thrown. */
  run(lives: readonly Promise<void>[]): Promise<void>;
}

interface Wait {
  readonly condition: () => boolean;
  isOver: boolean;
  readonly wake: () => void;
}

/** Longer than anything here waits. */
const ever = 1e12;

export function createWaits(clock: VirtualClock): Waits {
  let waiting: Wait[] = [];
  const isDue = (wait: Wait) => wait.isOver || wait.condition();

  function until(condition: () => boolean, limit: number): Promise<boolean> {
    return new Promise((resolve) => {
      const takeBack = clock.after(limit, () => {
        wait.isOver = true;
      });
      const wake = () => {
        takeBack();
        resolve(condition());
      };
      const wait: Wait = { condition, isOver: false, wake };
      waiting.push(wait);
    });
  }

  return {
    until,
    async pass(ms) {
      await until(() => false, ms);
    },
    async run(lives) {
      let isOver = false;
      const all = Promise.all(lives).finally(() => {
        isOver = true;
      });
      // Thrown below; until then nobody looks at it.
      all.catch(() => {});
      while ((await clock.runUntil(() => isOver || waiting.some(isDue), ever)) && !isOver) {
        const due = waiting.filter(isDue);
        waiting = waiting.filter((wait) => !due.includes(wait));
        // Who is woken goes on before time does: the clock lets everything settle first.
        for (const { wake } of due) wake();
      }
      if (!isOver) throw new Error('nobody moves, and nothing is to come');
      await all;
    },
  };
}
