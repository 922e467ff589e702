/** Hands on a tactile keypad: arrows, Enter, Back and digits, and eyes that look for the ring. */
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { ScreenName } from '../../terminal/screen.ts';

/** More arrows than lead from any corner of a screen to the other. */
const farthest = 30;

/** What is wrong with where the focus is to be seen: on one thing, which can be pressed. Runs in the page. */
function unseen(): string[] {
  const root = document.documentElement;
  const mm = Number(getComputedStyle(root).getPropertyValue('--ppi')) / 25.4;
  const it = document.activeElement;
  const name = (element: Element | null) => `<${element?.className}> ${element?.textContent?.slice(0, 20)}`;
  if (!(it instanceof HTMLButtonElement) || it.disabled || !it.closest('.page') || it.closest('[inert]'))
    return [`the focus is on ${name(it)}`];
  const ringed = [...document.querySelectorAll('*')].filter((element) => {
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
    const there = outlineStyle === 'solid' && Number.parseFloat(outlineWidth) >= mm - 0.5;
    return there && !/, 0\)$/.test(outlineColor) && element.checkVisibility({ visibilityProperty: true });
  });
  const { left, top, right, bottom } = it.getBoundingClientRect();
  return [
    ...(ringed.includes(it) ? [] : [`no ring around ${name(it)}`]),
    ...ringed.filter((other) => other !== it).map((other) => `a ring around ${name(other)}, too`),
    ...(left < 0 || top < 0 || right > innerWidth || bottom > innerHeight ? [`outside the glass: ${name(it)}`] : []),
  ];
}

/** The arrow by which one gets nearer to an element; undefined when the focus is there. Runs in the page. */
function arrowTo(element: Element): string | undefined {
  const focused = document.activeElement;
  if (focused === element) return undefined;
  if (!(focused instanceof HTMLButtonElement)) return 'ArrowDown';
  const from = focused.getBoundingClientRect();
  const to = element.getBoundingClientRect();
  if (to.top >= from.bottom - 1) return 'ArrowDown';
  if (to.bottom <= from.top + 1) return 'ArrowUp';
  return to.left < from.left ? 'ArrowLeft' : 'ArrowRight';
}

export interface Keypad {
  /** Any key. */
  readonly key: (key: string) => Promise<void>;
  /** An arrow, and the ring is seen where it leads. */
  readonly arrow: (key: string) => Promise<void>;
  /** Goes to something by arrows alone, the ring seen after each, and presses Enter. */
  readonly press: (what: Locator) => Promise<void>;
  /** On every screen the focus is on the heading, from which the first arrow leads on. */
  readonly arrived: (name: ScreenName) => Promise<void>;
}

export function keypadOf(page: Page): Keypad {
  const key = (name: string) => page.keyboard.press(name);
  async function arrow(name: string): Promise<void> {
    await key(name);
    expect(await page.evaluate(unseen)).toEqual([]);
  }
  return {
    key,
    arrow,
    async press(what) {
      await page.locator('.page:not([inert])').waitFor();
      for (let arrows = 0; ; arrows++) {
        const next = await what.evaluate(arrowTo);
        if (!next) break;
        if (arrows === farthest) throw new Error(`no arrow leads to ${what}`);
        await arrow(next);
      }
      await key('Enter');
    },
    async arrived(name) {
      expect(await page.evaluate(() => document.activeElement?.className), name).toBe('sentence');
    },
  };
}
