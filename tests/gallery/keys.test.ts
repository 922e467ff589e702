/** The whole page without a finger: arrows lead everywhere, Enter presses, the focus is seen and never lost. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { scenes } from '../../kiosk-ui/fixtures.ts';
import type { Shown } from '../../terminal/screen.ts';
import { everyNth, inTurn, sample } from '../whole.ts';
import { recorded } from './recorded.ts';
import { openStand, type Stand } from './stand.ts';

let stand: Stand;
let page: Stand['page'];
beforeAll(async () => {
  stand = await openStand();
  page = stand.page;
  // Whoever uses keys has used one.
  await page.keyboard.press('ArrowDown');
}, 60_000);
afterAll(() => stand?.close());
beforeEach(() => stand.forgetTaps());

const press = async (...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};
/** A key that keyboards for computers do not have. Answers whether the browser was kept from doing its own. */
const pressRare = (key: string) =>
  page.evaluate((key) => {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
    return !document.body.dispatchEvent(event);
  }, key);
const focused = () => page.evaluate(() => document.activeElement?.className ?? '');
const words = () => page.evaluate(() => document.activeElement?.textContent ?? '');

/**
 * Follows every arrow from the heading, until nothing new is found. Answers what can be pressed and was never reached,
 * and what is wrong with the ring around what was. Runs in the page.
 */
function walk(ppi: number): string[] {
  const mm = ppi / 25.4;
  const wrong: string[] = [];
  const name = (it: Element) => `<${it.className}> ${it.textContent?.slice(0, 20)}`;
  const all = [...document.querySelectorAll<HTMLElement>('button:enabled')].filter(
    (it) => !it.closest('[inert]') && it.checkVisibility({ visibilityProperty: true }),
  );
  const ground = (it: Element | null): string => {
    if (!it) return '';
    const { backgroundColor } = getComputedStyle(it);
    return /, 0\)$/.test(backgroundColor) ? ground(it.parentElement) : backgroundColor;
  };
  const heading = (document.querySelector('h2.sheet-title') ?? document.querySelector('h1')) as HTMLElement;

  const look = (it: HTMLElement) => {
    const { outlineStyle, outlineWidth, outlineOffset, outlineColor } = getComputedStyle(it);
    const width = Number.parseFloat(outlineWidth);
    if (outlineStyle !== 'solid' || width < mm - 0.5 || !it.matches(':focus-visible'))
      wrong.push(`no ring around ${name(it)}`);
    const inside = Number.parseFloat(outlineOffset) < 0;
    if (outlineColor === ground(inside ? it : it.parentElement)) wrong.push(`a ring nobody sees around ${name(it)}`);
    const ring = width + Number.parseFloat(outlineOffset);
    const { left, top, right, bottom } = it.getBoundingClientRect();
    for (let box = it.parentElement; box; box = box.parentElement) {
      if (getComputedStyle(box).overflow === 'visible' && box !== document.documentElement) continue;
      const frame = box.getBoundingClientRect();
      if (
        left - ring < frame.left ||
        top - ring < frame.top ||
        right + ring > frame.right ||
        bottom + ring > frame.bottom
      )
        wrong.push(`the ring of ${name(it)} is cut off by <${box.className || box.tagName}>`);
    }
  };

  const reached = new Set<Element>([heading]);
  for (const from of reached)
    for (const key of ['ArrowDown', 'ArrowRight', 'ArrowUp', 'ArrowLeft']) {
      (from as HTMLElement).focus();
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
      const to = document.activeElement as HTMLElement;
      if (reached.has(to)) continue;
      reached.add(to);
      look(to);
    }
  for (const it of all) if (!reached.has(it)) wrong.push(`no arrow leads to ${name(it)}`);
  heading.focus();
  return wrong;
}

describe(`screen by screen${sample}`, () => {
  test.each(everyNth(3, scenes))(
    '$title: every button is reached, seen, and answers Enter as it does a finger',
    async (scene) => {
      await stand.resize('portrait');
      const revision = await stand.showScene(scene, 'zh', 'standard');
      expect(await page.evaluate(walk, scene.shownIn('zh').surround.ppi)).toEqual([]);
      const tells = page.locator('button:enabled:not(.comfort, [data-local], [inert] *):visible');
      for (let at = 0; at < scene.taps.length; at++) {
        await tells.nth(at).focus();
        await press('Enter');
      }
      expect(await tells.count()).toBe(scene.taps.length);
      for (const tap of scene.taps) expect(await stand.tapped()).toEqual({ tap, revision });
      expect(stand.untaken).toEqual([]);
    },
  );
});

