/** Tasks by the time at which they are due; of the same time, the one entered first is the first. */
export interface Deadlines {
  /** Returns how to take it back. */
  enter(at: number, task: () => void): () => void;
  /** When the next one is due; undefined when nothing is to come. */
  next(): number | undefined;
  /** Takes out the next one if it is due by `limit`. */
  take(limit: number): { readonly at: number; readonly task: () => void } | undefined;
  /** How many are still to come. */
  readonly count: number;
}

interface Deadline {
  readonly at: number;
  readonly order: number;
  task: (() => void) | undefined;
}

const before = (a: Deadline, b: Deadline) => a.at < b.at || (a.at === b.at && a.order < b.order);

export function createDeadlines(): Deadlines {
  const heap: Deadline[] = [];
  let order = 0;

  /** Those that were taken back vanish when they come up. */
  function top(): Deadline | undefined {
    while (heap[0] && !heap[0].task) pop(heap);
    return heap[0];
  }

  return {
    enter(at, task) {
      const deadline: Deadline = { at, order: order++, task };
      push(heap, deadline);
      return () => {
        deadline.task = undefined;
      };
    },
    next: () => top()?.at,
    take(limit) {
      const due = top();
      if (!due?.task || due.at > limit) return undefined;
      pop(heap);
      return { at: due.at, task: due.task };
    },
    get count() {
      return heap.filter(({ task }) => task).length;
    },
  };
}

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
