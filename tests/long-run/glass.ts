/** The patients' page in a real browser for a long time: what it was told, what it has drawn, and what it holds. */
import type { Browser, CDPSession } from 'playwright-core';
import type { Shown, Tapped } from '../../terminal/screen.ts';
import { bringFinger, type Touch } from './finger.ts';

/** What the page holds after its rubbish has been collected. */
export interface PageMeasure {
  /** Bytes of the script's heap. */
  readonly heap: number;
  readonly nodes: number;
  readonly listeners: number;
  readonly documents: number;
  readonly frames: number;
  /** Elements that stand in the document. */
  readonly elements: number;
}

export interface Glass {
  /** What the terminal told the page last. */
  shown(): Shown | undefined;
  /** Resolves when the page stands at this revision. */
  drawn(revision: number): Promise<void>;
  press(tapped: Tapped): Promise<Touch>;
  /** How many sockets the page has had to the terminal. */
  opened(): Promise<number>;
  /** Resolves when the page has come back so many times. */
  reconnected(times: number): Promise<void>;
  measure(): Promise<PageMeasure>;
  /** What the page said on its console or threw. */
  readonly problems: readonly string[];
  close(): Promise<void>;
}

const portrait = { width: 1080, height: 1920 };

/** Runs in the page. */
function standsAt(revision: number): Promise<void> {
  const page = `.page[data-revision="${revision}"]`;
  const there = () => document.querySelector(page) !== null && document.querySelector('.cover-calm') === null;
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

/** `before` runs in the page before anything of the page's own does. */
export async function openGlass(browser: Browser, address: string, before?: () => void): Promise<Glass> {
  const context = await browser.newContext({ viewport: portrait, reducedMotion: 'reduce', hasTouch: true });
  const page = await context.newPage();
  const problems: string[] = [];
  let shown: Shown | undefined;
  page.on('pageerror', (thrown) => problems.push(thrown.message));
  page.on('console', (message) => {
    // A line that is cut is no news here.
    if (message.type() === 'error' && !message.text().startsWith('WebSocket')) problems.push(message.text());
  });
  page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => {
      shown = JSON.parse(String(payload));
    }),
  );
  await page.addInitScript(bringFinger);
  if (before) await page.addInitScript(before);
  const protocol = await context.newCDPSession(page);
  await protocol.send('Performance.enable');
  await page.goto(address);
  await page.locator('.page').waitFor();
  return {
    shown: () => shown,
    drawn: (revision) => page.evaluate(standsAt, revision),
    press: (tapped) => page.evaluate((it) => window.finger.press(it), tapped),
    opened: () => page.evaluate(() => window.finger.opened),
    reconnected: (times) => page.evaluate((it) => window.finger.reconnected(it), times),
    async measure() {
      const elements = await page.evaluate(() => document.querySelectorAll('*').length);
      return { ...(await metricsOf(protocol)), elements };
    },
    problems,
    close: () => context.close(),
  };
}

async function metricsOf(protocol: CDPSession): Promise<Omit<PageMeasure, 'elements'>> {
  // What the first collection lets go of may hold on to more.
  for (let times = 0; times < 3; times += 1) await protocol.send('HeapProfiler.collectGarbage');
  const { metrics } = await protocol.send('Performance.getMetrics');
  const value = (name: string) => metrics.find((it) => it.name === name)?.value ?? Number.NaN;
  return {
    heap: value('JSHeapUsedSize'),
    nodes: value('Nodes'),
    listeners: value('JSEventListeners'),
    documents: value('Documents'),
    frames: value('Frames'),
  };
}
