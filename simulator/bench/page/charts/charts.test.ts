/** The charts in a browser: what is lit, what a finger does, and that the widest machine fits a small bench. */
import { join, resolve } from 'node:path';
import preact from '@preact/preset-vite';
import type { Browser, Locator, Page } from 'playwright-core';
import { build, type Rolldown } from 'vite';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { launchChromium } from '../../../../tests/chromium.ts';
import { type Kiosk, openKiosk } from '../../../../tests/kiosk.ts';
import { type ChartsView, withDefinitions } from '../../../charts/charts-view.ts';
import { type ChartRecorder, createChartRecorder } from '../../../charts/recorder.ts';

const entry = join(import.meta.dirname, 'planted-entry.tsx');
const source = `
  import '../bench.css';
  import './charts.css';
  import { render } from 'preact';
  import { Charts } from './charts.tsx';
  window.draw = (view) => render(view && <Charts view={view} />, document.body);
`;

/** The component by itself, with the bench's colours, as a script and a style. */
async function builtCharts(): Promise<{ readonly script: string; readonly style: string }> {
  const built = await build({
    root: import.meta.dirname,
    configFile: false,
    logLevel: 'error',
    plugins: [
      preact(),
      {
        name: 'planted-entry',
        enforce: 'pre',
        resolveId: (id) => (resolve(id) === entry ? entry : undefined),
        load: (id) => (id === entry ? source : undefined),
      },
    ],
    build: { write: false, cssCodeSplit: false, rolldownOptions: { input: entry } },
  });
  const files = [built].flat().flatMap((it) => (it as Rolldown.RolldownOutput).output);
  const textOf = (ending: string) => {
    const file = files.find(({ fileName }) => fileName.endsWith(ending));
    if (!file) throw new Error(`nothing was built that ends in ${ending}`);
    return String(file.type === 'chunk' ? file.code : file.source);
  };
  return { script: textOf('.js'), style: textOf('.css') };
}

let browser: Browser;
let page: Page;
let kiosk: Kiosk;
let recorder: ChartRecorder;
let view: ChartsView | undefined;

beforeAll(async () => {
  const [built, launched] = await Promise.all([builtCharts(), launchChromium()]);
  browser = launched;
  page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.setContent('<!doctype html><meta charset="utf-8">');
  await page.addStyleTag({ content: built.style });
  await page.addScriptTag({ content: built.script, type: 'module' });
}, 120_000);
afterAll(() => browser?.close());

beforeEach(async () => {
  view = undefined;
  await show(null);
  recorder = createChartRecorder({ now: () => kiosk?.world.clock.now() ?? 0, limit: 1000 });
  kiosk = await openKiosk({ inspect: recorder.inspect });
});

const show = (it: ChartsView | null) =>
  page.evaluate((view) => (window as unknown as { draw(view: unknown): void }).draw(view), it);

/** As the bench does it: definitions that the page has are not sent again. */
async function draw(): Promise<void> {
  view = withDefinitions(view, recorder.charts(Object.keys(view?.definitions ?? {})));
  await show(view);
}

const box = (path: string): Locator => page.locator(`.charts-state[data-path="${path}"]`);
const tab = (name: string): Locator => page.locator('.charts-tabs button', { hasText: new RegExp(`^${name}`) });
const paths = (which: string) =>
  page.locator(which).evaluateAll((all) => all.map((it) => (it as HTMLElement).dataset.path));

test('the innermost machine that runs is followed, with its state lit', async () => {
  await draw();
  expect(await paths('.charts-active')).toEqual(['', 'attract']);
  kiosk.begin('registration');
  await draw();
  expect(await paths('.charts-active')).toEqual(['', 'presenting', 'presenting.waiting']);
  expect(await page.locator('.charts-runs').allTextContents()).toEqual(['▸ readCredential']);
  kiosk.present(0);
  await kiosk.until('chooseOne');
  await draw();
  expect(await paths('.charts-active')).toEqual(['', 'choosingDay']);
});

test('a chosen machine stays when another begins, until it is followed again', async () => {
  await draw();
  await tab('visit').click();
  kiosk.begin('registration');
  await draw();
  expect(await paths('.charts-active')).toEqual([
    '',
    'present',
    'present.doing',
    'present.doing.registration',
    'present.watch',
    'present.watch.quiet',
  ]);
  await tab('跟随').click();
  expect(await paths('.charts-active')).toEqual(['', 'presenting', 'presenting.waiting']);
});

