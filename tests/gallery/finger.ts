/** A finger on the glass of a stand. */
import type { Page } from 'playwright-core';

export async function middle(page: Page, selector: string): Promise<[number, number]> {
  const box = await page.locator(selector).boundingBox();
  if (!box) throw new Error(`nothing to see of ${selector}`);
  return [box.x + box.width / 2, box.y + box.height / 2];
}

export const touch = async (page: Page, selector: string): Promise<void> =>
  page.touchscreen.tap(...(await middle(page, selector)));
