/** The newest things of many: what is pushed in beyond `limit` pushes the oldest out, and `dropped` is told of it. */
export interface Newest<T> {
  push(thing: T): void;
  clear(): void;
  /** The oldest first. */
  readonly all: readonly T[];
}

export function createNewest<T>(limit: number, dropped: (thing: T) => void = () => {}): Newest<T> {
  const all: T[] = [];
  return {
    push(thing) {
      all.push(thing);
      while (all.length > limit) dropped(all.shift() as T);
    },
    clear() {
      all.length = 0;
    },
    all,
  };
}
