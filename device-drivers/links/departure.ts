/** The one end that much under way may come to. */
export interface Departure<T> {
  /** Comes to what `work` does, or to the end of all when that is the first. */
  during<R>(work: Promise<R>): Promise<R | T>;
  /** What everything ends with from now on that has not ended. The first one counts. */
  leave(end: T): void;
}

/** `Promise.race` against a promise that lasts for weeks would keep all that was ever under way. */
export function createDeparture<T>(): Departure<T> {
  let left: { readonly end: T } | undefined;
  const waiting = new Set<(end: T) => void>();
  return {
    during<R>(work: Promise<R>) {
      return new Promise<R | T>((resolve, reject) => {
        if (left) resolve(left.end);
        else waiting.add(resolve);
        work.then(resolve, reject).finally(() => waiting.delete(resolve));
      });
    },
    leave(end) {
      left ??= { end };
      for (const resolve of waiting) resolve(left.end);
      waiting.clear();
    },
  };
}
