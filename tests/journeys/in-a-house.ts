import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { launchChromium } from '../chromium.ts';
import { type House, openHouse } from './house.ts';

/**
 * Every test of the file is in a house of its own, all in one browser. `opened` takes each house before its test;
 * `before` prepares the kiosk's page, which is not opened yet.
 */
export function eachInAHouse(opened: (house: House) => void, before?: (kiosk: Page) => Promise<void>): void {
  let browser: Browser;
  let house: House | undefined;

  beforeAll(async () => {
    browser = await launchChromium();
  }, 60_000);
  afterAll(() => browser?.close());

  beforeEach(async () => {
    house = await openHouse(browser, before);
    opened(house);
  }, 60_000);
  afterEach(() => house?.stop());
}
