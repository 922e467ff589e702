/** Whether what a page and a process hold stays as it is, visit after visit. */
import type { Reading } from './reading.ts';

/** Bytes by which a heap may grow in an hour of the terminal's time. */
export interface Allowance {
  readonly page: number;
  readonly process: number;
}

type Of = (reading: Reading) => number;

const most = (numbers: readonly number[]) => Math.max(...numbers);
const least = (numbers: readonly number[]) => Math.min(...numbers);

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const [low = Number.NaN, high = low] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return (low + high) / 2;
}

const hour = 3_600_000;

/** By how much it grows in an hour: the middle of the slopes between any two readings, so that a table loaded once counts little. */
function slope(readings: readonly Reading[], of: Of): number {
  const slopes = readings.flatMap((one, at) =>
    readings.slice(at + 1).map((other) => ((of(other) - of(one)) * hour) / (other.at - one.at)),
  );
  return Math.round(median(slopes));
}

const from = (readings: readonly Reading[], share: number) => readings.slice(Math.floor(readings.length * share));

/** The first quarter is left out: until then code is compiled and caches fill. */
function quarters(readings: readonly Reading[]): readonly [second: readonly Reading[], last: readonly Reading[]] {
  if (readings.length < 4) throw new RangeError(`${readings.length} readings tell nothing: four are the least`);
  return [from(readings, 0.25).slice(0, Math.ceil(readings.length / 4)), from(readings, 0.75)];
}

/** A connection is kept for the next request, or is not. */
const keptOpen: Readonly<Record<string, Of>> = {
  'handles of the process': ({ process }) => Object.values(process.handles).reduce((sum, count) => sum + count, 0),
  'open files of the process': ({ process }) => process.files,
};
const fewKept = 2;

/** What comes and goes may not go up for good. */
const counts: Readonly<Record<string, Of>> = {
  ...keptOpen,
  'listeners to the terminal': ({ listeners }) => listeners ?? 0,
  'deadlines to come': ({ deadlines }) => deadlines ?? 0,
};

/** At the welcome there are as many every time, where as many elements stand there. */
const exact: Readonly<Record<string, Of>> = {
  'nodes of the page': ({ page }) => page.nodes,
  'listeners of the page': ({ page }) => page.listeners,
  'documents of the page': ({ page }) => page.documents,
  'frames of the page': ({ page }) => page.frames,
};

const heaps: Readonly<Record<keyof Allowance, Of>> = {
  page: ({ page }) => page.heap,
  process: ({ process }) => process.heap + process.outside,
};

/** Bytes by which each heap grew in an hour, the first quarter left out. */
export function growthOf(readings: readonly Reading[]): Allowance {
  const settled = from(readings, 0.25);
  return { page: slope(settled, heaps.page), process: slope(settled, heaps.process) };
}

/** What does not stay as it is, a sentence each. */
export function swellings(readings: readonly Reading[], allowed: Allowance): readonly string[] {
  const [second, last] = quarters(readings);
  const found: string[] = [];
  for (const [what, of] of Object.entries(counts)) {
    const [before, after] = [most(second.map(of)), least(last.map(of))];
    if (after > before + (what in keptOpen ? fewKept : 0))
      found.push(`${what}: ${after} or more, and were ${before} at most`);
  }
  for (const [what, of] of Object.entries(exact)) {
    const byElements = Map.groupBy(from(readings, 0.25), ({ page }) => page.elements);
    for (const alike of byElements.values()) {
      const seen = new Set(alike.map(of));
      if (seen.size > 1) found.push(`${what}: ${[...seen].join(', ')} where the same stands`);
    }
  }
  const growth = growthOf(readings);
  for (const which of ['page', 'process'] as const) {
    if (growth[which] <= allowed[which]) continue;
    found.push(`the heap of the ${which} grew by ${growth[which]} bytes an hour, and ${allowed[which]} are allowed`);
  }
  return found;
}
