/** Somebody who reads the dashboard in a browser, in a language and in a light, on a Saturday morning in Nanjing. */
import type { AxeResults, RunOptions } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { bringAxe } from '../gallery/violations.ts';
import { now } from './figures.ts';

export interface Wishes {
  readonly look?: 'light' | 'dark';
  readonly language?: 'zh' | 'en';
  readonly width?: number;
}

export interface DashboardReader {
  readonly page: Page;
  /** What the page said on its console or threw. */
  readonly problems: readonly string[];
  /** Goes to a view and waits until all of it is there. */
  open(hash: string): Promise<void>;
  settled(): Promise<void>;
  /** What axe finds wrong with what is shown. */
  violations(): Promise<string[]>;
  close(): Promise<void>;
}

export async function openDashboard(browser: Browser, address: string, wishes: Wishes = {}): Promise<DashboardReader> {
  const { look = 'light', language = 'zh', width = 1280 } = wishes;
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    // A refusal that the page answers with a sentence is told by the browser too.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      problems.push(message.text());
  });
  await page.clock.setFixedTime(now);
  await page.addInitScript(
    (kept) => {
      for (const [name, value] of Object.entries(kept))
        if (!localStorage.getItem(name)) localStorage.setItem(name, value);
    },
    { look, language },
  );
  await page.goto(address);
  await bringAxe(page);
  const settled = async () => {
    await page.locator('main h1').first().waitFor();
    await page.waitForFunction(() => !document.querySelector('.waiting, [aria-busy="true"]'));
  };
  return {
    page,
    problems,
    settled,
    async open(hash) {
      await page.evaluate((to) => {
        location.hash = to;
      }, hash);
      await settled();
    },
    async violations() {
      const options: RunOptions = { resultTypes: ['violations'] };
      const { violations } = await page.evaluate(async (options) => {
        const { axe } = window as unknown as { axe: { run: (options: RunOptions) => Promise<AxeResults> } };
        return axe.run(options);
      }, options);
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
      );
    },
    close: () => context.close(),
  };
}