test('what was passed is tinted and numbered, and the transitions taken stand out', async () => {
  await kiosk.toPayment();
  await draw();
  await tab('registration').click();
  expect(await box('identifying').getAttribute('class')).toContain('charts-been');
  expect(await box('done').getAttribute('class')).not.toContain('charts-been');
  const numbers = await page.locator('.charts-name small').allTextContents();
  expect(numbers).toEqual(['3', '8', '9', '10', '11', '12', '13', '14', '15', '16', '17']);
  const taken = box('findingDays').locator('.charts-target.charts-taken');
  expect(await taken.allTextContents()).toEqual(['choosingDay']);
  expect(await page.locator('.charts-path li').count()).toBe(recorder.charts().path.length);
});

test('a machine that ended keeps its tab, dimmed, with where it ended', async () => {
  await kiosk.toPayment();
  await draw();
  expect(await page.locator('.charts-tabs .charts-live').allTextContents()).toEqual([
    'visitregistration ∥ quiet',
    'registrationsettling',
    'settlementopen',
  ]);
  expect(await page.locator('.charts-tabs .charts-over').allTextContents()).toEqual(['identifydone']);
  await tab('identify').click();
  expect(await paths('.charts-sheet.charts-over .charts-active')).toEqual(['', 'done']);
  expect(await page.locator('.charts-runs').count()).toBe(0);
});

test('a transition under the finger shows where it leads; pressed, it stays shown', async () => {
  await draw();
  const target = box('attract').locator('.charts-target', { hasText: 'serviced' });
  await target.hover();
  expect(await paths('.charts-pointed')).toEqual(['serviced']);
  await page.mouse.move(0, 0);
  expect(await paths('.charts-pointed')).toEqual([]);
  await target.click();
  await page.mouse.move(0, 0);
  expect(await paths('.charts-pointed')).toEqual(['serviced']);
  await target.click();
  await page.mouse.move(0, 0);
  expect(await paths('.charts-pointed')).toEqual([]);
});

test('a step of the path, pressed, shows its state in its machine', async () => {
  await kiosk.toPayment();
  await draw();
  await page.locator('.charts-path button', { hasText: 'waiting → reading' }).click();
  expect(await paths('.charts-pointed')).toEqual(['presenting.reading']);
  expect(await page.locator('.charts-sheet .charts-name').first().textContent()).toContain('identify');
});

test('what is pressed is brought into sight; what the finger passes over moves nothing', async () => {
  await page.setViewportSize({ width: 1280, height: 420 });
  await kiosk.toPayment();
  await draw();
  const target = box('ordering.opening').locator('.charts-target', { hasText: 'fulfilled' });
  await target.hover();
  const scrolled = () => page.evaluate(() => scrollY);
  const before = await scrolled();
  expect(await paths('.charts-pointed')).toEqual(['ordering.fulfilled']);
  expect(await scrolled()).toBe(before);
  await target.click();
  await page.waitForFunction((before) => scrollY > before, before);
  await page.setViewportSize({ width: 1280, height: 900 });
});

test('the path stands at its newest step', async () => {
  await kiosk.toPayment();
  await draw();
  const list = await page.locator('.charts-path').boundingBox();
  const last = await page.locator('.charts-path li').last().boundingBox();
  if (!list || !last) throw new Error('there is no path');
  expect(last.y + last.height).toBeLessThanOrEqual(list.y + list.height + 1);
});

test('the largest machines fit 1280 wide, and little more than a glass high; regions stand side by side', async () => {
  await kiosk.toPayment();
  await draw();
  for (const name of ['visit', 'settlement', 'registration']) {
    await tab(name).click();
    const sheet = await page.locator('.charts-sheet').boundingBox();
    expect(sheet?.height).toBeLessThan(1000);
    const beyond = await page.evaluate(() =>
      [...document.querySelectorAll('.charts *')]
        .filter((it) => it.scrollWidth > it.clientWidth + 1 && getComputedStyle(it).display !== 'inline')
        .map((it) => it.className),
    );
    expect(beyond).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(1280);
  }
  await tab('visit').click();
  const [doing, watch] = await Promise.all([box('present.doing').boundingBox(), box('present.watch').boundingBox()]);
  expect(doing?.y).toBe(watch?.y);
  expect(doing && watch && doing.x + doing.width).toBeLessThan(watch?.x ?? 0);
});
