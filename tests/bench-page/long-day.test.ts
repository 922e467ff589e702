/** A hundred thousand frames and twenty thousand events on the bench's page: what a finger does answers all the same. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BenchServer } from '../../simulator/bench/server.ts';
import { launchChromium } from '../chromium.ts';
import { dayOfFrames, dayOfTaps, serveDay } from './day.ts';

const frames = 100_000;
const taps = 20_000;
/** Drawn at once, with what is above and below. */
const fewRows = 200;

let browser: Browser;
let server: BenchServer;
let page: Page;

beforeAll(async () => {
  server = await serveDay(dayOfFrames(frames), dayOfTaps(taps));
  browser = await launchChromium();
  page = await browser.newPage({ viewport: { width: 1600, height: 1000 } });
  await page.goto(server.url);
  await page.locator('.list-row').first().waitFor();
  await page.evaluate(() => {
    const counted = window as unknown as { rowsDrawn: number };
    counted.rowsDrawn = 0;
    const isRow = (node: Node) => node instanceof HTMLElement && node.classList.contains('list-row');
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes) counted.rowsDrawn += [...addedNodes].filter(isRow).length;
    }).observe(document.body, { childList: true, subtree: true });
  });
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

/** Does something in the page; how long until it is painted, and how many rows were drawn for it. */
async function painted(act: string): Promise<{ readonly milliseconds: number; readonly rows: number }> {
  return page.evaluate(async (source) => {
    const counted = window as unknown as { rowsDrawn: number };
    counted.rowsDrawn = 0;
    const began = performance.now();
    new Function(source)();
    // A message that was sent in a frame comes when that frame has been painted.
    await new Promise<void>((done) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => done();
        port2.postMessage(undefined);
      });
    });
    const milliseconds = performance.now() - began;
    // The list draws once more when it was scrolled.
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    return { milliseconds, rows: counted.rowsDrawn };
  }, act);
}

const pressed = (chip: string) =>
  `[...document.querySelectorAll('.kind-chip')].find((it) => it.textContent.startsWith('${chip}')).click()`;
const typed = (text: string) =>
  `const box = document.querySelector('.record-find input'); box.value = ${JSON.stringify(text)}; box.dispatchEvent(new Event('input', { bubbles: true }))`;
const scrolled = (share: number) =>
  `const list = document.querySelector('.list'); list.scrollTop = list.scrollHeight * ${share}`;

const inPage = () => page.locator('.list-row').count();
const shown = () => page.locator('.record-find output').textContent();

async function answers(name: string, act: string): Promise<void> {
  const { milliseconds, rows } = await painted(act);
  console.log(`${name}: ${milliseconds.toFixed(0)} ms, ${rows} rows drawn`);
  expect(rows).toBeLessThan(fewRows);
  expect(await inPage()).toBeLessThan(fewRows);
}

test('the line of time: filters, letters, scrolling', async () => {
  await expect.poll(() => page.locator('.kind-chip', { hasText: '点击' }).locator('b').textContent()).toBe(`${taps}`);
  await expect.poll(() => page.locator('.list-row').last().textContent()).toContain(`#${frames - 1}`);
  await answers('timeline: frames left out', pressed('字节'));
  await expect.poll(() => page.locator('.list-row').last().textContent()).toContain(`tap · ${taps - 1}`);
  await answers('timeline: frames again', pressed('字节'));
  await answers('timeline: a letter', typed('9'));
  await answers('timeline: two letters', typed('99'));
  const hits = [...dayOfFrames(frames), ...dayOfTaps(taps)].filter(({ words }) => words.includes('99')).length;
  await expect.poll(shown).toBe(String(hits));
  for (const share of [0, 0.5, 0.25, 0.9]) await answers(`timeline: scrolled to ${share}`, scrolled(share));
  await answers('timeline: a moment', `document.querySelectorAll('.list-row')[12].click()`);
});

test('the trace: filters, letters, bytes, scrolling', async () => {
  await page.getByRole('tab', { name: /字节/ }).click();
  await expect.poll(shown).toBe(String(frames));
  await answers('trace: a device left out', pressed('身份证'));
  await expect.poll(shown).toBe(String((frames * 3) / 4));
  await answers('trace: a direction left out', pressed('→'));
  await expect.poll(shown).toBe(String((frames * 3) / 8));
  await answers('trace: the direction again', pressed('→'));
  await answers('trace: the device again', pressed('身份证'));
  await answers('trace: a letter', typed('s'));
  await answers('trace: a word', typed('status 2: cover'));
  await expect.poll(shown).toBe(String(frames / 8));
  await answers('trace: bytes', typed('f2 00 03'));
  await expect.poll(shown).toBe(String(frames / 8));
  await answers('trace: everything', typed(''));
  for (const share of [0, 0.5, 1]) await answers(`trace: scrolled to ${share}`, scrolled(share));
  await expect.poll(() => page.locator('.list-row').last().textContent()).toContain(`#${frames - 1}`);
});
