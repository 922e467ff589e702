/** A bench in a browser as a technician sees it, and what its server tells of the machine behind it. */
import type { Browser, Locator, Page } from 'playwright-core';
import { WebSocket } from 'ws';
import type { BenchMessage, TerminalView, WorldView } from '../../simulator/bench/message.ts';
import type { DeskView } from '../../simulator/hospital/desk.ts';
import type { ScreenName } from '../../terminal/screen.ts';
import { type Running, startEverything } from '../everything.ts';
import { motion } from '../whole.ts';

export interface Technician {
  readonly page: Page;
  /** UTC milliseconds of the world's clock, as last told. */
  now(): number;
  /** The patients' page, in its frame on the bench. */
  screen(name: string): Locator;
  /** The only terminal, and the hospital, as the server tells them now. */
  terminal(): TerminalView | undefined;
  hospital(): WorldView['hospital'] | undefined;
  desk(): DeskView | undefined;
  /** What hands did, the latest last. */
  readonly hands: readonly string[];
  /** The screens that went over any glass of this world, however short they stood, the latest last. */
  readonly screens: readonly ScreenName[];
  /** What the page said on its console or threw. */
  readonly problems: readonly string[];
  stop(): Promise<void>;
}

/** `more`: further options of `npm start`. */
export async function openBench(browser: Browser, more: string[] = []): Promise<Technician> {
  const running = await startEverything({ more });
  const page = await browser.newPage({ viewport: { width: 1600, height: 1000 }, reducedMotion: motion });
  page.setDefaultTimeout(60_000);
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    // A terminal whose power goes while its page still loads the letters it needs gives no more of them.
    const isCutOff = message.text().includes('ERR_CONNECTION_REFUSED') && /\/assets\//.test(message.location().url);
    if (message.type() === 'error' && !isCutOff) problems.push(message.text());
  });
  await page.goto(running.urls.bench);
  const { told, close } = await listen(running);

  return {
    page,
    now: () => told.now,
    screen: (name) => page.frameLocator('iframe').first().locator(`.page[data-screen=${name}]`),
    terminal: () => told.view?.terminals[0],
    hospital: () => told.view?.hospital,
    desk: () => told.desk,
    hands: told.hands,
    screens: told.screens,
    problems,
    async stop() {
      close();
      await page.close();
      await running.stop();
    },
  };
}

interface Told {
  now: number;
  view: WorldView | undefined;
  desk: DeskView | undefined;
  readonly hands: string[];
  readonly screens: ScreenName[];
}

/** Listens as a second page would. */
async function listen({ urls }: Running): Promise<{ readonly told: Told; close(): void }> {
  const url = new URL('socket', urls.bench);
  url.protocol = 'ws:';
  const socket = new WebSocket(url, { origin: new URL(urls.bench).origin });
  const told: Told = { now: 0, view: undefined, desk: undefined, hands: [], screens: [] };
  socket.on('message', (data) => {
    const message = JSON.parse(String(data)) as BenchMessage;
    if (message.kind === 'time') told.now = message.time.now;
    if (message.kind === 'view') told.view = message.view;
    if (message.kind === 'desk') told.desk = message.desk;
    if (message.kind === 'world') told.screens.length = 0;
    if (message.kind !== 'events') return;
    for (const event of message.events) {
      if (event.kind === 'hand') told.hands.push(event.words);
      if (event.kind === 'screen') told.screens.push(event.screen.name);
    }
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  socket.send(JSON.stringify({ kind: 'desk', open: true }));
  return { told, close: () => socket.close() };
}
