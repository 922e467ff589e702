/** A real hour of a terminal: what its process and its page hold stays as it is. */
import { type Allowance, growthOf, swellings } from '../long-run/flat.ts';
import type { Reading } from '../long-run/reading.ts';
import { liveRealHour, type RealHour } from '../long-run/real-hour.ts';
import { type Found, nothingFound } from './report.ts';
import type { Setting } from './setting.ts';

const megabyte = 1024 * 1024;
/** In their first quarter of an hour a browser and a process still compile and load their tables: by less than three of those their heaps are told, and not judged. */
const allowedIn = (minutes: number): Allowance =>
  minutes < 45
    ? { page: Number.POSITIVE_INFINITY, process: Number.POSITIVE_INFINITY }
    : { page: megabyte / 2, process: 2 * megabyte };

const inMegabytes = (bytes: number) => (bytes / megabyte).toFixed(2);

export function readingText({ at, visits, page, process }: Reading): string {
  const handles = Object.values(process.handles).reduce((sum, count) => sum + count, 0);
  return (
    `minute ${Math.round(at / 60_000)}, ${visits} visits: ` +
    `page ${inMegabytes(page.heap)} MB, ${page.nodes} nodes, ${page.listeners} listeners; ` +
    `process ${inMegabytes(process.heap)} MB of ${inMegabytes(process.resident)}, ${handles} handles, ${process.files} files`
  );
}

/** What an hour came to that must not be. */
function troubles(minutes: number, { readings, cuts, reconnects, problems }: RealHour): readonly string[] {
  return [
    ...problems,
    ...(reconnects === cuts ? [] : [`the page came back ${reconnects} times, and its line was cut ${cuts} times`]),
    ...swellings(readings, allowedIn(minutes)),
  ];
}

export async function liveHour({ minutes, seed, folder, say }: Setting): Promise<Found> {
  if (minutes === 0) return nothingFound;
  const onReading = (reading: Reading) => say(`hour: ${readingText(reading)}`);
  const lived = await liveRealHour({ minutes, seed, folder, onReading });
  const growth = growthOf(lived.readings);
  const { visits, touches, cuts, reconnects } = lived;
  say(
    `hour: ${minutes} minutes, ${visits} visits, ${touches.button} buttons pressed, ${reconnects} of ${cuts} cuts mended; ` +
      `in an hour the page grew by ${growth.page} bytes, the process by ${growth.process}`,
  );
  return {
    ...nothingFound,
    hourMinutes: minutes,
    hourVisits: visits,
    reconnects,
    pageGrowth: growth.page,
    processGrowth: growth.process,
    failures: troubles(minutes, lived).map((what) => ({
      what: `hour: ${what}`,
      again: `--only hour --minutes ${minutes}`,
    })),
  };
}
