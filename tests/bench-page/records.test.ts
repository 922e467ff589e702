/** What the bench keeps of a terminal: its line of time, its bytes, its charts; in a real browser. */
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { fromJsonLines, toJsonLines } from '../../simulator/trace/json-lines.ts';
import { launchChromium } from '../chromium.ts';
import { picture } from '../journeys/house.ts';
import { openBench, type Technician } from './technician.ts';

let browser: Browser;
let technician: Technician;
let bench: Page;

beforeAll(async () => {
  browser = await launchChromium();
  technician = await openBench(browser);
  bench = technician.page;
  await bench.context().grantPermissions(['clipboard-read', 'clipboard-write']);
}, 120_000);
afterAll(async () => {
  await technician?.stop();
  await browser?.close();
});
afterEach(() => expect(technician.problems).toEqual([]));

const glass = () => bench.frameLocator('iframe[title^="终端的屏幕"]');
const onScreen = (name: string) => technician.screen(name).waitFor();
const tab = (name: RegExp) => bench.getByRole('tab', { name }).click();
const button = (name: string | RegExp) => bench.getByRole('button', { name });
const rows = () => bench.locator('.list-row');
const chosen = () => bench.locator('.list-row[aria-selected="true"]');
const chip = (name: string) => bench.locator('.kind-chip', { hasText: name });
const countOn = async (name: string) => Number(await chip(name).locator('b').textContent());

test('a tap, what it moved and what it showed stand on one line of time, and a moment of it comes back', async () => {
  await glass().getByText('触摸屏幕开始').click();
  await onScreen('menu');
  await glass().getByRole('button', { name: /挂号/ }).first().click();
  await onScreen('presentCredential');
  const search = bench.getByRole('searchbox', { name: /在时间线里找/ });
  const card = bench.getByRole('group', { name: '张明远' }).getByRole('button', { name: /张明远/ });
  await card.click();
  await search.focus();
  await onScreen('chooseOne');
  // Who is typing here is not interrupted by what comes and goes on the glass.
  expect(await search.evaluate((box) => box === document.activeElement)).toBe(true);

  const hits = bench.getByRole('status', { name: /找到几处/ });
  await search.fill('PUTCARD');
  await expect.poll(() => hits.textContent()).toBe('1');
  await button(/下一处/).click();
  await expect.poll(() => chosen().textContent()).toContain('putCard · 张明远');
  await expect.poll(() => hits.textContent()).toBe('1/1');
  await search.fill('presentCredential');
  await expect.poll(() => hits.textContent()).not.toBe('1/1');

  // Only screens: Alt leaves one kind alone.
  await chip('屏幕').click({ modifiers: ['Alt'] });
  await search.fill('presentCredential');
  await expect.poll(() => hits.textContent()).toBe('1');
  await button(/上一处/).click();
  await expect.poll(() => chosen().textContent()).toContain('presentCredential');
  expect(await chosen().textContent()).toContain('屏幕 screen');
  const moment = bench.getByRole('complementary', { name: /那一刻/ });
  await bench.frameLocator('iframe[title^="那一刻"]').locator('[data-screen="presentCredential"]').waitFor();
  await onScreen('chooseOne');
  await expect.poll(() => moment.textContent()).toMatch(/身份证 ID card空 empty/);
  expect(await moment.textContent()).toMatch(/visit.*present\.doing\.registration/);
  expect(await moment.textContent()).toContain('visit.started');

  // A row down is the screen after it: somebody's card lies there by then.
  await bench.getByRole('listbox', { name: /时间线/ }).focus();
  await bench.keyboard.press('ArrowDown');
  await bench.frameLocator('iframe[title^="那一刻"]').locator('[data-screen="readingCard"]').waitFor();
  await expect.poll(() => moment.textContent()).toMatch(/身份证 ID card张明远/);
  await picture(bench, 'bench-moment');
  await bench.keyboard.press('Escape');
  await expect.poll(() => moment.count()).toBe(0);
  await bench.keyboard.press('ArrowUp');
  await moment.getByRole('button', { name: /不看了/ }).click();
  await expect.poll(() => moment.count()).toBe(0);
});

test('kinds are left out and taken in again; a line that is held counts what comes', async () => {
  const kinds = () => rows().evaluateAll((all) => [...new Set(all.map((row) => row.children[2]?.textContent))]);
  await expect.poll(kinds).toEqual(['屏幕 screen']);
  await chip('屏幕').click({ modifiers: ['Alt'] });
  await button(/到末尾/).click();
  await expect.poll(kinds).toContain('字节 frame');
  await chip('字节').click();
  await expect.poll(kinds).not.toContain('字节 frame');
  expect(await kinds()).toContain('状态 state');

  await button(/停住/).click();
  const before = await countOn('屏幕');
  await glass().getByText('11月23日').click();
  await onScreen('chooseDepartment');
  await expect.poll(() => button(/放开/).textContent()).toMatch(/\+[1-9]/);
  expect(await countOn('屏幕')).toBe(before);
  await button(/放开/).click();
  await expect.poll(() => countOn('屏幕')).toBeGreaterThan(before);
  await bench.getByRole('listbox', { name: /时间线/ }).evaluate((list) => list.scrollTo(0, list.scrollHeight));
  await expect.poll(() => rows().filter({ hasText: '屏幕' }).last().textContent()).toContain('chooseDepartment');
  await chip('字节').click();
});

