/** The real page, built fresh and opened in a browser, with the terminal's end of the socket in the test's hands. */
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Language } from '../terminal/screen/parts.ts';
import type { Shown, Tap, Tapped } from '../terminal/screen.ts';
import { launchChromium } from '../tests/chromium.ts';
import { scenes } from './fixtures.ts';
import { flaws } from './flaws.ts';
import { catalogues, otherLanguage } from './texts/language.ts';

/** GALLERY=folder keeps a picture of every screen in every size. */
const pictures = process.env.GALLERY;
const portrait = { width: 1080, height: 1920 };
const others = [
  { width: 1920, height: 1080 },
  { width: 1280, height: 1024 },
];
const languages: readonly Language[] = ['zh', 'en'];
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; require-trusted-types-for 'script'";
const token = 'one-per-start';
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
};

// A busy machine may be slow; none of these tests waits for a clock.
vi.setConfig({ testTimeout: 30_000 });

let folder: string;
let server: Server;
let sockets: WebSocketServer;
let browser: Browser;
let page: Page;

/** The terminal's end: the open line, the taps nobody has taken yet, and those who wait for one. */
let line: WebSocket | undefined;
let arrived = Promise.withResolvers<void>();
let revision = 0;
const taps: Tapped[] = [];
const waiting: ((tapped: Tapped) => void)[] = [];
/** What the browser said: refused by the policy, thrown, warned. */
const said: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kiosk-page-'));
  // Otherwise the tests would drive a page for developers.
  vi.stubEnv('NODE_ENV', 'production');
  await build({
    configFile: join(import.meta.dirname, '../vite.config.ts'),
    logLevel: 'error',
    build: { outDir: folder, emptyOutDir: true },
  });
  vi.unstubAllEnvs();
  server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://kiosk').pathname;
    const file = join(folder, path === '/' ? 'index.html' : path);
    const headers = { 'content-type': types[extname(file)] ?? '', 'content-security-policy': policy };
    readFile(file).then(
      (bytes) => response.writeHead(200, headers).end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  sockets = new WebSocketServer({ server });
  sockets.on('connection', (socket, request) => {
    if (request.url !== `/screen?token=${token}`) return socket.close();
    line = socket;
    socket.on('message', (data) => {
      const tapped = JSON.parse(String(data)) as Tapped;
      const first = waiting.shift();
      if (first) first(tapped);
      else taps.push(tapped);
    });
    arrived.resolve();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  browser = await launchChromium();
  const context = await browser.newContext({ hasTouch: true, reducedMotion: 'reduce', viewport: portrait });
  page = await context.newPage();
  page.on('console', (message) => said.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (thrown) => said.push(`thrown: ${thrown.message}`));
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/?token=${token}`);
  await arrived.promise;
  await page.evaluate(axe);
  if (pictures) await mkdir(pictures, { recursive: true });
}, 60_000);

// A test that failed half-way leaves nothing to the next one.
beforeEach(() => {
  taps.length = 0;
  waiting.length = 0;
});

afterAll(async () => {
  await browser?.close();
  sockets?.close();
  server?.close();
  if (folder) await rm(folder, { recursive: true });
});

/** Shows something under a new revision and waits until the page has drawn it. Answers the revision. */
async function show(shown: Omit<Shown, 'revision'>): Promise<number> {
  revision += 1;
  line?.send(JSON.stringify({ revision, ...shown }));
  await page.waitForSelector(`.page[data-revision="${revision}"]`);
  await page.evaluate(() => document.fonts.ready);
  return revision;
}

const scene = (title: string, language: Language = 'zh') => {
  const found = scenes.find((it) => it.title === title);
  if (!found) throw new Error(`no scene is called ${title}`);
  return found.shownIn(language);
};

const tapped = (): Promise<Tapped> => {
  const first = taps.shift();
  return first ? Promise.resolve(first) : new Promise((resolve) => waiting.push(resolve));
};

/** All taps up to the first of a kind. They come in order: what did not come before it never will. */
async function tappedUntil(kind: Tap['kind']): Promise<Tapped[]> {
  const all: Tapped[] = [];
  do all.push(await tapped());
  while (all.at(-1)?.tap.kind !== kind);
  return all;
}

async function middle(selector: string): Promise<[number, number]> {
  const box = await page.locator(selector).boundingBox();
  if (!box) throw new Error(`nothing to see of ${selector}`);
  return [box.x + box.width / 2, box.y + box.height / 2];
}

/** The middles of the buttons that tell the terminal, in the order of reading; but for the language's. */
const pressable = () =>
  page.evaluate(() =>
    [...document.querySelectorAll('button')]
      .filter((it) => !it.disabled && !it.closest('[inert]') && !it.matches('.language, [data-local]'))
      .map((it) => {
        const { x, y, width, height } = it.getBoundingClientRect();
        return [x + width / 2, y + height / 2] as const;
      }),
  );

async function violations(): Promise<string[]> {
  const { violations } = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run: (options: object) => Promise<AxeResults> } };
    // The stricter rule of contrast (7 : 1) in place of the weaker.
    const rules = { 'color-contrast': { enabled: false }, 'color-contrast-enhanced': { enabled: true } };
    return axe.run({ resultTypes: ['violations'], rules });
  });
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`));
}

