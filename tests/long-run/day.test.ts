/**
 * A busy day of a terminal, compressed to minutes: patients, faults, loose cables, power cuts, a night; and its page in a
 * real browser that draws every screen of it. What terminal and page hold stays as it is.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BuiltPage, builtPage } from '../gallery/built-page.ts';
import { sample, whole } from '../whole.ts';
import { type Allowance, growthOf, swellings } from './flat.ts';
import { keepScreens } from './leaks.ts';
import { liveVirtualDay } from './virtual-day.ts';

let built: BuiltPage;
beforeAll(async () => {
  built = await builtPage();
});
afterAll(() => built?.close());

const kilobyte = 1024;
/** So many come in each hour, from eight in the morning on, through the night. */
const busyDay = [26, 28, 26, 20, 16, 20, 24, 24, 20, 14, 10, 8, 8, 6, 4, 4, 2, 2, 2, 2, 4, 6, 10, 18];
const twoHours = [6, 6];

/** In a day; and in two hours, in which page and process still warm up. The process holds its world's books as well. */
const allowed: Allowance = whole
  ? { page: 16 * kilobyte, process: 320 * kilobyte }
  : { page: 1024 * kilobyte, process: 16_384 * kilobyte };

test(`through 24 hours nothing piles up, and whoever is cut off comes back${sample}`, {
  timeout: 600_000,
}, async () => {
  const day = await liveVirtualDay({
    comeInHour: whole ? busyDay : twoHours,
    readingsAnHour: whole ? 1 : 4,
    looseCableEvery: whole ? 9 : 5,
    powerCutAt: whole ? [20, 150, 240] : [8],
    seed: 2,
    page: built.folder,
  });
  const { readings, visits, faults, touches, cuts, powerCuts, reconnects, problems } = day;
  const growth = growthOf(readings);
  console.log(
    `${visits} visits, ${faults} faults, ${touches.button} buttons pressed, ${reconnects} of ${cuts} cuts mended, ` +
      `${powerCuts} of them power cuts; in an hour the page grew by ${growth.page} bytes, the process by ${growth.process}`,
  );
  expect(problems).toEqual([]);
  expect(swellings(readings, allowed)).toEqual([]);
  expect(reconnects).toBe(cuts);
  expect(readings.map(({ listeners }) => listeners)).toEqual(readings.map(() => 1));
  expect(powerCuts).toBe(whole ? 3 : 1);
  expect(cuts).toBeGreaterThan(powerCuts);
  expect(touches.button).toBeGreaterThan(visits);
});

test('a page that keeps its screens, and a listener that is never let go of, are found', {
  timeout: 180_000,
}, async () => {
  const { readings } = await liveVirtualDay({
    comeInHour: [4, 4],
    readingsAnHour: 2,
    looseCableEvery: 1,
    powerCutAt: [],
    seed: 2,
    page: built.folder,
    before: keepScreens,
    leaks: true,
  });
  const found = swellings(readings, allowed).join('\n');
  expect(found).toContain('nodes of the page');
  expect(found).toContain('listeners of the page');
  expect(found).toContain('listeners to the terminal');
});
