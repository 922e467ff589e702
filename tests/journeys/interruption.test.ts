/** A page loaded anew and a line that is lost, at a choice, at the payment and while the slip comes out: one visit, one charge. */
import { expect, test } from 'vitest';
import { slipText } from '../../simulator/devices/paper.ts';
import type { ScreenName } from '../../terminal/screen.ts';
import { everyNth, sample } from '../whole.ts';
import { hubRow, platformBook } from './books.ts';
import { type Hands, handsIn, handsOf } from './hands.ts';
import { benchView, type House } from './house.ts';
import { eachInAHouse } from './in-a-house.ts';
import { expectCalm, interrupt } from './interruption.ts';
import { keypadOf } from './keypad.ts';
import { person, toPayment, toPeriods } from './walks.ts';
import { bringWitness, seenOn } from './witness.ts';

let house: House;

eachInAHouse((opened) => {
  house = opened;
}, bringWitness);

/** From the menu to the welcome, interrupted wherever there is something to lose. */
async function registerInterrupted(hands: Hands, use?: () => Promise<void>): Promise<void> {
  const { screen, errand, hand, finish, words } = hands;
  const at = (name: ScreenName) => interrupt(house, { upTo: [name], ...(use && { use }) });
  await errand('registration');
  await toPeriods(hands, person);
  await at('choosePeriod');
  await toPayment(hands);
  const { waiting } = (await benchView(house)).hospital;
  expect(waiting).toMatchObject([{ amount: 2500 }]);
  await at('pay');
  expect((await benchView(house)).hospital.waiting).toEqual(waiting);
  await hand('付款 Pay');
  // A slip is out within two seconds, and a busy machine may be late to see it.
  await house.kiosk.locator('.page:is([data-screen=printing], [data-screen=farewell])').waitFor();
  await interrupt(house, { upTo: ['printing', 'farewell'] });
  await screen('farewell');
  await finish(words.done.registered);
  await hand(/取走 Take the card/);
}

/** One visit, one number, one payment, one slip; and nothing was said on the consoles but that a line was lost. */
async function expectOneOfEach(): Promise<void> {
  expect(await platformBook(house)).toEqual([{ kind: 'payment', state: 'paid', amount: 2500 }]);
  const {
    hospital: { waiting },
    printer,
  } = await benchView(house);
  expect(waiting).toEqual([]);
  expect(printer.slips.map((slip) => slipText(slip).includes('挂号凭条'))).toEqual([true]);
  await expect
    .poll(() => hubRow(house), { timeout: 60_000 })
    .toMatchObject({ visits: 1, completed: 1, registrations: 1, registrationAmount: 2500 });
  expect(house.problems.filter((it) => !/WebSocket connection to .* failed/.test(it))).toEqual([]);
}

/** How one may use the kiosk while that happens to it. */
const ways = [
  {
    title: 'touched',
    async go() {
      const hands = handsIn(house, 'en', 'interruption');
      await hands.welcome();
      await registerInterrupted(hands);
    },
  },
  {
    title: 'by keys',
    async go() {
      const keypad = keypadOf(house.kiosk);
      const hands = handsOf(house, { language: 'zh', album: 'interruption-keys', ...keypad });
      await hands.welcome();
      await registerInterrupted(hands, () => keypad.arrow('ArrowDown'));
    },
  },
  {
    title: 'in large letters',
    async go() {
      const hands = handsIn(house, 'zh', 'interruption-elder');
      await hands.welcome();
      await hands.pressOn('.comfort-elder');
      await house.kiosk.locator('.comfort-elder[aria-pressed=true]').waitFor();
      await seenOn(house.kiosk);
      await registerInterrupted(hands);
      const seen = (await seenOn(house.kiosk)).filter((it) => it.screen !== 'attract');
      expect(seen.length).toBeGreaterThan(10);
      expect(seen.filter(({ modes }) => modes !== 'elder voice')).toEqual([]);
    },
  },
];

// By keys there is most to lose: the focus, too.
test.each(everyNth(3, ways, 1))(
  `$title${sample}`,
  async ({ go }) => {
    await go();
    await expectOneOfEach();
  },
  180_000,
);

test('while sheets come out, which takes longer: the same screen, and no sheet twice', async () => {
  const { begin, show, screen, tile, main, finish, words } = handsIn(house, 'en', 'interruption-sheets');
  await begin('report');
  await show(person, /^就诊卡/);
  await screen('chooseSome');
  for (const which of [0, 1, 2]) await tile(which);
  await main();
  await screen('printing');
  await interrupt(house, { upTo: ['printing'] });
  await finish(words.done.reportsPrinted);
  expect((await benchView(house)).reportPrinter.output).toHaveLength(3);
  await expect
    .poll(() => hubRow(house), { timeout: 60_000 })
    .toMatchObject({ visits: 1, completed: 1, reportPrintings: 1, pages: 3 });
  expect(await platformBook(house)).toEqual([]);
}, 180_000);

test('a page that is loaded while the terminal cannot be heard waits calmly, and finds the visit where it was', async () => {
  const { kiosk, cable } = house;
  const { screen, welcome, pressOn } = handsIn(house, 'en', 'interruption-deaf');
  await welcome();
  await pressOn('.comfort-contrast');
  await kiosk.locator('.comfort-contrast[aria-pressed=true]').waitFor();
  cable.pull();
  await expectCalm(kiosk);
  await kiosk.reload();
  await expectCalm(kiosk);
  cable.plug();
  await screen('menu');
  expect(await kiosk.locator('html').getAttribute('data-modes')).toBe('contrast');
  await pressOn('.back');
  await screen('attract');
}, 60_000);
