/** Waiting without a flash: a quick answer comes as if nothing had been working in between. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Shown } from '../../terminal/screen.ts';
import { middle, touch } from './finger.ts';
import { recorded } from './recorded.ts';
import { openStand, type Stand } from './stand.ts';

let stand: Stand;
let page: Stand['page'];
beforeAll(async () => {
  stand = await openStand();
  page = stand.page;
}, 60_000);
afterAll(() => stand?.close());

const working: Omit<Shown, 'revision'> = {
  ...recorded('menu'),
  screen: { name: 'working', work: 'findingRecord' },
};
let later = 1000;

/** Several messages in one task of the page: no time passes between them, however slow the machine. */
const atOnce = (...messages: readonly Omit<Shown, 'revision'>[]) => {
  for (const shown of messages) stand.send(JSON.stringify({ revision: ++later, ...shown }));
  return later;
};

/** Every screen that comes onto the glass from now on; runs in the page. */
function watch(): void {
  const seen: string[] = [];
  Object.assign(window, { seen });
  new MutationObserver(() => {
    const { screen } = document.querySelector<HTMLElement>('.page')?.dataset ?? {};
    if (screen && seen.at(-1) !== screen) seen.push(screen);
  }).observe(document, { subtree: true, attributes: true, childList: true });
}
const seen = () => page.evaluate(() => (window as unknown as { seen: string[] }).seen.splice(0));

test('what is done at once never shows that anything was working', async () => {
  await stand.show(recorded('menu'));
  await page.evaluate(watch);
  atOnce(working, recorded('chooseDepartment'));
  await page.waitForSelector('[data-screen=chooseDepartment]:not([inert])');
  expect(await seen()).not.toContain('working');
});

test('what takes longer is told, after the screen before stood still with its button pressed in', async () => {
  await stand.show(recorded('menu'));
  await touch(page, '.end');
  await stand.tapped();
  const [x, y] = await middle(page, '.back');
  const held = page.waitForSelector('[data-screen=menu][inert] .end[data-pressed]', { state: 'attached' });
  const revision = atOnce(working);
  await held;
  expect(await page.locator('.page').getAttribute('data-revision')).toBe(String(revision));
  await page.waitForSelector('[data-screen=working]:not([inert])');
  expect(await page.locator('[data-pressed], .waiting').count()).toBe(0);
  // Nobody meant the screen that has gone.
  await page.touchscreen.tap(x, y);
  await stand.show(recorded('menu'));
  await touch(page, '.end');
  expect((await stand.tapped()).tap).toEqual({ kind: 'cancel' });
});

test('nothing is pressed meanwhile, by finger or key', async () => {
  await stand.show(recorded('menu'));
  // In the page itself, so that it is still waiting.
  await page.evaluate(() => {
    new MutationObserver((_, it) => {
      const page = document.querySelector<HTMLElement>('.page[inert]');
      if (!page) return;
      it.disconnect();
      page.querySelector<HTMLElement>('.end')?.click();
      for (const key of ['Escape', 'Enter', 'ArrowDown'])
        document.dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true }));
      page.dataset.tried = '';
    }).observe(document, { subtree: true, attributes: true });
  });
  atOnce(working);
  await page.waitForSelector('[data-tried]', { state: 'attached' });
  await stand.show(recorded('menu'));
  await touch(page, '.back');
  expect((await stand.tapped()).tap).toEqual({ kind: 'back' });
  expect(stand.untaken).toEqual([]);
});

test('the focus is where it was when a page of a list was turned meanwhile', async () => {
  const list = recorded('chooseDepartment');
  if (list.screen.name !== 'chooseDepartment') throw new Error(list.screen.name);
  const at = (at: number) => ({ ...list, screen: { ...list.screen, page: { at, of: 3 } } });
  await stand.show(at(1));
  await page.locator('.page-after').focus();
  const revision = atOnce(working, at(2));
  await page.waitForSelector(`[data-revision="${revision}"]:not([inert])`);
  expect(await page.evaluate(() => document.activeElement?.className)).toContain('page-after');
});

test('a page opened anew draws what stands', async () => {
  await stand.show(recorded('menu'));
  await stand.reload();
  await stand.show(working);
  expect(await page.locator('.waiting').count()).toBe(0);
});
