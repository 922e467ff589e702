/** What the page's headers keep a browser from, tried in Debian's Chromium with its sandbox, on the terminal's own server. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PageServer, servePage } from '../../terminal/page-server.ts';
import { type BuiltPage, builtPage } from '../gallery/built-page.ts';
import { openKiosk } from '../kiosk.ts';
import { onKioskMachine } from './kiosk-machine.ts';
import { launchSandboxed } from './sandboxed-chromium.ts';

const { skip, title } = onKioskMachine('chromium', 'unshare', 'setpriv');

describe.skipIf(skip)(`the page’s headers${title}`, () => {
  let built: BuiltPage;
  let server: PageServer;
  let browser: Browser;
  let page: Page;
  const foreign = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.setHeader('access-control-allow-origin', '*').end(`<iframe src="${server.url}"></iframe>`);
  });
  const asked: string[] = [];
  const said: string[] = [];
  const elsewhere = () => `http://127.0.0.1:${(foreign.address() as AddressInfo).port}`;

  beforeAll(async () => {
    await new Promise<void>((listening) => foreign.listen(0, '127.0.0.1', listening));
    const [kiosk, folder, sandboxed] = await Promise.all([openKiosk(), builtPage(), launchSandboxed()]);
    built = folder;
    browser = sandboxed;
    const { terminal } = kiosk.world;
    if (!terminal) throw new Error('the terminal has no power');
    server = await servePage({ terminal, page: built.folder, port: 0, token: 'one-per-start', log: () => {} });
    page = await browser.newPage();
    // Every browser with a window asks for the picture on a tab that nobody sees.
    page.on('console', (it) => it.location().url.endsWith('/favicon.ico') || said.push(it.text()));
    page.on('pageerror', (thrown) => said.push(thrown.message));
    await page.goto(server.url);
    await page.waitForSelector('.page[data-screen="attract"]');
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    await built?.close();
    foreign.close();
  });

  test('the page itself has nothing to complain about', () => {
    expect(said).toEqual([]);
  });

  test('no text becomes markup or script', async () => {
    const allowed = await page.evaluate(() => {
      const tried: Record<string, () => unknown> = {
        innerHTML: () => Object.assign(document.createElement('p'), { innerHTML: '<b>bold</b>' }),
        outerHTML: () =>
          Object.assign(document.body.appendChild(document.createElement('p')), { outerHTML: '<b></b>' }),
        insertAdjacentHTML: () => document.body.insertAdjacentHTML('beforeend', '<b></b>'),
        write: () => document.write('<b></b>'),
        srcdoc: () => Object.assign(document.createElement('iframe'), { srcdoc: '<b></b>' }),
        scriptText: () => Object.assign(document.createElement('script'), { text: 'stolen = 1' }),
        scriptSource: () => Object.assign(document.createElement('script'), { src: '/assets/other.js' }),
        objectData: () => Object.assign(document.createElement('object'), { data: '/assets/other' }),
        // biome-ignore lint/security/noGlobalEval: it is to be refused
        eval: () => window.eval('1'),
        function: () => new Function('return 1'),
        policy: () =>
          (
            window as unknown as { trustedTypes: { createPolicy(name: string, rules: object): unknown } }
          ).trustedTypes.createPolicy('mine', {}),
      };
      const allowed = () =>
        Object.entries(tried).flatMap(([name, doing]) => {
          try {
            doing();
            return name;
          } catch {
            return [];
          }
        });
      // Whoever asks from outside may evaluate; what the page does by itself later may not.
      return new Promise<string[]>((resolve) => setTimeout(() => resolve(allowed())));
    });
    expect(allowed).toEqual([]);
  });

  test('nothing is fetched from elsewhere, told to elsewhere, or run that is not a file of the page', async () => {
    const rules = [
      'connect-src',
      'form-action',
      'frame-src',
      'img-src',
      'media-src',
      'style-src-attr',
      'style-src-elem',
    ];
    const reported = page.evaluate(
      async ([there, rules]) => {
        const broken = new Set<string>();
        document.addEventListener('securitypolicyviolation', (it) => broken.add(it.effectiveDirective));
        const on = (it: Element) => document.body.appendChild(it);
        on(Object.assign(new Image(), { src: `${there}/image.png` }));
        on(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: `${there}/style.css` }));
        on(Object.assign(document.createElement('iframe'), { src: `${there}/frame` }));
        on(Object.assign(document.createElement('video'), { src: `${there}/film` }));
        on(document.createElement('b')).setAttribute('style', 'color: red');
        on(Object.assign(document.createElement('form'), { action: `${there}/form`, method: 'post' }));
        document.forms[0]?.submit();
        await fetch(`${there}/fetch`).catch(() => undefined);
        navigator.sendBeacon(`${there}/beacon`, 'told');
        new WebSocket(`${there.replace('http', 'ws')}/socket`).onerror = () => undefined;
        new EventSource(`${there}/events`).close();
        // Reports come after what they are of.
        while (!rules.every((it) => broken.has(it))) await new Promise((resolve) => setTimeout(resolve, 10));
      },
      [elsewhere(), rules] as const,
    );
    await reported;
    expect(asked).toEqual([]);
  });

  test('nothing that a browser lends is lent', async () => {
    const lent = await page.evaluate(async () => {
      const refused = (asking: Promise<unknown>) =>
        asking.then(
          () => 'lent',
          (it: Error) => it.name,
        );
      return {
        place: await new Promise((resolve) =>
          navigator.geolocation.getCurrentPosition(
            () => resolve('lent'),
            ({ code }) => resolve(code),
          ),
        ),
        clipboard: await refused(navigator.clipboard.readText()),
      };
    });
    expect(lent).toEqual({ place: 1, clipboard: 'NotAllowedError' });
  });

  test('no other page frames it', async () => {
    const other = await browser.newPage();
    await other.goto(elsewhere());
    const frame = other.frames()[1];
    await expect.poll(() => frame?.url()).toBe('chrome-error://chromewebdata/');
    await other.close();
  });
});
