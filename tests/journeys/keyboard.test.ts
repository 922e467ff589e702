/** From the welcome and back to it without touching the glass: a keypad's arrows, Enter, Back and digits. */
import { expect, test } from 'vitest';
import { slipText } from '../../simulator/devices/paper.ts';
import { platformBook } from './books.ts';
import { type Hands, handsOf } from './hands.ts';
import { benchView, type House } from './house.ts';
import { eachInAHouse } from './in-a-house.ts';
import { type Keypad, keypadOf } from './keypad.ts';
import { person, toPayment, toPeriods } from './walks.ts';

let house: House;
let keypad: Keypad;
let hands: Hands;

eachInAHouse((opened) => {
  house = opened;
  keypad = keypadOf(house.kiosk);
  hands = handsOf(house, { language: 'zh', album: 'keyboard', ...keypad });
});

const slips = async () => (await benchView(house)).printer.slips.map((slip) => slipText(slip));

test('somebody registers with an ID card, goes a step back on the way, and pays', async () => {
  const { screen, begin, hand, finish, words } = hands;
  const { key } = keypad;
  await begin('registration');
  await toPeriods(hands, person);
  await key('Escape');
  await screen('chooseDoctor');
  await key('Backspace');
  await screen('chooseDepartment');
  await hands.find('急诊');
  await screen('chooseDoctor');
  await hands.find('急诊内科');
  await screen('choosePeriod');
  await toPayment(hands);
  await hand('付款 Pay');
  await screen('farewell');
  await finish(words.done.registered);
  await hand(/取走 Take the card/);
  expect(await platformBook(house)).toEqual([{ kind: 'payment', state: 'paid', amount: 2500 }]);
  expect((await slips()).filter((it) => it.includes('挂号凭条'))).toHaveLength(1);
  expect(house.problems).toEqual([]);
}, 180_000);

test('a booking is collected by an ID number, typed in part with digits and in part with arrows', async () => {
  const { kiosk } = house;
  const { screen, begin, press, pressOn, tile, main, hand, finish, words } = hands;
  const { key } = keypad;
  const { number } = person.card;
  await begin('collection');
  await screen('presentCredential');
  await press(words.ways.typedId.name);
  await screen('enterNumber');
  const typed = async () => (await kiosk.locator('.digit:not(.digit-empty)').allTextContents()).join('');

  for (const digit of `${number.slice(0, 12)}7`) await key(digit);
  expect(await typed()).toBe(`${number.slice(0, 12)}7`);
  await key('Backspace');
  expect(await typed()).toBe(number.slice(0, 12));
  for (const digit of number.slice(12)) await pressOn(`.key-${digit}`);
  expect(await typed()).toBe(number);
  await pressOn('.key-delete');
  await pressOn(`.key-${number.at(-1)}`);
  await main();

  await screen('chooseOne');
  await tile(words.words.app);
  await screen('review');
  await main();
  await kiosk.locator('.main-action', { hasText: words.goToPay }).waitFor();
  await main();
  await screen('pay');
  await hand('付款 Pay');
  await finish(words.done.collected);
  expect(await platformBook(house)).toMatchObject([{ kind: 'payment', state: 'paid' }]);
  expect((await slips()).at(-1)).toMatch(/取号凭条[\s\S]*排队号/);
  expect(house.problems).toEqual([]);
}, 180_000);

test('Back on the first screens leaves them, and at last the visit', async () => {
  const { screen, welcome, errand, begin } = hands;
  const { key } = keypad;
  await begin('registration');
  await screen('presentCredential');
  await key('Escape');
  await screen('attract');
  await welcome();
  await key('Backspace');
  await screen('attract');
  await welcome();
  await errand('collection');
  await screen('presentCredential');
}, 60_000);
