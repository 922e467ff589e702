/** The real page in a browser: how it begins, whom it lets in, where the focus goes, in which letters, and what moves. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { middle } from './finger.ts';
import { recorded } from './recorded.ts';
import { openStand, type Stand } from './stand.ts';

let stand: Stand;
let page: Stand['page'];
beforeAll(async () => {
  stand = await openStand();
  page = stand.page;
}, 60_000);
// A test that failed half-way leaves nothing to the next one.
beforeEach(() => stand.forgetTaps());
afterAll(() => stand?.close());

test('any touch of the welcome begins', async () => {
  await stand.show(recorded('attract'));
  for (const [x, y] of [
    [20, 20],
    [1060, 700],
    [540, 1300],
    [1060, 1900],
  ] as const) {
    await page.touchscreen.tap(x, y);
    expect((await stand.tapped()).tap).toEqual({ kind: 'begin' });
  }
});

/** Presses and lifts as if so many milliseconds lay between; nobody waits. */
const hold = (selector: string, milliseconds: number) =>
  page.locator(selector).evaluate((element, milliseconds) => {
    const point = (type: string, timeStamp: number) =>
      element.dispatchEvent(
        Object.defineProperty(new PointerEvent(type, { bubbles: true }), 'timeStamp', { value: timeStamp }),
      );
    point('pointerdown', 1000);
    point('pointerup', 1000 + milliseconds);
  }, milliseconds);

test('what a finger is on looks pressed at once, and no more when the finger is gone', async () => {
  await stand.show(recorded('menu'));
  const [x, y] = await middle(page, '.end');
  const finger = await page.context().newCDPSession(page);
  const look = () => page.locator('.end').evaluate((it) => getComputedStyle(it).clipPath);
  const touched = () => page.locator('[data-touched]').count();
  // The finger and the question how it looks reach the page by two ways, and the question may be the first.
  await finger.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y }] });
  await expect.poll(touched).toBe(1);
  expect(await look()).not.toBe('none');
  await finger.send('Input.dispatchTouchEvent', { type: 'touchCancel', touchPoints: [] });
  await expect.poll(touched).toBe(0);
  await finger.detach();
});

test('holding the name of the hospital for two seconds asks for the technician', async () => {
  for (const title of ['attract', 'attract-none', 'outOfService', 'trouble-stopped']) {
    await stand.show(recorded(title));
    await hold('.service-door', 2000);
    expect((await stand.tapped()).tap, title).toEqual({ kind: 'technician' });
  }
  await stand.show(recorded('attract'));
  await hold('.service-door', 1900);
  expect((await stand.tapped()).tap).toEqual({ kind: 'begin' });
  await stand.show(recorded('menu'));
  expect(await page.locator('.service-door').count()).toBe(0);
});

test('the heading of a new screen takes the focus, and a ticking second does not', async () => {
  const focused = () => page.evaluate(() => document.activeElement?.className);
  const menu = recorded('menu');
  await stand.show(menu);
  expect(await focused()).toBe('sentence');
  await page.locator('.end').focus();
  await stand.show({ ...menu, surround: { ...menu.surround, secondsLeft: 12 } });
  expect(await focused()).toContain('end');
  await stand.show(recorded('still-there'));
  expect(await focused()).toBe('sheet-title');
  await stand.show(menu);
  expect(await focused()).toBe('sentence');
});

test('Chinese and Latin stand in the font the page brings', async () => {
  await stand.show(recorded('farewell'));
  const browserSide = await page.context().newCDPSession(page);
  await browserSide.send('DOM.enable');
  await browserSide.send('CSS.enable');
  const { root } = await browserSide.send('DOM.getDocument');
  for (const selector of ['h1 span', '.there-place', '.queue-number b', '.there-number dd']) {
    const { nodeId } = await browserSide.send('DOM.querySelector', { nodeId: root.nodeId, selector });
    const { fonts } = await browserSide.send('CSS.getPlatformFontsForNode', { nodeId });
    expect(fonts.length, selector).toBeGreaterThan(0);
    expect(
      fonts.filter((font) => !font.isCustomFont || !font.familyName.startsWith('Noto Sans SC')),
      selector,
    ).toEqual([]);
  }
});

/** Those that move; what comes later comes at once, and to everybody. */
const moving = () =>
  page.evaluate(
    () =>
      document
        .getAnimations()
        .filter(
          (it) => !(it instanceof CSSAnimation && it.animationName === 'comes-later') && it.playState === 'running',
        ).length,
  );

test.each([
  'presentCredential',
  'presentCredential-card',
  'takeCard',
  'printing-reports',
  'pay',
  'pay-busy',
  'printing',
  'farewell',
  'working',
  'still-there',
])('%s moves, unless stillness is asked for', async (title) => {
  await stand.show(recorded(title));
  expect(await moving()).toBe(0);
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  expect(await moving()).toBeGreaterThan(0);
  await page.emulateMedia({ reducedMotion: 'reduce' });
});
