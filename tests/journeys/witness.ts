/** Sees every screen that comes onto the glass, however short it stands, and remembers across reloads. */
import type { Page } from 'playwright-core';
import type { ScreenName } from '../../terminal/screen.ts';

/** How a screen stood there. */
export interface Seen {
  readonly screen: ScreenName;
  readonly revision: string;
  readonly modes: string;
  /** What one of can be chosen, tappable or not; pager, way back and comforts are none. */
  readonly choices: number;
  /** What is said, to be read. */
  readonly caption: boolean;
  /** Nothing can be pressed: the terminal is busy, or cannot be heard. */
  readonly held: boolean;
}

/** Looks at every change of the page; runs in it, before anything of its own does. */
function watch(): void {
  new MutationObserver(() => {
    const page = document.querySelector<HTMLElement>('.page');
    if (!page) return;
    const seen = {
      screen: page.dataset.screen,
      revision: page.dataset.revision,
      modes: document.documentElement.dataset.modes,
      choices: page.querySelectorAll('.body :is(.tile, .errand-tile, .typed-way)').length,
      caption: page.querySelector('.caption') !== null,
      held: page.matches('[inert], :has(> .cover)'),
    };
    const all = JSON.parse(sessionStorage.getItem('seen') ?? '[]');
    if (JSON.stringify(all.at(-1)) === JSON.stringify(seen)) return;
    sessionStorage.setItem('seen', JSON.stringify([...all, seen]));
  }).observe(document, { subtree: true, childList: true, attributes: true });
}

/** For a page that is not opened yet. */
export async function bringWitness(page: Page): Promise<void> {
  await page.addInitScript(watch);
}

/** What was seen since it was asked last. */
export const seenOn = (page: Page): Promise<Seen[]> =>
  page.evaluate(() => {
    const all = JSON.parse(sessionStorage.getItem('seen') ?? '[]');
    sessionStorage.removeItem('seen');
    return all;
  });

/** Of what was seen, each screen as it was when it came. */
export const arrivals = (seen: readonly Seen[]): Seen[] =>
  seen.filter(({ screen, held }, at) => !held && screen !== seen[at - 1]?.screen);
