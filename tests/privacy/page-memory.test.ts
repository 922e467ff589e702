/**
 * Nothing of a visit is left in the page when the next patient comes: not on it, not behind it, not in its memory. The
 * production page in a real browser, on the terminal's own server; its memory is searched for all that the visit told.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { people } from '../../seeds/people.ts';
import type { Shown, Tapped } from '../../terminal/screen.ts';
import type { Heap } from './heap.ts';
import { runsOf, textsIn, worthSearching } from './told.ts';
import { type Traces, tracesIn } from './traces.ts';
import { register, visits } from './visits.ts';
import { openWatchedPage, type WatchedPage } from './watched-page.ts';

/** What the invented people are called and numbered by: nothing for the page. */
const unmasked = people.flatMap(({ card, cards }) => [
  card.name,
  card.number,
  card.address,
  ...(cards.hospitalCard === undefined ? [] : [cards.hospitalCard]),
  ...(cards.socialSecurity ? [cards.socialSecurity.cardNumber] : []),
]);

let glass: WatchedPage;
let before: Heap;
let untouched: Traces;
beforeAll(async () => {
  glass = await openWatchedPage();
  before = await glass.heap();
  untouched = await tracesIn(glass.page);
}, 120_000);
afterAll(() => glass?.close());

const foundIn = ({ texts }: Heap, searched: readonly string[]) => searched.filter((text) => texts.includes(text));

/** The memory, as soon as nothing is in it that stands on no page: a browser keeps for an instant what was touched last. */
async function settledHeap(): Promise<Heap> {
  let heap = await glass.heap();
  const detached = async () => {
    if (heap.detached.length > 0) heap = await glass.heap();
    return heap.detached;
  };
  await expect.poll(detached, { timeout: 60_000, message: 'elements of the visit that somebody holds' }).toEqual([]);
  return heap;
}

/** Whether what is looked for can be found at all: what stands on the glass now, and is typed on it. */
async function findWhatStands(typed = ''): Promise<void> {
  const standing = worthSearching([...textsIn(glass.kiosk.shown()), ...runsOf(typed)], before.texts);
  expect(standing.length).toBeGreaterThan(0);
  expect(foundIn(await glass.heap(), standing)).toEqual(standing);
}

test.each(visits)(
  'nothing is left of $title',
  async ({ go, typed = '' }) => {
    const begun = { heard: glass.heard.length, sent: glass.sent.length, seen: glass.seen.length };
    let looks = 0;
    await go(glass, async (typedNow) => {
      looks += 1;
      await findWhatStands(typedNow);
    });
    expect(looks).toBeGreaterThan(0);

    const heard = glass.heard.slice(begun.heard).map((it) => JSON.parse(it) as Shown);
    const sent = glass.sent.slice(begun.sent).map((it) => JSON.parse(it) as Tapped);
    const drawn = glass.seen.slice(begun.seen).flatMap((page) => page.split('\n'));
    const now = textsIn(glass.kiosk.shown());
    const told = worthSearching(
      [...textsIn(heard), ...textsIn(sent), ...drawn, ...runsOf(typed)],
      [before.texts, ...now].join('\n'),
    );
    expect(told.length).toBeGreaterThan(0);

    const heap = await settledHeap();
    expect.soft(foundIn(heap, told).map((text) => `${text}, held by ${heap.holderOf(text)}`)).toEqual([]);
    expect.soft(runsOf(typed).filter((run) => heap.spelt.includes(run))).toEqual([]);
    const screens = new Set<string>(heard.map(({ screen }) => screen.name));
    expect.soft([...heap.valuesOf('name')].filter((name) => screens.has(name))).toEqual(['attract']);

    const { html, fetched, ...others } = await tracesIn(glass.page);
    const { html: _, fetched: __, ...asBefore } = untouched;
    expect.soft(others).toEqual(asBefore);
    expect.soft(told.filter((text) => [html, ...fetched].join('\n').includes(text))).toEqual([]);
  },
  120_000,
);

test('a page that nobody has used yet keeps nothing anywhere', () => {
  const { address, title, fields, history, kept, databases, caches, workers } = untouched;
  expect({ fields, kept, databases, caches, workers }).toEqual({
    fields: 0,
    kept: { local: '{}', session: '{}', cookies: '' },
    databases: [],
    caches: [],
    workers: 0,
  });
  expect(history).toEqual({ length: history.length, state: null, entries: [address] });
  expect(title).toBe(glass.kiosk.shown().surround.hospital.zh);
});

test('no name and no number comes over the line but masked', () => {
  const heard = glass.heard.join('\n');
  for (const masked of ['张*远', '罗*齐', '138****8025']) expect(heard).toContain(masked);
  expect(unmasked.filter((text) => heard.includes(text))).toEqual([]);
});

test('the page says nothing on its console', () => {
  expect(glass.said).toEqual([]);
});

test('a terminal that is gone in the middle of a visit: a minute later the page has forgotten it', async () => {
  const { kiosk, page, until } = glass;
  await page.clock.install();
  await register(glass, findWhatStands, 4);
  await until('farewell');
  await findWhatStands();
  const told = worthSearching([...textsIn(kiosk.shown()), ...(glass.seen.at(-1)?.split('\n') ?? [])], before.texts);
  await glass.breakLine();
  const covered = (by: string) =>
    expect.poll(() => page.evaluate((it) => document.querySelector(it) !== null, by), { timeout: 60_000 }).toBe(true);
  await covered('.page > .cover-calm');
  await page.clock.fastForward(61_000);
  await covered('#glass > .cover-calm');
  const heap = await settledHeap();
  expect(foundIn(heap, told).map((text) => `${text}, held by ${heap.holderOf(text)}`)).toEqual([]);
  const { html, matched } = await tracesIn(page);
  expect(matched).toBe('');
  expect(told.filter((text) => [html, ...glass.said].join('\n').includes(text))).toEqual([]);
}, 60_000);
