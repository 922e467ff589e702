/** Debian's Chromium for tests that look into it: headless, as nobody, the sandbox on. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { etcWith, type Policy } from './kiosk-browser.ts';

/** Starts it, for whoever is root. */
export const asNobodysChromium = join(import.meta.dirname, 'chromium-as-nobody');

/** With a policy or without; it must allow to be driven. `more` are flags. */
export async function launchSandboxed(more: readonly string[] = [], policy?: Policy): Promise<Browser> {
  const etc = etcWith(policy);
  const browser = await chromium.launch({
    executablePath: asNobodysChromium,
    chromiumSandbox: true,
    // Debian has no headless shell: its Chromium itself draws nowhere.
    args: ['--headless=new', ...more],
    env: { ...process.env, CHROMIUM_ETC: etc },
  });
  browser.once('disconnected', () => rmSync(etc, { recursive: true, force: true }));
  return browser;
}
