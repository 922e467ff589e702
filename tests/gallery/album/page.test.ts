import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium } from '../../chromium.ts';
import { picturesOf } from '../pictures.ts';
import { recorded } from '../recorded.ts';
import { type Look, languages, looks } from '../variants.ts';
import { albumPage } from './page.ts';

const title = `menu-"><script>alert('&')</script>`;
const scene = (title: string, of: string) => ({
  title,
  taps: [],
  late: false,
  shownIn: (language: 'zh' | 'en') => recorded(of, language),
});
const pictures = picturesOf([scene('menu', 'menu'), scene(title, 'menu'), scene('pay', 'pay')], {
  languages,
  looks: Object.keys(looks) as Look[],
  glasses: ['portrait', 'landscape'],
});
const drawn = pictures.map((it) => ({
  ...it,
  flaws: it.file === 'pay.zh.standard.portrait.png' ? ['<b>small</b>'] : [],
}));

let folder: string;
let browser: Browser;
let page: Page;
const wrong: string[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'album-'));
  const [style, script] = await Promise.all(
    ['album.css', 'album.js'].map((file) => readFile(join(import.meta.dirname, file), 'utf8')),
  );
  await writeFile(join(folder, 'index.html'), albumPage(drawn, { style, script }));
  browser = await launchChromium();
  page = await browser.newPage();
  page.on('pageerror', (thrown) => wrong.push(thrown.message));
  page.on('dialog', (dialog) => wrong.push(dialog.message()));
  await page.goto(`file://${folder}/index.html`);
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true });
});

const seen = () => page.locator('main .picture:visible .title').allTextContents();

test('every picture is on the page, by screen, its name as it is', async () => {
  expect(await page.locator('main .picture').count()).toBe(drawn.length);
  expect(await page.locator('section h2').allTextContents()).toEqual(['menu', 'pay']);
  expect(await seen()).toEqual(['menu', title, 'pay']);
  expect(wrong).toEqual([]);
});

test('what is chosen above is what is seen', async () => {
  await page.getByLabel('elder').check();
  expect(await seen()).toEqual(['menu', 'menu', title, title, 'pay', 'pay']);
  await page.getByLabel('with flaws only').check();
  expect(await seen()).toEqual(['pay']);
  await page.getByLabel('with flaws only').uncheck();
  await page.getByLabel('elder').uncheck();
});

test('the keys leaf through the scenes and their variants, and a scene stands beside itself', async () => {
  const name = () => page.locator('#name').innerText();
  const which = () => page.locator('#which').innerText();
  await page.locator('main .picture:visible').first().click();
  expect([await name(), await which()]).toEqual(['menu', 'zh · standard · portrait']);
  await page.keyboard.press('ArrowLeft');
  expect([await name(), await page.locator('#wrong li').allTextContents()]).toEqual(['pay', ['<b>small</b>']]);
  await page.keyboard.press('ArrowDown');
  expect([await name(), await which()]).toEqual(['pay', 'zh · elder · portrait']);
  await page.keyboard.press('ArrowRight');
  expect([await name(), await which()]).toEqual(['menu', 'zh · standard · portrait']);
  await page.keyboard.press('s');
  expect(await page.locator('#beside .picture:visible').count()).toBe(languages.length * 4);
  await page.keyboard.press('Escape');
  expect(await page.locator('dialog').isVisible()).toBe(false);
  expect(wrong).toEqual([]);
});
