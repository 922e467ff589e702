/** In large letters, from the comfort bar on: every screen of a visit, however short it stands, keeps to them. */
import { expect, test } from 'vitest';
import { platformBook } from './books.ts';
import { type Hands, handsIn } from './hands.ts';
import type { House } from './house.ts';
import { eachInAHouse } from './in-a-house.ts';
import { person, toPayment, toPeriods } from './walks.ts';
import { arrivals, bringWitness, seenOn } from './witness.ts';

let house: House;
let hands: Hands;

eachInAHouse((opened) => {
  house = opened;
  hands = handsIn(house, 'zh', 'elder');
}, bringWitness);

const modes = () => house.kiosk.locator('html').getAttribute('data-modes');

/** What stood on the glass since elder was switched on, up to the welcome after it. */
async function expectElder(...passed: string[]): Promise<void> {
  const seen = (await seenOn(house.kiosk)).filter(({ screen }) => screen !== 'attract');
  expect([...new Set(seen.map(({ screen }) => screen))]).toEqual(expect.arrayContaining(passed));
  expect(seen.filter((it) => it.modes !== 'elder voice')).toEqual([]);
  expect(seen.filter(({ choices }) => choices > 4)).toEqual([]);
  expect(arrivals(seen).filter(({ caption }) => !caption)).toEqual([]);
}

test('a registration and a bill, and after each visit nothing of it is left', async () => {
  const { kiosk } = house;
  const { screen, welcome, errand, show, hand, main, pressOn, finish, words } = hands;
  await welcome();
  expect(await modes()).toBe('');
  await pressOn('.comfort-elder');
  await kiosk.locator('.comfort-elder[aria-pressed=true]').waitFor();
  await seenOn(kiosk);
  await errand('registration');
  await toPeriods(hands, person);
  await toPayment(hands);
  await hand('付款 Pay');
  await finish(words.done.registered);
  expect(await modes()).toBe('');
  await expectElder('presentCredential', 'chooseOne', 'chooseDepartment', 'chooseDoctor', 'choosePeriod', 'pay');
  await hand(/取走 Take the card/);

  // The welcome has the comforts, too: touching one begins.
  await pressOn('.comfort-elder');
  await screen('menu');
  expect(await modes()).toBe('elder voice');
  await errand('payment');
  await screen('presentCredential');
  await show(person, new RegExp(person.card.name));
  await screen('chooseSome');
  await main();
  await screen('review');
  await main();
  await screen('pay');
  await hand('付款 Pay');
  await finish(words.done.paid);
  expect(await modes()).toBe('');
  await expectElder('menu', 'presentCredential', 'chooseSome', 'review', 'pay', 'farewell');

  const paid = await platformBook(house);
  expect(paid).toMatchObject([
    { kind: 'payment', state: 'paid', amount: 2500 },
    { kind: 'payment', state: 'paid' },
  ]);
  await screen('attract');
  await pressOn('button.begin');
  await screen('menu');
  expect(await modes()).toBe('');
  expect(house.problems).toEqual([]);
}, 180_000);
