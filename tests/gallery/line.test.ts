/** The line to the terminal: what comes over it and cannot be shown, what happens when it breaks, what stays behind. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { catalogues } from '../../kiosk-ui/texts/language.ts';
import { touch } from './finger.ts';
import { recorded } from './recorded.ts';
import { openStand, type Stand } from './stand.ts';

let stand: Stand;
beforeAll(async () => {
  stand = await openStand();
}, 60_000);
afterAll(() => stand?.close());

test('what cannot be shown is ignored, with a warning', async () => {
  const menu = recorded('menu');
  const before = await stand.show(menu);
  const nonsense = [
    'no JSON',
    '{}',
    JSON.stringify({ revision: 1, screen: { name: 'nowhere' }, surround: menu.surround }),
    JSON.stringify({ revision: 2, screen: { name: 'menu' }, surround: menu.surround }),
    JSON.stringify({ revision: 3, screen: { name: 'menu', errands: [{ errand: 'none' }] }, surround: menu.surround }),
  ];
  for (const text of nonsense) {
    const warned = stand.page.waitForEvent('console');
    stand.send(text);
    await warned;
  }
  expect(stand.said.splice(-nonsense.length).map((it) => it.slice(0, 30))).toEqual(
    nonsense.map(() => 'warning: a message was ignored'),
  );
  await touch(stand.page, '.end');
  expect(await stand.tapped()).toEqual({ tap: { kind: 'cancel' }, revision: before });
});

test('a lost line is said calmly over the last screen, and comes back by itself', async () => {
  const { page } = stand;
  await stand.show(recorded('menu'));
  const { back } = stand.drop();
  await page.waitForSelector('.cover-calm');
  expect(await page.locator('.cover').innerText()).toContain(catalogues.zh.oneMoment);
  expect(await page.locator('.frame').getAttribute('inert')).not.toBeNull();
  expect(await page.locator('.frame-menu').count()).toBe(1);
  await back;
  await stand.show(recorded('attract'));
  expect(await page.locator('.cover').count()).toBe(0);
});

test('the page stores nothing, and does nothing its policy forbids', async () => {
  const { page } = stand;
  expect(await page.evaluate(() => [localStorage.length, sessionStorage.length, history.length])).toEqual([0, 0, 2]);
  expect(await page.context().cookies()).toEqual([]);
  expect(stand.said).toEqual([]);
});
