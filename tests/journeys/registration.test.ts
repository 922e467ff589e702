/**
 * The whole house at work: `npm start` as a process of its own, a real browser on the kiosk's page and another on the
 * bench's, real sockets and HTTP, and the slip read back from the bytes the printer was sent.
 */
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { people } from '../seeds/people.ts';
import type { BenchView } from '../simulator/bench/protocol.ts';
import { slipText } from '../simulator/devices/paper.ts';
import { launchChromium } from './chromium.ts';
import { type Running, startEverything } from './everything.ts';

const portrait = { width: 1080, height: 1920 };
const [person] = people;
if (!person) throw new Error('the seeds hold nobody');

let browser: Browser;
let running: Running;
let kiosk: Page;
let bench: Page;
let problems: string[];

beforeAll(async () => {
  browser = await launchChromium();
}, 60_000);
afterAll(() => browser?.close());

beforeEach(async () => {
  running = await startEverything();
  problems = [];
  kiosk = await browser.newPage({ viewport: portrait });
  bench = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
  for (const page of [kiosk, bench]) {
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  }
  await kiosk.goto(running.urls.kiosk);
  await bench.goto(running.urls.bench);
}, 60_000);
afterEach(async () => {
  await kiosk.close();
  await bench.close();
  await running.stop();
});

const press = (name: string | RegExp) => kiosk.getByRole('button', { name }).first().click();
const reads = (text: string | RegExp) => kiosk.getByText(text).first().waitFor();

/** What the technician sees on the bench, as its own socket tells it. */
function benchView(): Promise<BenchView> {
  const url = new URL('socket', running.urls.bench);
  url.protocol = 'ws:';
  const socket = new WebSocket(url, { origin: new URL(running.urls.bench).origin });
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.once('message', (data) => {
      socket.close();
      resolve(JSON.parse(String(data)));
    });
  });
}

/** The row of the only terminal at the hub. */
async function hubRow(): Promise<Record<string, unknown>> {
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format();
  const reply = await fetch(`${running.urls.hub}v1/usage?from=${day}&to=${day}`);
  const { rows } = (await reply.json()) as { rows: Record<string, unknown>[] };
  return rows[0] ?? {};
}

/** Keeps what stands on the screen as a picture, when a folder for pictures is named. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.PICTURES;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(folder, `${name}.png`) });
}

test('a patient registers in Chinese, pays, takes the slip, and the registration counts at the hub', async () => {
  await reads('触摸屏幕开始');
  await expect.poll(() => kiosk.getByText('可办理').count()).toBeGreaterThan(0);
  await picture(kiosk, '1-attract');
  await kiosk.mouse.click(540, 1500);
  await picture(kiosk, '2-menu');
  await press(/^挂号/);
  await reads('请把身份证放在读卡区');
  await picture(kiosk, '3-present-id-card');
  await bench.getByRole('button', { name: person.card.name }).click();
  await reads('请选择科室');
  await picture(kiosk, '4-choose-department');
  await press(/^急诊/);
  await reads('请选择医生');
  await picture(kiosk, '5-choose-doctor');
  await press(/急诊内科/);
  await reads('请选择就诊时段');
  await picture(kiosk, '6-choose-period');
  await kiosk.locator('button.tile-period:enabled').first().click();
  await reads('请核对挂号信息');
  await picture(kiosk, '7-confirm');
  await press(/^去支付/);
  await reads('请用手机扫码支付');
  await picture(kiosk, '8-pay');
  await bench.getByRole('button', { name: '付款 Pay' }).click();
  await reads('挂号成功');
  await picture(kiosk, '9-farewell');
  await bench.getByText('挂号凭条').waitFor();
  await picture(bench, 'bench');

  const drawing = await fetch(new URL('slip.svg', running.urls.bench));
  expect(drawing.headers.get('content-type')).toBe('image/svg+xml');
  expect(await drawing.text()).toContain('挂号凭条</text>');

  const { printer } = await benchView();
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
  const shownNumber = (await kiosk.locator('body').innerText()).replace(/\s/g, '');
  expect(shownNumber).toContain(queueNumber);
  expect(await kiosk.locator('body').innerText()).not.toContain(person.card.name);

  await bench.getByRole('button', { name: /取走 Take the card/ }).click();
  await press('完成');
  await reads('触摸屏幕开始');
  await expect.poll(hubRow, { timeout: 30_000 }).toMatchObject({
    terminal: 'T-001',
    visits: 1,
    completed: 1,
    registrations: 1,
    registrationAmount: 2500,
  });
  await bench.goto(running.urls.hub);
  await picture(bench, 'hub');
  expect(problems).toEqual([]);

  for (const file of readdirSync(running.data)) {
    const kept = readFileSync(join(running.data, file));
    for (const personal of [person.card.name, person.card.number, person.card.address]) {
      expect(kept.includes(personal), `${file} holds personal data`).toBe(false);
    }
  }
}, 120_000);

test('in English, with the page reloaded and the confirming button struck twice: one order, the same screen', async () => {
  await reads('触摸屏幕开始');
  await press('English');
  await press(/^Register/);
  await bench.getByRole('button', { name: person.card.name }).click();
  await press(/^Emergency/);
  await press(/Emergency medicine/);
  await kiosk.reload();
  await kiosk.locator('button.tile-period:enabled').first().click();
  await kiosk
    .locator('button.main, button', { hasText: /25\.00/ })
    .last()
    .dblclick();
  await expect.poll(() => bench.getByRole('button', { name: '付款 Pay' }).count()).toBe(1);
  const before = (await benchView()).waiting;
  expect(before).toHaveLength(1);

  await kiosk.reload();
  await expect.poll(() => kiosk.locator('svg[role=img], .qr, canvas').count()).toBeGreaterThan(0);
  expect((await benchView()).waiting).toEqual(before);
  await bench.getByRole('button', { name: '付款 Pay' }).click();
  await expect
    .poll(async () => (await benchView()).printer.slips.filter((it) => slipText(it).includes('挂号凭条')).length, {
      timeout: 20_000,
    })
    .toBe(1);
  expect(await kiosk.locator('html').getAttribute('lang')).toMatch(/^en/);
  expect(problems).toEqual([]);
}, 120_000);

test('a terminal that is gone: the page asks for a moment, calmly', async () => {
  await reads('触摸屏幕开始');
  await running.stop();
  await reads('请稍候片刻');
}, 60_000);
