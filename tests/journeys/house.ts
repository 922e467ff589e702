/** The whole house at work: `npm start` as a process of its own, and a real browser on its two pages. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { WebSocket } from 'ws';
import type { BenchView } from '../../simulator/bench/protocol.ts';
import { type Running, startEverything } from '../everything.ts';
import { type Cable, layCable } from './cable.ts';

const portrait = { width: 1080, height: 1920 };

export interface House {
  readonly running: Running;
  readonly kiosk: Page;
  readonly bench: Page;
  /** Between the kiosk's page and its terminal. */
  readonly cable: Cable;
  /** What a page said on its console or threw. */
  readonly problems: readonly string[];
  stop(): Promise<void>;
}

/** `before` prepares the kiosk's page, which is not opened yet. */
export async function openHouse(browser: Browser, before?: (kiosk: Page) => Promise<void>): Promise<House> {
  const running = await startEverything();
  const cable = await layCable(running.urls.kiosk);
  const problems: string[] = [];
  const kiosk = await browser.newPage({ viewport: portrait });
  const bench = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
  for (const page of [kiosk, bench]) {
    // Sheets come out of a virtual printer no faster than of a real one, and a busy machine is slower still.
    page.setDefaultTimeout(90_000);
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  }
  await before?.(kiosk);
  await kiosk.goto(cable.url);
  await bench.goto(running.urls.bench);
  return {
    running,
    kiosk,
    bench,
    cable,
    problems,
    async stop() {
      await kiosk.close();
      await bench.close();
      await cable.close();
      await running.stop();
    },
  };
}

/** What the technician sees on the bench, as its own socket tells it. */
export function benchView({ running }: House): Promise<BenchView> {
  const url = new URL('socket', running.urls.bench);
  url.protocol = 'ws:';
  const socket = new WebSocket(url, { origin: new URL(running.urls.bench).origin });
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.once('message', (data) => {
      socket.close();
      resolve(JSON.parse(String(data)));
    });
  });
}

/** Keeps what stands on the screen as a picture, when a folder for pictures is named. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.PICTURES;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(folder, `${name}.png`) });
}
