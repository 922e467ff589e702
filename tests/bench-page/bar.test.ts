/** The bar of the bench: terminals, time, scenarios, recording; each in a browser, with what it does to the kiosk. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium } from '../chromium.ts';
import { openBench, type Technician } from './technician.ts';

let browser: Browser;
let bench: Technician;

beforeAll(async () => {
  browser = await launchChromium();
  bench = await openBench(browser, ['--terminals', '2', '--at', '2026-11-22T22:50']);
  await bench.screen('attract').waitFor();
}, 120_000);
afterAll(async () => {
  await bench?.stop();
  await browser?.close();
});

const within = { timeout: 60_000 };
const bar = () => bench.page.locator('header.bar');
const press = (name: RegExp | string) => bar().getByRole('button', { name, exact: true }).click();
const glass = () => bench.page.frameLocator('iframe').first();
const touch = (selector: string) => glass().locator(selector).first().click();
const minutes = 60_000;

test('each terminal has its tab, and its own glass', async () => {
  await touch('button.begin');
  await bench.screen('menu').waitFor();
  await bar().getByRole('tab', { name: /T-002/ }).click();
  await bench.screen('attract').waitFor();
  await expect.poll(() => bench.page.locator('.stand').getAttribute('aria-label')).toContain('T-002');
  await bar().getByRole('tab', { name: /T-001/ }).click();
  await bench.screen('menu').waitFor();
});

test('a world that stands still leaves the seconds on the glass where they are; a hand moves it all the same', async () => {
  await press(/暂停/);
  await expect.poll(() => bar().getByRole('button', { name: /暂停/ }).getAttribute('aria-pressed')).toBe('true');
  const stood = bench.now();
  await touch('.errand-tile');
  await bench.screen('presentCredential').waitFor();
  expect(bench.now() - stood).toBeLessThan(1_000);
});

test('at a hundred times its pace a visit nobody goes on with has ended soon', async () => {
  await press('×100');
  await bench.screen('attract').waitFor({ timeout: 60_000 });
  await press('×1');
});

test('time is run on by a minute, by an hour, to a minute before midnight and to Monday morning', async () => {
  const clockOnGlass = () => glass().locator('.page').innerText();
  let before = bench.now();
  await press(/\+1 分/);
  await expect.poll(() => bench.now() - before, within).toBeGreaterThanOrEqual(minutes);
  before = bench.now();
  await press(/\+1 时/);
  await expect.poll(() => bench.now() - before, within).toBeGreaterThanOrEqual(60 * minutes);
  await press(/^23:59/);
  await expect.poll(clockOnGlass, within).toContain('23:59');
  await press(/周一 7:29/);
  await expect.poll(clockOnGlass, { timeout: 120_000 }).toContain('07:29');
  expect(new Date(bench.now() + 8 * 60 * minutes).getUTCDay()).toBe(1);
}, 180_000);

test('what cannot be done is said', async () => {
  await press(/^剧本/);
  await bar()
    .getByRole('textbox', { name: /找剧本/ })
    .fill('nobody wrote this');
  await expect.poll(() => bar().locator('.shelf li').count()).toBe(0);
  await press(/^剧本/);
});

test('a scenario of the library runs on the glass, and its outcome is told', async () => {
  await press(/^剧本/);
  await bar()
    .getByRole('textbox', { name: /找剧本/ })
    .fill('registration-paid');
  await bar().locator('.shelf li button').first().click();
  await press('×100');
  await expect.poll(() => bar().locator('.outcome').textContent(), { timeout: 60_000 }).toContain('通过 passed');
  expect(bench.screens).toEqual(expect.arrayContaining(['menu', 'presentCredential', 'pay', 'farewell']));
  // It stays as the scenario left it: somebody looks on whether the glass shows what the terminal does.
  await bench.screen(bench.screens.at(-1) ?? '').waitFor();
}, 180_000);

test('what is recorded is saved as a scenario, and the program runs it to the same end and the same bytes', async () => {
  await press(/^录制/);
  await press('×1');
  await bench.screen('attract').waitFor();
  await touch('button.begin');
  await touch('.errand-tile');
  await bench.screen('presentCredential').waitFor();
  await bench.page
    .getByRole('group', { name: '张明远' })
    .getByRole('button', { name: /张明远/ })
    .click();
  await bench.screen('chooseOne').waitFor();
  await press(/停止录制 Stop \(3\)/);
  const saved = bar().getByRole('link', { name: /存下剧本/ });
  const [download] = await Promise.all([bench.page.waitForEvent('download'), saved.click()]);
  const folder = mkdtempSync(join(tmpdir(), 'recording-'));
  try {
    const file = join(folder, 'recording.scenario.yaml');
    writeFileSync(file, readFileSync(await download.path(), 'utf8'));
    const run = spawnSync('node', ['simulator/scenario/main.ts', file], { encoding: 'utf8' });
    expect(run.stdout + run.stderr).toMatch(/1 passed, 0 failed/);
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 180_000);

test('a new world begins anew', async () => {
  const before = bench.terminal()?.kiosk;
  await press(/^新世界/);
  await expect.poll(() => bench.terminal()?.kiosk, within).not.toBe(before);
  await bench.screen('attract').waitFor();
  await expect.poll(() => bench.terminal()?.journal.openOrders, within).toBe(0);
  await expect.poll(() => bar().locator('.outcome').count()).toBe(0);
});

test('the glass stands in a window of its own while that is wanted, and comes back', async () => {
  const [own] = await Promise.all([
    bench.page.waitForEvent('popup'),
    bar()
      .getByRole('link', { name: /屏幕开窗/ })
      .click(),
  ]);
  await own.locator('.page[data-screen=attract]').waitFor();
  await own.locator('button.begin').click();
  await own.locator('.page[data-screen=menu]').waitFor();
  expect(await bench.page.locator('.stand iframe').count()).toBe(0);
  await own.close();
  await press(/屏幕拿回/);
  await bench.screen('menu').waitFor();
}, 60_000);

test('the page said nothing on its console', () => {
  expect(bench.problems).toEqual([]);
});
