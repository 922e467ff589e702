import { beforeEach, expect, test } from 'vitest';
import { type Actor, createActor, fromPromise } from 'xstate';
import { createVirtualClock, type VirtualClock } from '../../simulator/world/virtual-clock.ts';
import { troubled } from '../flows/ending.ts';
import type { ErrandInput } from '../flows/errand-input.ts';
import type { Loaded } from '../flows/loaded.ts';
import { recordsMachine } from '../flows/records/records-machine.ts';
import { recordsScreen } from '../flows/records/records-screen.ts';
import { tapEvent } from '../flows/tap-event.ts';
import type { Capabilities } from '../hospital/contract/capabilities.ts';
import type { Price } from '../hospital/contract/records.ts';
import { type Modes, plain, withMode } from '../screen/modes.ts';
import type { Screen, Tap } from '../screen.ts';
import { type Browsing, createBrowsing } from './browsing.ts';

const text = (en: string) => ({ zh: `试${en}`, en });
const policy = { timeZone: 'Asia/Shanghai' } as Capabilities;
const input: ErrandInput = { today: '2026-11-21', ways: ['idCard'], policy };
const price = (n: number): Price => ({ id: `p${n}`, title: text(`price ${n}`), unit: text('each'), price: n });
/** So many prices as the hospital pages them. */
const priceList = (length: number) => (page: number) => ({
  ok: true as const,
  prices: Array.from({ length }, (_, n) => price(n)).slice((page - 1) * 50, page * 50),
  pages: Math.ceil(length / 50),
});

let clock: VirtualClock;
let actor: Actor<typeof recordsMachine>;
let browsing: Browsing;
let modes: Modes;
let prices: (page: number) => Loaded<{ prices: readonly Price[]; pages: number }>;
let pricesAsked: { readonly list: string; readonly page: number }[];

beforeEach(() => {
  clock = createVirtualClock(0);
  browsing = createBrowsing();
  modes = plain;
  prices = priceList(120);
  pricesAsked = [];
});

/** The identifying is not supplied: prices are read without it. */
function begin(rest: Partial<ErrandInput> = {}) {
  const machine = recordsMachine.provide({
    actors: {
      loadPrices: fromPromise(async ({ input }) => {
        pricesAsked.push(input);
        return prices(input.page);
      }),
    },
  });
  actor = createActor(machine, { input: { ...input, ...rest } }).start();
}

const value = () => actor.getSnapshot().value;
const screen = () => browsing.show(recordsScreen(actor.getSnapshot()), { modes, language: 'zh' });
const output = () => actor.getSnapshot().output;

/** Looks at the screen and taps it; what is not the list's goes on to the errand. */
async function tap(it: Tap) {
  screen();
  const taken = browsing.take(it);
  if (taken === 'passedOn') actor.send(tapEvent(it));
  await clock.advance(0);
  return taken;
}
const choose = (id: string) => tap({ kind: 'choose', id });
const turn = (by: 'next' | 'previous') => tap({ kind: `${by}Page` });

const numbersOf = (shown: Screen) => (shown.name === 'prices' ? shown.prices.map((it) => it.price) : undefined);

test('where nobody can say who they are, prices are read and nothing else', async () => {
  begin({ ways: [] });
  expect(screen()).toMatchObject({ choices: [{ id: 'transactions', open: false, mark: 'offline' }, {}, {}] });
  await choose('transactions');
  expect(value()).toBe('choosingList');
  await choose('drugList');
  expect(screen()).toMatchObject({ name: 'prices', list: 'drugs' });
});

test('prices are read without identifying, and without holes where one page of the hospital ends', async () => {
  begin();
  await choose('serviceList');
  const seen = [...(numbersOf(screen()) ?? [])];
  const asks = [pricesAsked.length];
  for (let n = 0; n < 20; n++) {
    const before = screen();
    await turn('next');
    if (screen().name === 'prices' && JSON.stringify(screen()) === JSON.stringify(before)) break;
    seen.push(...(numbersOf(screen()) ?? []));
    asks.push(pricesAsked.length);
  }
  expect(seen).toEqual(Array.from({ length: 120 }, (_, n) => n));
  expect(screen()).toMatchObject({ page: { at: 15, of: 15 } });
  // The hospital's second page when the screen's seventh needs it, the third with the thirteenth.
  expect(asks).toEqual([1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 3, 3, 3]);
  expect(pricesAsked).toEqual([1, 2, 3].map((page) => ({ list: 'services', page })));
});