const every = scenes.flatMap((it) => languages.map((language) => ({ ...it, language })));

test.each(every)(
  '$title ($language) fits, reads and answers',
  async ({ title, language, shownIn, taps, everySize }) => {
    const shown = shownIn(language);
    for (const size of everySize || pictures ? [...others, portrait] : [portrait]) {
      await page.setViewportSize(size);
      await show(shown);
      const found = await page.evaluate(flaws, shown.surround.ppi);
      expect.soft(found, `${size.width} × ${size.height}`).toEqual([]);
      const name = size === portrait ? `${title}.${language}` : `${title}.${language}.${size.width}x${size.height}`;
      if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`) });
    }
    // Letters differ between the languages; what axe looks at does not.
    if (language === 'zh') expect.soft(await violations()).toEqual([]);

    for (const [x, y] of await pressable()) await page.touchscreen.tap(x, y);
    const last: Tap = shown.surround.warning
      ? { kind: 'cancel' }
      : { kind: 'language', language: otherLanguage[language] };
    if (last.kind === 'language') await page.touchscreen.tap(...(await middle('.language')));
    const expected = last.kind === 'language' ? [...taps, last] : taps;
    expect(await tappedUntil(last.kind)).toEqual(expected.map((tap) => ({ tap, revision })));
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(catalogues[language].locale);
  },
);

test('any touch of the welcome begins', async () => {
  await show(scene('attract'));
  for (const [x, y] of [
    [20, 20],
    [1060, 700],
    [540, 1300],
    [1060, 1900],
  ] as const) {
    await page.touchscreen.tap(x, y);
    expect((await tapped()).tap).toEqual({ kind: 'begin' });
  }
});

async function press(...keys: string[]): Promise<void> {
  for (const key of keys)
    await page.touchscreen.tap(...(await middle(key === 'ok' ? '.number-pad .main-action' : `.key-${key}`)));
}
const typedDigits = () => page.locator('.digits').textContent();

test('a number is typed on the glass, told when it is too short, and sent once it is whole', async () => {
  const now = await show(scene('enterNumber'));
  await press(...'32010119800307901');
  await press('ok');
  expect(await page.locator('.typed-hint-matters').innerText()).toContain(catalogues.zh.missing(1));
  await press('8', 'delete', 'x');
  expect(await typedDigits()).toBe('32010119800307901X');
  if (pictures) await page.screenshot({ path: join(pictures, 'enterNumber-typed.png') });
  await press('ok');
  expect(await tapped()).toEqual({ tap: { kind: 'enter', text: '32010119800307901X' }, revision: now });
  expect(taps).toEqual([]);
  await show(scene('enterNumber-phone'));
  expect(await typedDigits()).toBe('');
});

test('the service code is not shown, and is gone once it was sent', async () => {
  await show(scene('enterNumber-pin'));
  await press('4', '7', '1', '1', '0', '8');
  expect(await typedDigits()).toBe('••••••');
  await press('ok');
  expect((await tapped()).tap).toEqual({ kind: 'enter', text: '471108' });
  expect(await typedDigits()).toBe('');
});

/** Presses and lifts as if so many milliseconds lay between; nobody waits. */
const hold = (selector: string, milliseconds: number) =>
  page.locator(selector).evaluate((element, milliseconds) => {
    const point = (type: string, timeStamp: number) =>
      element.dispatchEvent(
        Object.defineProperty(new PointerEvent(type, { bubbles: true }), 'timeStamp', { value: timeStamp }),
      );
    point('pointerdown', 1000);
    point('pointerup', 1000 + milliseconds);
  }, milliseconds);

test('holding the name of the hospital for two seconds asks for the technician', async () => {
  for (const title of ['attract', 'attract-none', 'outOfService', 'trouble-stopped']) {
    await show(scene(title));
    await hold('.service-door', 2000);
    expect((await tapped()).tap, title).toEqual({ kind: 'technician' });
  }
  await show(scene('attract'));
  await hold('.service-door', 1900);
  expect((await tapped()).tap).toEqual({ kind: 'begin' });
  await show(scene('menu'));
  expect(await page.locator('.service-door').count()).toBe(0);
});

test('the heading of a new screen takes the focus, and a ticking second does not', async () => {
  const focused = () => page.evaluate(() => document.activeElement?.className);
  await show(scene('menu'));
  expect(await focused()).toBe('sentence');
  await page.locator('.end').focus();
  const menu = scene('menu');
  await show({ ...menu, surround: { ...menu.surround, secondsLeft: 12 } });
  expect(await focused()).toContain('end');
  await show(scene('still-there'));
  expect(await focused()).toBe('sheet-title');
  await show(menu);
  expect(await focused()).toBe('sentence');
});

test('Chinese and Latin stand in the font the page brings', async () => {
  await show(scene('farewell'));
  const browserSide = await page.context().newCDPSession(page);
  await browserSide.send('DOM.enable');
  await browserSide.send('CSS.enable');
  const { root } = await browserSide.send('DOM.getDocument');
  for (const selector of ['h1 span', '.there-place', '.queue-number b', '.there-number dd']) {
    const { nodeId } = await browserSide.send('DOM.querySelector', { nodeId: root.nodeId, selector });
    const { fonts } = await browserSide.send('CSS.getPlatformFontsForNode', { nodeId });
    expect(fonts.length, selector).toBeGreaterThan(0);
    expect(
      fonts.filter((font) => !font.isCustomFont || !font.familyName.startsWith('Noto Sans SC')),
      selector,
    ).toEqual([]);
  }
});

test('pictures move, unless stillness is asked for', async () => {
  const moving = () => page.evaluate(() => document.getAnimations().length);
  for (const title of [
    'presentCredential',
    'presentCredential-card',
    'takeCard',
    'printing-reports',
    'pay',
    'pay-busy',
    'printing',
    'farewell',
    'working',
    'still-there',
  ]) {
    await show(scene(title));
    expect(await moving(), title).toBe(0);
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    expect(await moving(), title).toBeGreaterThan(0);
    await page.emulateMedia({ reducedMotion: 'reduce' });
  }
});

test('what cannot be shown is ignored, with a warning', async () => {
  const menu = scene('menu');
  const before = await show(menu);
  const nonsense = [
    'no JSON',
    '{}',
    JSON.stringify({ revision: 1, screen: { name: 'nowhere' }, surround: menu.surround }),
    JSON.stringify({ revision: 2, screen: { name: 'menu' }, surround: menu.surround }),
    JSON.stringify({ revision: 3, screen: { name: 'menu', errands: [{ errand: 'none' }] }, surround: menu.surround }),
  ];
  for (const text of nonsense) {
    const warned = page.waitForEvent('console');
    line?.send(text);
    await warned;
  }
  expect(said.splice(-nonsense.length).map((it) => it.slice(0, 30))).toEqual(
    nonsense.map(() => 'warning: a message was ignored'),
  );
  await page.touchscreen.tap(...(await middle('.end')));
  expect(await tapped()).toEqual({ tap: { kind: 'cancel' }, revision: before });
});

test('a lost line is said calmly over the last screen, and comes back by itself', async () => {
  await show(scene('menu'));
  arrived = Promise.withResolvers();
  line?.terminate();
  await page.waitForSelector('.cover-calm');
  expect(await page.locator('.cover').innerText()).toContain(catalogues.zh.oneMoment);
  expect(await page.locator('.frame').getAttribute('inert')).not.toBeNull();
  expect(await page.locator('.frame-menu').count()).toBe(1);
  await arrived.promise;
  await show(scene('attract'));
  expect(await page.locator('.cover').count()).toBe(0);
});

test('the page stores nothing, and does nothing its policy forbids', async () => {
  expect(await page.evaluate(() => [localStorage.length, sessionStorage.length, history.length])).toEqual([0, 0, 2]);
  expect(await page.context().cookies()).toEqual([]);
  expect(said).toEqual([]);
});
