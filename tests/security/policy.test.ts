/** The administrator's policy, as Debian's Chromium reads it. It forbids to be looked into: for that alone it is loosened here. */
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { deployedPolicy, etcWith } from './kiosk-browser.ts';
import { onKioskMachine } from './kiosk-machine.ts';
import { asNobodysChromium, launchSandboxed } from './sandboxed-chromium.ts';

const { skip, title } = onKioskMachine('chromium', 'unshare', 'setpriv');

const policy = deployedPolicy();
const driven = { RemoteDebuggingAllowed: true, DeveloperToolsAvailability: 1 };

/** Chromium says of these that they will go; it heeds them all the same, and has nothing in their place. */
const going: readonly string[] = ['AutofillAddressEnabled', 'AutofillCreditCardEnabled'];

/** The rows of chrome://policy that are set: name, and what is said of it. Runs in the page. */
function rows(): [name: string, said: string][] {
  const found: [string, string][] = [];
  const look = (root: Document | ShadowRoot) => {
    for (const it of root.querySelectorAll('*')) {
      const { shadowRoot } = it;
      if (!shadowRoot) continue;
      const text = (part: string) => shadowRoot.querySelector(part)?.textContent?.trim() ?? '';
      if (it.localName === 'policy-row' && text('.messages') !== 'Not set.')
        found.push([text('.name'), text('.messages')]);
      look(shadowRoot);
    }
  };
  look(document);
  return found;
}

let browser: Browser | undefined;
afterEach(async () => {
  await browser?.close();
  browser = undefined;
});

async function pageUnder(changed: object): Promise<Page> {
  browser = await launchSandboxed([], { ...policy, ...driven, ...changed });
  return (await browser.newContext()).newPage();
}

describe.skipIf(skip)(`the policy${title}`, () => {
  let elsewhere: ReturnType<typeof createServer>;
  let asked: string[] = [];
  beforeAll(async () => {
    elsewhere = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.end('elsewhere');
    });
    await new Promise<void>((listening) => elsewhere.listen(0, '127.0.0.1', listening));
  });
  afterAll(() => elsewhere?.close());
  const host = () => `127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;

  test('Chromium knows every key of it, and takes every value', async () => {
    const page = await pageUnder({ URLAllowlist: ['chrome://policy'], NoSuchPolicy: true });
    await page.goto('chrome://policy');
    const set = async () => new Map(await page.evaluate(rows));
    await expect.poll(async () => [...(await set()).keys()]).toContain('NoSuchPolicy');
    const said = await set();
    expect(said.get('NoSuchPolicy')).not.toBe('OK');
    const wrong = Object.keys(policy).filter((key) => said.get(key) !== (going.includes(key) ? 'Deprecated' : 'OK'));
    expect(wrong.map((key) => `${key}: ${said.get(key)}`)).toEqual([]);
  });

  test('the terminal’s page opens, and nothing else does', async () => {
    asked = [];
    const page = await pageUnder({ URLAllowlist: [`http://${host()}`] });
    await page.goto(`http://${host()}/?token=x`);
    expect(await page.textContent('body')).toBe('elsewhere');
    await browser?.close();

    const context = (await pageUnder({})).context();
    for (const address of [
      `http://${host()}/`,
      'http://localhost:8100/',
      'https://127.0.0.1:8100/',
      'file:///etc/passwd',
      'chrome://version/',
      'chrome://flags/',
      'view-source:http://127.0.0.1:8100/',
    ]) {
      const page = await context.newPage();
      // Whether that counts as an answer differs from address to address; what stands there then does not.
      await page.goto(address).catch(() => undefined);
      const blocked = async () =>
        (await page.evaluate(() => document.body.innerText).catch(String)).includes('This page is blocked');
      await expect.poll(blocked, { message: address }).toBe(true);
      await page.close();
    }
    expect(asked.filter((it) => it !== '/favicon.ico')).toEqual(['/?token=x']);
  });

  test('nobody looks into a browser under it: a port or a pipe for debugging is not opened', async () => {
    expect(policy).toMatchObject({ RemoteDebuggingAllowed: false, DeveloperToolsAvailability: 2 });
    const answerTo = async (set: object) => {
      const etc = etcWith({ ...policy, ...set });
      const child = spawn(asNobodysChromium, ['--headless=new', '--remote-debugging-port=0', 'about:blank'], {
        env: { ...process.env, CHROMIUM_ETC: etc },
        detached: true,
      });
      let said = '';
      child.stderr.on('data', (chunk) => {
        said += chunk;
      });
      try {
        await expect
          .poll(() => said, { timeout: 20_000 })
          .toMatch(/DevTools (listening|remote debugging is disallowed)/);
        return said;
      } finally {
        const gone = new Promise((resolve) => child.once('close', resolve));
        if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
        await gone;
        rmSync(etc, { recursive: true });
      }
    };
    expect(await answerTo({})).toContain('disallowed by the system admin');
    expect(await answerTo(driven)).toContain('DevTools listening');
  });

  test('pages are drawn in a sandbox', async () => {
    browser = await launchSandboxed();
    const page = await browser.newPage();
    await page.goto('chrome://sandbox');
    expect(await page.evaluate(() => document.body.innerText)).toContain('You are adequately sandboxed.');
  });
});
