/** A terminal's real hour: its own process, its page in a real browser, and patients who come one after the other. */
import { sleep } from '../../device-drivers/contract/clock.ts';
import { createFate } from '../../simulator/world/fate.ts';
import { visitBy } from '../../simulator/world/virtual-patient.ts';
import { systemClock } from '../../terminal/system.ts';
import { launchChromium } from '../chromium.ts';
import { layCable } from '../journeys/cable.ts';
import type { Touch } from './finger.ts';
import { openGlass } from './glass.ts';
import { openLobby } from './lobby.ts';
import type { Reading } from './reading.ts';
import { startTerminal } from './terminal-process.ts';

export interface HourOptions {
  readonly minutes: number;
  readonly seed: number;
  /** Where journal and lines are kept meanwhile. */
  readonly folder: string;
  readonly onReading?: (reading: Reading) => void;
}

export interface RealHour {
  readonly readings: readonly Reading[];
  readonly visits: number;
  readonly touches: Readonly<Record<Touch, number>>;
  /** How often the cable was pulled, and how often the page came back. */
  readonly cuts: number;
  readonly reconnects: number;
  /** What the page said on its console or threw, and how the terminal ended, where that was not well. */
  readonly problems: readonly string[];
}

const minute = 60_000;
/** Between two who come. */
const shortestLull = 500;
const longestLull = 3000;
/** Of those who come, at every so manyeth the cable comes loose for a while. */
const looseCableEvery = 6;
const longestLoose = 4000;
const glance = 100;

export async function liveRealHour({ minutes, seed, folder, onReading }: HourOptions): Promise<RealHour> {
  const clock = systemClock;
  const fate = createFate(seed);
  const lobby = await openLobby(fate, folder);
  const terminal = await startTerminal(lobby.config, `${folder}/journal.sqlite`);
  const cable = await layCable(terminal.page);
  const browser = await launchChromium();
  const glass = await openGlass(browser, cable.url);
  const touches: Record<Touch, number> = { button: 0, line: 0, lost: 0 };
  const readings: Reading[] = [];
  const problems: string[] = [];
  let visits = 0;
  let cuts = 0;

  let pressing: Promise<unknown> = Promise.resolve();
  const at = {
    ...lobby.at,
    shown: glass.shown,
    tap(tapped: unknown) {
      pressing = pressing
        .then(() => glass.press(tapped as Parameters<typeof glass.press>[0]))
        .then((touch) => {
          touches[touch] += 1;
        });
    },
  };

  const until = async (condition: () => boolean) => {
    while (!condition()) await sleep(clock, glance);
  };
  const welcomes = () => glass.shown()?.screen.name === 'attract';

  /** The cable comes loose some time in a visit, and is put in again. */
  async function loosenCable(): Promise<void> {
    await sleep(clock, longestLoose * 3 * fate.draw('cable.when'));
    cuts += 1;
    cable.pull();
    await sleep(clock, longestLoose * fate.draw('cable.loose'));
    cable.plug();
    await glass.reconnected(cuts);
  }

  async function somebodyComes(): Promise<void> {
    fate.nextSession();
    visits += 1;
    const loose = visits % looseCableEvery === 0 ? loosenCable() : undefined;
    await visitBy(lobby.nextVisitor(), at);
    await pressing;
    await loose;
    lobby.tidy();
    await until(welcomes);
    await sleep(clock, shortestLull + (longestLull - shortestLull) * fate.draw('lull.length'));
  }

  async function read(): Promise<void> {
    await until(welcomes);
    const reading: Reading = {
      at: clock.now() - began,
      visits,
      page: await glass.measure(),
      process: await terminal.measure(),
    };
    readings.push(reading);
    onReading?.(reading);
  }

  await until(welcomes);
  const began = clock.now();
  const left = () => began + minutes * minute - clock.now();
  await read();
  while (left() > 0) {
    const next = clock.now() + Math.min(minute, left());
    while (clock.now() < next) await somebodyComes();
    await read();
  }
  const reconnects = (await glass.opened()) - 1;
  problems.push(...glass.problems);
  await glass.close();
  await browser.close();
  await cable.close();
  const code = await terminal.stop();
  if (code !== 0) problems.push(`the terminal ended with ${code}`);
  await lobby.close();
  return { readings, visits, touches, cuts, reconnects, problems };
}
