/**
 * The built page in a real browser, served by the terminal's own server, with a terminal in virtual time behind it. It is
 * driven with the fewest means: what a test looks up in the page could else be what it finds there.
 */
import type { Page } from 'playwright-core';
import { demonstrationTechnician } from '../../seeds/technician.ts';
import { servePage } from '../../terminal/page-server.ts';
import type { ScreenName } from '../../terminal/screen.ts';
import { launchChromium } from '../chromium.ts';
import { builtPage } from '../gallery/built-page.ts';
import { drawn } from '../gallery/stand.ts';
import { type Kiosk, openKiosk } from '../kiosk.ts';
import type { ScreenOf } from '../walks.ts';
import { type Heap, heapOf } from './heap.ts';

export interface WatchedPage {
  readonly kiosk: Kiosk;
  readonly page: Page;
  /** What came over the socket and what went, message by message. */
  readonly heard: readonly string[];
  readonly sent: readonly string[];
  /** What stood on the page, screen by screen. */
  readonly seen: readonly string[];
  /** What the browser said: thrown, warned, logged. */
  readonly said: readonly string[];
  /** Touches a button that the terminal hears of, by its place among those that can be pressed. */
  press(selector: string, which?: number): Promise<void>;
  /** Touches what only the page hears of. */
  touch(selector: string, which?: number): Promise<void>;
  /** Keys on the number pad, and enters what is typed. */
  type(keys: string): Promise<void>;
  /** Waits, in virtual time, until a screen stands, and until the page has drawn it. */
  until<N extends ScreenName>(name: N, limit?: number): Promise<ScreenOf<N>>;
  heap(): Promise<Heap>;
  /** The terminal's end of the line is gone, and does not come back. */
  breakLine(): Promise<void>;
  close(): Promise<void>;
}

/** A voice that is never done: what it was given it has until it is told to stop. Runs in the page. */
function patientVoice(): void {
  const queue: unknown[] = [];
  const voices = ['zh-CN', 'en-GB'].map((lang) => ({ lang, localService: true }));
  class Utterance {
    readonly text: string;
    constructor(text: string) {
      this.text = text;
    }
  }
  const synthesis = {
    pending: false,
    get speaking() {
      return queue.length > 0;
    },
    getVoices: () => voices,
    addEventListener: () => undefined,
    speak: (it: unknown) => void queue.push(it),
    cancel: () => void queue.splice(0),
  };
  Object.defineProperty(window, 'speechSynthesis', { value: synthesis });
  Object.defineProperty(window, 'SpeechSynthesisUtterance', { value: Utterance });
}

/** Where a button stands that can be pressed. Runs in the page. */
function middleOf([selector, which]: readonly [string, number]): { x: number; y: number } | undefined {
  const all = [...document.querySelectorAll(selector)].filter((it) => !it.matches(':disabled'));
  const box = all.at(which)?.getBoundingClientRect();
  return box && { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

export async function openWatchedPage(launch = launchChromium): Promise<WatchedPage> {
  // Strings of a snapshot are cut off otherwise, and what stands at the end of a long one is not found.
  const [browser, kiosk, built] = await Promise.all([
    launch(['--js-flags=--heap-snapshot-string-limit=10000000']),
    openKiosk({ config: { technician: demonstrationTechnician } }),
    builtPage(),
  ]);
  const { terminal } = kiosk.world;
  if (!terminal) throw new Error('the terminal has no power');
  let tapped = Promise.withResolvers<void>();
  const server = await servePage({
    page: built.folder,
    port: 0,
    token: 'one-per-start',
    log: () => {},
    terminal: {
      ...terminal,
      tap(message) {
        terminal.tap(message);
        tapped.resolve();
      },
    },
  });

  const heard: string[] = [];
  const sent: string[] = [];
  const seen: string[] = [];
  const said: string[] = [];
  const context = await browser.newContext({ hasTouch: true, viewport: { width: 1080, height: 1920 } });
  const page = await context.newPage();
  page.on('console', (message) => said.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (thrown) => said.push(`thrown: ${thrown.message}`));
  const session = await context.newCDPSession(page);
  session.on('Network.webSocketFrameReceived', ({ response }) => heard.push(response.payloadData));
  session.on('Network.webSocketFrameSent', ({ response }) => sent.push(response.payloadData));
  await session.send('Network.enable');
  await page.addInitScript(patientVoice);
  await page.goto(server.url);

  const watched: WatchedPage = {
    kiosk,
    page,
    heard,
    sent,
    seen,
    said,
    async touch(selector, which = 0) {
      const middle = await page.evaluate(middleOf, [selector, which] as const);
      if (!middle) throw new Error(`nothing to press: ${selector} ${which}`);
      await page.touchscreen.tap(middle.x, middle.y);
    },
    async press(selector, which) {
      tapped = Promise.withResolvers();
      await watched.touch(selector, which);
      await tapped.promise;
    },
    async type(keys) {
      for (const key of keys) await watched.touch(`[data-key="${key.toLowerCase()}"]`);
      await watched.press('[data-key="ok"]');
    },
    async until(name, limit) {
      const screen = await kiosk.until(name, limit);
      await page.evaluate(drawn, [kiosk.shown().revision, name] as const);
      seen.push(await page.evaluate(() => document.body.innerText));
      return screen;
    },
    heap: () => heapOf(session),
    breakLine: () => server.close(),
    async close() {
      await browser.close();
      await server.close();
      await built.close();
    },
  };
  await watched.until('attract');
  return watched;
}
