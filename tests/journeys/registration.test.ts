/** A registration for today on the running house: the slip read back from the bytes the printer was sent, the hub's row. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { slipText } from '../../simulator/devices/paper.ts';
import { hubRow } from './books.ts';
import { handsIn } from './hands.ts';
import { benchView, type House, picture } from './house.ts';
import { eachInAHouse } from './in-a-house.ts';
import { person, toPayment, toPeriods } from './walks.ts';

let house: House;

eachInAHouse((opened) => {
  house = opened;
});

test('a patient registers in Chinese, pays, takes the slip, and the registration counts at the hub', async () => {
  const { running, kiosk, bench, problems } = house;
  const hands = handsIn(house, 'zh', 'registration');
  const { begin, screen, hand, finish, words } = hands;
  await begin('registration');
  await toPeriods(hands, person);
  await toPayment(hands);
  await hand('付款 Pay');
  await screen('farewell');
  await bench.getByText('挂号凭条').waitFor();
  await picture(bench, 'bench');

  const drawing = await fetch(new URL('T-001/slip.svg', running.urls.bench));
  expect(drawing.headers.get('content-type')).toBe('image/svg+xml');
  expect(await drawing.text()).toContain('挂号凭条</text>');

  const { printer } = await benchView(house);
  const [slip] = printer.slips.map((it) => slipText(it)).filter((text) => text.includes('挂号凭条'));
  const queueNumber = /[AP]\d{3}/.exec(slip ?? '')?.[0];
  const masked = `${[...person.card.name][0]}*${[...person.card.name].at(-1)}`;
  expect(slip).toContain('南京鼓楼医院');
  expect(slip).toMatch(new RegExp(`姓名 +${masked.replace('*', '\\*')}`));
  expect(slip).toMatch(/科室 +急诊/);
  expect(slip).toMatch(/时间 +\d{4}-\d{2}-\d{2} \d{2}:\d{2}-\d{2}:\d{2}/);
  expect(slip).toMatch(/金额 +￥25\.00/);
  expect(slip).toMatch(/\[QR KIOSK:ORDER:\d{8}-[0-9A-Z]{10}\]/);
  expect(slip).not.toContain(person.card.name);
  expect(slip).not.toContain(person.card.number);
  const shown = await kiosk.locator('body').innerText();
  expect(shown.replace(/\s/g, '')).toContain(queueNumber);
  expect(shown).not.toContain(person.card.name);

  await finish(words.done.registered);
  await hand(/取走 Take the card/);
  await expect
    .poll(() => hubRow(house), { timeout: 60_000 })
    .toMatchObject({
      terminal: 'T-001',
      visits: 1,
      completed: 1,
      registrations: 1,
      registrationAmount: 2500,
    });
  await bench.goto(running.hubLink);
  await picture(bench, 'hub');
  expect(problems).toEqual([]);

  for (const file of readdirSync(running.data)) {
    const kept = readFileSync(join(running.data, file));
    for (const personal of [person.card.name, person.card.number, person.card.address]) {
      expect(kept.includes(personal), `${file} holds personal data`).toBe(false);
    }
  }
}, 180_000);

test('in English, with the page reloaded and the confirming button struck twice: one order, the same screen', async () => {
  const { kiosk, bench, problems } = house;
  const hands = handsIn(house, 'en', 'registration');
  const { begin, screen, hand } = hands;
  await begin('registration');
  await toPeriods(hands, person);
  await kiosk.reload();
  await kiosk.locator('button.tile-period:enabled').first().click();
  await screen('confirmAppointment');
  await kiosk.locator('button.main-action').dblclick();
  await expect.poll(() => bench.getByRole('button', { name: '付款 Pay' }).count()).toBe(1);
  const before = (await benchView(house)).hospital.waiting;
  expect(before).toHaveLength(1);

  await kiosk.reload();
  await screen('pay');
  expect((await benchView(house)).hospital.waiting).toEqual(before);
  await hand('付款 Pay');
  await expect
    .poll(async () => (await benchView(house)).printer.slips.filter((it) => slipText(it).includes('挂号凭条')).length, {
      timeout: 60_000,
    })
    .toBe(1);
  expect(await kiosk.locator('html').getAttribute('lang')).toMatch(/^en/);
  expect(problems).toEqual([]);
}, 180_000);

test('a terminal that is gone: the page asks for a moment, calmly', async () => {
  await handsIn(house, 'zh', 'gone').screen('attract');
  await house.running.stop();
  await house.kiosk.locator('.cover-calm', { hasText: '请稍候片刻' }).waitFor();
}, 60_000);
