/** Lends each of a few things to one at a time, in the order of asking. */
export function lending<Thing>(things: readonly Thing[]): <R>(use: (thing: Thing) => Promise<R>) => Promise<R> {
  const free = [...things];
  const waiting: ((thing: Thing) => void)[] = [];
  return async (use) => {
    const thing = free.shift() ?? (await new Promise<Thing>((resolve) => waiting.push(resolve)));
    try {
      return await use(thing);
    } finally {
      const next = waiting.shift();
      if (next) next(thing);
      else free.push(thing);
    }
  };
}