test('bytes are filtered by device, direction and what stands in them, and copied', async () => {
  // From a device's panel to all it ever said.
  await bench.locator('.panels [data-tab="receiptPrinter"]').click();
  await button(/全部字节/).click();
  const devices = () =>
    rows().evaluateAll((all) => [
      ...new Set(all.map((row) => `${row.children[1]?.textContent}${row.children[2]?.textContent}`)),
    ]);
  await expect.poll(async () => (await devices()).toSorted()).toEqual(['凭条←', '凭条→']);
  await chip('receipt').click({ modifiers: ['Alt'] });
  const shown = bench.getByRole('status', { name: /剩下几帧/ });
  const left = async () => Number(await shown.textContent());
  const search = bench.getByRole('searchbox', { name: /文字或十六进制/ });
  await chip('ID card').click({ modifiers: ['Alt'] });
  await chip('→ 到设备').click();
  await expect.poll(devices).toEqual(['身份证←']);
  const answers = await left();
  await search.fill('aa aa aa 96 69 05');
  await expect.poll(left).toBe(1);
  await search.fill('text and photo');
  await expect.poll(left).toBe(1);
  expect(answers).toBeGreaterThan(1);

  await rows().first().click();
  const frame = bench.getByRole('region', { name: /这一帧/ });
  await expect.poll(() => frame.textContent()).toContain('0000  aa aa aa 96 69 05');
  await frame.getByRole('button', { name: /复制/ }).click();
  const clipboard = () => bench.evaluate(() => navigator.clipboard.readText());
  await expect.poll(clipboard).toMatch(/^\d\d:\d\d:\d\d\.\d{3}\tidCardReader\t←\taaaaaa966905[0-9a-f]+\tread text/);
  await search.fill('');
  await button(/复制这些/).click();
  await expect.poll(async () => (await clipboard()).split('\n').length).toBeGreaterThanOrEqual(answers);
  await chip('→ 到设备').click();
  await chip('ID card').dblclick();
});

test('bytes are exported, read again, compared, and said once more to a fresh device', async () => {
  const downloading = bench.waitForEvent('download');
  await button(/导出 JSON 行/).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('trace-T-001.jsonl');
  const read = fromJsonLines(await readFile(await download.path(), 'utf8'));
  const frames = read.ok ? read.frames : [];
  expect(frames.length).toBeGreaterThan(50);

  const verdict = bench.getByRole('status', { name: /结果/ });
  const device = bench.getByRole('combobox', { name: /哪台设备/ });
  await device.selectOption('idCardReader');
  await button(/重放/).click();
  await expect.poll(() => verdict.textContent(), { timeout: 60_000 }).toMatch(/一样 The same/);

  const give = (name: string, text: string) =>
    bench.locator('.trial-file input').setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
  await give('a.jsonl', toJsonLines(frames));
  await bench.getByText('a.jsonl').waitFor();
  await device.selectOption('magneticCardReader');
  await button(/与这台终端比/).click();
  await expect.poll(() => verdict.textContent()).toMatch(/一样 The same/);
  await button(/重放/).click();
  await expect.poll(() => verdict.textContent(), { timeout: 60_000 }).toMatch(/一样 The same/);

  const last = frames.findLastIndex((it) => it.device === 'magneticCardReader' && it.direction === 'fromDevice');
  const changed = frames.map((it, at) => (at === last ? { ...it, hex: '00', words: 'nothing at all' } : it));
  await give('b.jsonl', toJsonLines(changed));
  await bench.getByText('b.jsonl').waitFor();
  await device.selectOption('magneticCardReader');
  await button(/重放/).click();
  await expect.poll(() => verdict.textContent(), { timeout: 60_000 }).toMatch(/第一处不同.*“nothing at all”, then/);

  await give('c.jsonl', `${toJsonLines(frames.slice(0, 1))}{"seq":1}\n`);
  await expect.poll(() => verdict.textContent()).toMatch(/不行.*c\.jsonl: line 2/);
  await picture(bench, 'bench-trace');
  await button(/放下/).click();
  await bench.locator('.trial').getByText('这台终端 This terminal').waitFor();
});

test('the charts are there, and what machines did goes out for the public inspector', async () => {
  await tab(/状态图/);
  await bench.locator('.charts').getByText('visit').first().waitFor();
  const downloading = bench.waitForEvent('download');
  await bench.getByRole('link', { name: /导出 Stately/ }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('states-T-001.jsonl');
  const [first = ''] = (await readFile(await download.path(), 'utf8')).split('\n');
  expect(JSON.parse(first)).toMatchObject({ type: '@xstate.actor' });
});

test('the drawer is made wider and narrower, higher and lower', async () => {
  const edge = bench.getByRole('separator', { name: /记录的高度/ });
  const height = async () => (await bench.locator('.drawer').boundingBox())?.height ?? 0;
  const width = async () => (await bench.locator('.drawer').boundingBox())?.width ?? 0;
  const narrow = await width();
  await button(/展宽/).click();
  await expect.poll(width).toBeGreaterThan(2 * narrow);
  await button(/收窄/).click();
  await expect.poll(width).toBe(narrow);
  const usual = await height();
  await edge.focus();
  await bench.keyboard.press('ArrowUp');
  await expect.poll(height).toBeGreaterThan(usual);
  const { x = 0, y = 0 } = (await edge.boundingBox()) ?? {};
  await bench.mouse.move(x + 100, y + 3);
  await bench.mouse.down();
  await bench.mouse.move(x + 100, 750, { steps: 3 });
  await bench.mouse.up();
  await expect.poll(height).toBeLessThan(usual);
  await edge.dblclick();
  await expect.poll(height).toBeLessThan(100);
  await edge.dblclick();
  await expect.poll(height).toBe(usual);
});