const others = [
  { glass: 'landscape', look: 'standard' },
  { glass: 'small', look: 'elder' },
  { glass: 'portrait', look: 'lowered' },
  { glass: 'portrait', look: 'contrast' },
] as const;
const everywhere = inTurn(scenes, others);
test.each(others)(`on a $glass glass, $look, everything is reached and seen, too${sample}`, async (other) => {
  await stand.resize(other.glass);
  const wrong: string[] = [];
  for (const [scene] of everywhere.filter(([, it]) => it === other)) {
    await stand.showScene(scene, 'zh', other.look);
    const found = await page.evaluate(walk, scene.shownIn('zh').surround.ppi);
    wrong.push(...found.map((it) => `${scene.title}: ${it}`));
  }
  await stand.resize('portrait');
  expect(wrong).toEqual([]);
});

test('every key that means back goes back, and never ends a visit', async () => {
  const revision = await stand.show(recorded('chooseDepartment'));
  await press('Escape', 'Backspace');
  for (const key of ['BrowserBack', 'GoBack']) expect(await pressRare(key)).toBe(true);
  for (let times = 0; times < 4; times++) expect(await stand.tapped()).toEqual({ tap: { kind: 'back' }, revision });
  for (const title of ['pay', 'farewell', 'still-there', 'attract']) {
    await stand.show(recorded(title));
    await press('Escape', 'Backspace');
  }
  await stand.show(recorded('menu'));
  await press('Escape');
  expect((await stand.tapped()).tap).toEqual({ kind: 'back' });
  expect(stand.untaken).toEqual([]);
});

test('a number is typed on a keypad, taken back and entered, with the focus on the heading', async () => {
  const revision = await stand.show(recorded('enterNumber-phone'));
  const typed = () => page.locator('.digits').textContent();
  await press(...'1380013');
  await press('Enter');
  expect(await focused()).toBe('sentence');
  await press('Backspace', 'Delete', ...'138000');
  expect(await typed()).toBe('13800138000');
  await press('Enter');
  expect(await stand.tapped()).toEqual({ tap: { kind: 'enter', text: '13800138000' }, revision });
  for (let times = 0; times < 11; times++) await press('Backspace');
  expect(stand.untaken).toEqual([]);
  await press('Backspace');
  expect((await stand.tapped()).tap).toEqual({ kind: 'back' });
  await press('1', 'Escape');
  expect((await stand.tapped()).tap).toEqual({ kind: 'back' });
  expect(stand.untaken).toEqual([]);
});

test('an X stands at the end of an ID number', async () => {
  await stand.show(recorded('enterNumber'));
  await press(...'11010519491231002', 'x', 'Enter');
  expect((await stand.tapped()).tap).toEqual({ kind: 'enter', text: '11010519491231002X' });
});

test('a held key leads on, and presses once', async () => {
  await stand.show(recorded('menu'));
  await page.keyboard.down('ArrowDown');
  const first = await words();
  await page.keyboard.down('ArrowDown');
  await page.keyboard.down('ArrowDown');
  await page.keyboard.down('ArrowDown');
  expect(await words()).not.toBe(first);
  await page.keyboard.up('ArrowDown');
  for (const key of ['Enter', ' ']) {
    await page.locator('.end').focus();
    await page.keyboard.down(key);
    await page.keyboard.down(key);
    await page.keyboard.down(key);
    await page.keyboard.up(key);
    expect((await stand.tapped()).tap, key).toEqual({ kind: 'cancel' });
    await press('Escape');
    expect((await stand.tapped()).tap, key).toEqual({ kind: 'back' });
  }
  expect(stand.untaken).toEqual([]);
});

test('a key that went down on one screen does nothing on the next, even where the same button stands', async () => {
  const list = recorded('chooseDepartment');
  for (const key of ['Enter', ' ']) {
    await stand.show(list);
    await page.locator('.end').focus();
    await page.keyboard.down(key);
    if (key === 'Enter') await stand.tapped();
    await stand.show(list);
    expect(await focused()).toContain('end');
    await page.keyboard.down(key);
    await page.keyboard.up(key);
    await press('Escape');
    expect((await stand.tapped()).tap, key).toEqual({ kind: 'back' });
  }
});

