/** The whole house at work: `npm start` as a process of its own, and a real browser on its two pages. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { TerminalView, WorldView } from '../../simulator/bench/message.ts';
import { benchTold } from '../bench-told.ts';
import { type Running, startEverything } from '../everything.ts';
import { motion } from '../whole.ts';
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
  const still = { reducedMotion: motion } as const;
  const kiosk = await browser.newPage({ viewport: portrait, ...still });
  const bench = await browser.newPage({ viewport: { width: 1280, height: 1000 }, locale: 'zh-CN', ...still });
  for (const page of [kiosk, bench]) {
    // Sheets come out of a virtual printer no faster than of a real one, and a busy machine is slower still.
    page.setDefaultTimeout(90_000);
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  }
  await before?.(kiosk);
  await kiosk.goto(cable.url);
  // There is one screen, and it is the window of its own.
  await bench.goto(`${running.urls.bench}#glass-elsewhere`);
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

/** What the technician sees on the bench of the first terminal. */
export async function benchView(house: House): Promise<TerminalView & Pick<WorldView, 'hospital'>> {
  const { hospital, terminals } = (await benchTold(house.running, 'view')).view;
  const [terminal] = terminals;
  if (!terminal) throw new Error('there is no terminal');
  return { ...terminal, hospital };
}

/** What time it is in the house, UTC milliseconds. */
export const houseTime = async (house: House): Promise<number> => (await benchTold(house.running, 'time')).time.now;

/** Keeps what stands on the screen as a picture, when a folder for pictures is named. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.PICTURES;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(folder, `${name}.png`) });
}
