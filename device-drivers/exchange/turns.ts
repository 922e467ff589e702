/** Runs one piece of work at a time, in the order of asking. A piece that fails lets the next one begin all the same. */
export function createTurns(): <T>(work: () => Promise<T>) => Promise<T> {
  let free: Promise<void> = Promise.resolve();
  return async (work) => {
    const before = free;
    const turn = Promise.withResolvers<void>();
    free = turn.promise;
    await before;
    try {
      return await work();
    } finally {
      turn.resolve();
    }
  };
}
