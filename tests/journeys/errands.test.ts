/**
 * Every errand in a real browser on the running house, once in Chinese and once in English; in the short form the languages
 * take turns.
 */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { actions, devices, service } from '../../kiosk-ui/texts/technician.ts';
import { zh } from '../../kiosk-ui/texts/zh.ts';
import { people } from '../../seeds/people.ts';
import { demonstrationPin, demonstrationTechnician } from '../../seeds/technician.ts';
import { slipText } from '../../simulator/devices/paper.ts';
import { codeAt } from '../../terminal/technician/one-time-code.ts';
import { launchChromium } from '../chromium.ts';
import { sample, whole } from '../whole.ts';
import { handsIn } from './hands.ts';
import { benchView, type House, houseTime, openHouse } from './house.ts';

const [patient] = people;
const newcomer = people.find(({ record }) => record === undefined);
if (!patient || !newcomer) throw new Error('the seeds lack somebody');

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
}, 60_000);
afterAll(() => browser?.close());

const languages = ['zh', 'en'] as const;

describe.each(languages)(`in %s${sample}`, (language) => {
  let house: House;
  const album = 'errands';
  const hands = () => handsIn(house, language, album);
  const slips = async () => (await benchView(house)).printer.slips.map((slip) => slipText(slip));
  const pay = () => hands().hand('付款 Pay');
  const takeIdCard = () => hands().hand(/取走 Take the card/);

  let turn = languages.indexOf(language);
  /** An errand of this language; in the short form only if it is its turn. */
  function errand(title: string, go: () => Promise<void>): void {
    if (whole || turn % languages.length === 0) test(title, go, 180_000);
    turn += 1;
  }

  beforeAll(async () => {
    house = await openHouse(browser);
  }, 60_000);
  afterAll(() => house?.stop());

  errand('a number for another day is booked', async () => {
    const { begin, show, screen, tile, main, finish, words } = hands();
    await begin('registration');
    await screen('presentCredential');
    await show(patient, /张明远/);
    await screen('chooseOne');
    await tile(1);
    await screen('chooseDepartment');
    await tile(2);
    await screen('chooseDoctor');
    await tile(0);
    await screen('choosePeriod');
    await house.kiosk.locator('button.tile-period:enabled').first().click();
    await screen('confirmAppointment');
    await main();
    await screen('pay');
    await pay();
    await finish(words.done.booked);
    await takeIdCard();
    expect((await slips()).at(-1)).toMatch(/预约凭条[\s\S]*预约号/);
  });

  errand('a booking is collected by social-security card, insurance and the phone; then one checks in', async () => {
    const { begin, show, hand, screen, tile, main, finish, words } = hands();
    await begin('collection');
    await screen('presentCredential');
    await show(patient, /社保卡/);
    await screen('chooseOne');
    await tile(words.words.app);
    await screen('review');
    await main();
    await house.kiosk.getByText(words.labels.insurance).first().waitFor();
    await main();
    await screen('pay');
    await pay();
    await finish(words.done.collected);
    await hand(/取出芯片卡/);
    expect((await slips()).at(-1)).toMatch(/取号凭条[\s\S]*排队号/);

    await begin('collection');
    await show(patient, /社保卡/);
    await screen('chooseOne');
    await tile(words.words.collected);
    await screen('review');
    await main();
    await finish(words.done.checkedIn);
    await hand(/取出芯片卡/);
  });

  errand('a prepaid booking is given back', async () => {
    const { begin, show, screen, tile, press, finish, words } = hands();
    await begin('collection');
    await show(patient, /张明远/);
    await screen('chooseOne');
    await tile(words.words.oneAccount);
    await screen('review');
    await press(words.options.cancelBooking);
    await house.kiosk.getByText(words.review.cancellation.sentence).waitFor();
    await press(words.options.cancelBooking);
    await finish(words.done.cancelled);
    await takeIdCard();
    expect((await slips()).at(-1)).toMatch(/退号凭条[\s\S]*退款/);
  });

  errand('bills are paid by the code on the payer’s phone', async () => {
    const { begin, show, hand, screen, main, finish, words } = hands();
    await begin('payment');
    await show(patient, /医保码/);
    await screen('chooseSome');
    await hand(/收起码/);
    await main();
    await screen('review');
    await main();
    await screen('pay');
    await hand(/出示付款码/);
    await finish(words.done.paid);
    await hand(/收起码/);
    expect((await slips()).at(-1)).toMatch(/缴费凭条[\s\S]*请到/);
  });

  errand('somebody who was never here gets a record and a card', async () => {
    const { begin, show, hand, screen, main, type, finish, words } = hands();
    await begin('card');
    await screen('presentCredential');
    await show(newcomer, /何一凡/);
    await screen('enterNumber');
    await type('13800138000');
    await screen('review');
    await main();
    await house.kiosk.getByText(words.review.card.sentence).waitFor();
    await main();
    await screen('pay');
    await pay();
    await screen('takeCard');
    await hand(/拿卡/);
    await finish(words.done.cardIssued);
    await takeIdCard();

    await begin('payment');
    await hand(/放入刚发的卡/);
    await screen('trouble');
    await house.kiosk.getByText(words.trouble.noBills.happened.split('\n')[0] ?? '').waitFor();
    await hand(/取出芯片卡/);
    await main();
  });

  errand('what the hospital released is given back', async () => {
    const { begin, show, screen, tile, main, words } = hands();
    await begin('refund');
    await show(patient, /张明远/);
    await screen('chooseOne');
    await tile(0);
    await screen('chooseSome');
    await main();
    await screen('review');
    await main();
    await screen('farewell');
    const told = new RegExp(`${words.done.refunded}|${words.done.refundAccepted}`);
    await house.kiosk.getByText(told).first().waitFor();
    await main();
    await takeIdCard();
    expect((await slips()).at(-1)).toMatch(/退费凭条[\s\S]*退款/);
  });

  errand('reports are read on the screen and printed on sheets', async () => {
    const { begin, show, hand, screen, tile, press, pressOn, main, finish, words } = hands();
    await begin('report');
    await show(patient, /^就诊卡/);
    await screen('chooseSome');
    await pressOn('.choice-read');
    await screen('readReport');
    await press(words.back);
    await screen('chooseSome');
    await tile(0);
    await tile(1);
    await main();
    await finish(words.done.reportsPrinted);
    await hand(/取出芯片卡/);
    const report = await fetch(new URL('T-001/report.pdf', house.running.urls.bench));
    expect((await report.arrayBuffer()).byteLength).toBeGreaterThan(10_000);
  });

  errand('past payments and prices are looked up', async () => {
    const { begin, show, screen, tile, press, main, finish, words } = hands();
    await begin('records');
    await screen('chooseOne');
    await tile(words.words.drugList);
    await screen('prices');
    await press(words.back);
    await tile(words.words.transactions);
    await screen('presentCredential');
    await show(patient, /虚拟卡码/);
    await screen('chooseOne');
    await tile(words.words.lastHalfYear);
    await house.kiosk.getByText(words.chooseOne.transaction).waitFor();
    await tile(0);
    await screen('review');
    await main();
    await finish(words.done.recordsPrinted);
    await hands().hand(/收起码/);
  });

  errand('a slip is printed once more', async () => {
    const { begin, show, screen, tile, finish, words } = hands();
    await begin('reprint');
    await show(patient, /张明远/);
    await screen('chooseOne');
    await tile(0);
    await finish(words.done.slipPrinted);
    await takeIdCard();
  });

  errand('a technician gets in, tries the printer, closes the terminal and opens it again', async () => {
    const { kiosk } = house;
    const { screen, type, press } = hands();
    const enter = async () => {
      const name = kiosk.locator('.service-door').first();
      const box = await name.boundingBox();
      if (!box) throw new Error('there is no door for technicians');
      await kiosk.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
      await kiosk.mouse.down();
      const pressed = await kiosk.evaluate(() => performance.now());
      await kiosk.waitForFunction((since) => performance.now() - since > 2100, pressed);
      await kiosk.mouse.up();
      await screen('enterNumber');
      await type(demonstrationPin);
      await kiosk.locator('.digits-oneTimeCode').waitFor();
      await type(codeAt(demonstrationTechnician.oneTimeSecret, await houseTime(house)));
    };
    await screen('attract');
    await enter();
    await screen('technician');
    const before = (await slips()).length;
    const printer = kiosk.locator('.device', { hasText: devices.receiptPrinter });
    await printer.getByRole('button', { name: actions.test }).click();
    await expect.poll(async () => (await slips()).length).toBe(before + 1);
    await screen('technician');
    await press(service.toOut);
    // Nobody has chosen a language here: the welcome screen's stands.
    await press(zh.leaveService);
    await screen('outOfService');
  });

  test('the pages said nothing on their consoles', () => {
    expect(house.problems).toEqual([]);
  });
});