test('no key leads out of the page', async () => {
  await stand.show(recorded('menu'));
  const address = page.url();
  await stand.show(recorded('attract'));
  await press('Alt+ArrowLeft', 'Backspace');
  for (const key of ['BrowserBack', 'GoBack']) expect(await pressRare(key)).toBe(true);
  await stand.show(recorded('menu'));
  expect(page.url()).toBe(address);
});

/** The list at a page of so many. */
function listAt(at: number, of: number): Omit<Shown, 'revision'> {
  const list = recorded('chooseDepartment');
  if (list.screen.name !== 'chooseDepartment') throw new Error(list.screen.name);
  return { ...list, screen: { ...list.screen, page: { at, of } } };
}

test('turning pages keeps the focus on the pager, at its other end where there is no further', async () => {
  await stand.show(listAt(1, 3));
  await page.locator('.page-after').focus();
  await stand.show(listAt(2, 3));
  expect(await focused()).toContain('page-after');
  await stand.show(listAt(3, 3));
  expect(await focused()).toContain('page-before');
  await stand.show(listAt(2, 3));
  await stand.show(listAt(1, 3));
  expect(await focused()).toContain('page-after');
});

test('where the focused button is gone, the heading has the focus', async () => {
  await stand.show(listAt(2, 3));
  await page.locator('.page-after').focus();
  await stand.show(listAt(1, 1));
  expect(await focused()).toBe('sentence');
});

test('a lost line stills the keys, and gives the focus back where it was', async () => {
  await stand.show(recorded('menu'));
  await page.locator('.end').focus();
  const { back } = stand.drop();
  await page.waitForSelector('.cover-calm');
  expect(await page.locator('.live').textContent()).toMatch(/请稍候/);
  await press('Enter', 'ArrowDown', 'Escape', 'Tab');
  await back;
  await stand.show(recorded('menu'));
  expect(await focused()).toContain('end');
  await press('Escape');
  expect((await stand.tapped()).tap).toEqual({ kind: 'back' });
  expect(stand.untaken).toEqual([]);
});

test('a new screen is read by its heading alone, and what changes on it is told; of the seconds only the few', async () => {
  const menu = recorded('menu');
  const at = (secondsLeft: number) => ({ ...menu, surround: { ...menu.surround, secondsLeft } });
  await stand.show(at(58));
  const told = () => page.locator('.live').textContent();
  const region = await page.locator('.live').elementHandle();
  const before = await told();
  await stand.show(at(31));
  expect(await told()).toBe(before);
  await stand.show(at(30));
  expect(await told()).toBe('还剩 30 秒');
  await stand.show(at(12));
  expect(await told()).toBe('还剩 30 秒');
  await stand.show(at(9));
  expect(await told()).toBe('还剩 10 秒');
  expect(await region?.evaluate((it) => it.isConnected)).toBe(true);

  // Within one screen the region stays, and tells; on a new one it is new, and the heading is read.
  await stand.show(recorded('presentCredential-card'));
  const said = await page.locator('.said').elementHandle();
  await stand.show(recorded('presentCredential-again'));
  expect(await said?.evaluate((it) => it.isConnected)).toBe(true);
  const heading = page.locator('h1');
  expect(
    await heading.evaluate((it) => document.getElementById(it.getAttribute('aria-describedby') ?? '')?.className),
  ).toBe('hint hint-matters');
  await stand.show(recorded('menu'));
  expect(await said?.evaluate((it) => it.isConnected)).toBe(false);
});

test('what is read comes in the order of heading, body, actions, comforts', async () => {
  await stand.show(recorded('confirmAppointment'));
  const order = await page.evaluate(() =>
    [...document.querySelectorAll('h1, #hint, .card, .main-action, .back, .end, .comfort')].map((it) =>
      (it.id || it.className).replace(/^.*?(card|main-action|back|end|comfort|sentence|hint).*$/, '$1'),
    ),
  );
  expect(order.filter((it, at) => it !== order[at - 1])).toEqual([
    'sentence',
    'hint',
    'card',
    'main-action',
    'back',
    'end',
    'comfort',
  ]);
});
