/** The latest of many, each with its number; of a day's worth only so many are kept. */
export interface Ring<T> {
  push(item: T): void;
  /** How many there ever were: the number of the latest. */
  readonly last: number;
  /** What came after a number and is still there, the oldest first; at most `most`. */
  after(seq: number, most: number): readonly T[];
}

export function createRing<T>(limit: number): Ring<T> {
  const items: (T | undefined)[] = [];
  let last = 0;
  const first = () => Math.max(1, last - limit + 1);
  const at = (seq: number) => items[(seq - 1) % limit] as T;
  return {
    push(item) {
      items[last % limit] = item;
      last += 1;
    },
    get last() {
      return last;
    },
    after(seq, most) {
      const from = Math.max(first(), seq + 1);
      const count = Math.max(0, Math.min(most, last - from + 1));
      return Array.from({ length: count }, (_, index) => at(from + index));
    },
  };
}
