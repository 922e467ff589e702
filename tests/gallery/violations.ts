/** What axe-core finds wrong on a page. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export const bringAxe = (page: Page): Promise<unknown> => page.evaluate(axe);

/** With the stricter rule of contrast (7 : 1) in place of the weaker; or with none, which is most of the time it takes. */
export async function violations(page: Page, contrast: boolean): Promise<string[]> {
  const options: RunOptions = {
    resultTypes: ['violations'],
    rules: { 'color-contrast': { enabled: false }, 'color-contrast-enhanced': { enabled: contrast } },
  };
  const { violations } = await page.evaluate(async (options) => {
    const { axe } = window as unknown as { axe: { run: (options: RunOptions) => Promise<AxeResults> } };
    return axe.run(options);
  }, options);
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`));
}
