/** What a visit goes through without an end of it: the page is loaded anew, and the terminal cannot be heard. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { ScreenName } from '../../terminal/screen.ts';
import type { House } from './house.ts';

/** What stands on the glass. Runs in the page. */
function standing() {
  const root = document.documentElement;
  const text = (selector: string) => document.querySelector<HTMLElement>(selector)?.innerText;
  return {
    screen: document.querySelector<HTMLElement>('.page')?.dataset.screen,
    shown: { errand: text('.errand'), sentence: text('.sentence') },
    body: text('.body'),
    way: { modes: root.dataset.modes, language: root.lang },
    focus: `${document.activeElement?.className} ${document.activeElement?.textContent}`,
  };
}

/** Nothing can be pressed, and that is said kindly. */
export async function expectCalm(kiosk: Page): Promise<void> {
  await kiosk.locator('.cover-calm').waitFor();
  expect(await kiosk.locator('button:not([inert] *)').count()).toBe(0);
}

export interface Interruption {
  /** Where the visit may be by the time the page is back: what is printed meanwhile goes on. */
  readonly upTo: readonly ScreenName[];
  /** What is tried on the page that was loaded anew, and does not leave the screen. */
  readonly use?: () => Promise<void>;
}

/**
 * Loads the page anew; then pulls the cable, sees the calm word, and plugs it in again. Nothing is pressed: each time the
 * same screen of the same visit comes back by itself, looked at in the same way.
 */
export async function interrupt({ kiosk, cable }: House, { upTo, use }: Interruption): Promise<void> {
  const there = upTo.map((name) => `.page[data-screen=${name}]:not([inert], :has(.cover))`);
  const before = await kiosk.evaluate(standing);
  const expectBack = async () => {
    await kiosk.locator(there.join()).waitFor();
    const after = await kiosk.evaluate(standing);
    expect(after.way).toEqual(before.way);
    if (after.screen === before.screen) expect(after.shown).toEqual(before.shown);
    // How much is printed goes on meanwhile.
    if (after.screen === before.screen && after.screen !== 'printing') expect(after.body).toBe(before.body);
    return after;
  };

  await kiosk.reload();
  expect((await expectBack()).focus).toContain('sentence');
  await use?.();
  const { screen, focus } = await kiosk.evaluate(standing);
  cable.pull();
  await expectCalm(kiosk);
  expect((await kiosk.evaluate(standing)).way).toEqual(before.way);
  cable.plug();
  const after = await expectBack();
  if (after.screen === screen) expect(after.focus).toBe(focus);
}
