/** The whole house at work: `npm start` as a process of its own, and a real browser on its two pages. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { WebSocket } from 'ws';
import { catalogues } from '../../kiosk-ui/texts/language.ts';
import type { InventedPerson } from '../../seeds/people.ts';
import type { BenchView } from '../../simulator/bench/protocol.ts';
import type { ErrandName } from '../../terminal/screen/errands.ts';
import type { Language } from '../../terminal/screen/parts.ts';
import type { ScreenName } from '../../terminal/screen.ts';
import { type Running, startEverything } from '../everything.ts';

const portrait = { width: 1080, height: 1920 };

export interface House {
  readonly running: Running;
  readonly kiosk: Page;
  readonly bench: Page;
  /** What a page said on its console or threw. */
  readonly problems: readonly string[];
  stop(): Promise<void>;
}

export async function openHouse(browser: Browser): Promise<House> {
  const running = await startEverything();
  const problems: string[] = [];
  const kiosk = await browser.newPage({ viewport: portrait });
  const bench = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
  for (const page of [kiosk, bench]) {
    // Sheets come out of a virtual printer no faster than of a real one, and a busy machine is slower still.
    page.setDefaultTimeout(90_000);
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  }
  await kiosk.goto(running.urls.kiosk);
  await bench.goto(running.urls.bench);
  return {
    running,
    kiosk,
    bench,
    problems,
    async stop() {
      await kiosk.close();
      await bench.close();
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

/** A patient's hands at the kiosk, in a language, and a technician's at the bench. */
export function handsIn({ kiosk, bench }: House, language: Language, album: string) {
  const words = catalogues[language];
  let shots = 0;
  const shoot = (name: string) => picture(kiosk, `${album}-${language}-${String(++shots).padStart(2, '0')}-${name}`);

  async function screen(name: ScreenName): Promise<void> {
    await kiosk.locator(`.page[data-screen=${name}]`).waitFor();
    await shoot(name);
  }
  const hand = (name: string | RegExp) => bench.getByRole('button', { name }).first().click();

  return {
    words,
    screen,
    /** Touches the welcome screen in the page's language and chooses an errand. */
    async begin(errand: ErrandName) {
      await screen('attract');
      if (language === 'en') await kiosk.getByRole('button', { name: 'English' }).click();
      else await kiosk.mouse.click(540, 1500);
      await screen('menu');
      const name = kiosk.getByText(words.errands[errand].name, { exact: true });
      await kiosk.locator('.errand-tile').filter({ has: name }).click();
    },
    /** The main button of the screen, always at the same place. */
    main: () => kiosk.locator('button.main-action').click(),
    /** A tile of a list that can be tapped, by its place among those, or by a text on it. */
    tile: (which: number | string) =>
      typeof which === 'number'
        ? kiosk.locator('button.tile:enabled').nth(which).click()
        : kiosk.locator('button.tile:enabled', { hasText: which }).first().click(),
    press: (name: string | RegExp) => kiosk.getByRole('button', { name }).first().click(),
    async type(digits: string) {
      for (const digit of digits) await kiosk.locator(`.key-${digit}`).click();
      await kiosk.locator('button.main-action').click();
    },
    hand,
    /** One of a person's things on the bench: an ID card, a chip card, a phone's code. */
    show: (person: InventedPerson, thing: RegExp) =>
      bench.getByRole('group', { name: person.card.name }).getByRole('button', { name: thing }).click(),
    async finish(done: string) {
      await screen('farewell');
      await kiosk.getByText(done).first().waitFor();
      await kiosk.locator('button.main-action').click();
      await kiosk.locator('.page[data-screen=attract]').waitFor();
    },
  };
}
