/** The real page in a browser under a stopwatch. The terminal's end answers every tap at once with a recorded screen. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { WebSocket } from 'ws';
import { scenes } from '../../../kiosk-ui/fixtures.ts';
import { launchChromium } from '../../chromium.ts';
import { buildPage } from '../../gallery/built-page.ts';
import { hostPage } from '../../gallery/page-host.ts';
import { glasses } from '../../gallery/variants.ts';
import { bringStopwatch } from './stopwatch.ts';

/** A registration, with a number typed: screens of every make, the fullest among them. */
const titles = [
  'attract',
  'menu',
  'presentCredential',
  'enterNumber',
  'chooseOne-day',
  'chooseDepartment',
  'chooseDoctor',
  'choosePeriod',
  'confirmAppointment',
  'pay',
  'printing',
  'farewell',
];
const walk = titles.map((title) => {
  const scene = scenes.find((it) => it.title === title);
  if (!scene) throw new Error(`no scene is called ${title}`);
  return scene.shownIn('zh');
});
/** Screens of the walk; after the last comes the first. */
export const steps = walk.length;

/** As long as a finger rests on a button, in milliseconds. */
const rest = 100;

export interface Glass {
  /** Slows the page down so many times. */
  throttle(rate: number): Promise<void>;
  /**
   * A finger taps the screen of a step, on its own first button or on an empty one that changes its colour. Milliseconds
   * from its lift until the next screen, or the colour, is on the glass.
   */
  tap(what: 'page' | 'toggle', step: number): Promise<number>;
  /** A finger rests on a button. Milliseconds from its touch until the button looks pressed. */
  press(step: number): Promise<number>;
  /** Milliseconds from the start of a browser of its own until the welcome, or an empty page, is on the glass. */
  start(what: 'page' | 'empty'): Promise<number>;
  close(): Promise<void>;
}

const onGlass = (page: Page) =>
  page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));

export async function openGlass(): Promise<Glass> {
  const folder = await mkdtemp(join(tmpdir(), 'kiosk-page-'));
  await buildPage(folder);
  let revision = 0;
  const arrived = Promise.withResolvers<WebSocket>();
  let answer = 0;
  const show = (to: WebSocket, step: number) =>
    to.send(JSON.stringify({ revision: ++revision, ...walk[step % steps] }));
  const host = await hostPage(folder, {
    arrived(opened) {
      arrived.resolve(opened);
      show(opened, 0);
    },
    tapped: (_, tapped) => show(tapped, answer),
  });

  const browser = await launchChromium();
  const context = await browser.newContext({ hasTouch: true, viewport: glasses.portrait });
  const page = await context.newPage();
  await page.goto(host.address);
  await page.waitForSelector('.page');
  await page.evaluate(() => document.fonts.ready);
  await page.evaluate(bringStopwatch);
  const line = await arrived.promise;
  const protocol = await context.newCDPSession(page);

  const aimAt = (what: 'page' | 'toggle') => page.evaluate((it) => window.stopwatch.aimAt(it), what);
  const painted = () => page.evaluate(() => window.stopwatch.painted);
  async function stand(step: number): Promise<void> {
    await aimAt('toggle');
    show(line, step);
    await painted();
    answer = step + 1;
  }

  return {
    async throttle(rate) {
      await protocol.send('Emulation.setCPUThrottlingRate', { rate });
    },
    async tap(what, step) {
      await stand(step);
      await page.touchscreen.tap(...(await aimAt(what)));
      return painted();
    },
    async press(step) {
      await stand(step);
      const [x, y] = await aimAt('page');
      await protocol.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y }] });
      await new Promise((resolve) => setTimeout(resolve, rest));
      await protocol.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
      return page.evaluate(() => window.stopwatch.pressed);
    },
    async start(what) {
      const begun = performance.now();
      const another = await launchChromium();
      try {
        const first = await another.newPage({ viewport: glasses.portrait });
        if (what === 'page') {
          await first.goto(host.address);
          await first.waitForSelector('.page');
        }
        await onGlass(first);
        return performance.now() - begun;
      } finally {
        await another.close();
      }
    },
    async close() {
      await browser.close();
      host.close();
      await rm(folder, { recursive: true });
    },
  };
}
