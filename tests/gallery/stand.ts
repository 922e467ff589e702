/** The real page, as production builds it, opened in a browser, with the terminal's end of the socket in the caller's hands. */
import type { Browser, Page } from 'playwright-core';
import type { WebSocket } from 'ws';
import type { RecordedScene } from '../../kiosk-ui/fixtures.ts';
import type { Language } from '../../terminal/screen/parts.ts';
import type { ScreenName, Shown, Tap, Tapped } from '../../terminal/screen.ts';
import { launchChromium } from '../chromium.ts';
import { builtPage } from './built-page.ts';
import { hostPage } from './page-host.ts';
import { type Glass, glasses, type Look, shownIn } from './variants.ts';

export interface Stand {
  readonly page: Page;
  /** What the browser said: refused by the policy, thrown, warned. */
  readonly said: string[];
  /** Shows something under a new revision and waits until the page has drawn it. Answers the revision. */
  show(shown: Omit<Shown, 'revision'>): Promise<number>;
  /** Shows a recorded screen: one that is recorded late with all that comes later. Answers the revision. */
  showScene(scene: RecordedScene, language: Language, look: Look): Promise<number>;
  /** Makes the glass this large. Costs time: go through everything glass by glass. */
  resize(glass: Glass): Promise<void>;
  /** Sends the page any text. */
  send(text: string): void;
  /** The next tap that nobody has taken yet. */
  tapped(): Promise<Tapped>;
  /** All taps up to the first of a kind. They come in order: what did not come before it never will. */
  tappedUntil(kind: Tap['kind']): Promise<Tapped[]>;
  /** Taps that came and were not taken. */
  readonly untaken: readonly Tapped[];
  /** Forgets the taps so far. */
  forgetTaps(): void;
  /** Breaks the line. Resolves when the page has opened it again. */
  drop(): { readonly back: Promise<void> };
  /** Opens the page anew. Resolves when it has opened its line. */
  reload(): Promise<void>;
  close(): Promise<void>;
}

/** Resolves when the page has drawn this revision, and waits for nothing more; runs in the page. */
export function drawn([revision, name]: readonly [revision: number, name: ScreenName]): Promise<void> {
  const page = `.page[data-revision="${revision}"][data-screen="${name}"]:not([inert])`;
  const there = () => document.querySelector(page) !== null;
  return new Promise((resolve) => {
    if (there()) return resolve();
    const watch = new MutationObserver(() => {
      if (!there()) return;
      watch.disconnect();
      resolve();
    });
    watch.observe(document, { subtree: true, childList: true, attributes: true });
  });
}

/** Every piece of the font is there: nothing drawn from now on waits for one. Runs in the page. */
const fontsLoaded = () => Promise.all([...document.fonts].map((face) => face.load())).then(() => undefined);

async function standOn(browser: Browser, folder: string, before?: () => void): Promise<Stand> {
  let line: WebSocket | undefined;
  let arrived = Promise.withResolvers<void>();
  let revision = 0;
  let glass: Glass = 'portrait';
  let fontsThere = false;
  const taps: Tapped[] = [];
  const waiting: ((tapped: Tapped) => void)[] = [];
  const said: string[] = [];

  const host = await hostPage(folder, {
    arrived(socket) {
      line = socket;
      arrived.resolve();
    },
    tapped(tapped) {
      const first = waiting.shift();
      if (first) first(tapped);
      else taps.push(tapped);
    },
  });
  const context = await browser.newContext({ hasTouch: true, reducedMotion: 'reduce', viewport: glasses[glass] });
  const page = await context.newPage();
  page.on('console', (message) => said.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (thrown) => said.push(`thrown: ${thrown.message}`));
  if (before) await page.addInitScript(before);
  await page.goto(host.address);
  await arrived.promise;

  const tapped = (): Promise<Tapped> => {
    const first = taps.shift();
    return first ? Promise.resolve(first) : new Promise((resolve) => waiting.push(resolve));
  };
  const stand: Stand = {
    page,
    said,
    async show(shown) {
      revision += 1;
      line?.send(JSON.stringify({ revision, ...shown }));
      await page.evaluate(drawn, [revision, shown.screen.name] as const);
      if (!fontsThere) await page.evaluate(fontsLoaded);
      fontsThere = true;
      return revision;
    },
    async showScene(scene, language, look) {
      const revision = await stand.show(shownIn(scene, language, look));
      if (scene.late) await page.evaluate(() => document.getAnimations().forEach((it) => void it.finish()));
      return revision;
    },
    async resize(wanted) {
      if (wanted === glass) return;
      glass = wanted;
      await page.setViewportSize(glasses[glass]);
    },
    send: (text) => line?.send(text),
    tapped,
    async tappedUntil(kind) {
      const all: Tapped[] = [];
      do all.push(await tapped());
      while (all.at(-1)?.tap.kind !== kind);
      return all;
    },
    untaken: taps,
    forgetTaps() {
      taps.length = 0;
      waiting.length = 0;
    },
    drop() {
      arrived = Promise.withResolvers();
      line?.terminate();
      return { back: arrived.promise };
    },
    async reload() {
      arrived = Promise.withResolvers();
      // What is sent down the line of the page before is lost.
      await Promise.all([page.reload(), arrived.promise]);
    },
    async close() {
      await context.close();
      host.close();
    },
  };
  return stand;
}

export interface Stands {
  readonly all: readonly Stand[];
  close(): Promise<void>;
}

/** Several pages in one browser, each with a line of its own, to use every core of the machine. */
export async function openStands(count: number, before?: () => void): Promise<Stands> {
  const [browser, built] = await Promise.all([launchChromium(), builtPage()]);
  const all = await Promise.all(Array.from({ length: count }, () => standOn(browser, built.folder, before)));
  return {
    all,
    async close() {
      await Promise.all(all.map((stand) => stand.close()));
      await browser.close();
      await built.close();
    },
  };
}

/** `before` runs in the page before anything of the page's own does. */
export async function openStand(before?: () => void): Promise<Stand> {
  const { all, close } = await openStands(1, before);
  const [stand] = all;
  if (!stand) throw new Error('there is no page');
  return { ...stand, close };
}
