import type { Entry } from './entry.ts';
import type { Line } from './line.ts';

/** The places of a line's entries for which something holds, kept up with the line as it grows. */
export interface Sieve {
  /** Ascending; the array stays the same. */
  readonly places: readonly number[];
  /** Looks at what has come since the last time. */
  follow(line: Line): void;
}

export function createSieve(holds: (entry: Entry) => boolean): Sieve {
  const places: number[] = [];
  let seen: { readonly line: Line; readonly revision: number } | undefined;
  let looked = 0;

  return {
    places,
    follow(line) {
      if (seen?.line === line && seen.revision === line.revision) return;
      const isNext = seen?.line === line && seen.revision + 1 === line.revision;
      const from = Math.max(line.first, isNext ? Math.min(looked, line.changedFrom) : 0);
      places.length = isNext ? indexOf(places, from) : 0;
      for (let place = from; place < line.end; place++) {
        if (holds(line.entries[place - line.first] as Entry)) places.push(place);
      }
      places.splice(0, indexOf(places, line.first));
      looked = line.end;
      seen = { line, revision: line.revision };
    },
  };
}

/** Where in ascending places a place stands, or the next after it. */
export function indexOf(places: readonly number[], place: number): number {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] as number) < place) low = middle + 1;
    else high = middle;
  }
  return low;
}
