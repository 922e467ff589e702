/** Seated, with weak eyes, in English: what is pressed lies in the lower half of an upright glass, on black. */
import type { Locator } from 'playwright-core';
import { expect, test } from 'vitest';
import { flaws } from '../gallery/flaws.ts';
import { platformBook } from './books.ts';
import { type Hands, handsOf } from './hands.ts';
import type { House } from './house.ts';
import { eachInAHouse } from './in-a-house.ts';
import { person, toPayment, toPeriods } from './walks.ts';
import { bringWitness, seenOn } from './witness.ts';

let house: House;
let hands: Hands;
let pressed: number;

/** A finger that reaches no higher than the middle of the glass. */
async function press(what: Locator): Promise<void> {
  const box = await what.boundingBox();
  const { height = 0 } = house.kiosk.viewportSize() ?? {};
  expect(box?.y, String(what)).toBeGreaterThanOrEqual(height / 2);
  pressed += 1;
  await what.click();
}

/** On a screen that has come: what else could be pressed is no higher. */
async function arrived(name: string): Promise<void> {
  const { kiosk } = house;
  if (name === 'attract') return;
  const found = await kiosk.evaluate(flaws, 102);
  expect(found.filter((it) => it.startsWith('not in the lower half'))).toEqual([]);
}

eachInAHouse((opened) => {
  pressed = 0;
  house = opened;
  hands = handsOf(house, { language: 'en', album: 'lowered', press, arrived });
}, bringWitness);

test('somebody registers, lowered and in high contrast', async () => {
  const { kiosk } = house;
  const { screen, welcome, errand, pressOn, hand, finish, words } = hands;
  const ground = () =>
    kiosk.evaluate(() => getComputedStyle(document.body.parentElement ?? document.body).backgroundColor);
  const light = await ground();
  await welcome();
  await pressOn('.comfort-lowered');
  await kiosk.locator('.comfort-lowered[aria-pressed=true]').waitFor();
  await pressOn('.comfort-contrast');
  await kiosk.locator('.comfort-contrast[aria-pressed=true]').waitFor();
  expect(await ground()).toBe('rgb(0, 0, 0)');
  await seenOn(kiosk);
  await screen('menu');
  await errand('registration');
  await toPeriods(hands, person);
  await toPayment(hands);
  expect(await ground()).toBe('rgb(0, 0, 0)');
  await hand('付款 Pay');
  await finish(words.done.registered);
  expect(await ground()).toBe(light);
  expect(pressed).toBeGreaterThanOrEqual(10);

  const seen = (await seenOn(kiosk)).filter((it) => it.screen !== 'attract');
  expect(seen.filter(({ modes }) => modes !== 'contrast lowered')).toEqual([]);
  expect(seen.filter(({ choices }) => choices > 4)).toEqual([]);
  expect(await platformBook(house)).toEqual([{ kind: 'payment', state: 'paid', amount: 2500 }]);
  expect(house.problems).toEqual([]);
}, 180_000);
