import { beforeEach, expect, test } from 'vitest';
import { type Actor, createActor, fromPromise } from 'xstate';
import { createVirtualClock, type VirtualClock } from '../../../simulator/world/virtual-clock.ts';
import type { Capabilities } from '../../hospital/contract/capabilities.ts';
import type { Price } from '../../hospital/contract/records.ts';
import type { Screen } from '../../screen.ts';
import { troubled } from '../ending.ts';
import type { ErrandInput } from '../errand-input.ts';
import type { Loaded } from '../loaded.ts';
import { recordsMachine } from './records-machine.ts';
import { recordsScreen } from './records-screen.ts';

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
let prices: (page: number) => Loaded<{ prices: readonly Price[]; pages: number }>;
let pricesAsked: { readonly list: string; readonly page: number }[];

beforeEach(() => {
  clock = createVirtualClock(0);
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
const screen = () => recordsScreen(actor.getSnapshot());
const output = () => actor.getSnapshot().output;

async function send(event: Parameters<typeof actor.send>[0]) {
  actor.send(event);
  await clock.advance(0);
}
const choose = (id: string) => send({ type: 'tap.choose', id });
const turn = (by: 'next' | 'previous') => send({ type: `tap.${by}Page` });

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
  await send({ type: 'tap.back' });
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
