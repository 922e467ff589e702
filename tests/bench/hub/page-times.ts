/** The dashboard's pages in a browser under a stopwatch, each opened with nothing in the page's memory. */
import type { Browser, Page } from 'playwright-core';

export interface PageTime {
  readonly hash: string;
  /** From the change of the address to the last answer, and to the frame that showed it. */
  readonly answered: number;
  readonly shown: number;
  readonly requests: readonly { readonly path: string; readonly milliseconds: number; readonly bytes: number }[];
}

/** The pages of one hospital and of one terminal of it beside those of the city. */
export const pageHashes = ({ unit, terminal }: { unit: string; terminal: string }): string[] => {
  const month = 'from=2026-10-01&to=2026-10-31';
  return [
    `#/?${month}`,
    '#/?from=2026-10-20&to=2026-10-20',
    `#/units/${unit}?${month}`,
    `#/terminals/${terminal}?${month}`,
    `#/behind/visits?${month}`,
    `#/behind/payments?flow=payment&${month}`,
    `#/behind/visits?unit=${unit}&${month}`,
    `#/flows/registration?${month}`,
    `#/flows/registration?unit=${unit}&${month}`,
    `#/flows/registration?terminal=${terminal}&${month}`,
    `#/devices?${month}`,
    `#/devices?unit=${unit}&${month}`,
    `#/alarms?${month}`,
    '#/bulletins/2026-10',
    '#/administration/terminals',
  ];
};

/** In the page: waits until nothing is asked any more and nothing is waited for, for three frames on end. */
const timed = (hash: string): Promise<Omit<PageTime, 'hash'>> =>
  new Promise((resolve) => {
    performance.clearResourceTimings();
    const entries = () =>
      (performance.getEntriesByType('resource') as PerformanceResourceTiming[]).filter(({ name }) =>
        name.includes('/v1/'),
      );
    const { asked } = window as unknown as { asked: () => number };
    const before = asked();
    const begun = performance.now();
    location.hash = hash;
    let [quiet, shown] = [0, begun];
    const look = () => {
      const answered = entries().length;
      const busy = answered === 0 || answered < asked() - before;
      quiet = busy || document.querySelector('.waiting, [aria-busy="true"]') ? 0 : quiet + 1;
      if (quiet <= 1) shown = performance.now();
      if (quiet < 4) return requestAnimationFrame(look);
      const told = entries();
      resolve({
        answered: Math.max(...told.map(({ responseEnd }) => responseEnd)) - begun,
        shown: shown - begun,
        requests: told.map(({ name, duration, decodedBodySize }) => ({
          path: name.slice(name.indexOf('/v1/')),
          milliseconds: duration,
          bytes: decodedBodySize,
        })),
      });
    };
    requestAnimationFrame(look);
  });

/** In the page, before anything else of it runs: how many questions were asked. */
const counting = () => {
  const ask = window.fetch;
  let asked = 0;
  window.fetch = (...question) => {
    asked += 1;
    return ask(...question);
  };
  Object.assign(window, { asked: () => asked });
};

/** `invitation` lets in once. */
export async function openedCity(browser: Browser, invitation: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'zh-CN' });
  const page = await context.newPage();
  await page.addInitScript(counting);
  await page.goto(invitation);
  await page.locator('main h1').first().waitFor();
  return page;
}

/** Opens a page anew with an empty memory, from one that asks nothing of the hub. */
export async function pageTime(page: Page, hash: string): Promise<PageTime> {
  await page.goto(new URL('/#/account', page.url()).href);
  await page.reload();
  await page.locator('main h1').first().waitFor();
  return { hash, ...(await page.evaluate(timed, hash)) };
}