test('turning back asks for nothing again; another list begins anew', async () => {
  begin();
  await choose('serviceList');
  for (let n = 0; n < 6; n++) await turn('next');
  await turn('previous');
  await turn('next');
  expect(screen()).toMatchObject({ page: { at: 7 } });
  expect(pricesAsked).toHaveLength(2);
  await tap({ kind: 'back' });
  await choose('drugList');
  expect(pricesAsked.at(-1)).toEqual({ list: 'drugs', page: 1 });
  expect(screen()).toMatchObject({ list: 'drugs', page: { at: 1 } });
  expect(numbersOf(screen())).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
});

test('a list that fills the hospital’s pages to the last has no page too many', async () => {
  prices = priceList(100);
  begin();
  await choose('serviceList');
  expect(screen()).toMatchObject({ page: { at: 1, of: 13 } });
  for (let n = 0; n < 20; n++) await turn('next');
  expect(screen()).toMatchObject({ page: { at: 13, of: 13 } });
  expect(pricesAsked).toHaveLength(2);
});

test('a list that became shorter while it was read ends where it ends', async () => {
  prices = (page) => (page === 1 ? priceList(100)(1) : { ok: true, prices: [], pages: 1 });
  begin();
  await choose('serviceList');
  for (let n = 0; n < 8; n++) await turn('next');
  expect(screen()).toMatchObject({ page: { at: 7, of: 7 } });
  expect(numbersOf(screen())).toEqual([48, 49]);
});

test('an empty list is one empty page', async () => {
  prices = () => ({ ok: true, prices: [], pages: 0 });
  begin();
  await choose('drugList');
  await turn('next');
  expect(screen()).toEqual({ name: 'prices', list: 'drugs', prices: [], page: { at: 1, of: 1 } });
});

test('prices that do not come end the errand', async () => {
  prices = () => ({ ok: false, trouble: 'hospitalSilent' });
  begin();
  await choose('serviceList');
  expect(output()).toEqual(troubled('hospitalSilent'));
});

test('larger letters in the middle of the list show from the same price on, and the larger pages are loaded in time', async () => {
  begin();
  await choose('serviceList');
  for (let n = 0; n < 5; n++) await turn('next');
  expect(numbersOf(screen())).toEqual([40, 41, 42, 43, 44, 45, 46, 47]);
  modes = withMode(plain, 'elder', true);
  expect(screen()).toMatchObject({ page: { at: 11, of: 38 } });
  expect(numbersOf(screen())).toEqual([40, 41, 42, 43]);
  await turn('next');
  expect(pricesAsked).toHaveLength(1);
  await turn('next');
  expect(pricesAsked).toHaveLength(2);
  expect(numbersOf(screen())).toEqual([48, 49, 50, 51]);
});

test('a page of which only a part is loaded is not shown before all of it is', async () => {
  begin();
  await choose('serviceList');
  modes = withMode(plain, 'lowered', true);
  for (let n = 0; n < 24; n++) await turn('next');
  expect(numbersOf(screen())).toEqual([96, 97, 98, 99]);
  expect(pricesAsked).toHaveLength(2);
  modes = plain;
  expect(numbersOf(screen())).toEqual([88, 89, 90, 91, 92, 93, 94, 95]);
  await turn('next');
  expect(pricesAsked).toHaveLength(3);
  expect(numbersOf(screen())).toEqual([96, 97, 98, 99, 100, 101, 102, 103]);
});

test('the last page turns no further', async () => {
  prices = priceList(16);
  begin();
  await choose('serviceList');
  expect(await turn('previous')).toBe('notOffered');
  expect(await turn('next')).toBe('taken');
  expect(await turn('next')).toBe('notOffered');
  expect(pricesAsked).toHaveLength(1);
});

test('opened once more, the list is at a page that is loaded', async () => {
  begin();
  await choose('serviceList');
  for (let n = 0; n < 9; n++) await turn('next');
  await tap({ kind: 'back' });
  await choose('serviceList');
  expect(pricesAsked.map(({ page }) => page)).toEqual([1, 2, 1]);
  expect(screen()).toMatchObject({ page: { at: 6, of: 19 } });
  await turn('next');
  expect(numbersOf(screen())).toEqual([48, 49, 50, 51, 52, 53, 54, 55]);
});
