/** Holds a device's status and tells of its changes. */
export interface StatusBoard<Status extends object> {
  status(): Status;
  /** Tells the listeners unless it is the status already held. */
  set(next: Status): void;
  subscribe(listener: (status: Status) => void): () => void;
  /** Resolves when the status satisfies `condition`, or as soon as `signal` aborts. */
  when(condition: (status: Status) => boolean, signal?: AbortSignal): Promise<void>;
}

export function createStatusBoard<Status extends object>(first: Status): StatusBoard<Status> {
  let held = first;
  const listeners = new Set<(status: Status) => void>();
  const subscribe = (listener: (status: Status) => void) => {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  };
  return {
    status: () => held,
    set(next) {
      if (same(held, next)) return;
      held = next;
      for (const listener of [...listeners]) listener(next);
    },
    subscribe,
    when(condition, signal) {
      return new Promise((resolve) => {
        const look = () => {
          if (!signal?.aborted && !condition(held)) return;
          unsubscribe();
          signal?.removeEventListener('abort', look);
          resolve();
        };
        const unsubscribe = subscribe(look);
        signal?.addEventListener('abort', look);
        look();
      });
    },
  };
}

/** Statuses are flat: a word or a number under each name. */
function same(a: object, b: object): boolean {
  const fields = new Map<string, unknown>(Object.entries(a));
  const others = Object.entries(b);
  return fields.size === others.length && others.every(([name, value]) => fields.get(name) === value);
}
