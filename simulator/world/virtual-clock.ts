import type { Clock } from '../../device-drivers/contract/clock.ts';

/**
 * Time that moves only when told to: a heap of deadlines. One deadline is popped, its task run, and everything that
 * follows from it without waiting settled, before the next is looked at; so a chain of three 100 ms delays ends at
 * 300 ms, and the same seed gives the same order on any machine.
 */
export interface VirtualClock extends Clock {
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

interface Deadline {
  readonly at: number;
  readonly order: number;
  task: (() => void) | undefined;
}

const before = (a: Deadline, b: Deadline) => a.at < b.at || (a.at === b.at && a.order < b.order);

export function createVirtualClock(start: number): VirtualClock {
  const heap: Deadline[] = [];
  let now = start;
  let order = 0;

  /** Runs what is due at the top of the heap if that is no later than `limit`; cancelled deadlines just vanish. */
  async function step(limit: number): Promise<boolean> {
    while (heap[0] && !heap[0].task) pop(heap);
    const due = heap[0];
    if (!due || due.at > limit) return false;
    pop(heap);
    now = Math.max(now, due.at);
    due.task?.();
    await settle();
    return true;
  }

  return {
    // Whole milliseconds, as a machine's clock gives them; deadlines in between keep their order.
    now: () => Math.floor(now),
    after(delay, task) {
      const deadline: Deadline = { at: now + Math.max(0, delay), order: order++, task };
      push(heap, deadline);
      return () => {
        deadline.task = undefined;
      };
    },
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
      return heap.filter((deadline) => deadline.task).length;
    },
  };
}

/** Lets every promise that can settle now settle: the event loop turns once, which it does only when all have. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

function push(heap: Deadline[], item: Deadline): void {
  let at = heap.push(item) - 1;
  while (at > 0) {
    const up = (at - 1) >> 1;
    const parent = heap[up];
    if (!parent || before(parent, item)) break;
    heap[at] = parent;
    at = up;
  }
  heap[at] = item;
}

function pop(heap: Deadline[]): void {
  const item = heap.pop();
  if (!item || heap.length === 0) return;
  let at = 0;
  for (;;) {
    let down = 2 * at + 1;
    const left = heap[down];
    const right = heap[down + 1];
    if (left && right && before(right, left)) down++;
    const child = heap[down];
    if (!child || before(item, child)) break;
    heap[at] = child;
    at = down;
  }
  heap[at] = item;
}
