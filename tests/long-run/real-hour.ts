/** A terminal's real hour: its own process, its page in a real browser, and patients who come one after the other. */
import { sleep } from '../../device-drivers/contract/clock.ts';
import { createFate, type Fate } from '../../simulator/world/fate.ts';
import { visitBy } from '../../simulator/world/virtual-patient.ts';
import { systemClock } from '../../terminal/system.ts';
import { launchChromium } from '../chromium.ts';
import { type Cable, layCable } from '../journeys/cable.ts';
import type { Touch } from './finger.ts';
import { type Glass, openGlass } from './glass.ts';
import { type Lobby, openLobby } from './lobby.ts';
import type { Reading } from './reading.ts';
import { startTerminal, type TerminalProcess } from './terminal-process.ts';

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
/** A patient who left without a word is waited for, and asked; one in the elder mode twice as long. */
const longestVisit = 10 * minute;
const longestReconnecting = minute;

export async function liveRealHour({ minutes, seed, folder, onReading }: HourOptions): Promise<RealHour> {
  const fate = createFate(seed);
  const problems: string[] = [];
  const life = new AbortController();
  const opened = new AsyncDisposableStack();
  try {
    const lobby = opened.adopt(await openLobby(fate, folder), (it) => it.close());
    const terminal = opened.adopt(await startTerminal(lobby.config, `${folder}/journal.sqlite`), async (it) => {
      const code = await it.stop();
      if (code !== 0) problems.push(`the terminal ended with ${code}`);
    });
    const cable = opened.adopt(await layCable(terminal.page), (it) => it.close());
    const browser = opened.adopt(await launchChromium(), (it) => it.close());
    const glass = await openGlass(browser, cable.url);
    const lived = liveAt({ lobby, terminal, cable, glass }, fate, minutes, life.signal, onReading);
    const died = terminal.exited.then((code) => {
      throw new Error(`the terminal ended with ${code} while patients were at it`);
    });
    const hour = await Promise.race([lived, died]);
    problems.push(...glass.problems);
    return { ...hour, problems };
  } finally {
    life.abort();
    await opened.disposeAsync();
  }
}

interface Place {
  readonly lobby: Lobby;
  readonly terminal: TerminalProcess;
  readonly cable: Cable;
  readonly glass: Glass;
}

async function liveAt(
  { lobby, terminal, cable, glass }: Place,
  fate: Fate,
  minutes: number,
  life: AbortSignal,
  onReading?: (reading: Reading) => void,
): Promise<Omit<RealHour, 'problems'>> {
  const clock = systemClock;
  const touches: Record<Touch, number> = { button: 0, line: 0, lost: 0 };
  const readings: Reading[] = [];
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
      // It is heard of when the visit is over; when nobody waits for that any more, it is no news.
      pressing.catch(() => undefined);
    },
  };

  const welcomes = () => glass.shown()?.screen.name === 'attract';
  async function welcomed(): Promise<void> {
    const latest = clock.now() + longestVisit;
    while (!welcomes()) {
      if (life.aborted) throw new Error('the hour was broken off');
      if (clock.now() > latest) {
        const shown = glass.shown()?.screen.name;
        throw new Error(`after ${longestVisit / minute} minutes the screen shows ${shown}, not the welcome`);
      }
      await sleep(clock, glance, life);
    }
  }

  async function reconnected(): Promise<void> {
    const back = new AbortController();
    const late = sleep(clock, longestReconnecting, back.signal).then(() => {
      throw new Error(`${longestReconnecting / minute} minute after cut ${cuts} the page is not back`);
    });
    await Promise.race([glass.reconnected(cuts), late]).finally(() => back.abort());
  }

  /** The cable comes loose some time in a visit, and is put in again. */
  async function loosenCable(): Promise<void> {
    await sleep(clock, longestLoose * 3 * fate.draw('cable.when'));
    cuts += 1;
    cable.pull();
    await sleep(clock, longestLoose * fate.draw('cable.loose'));
    cable.plug();
    await reconnected();
  }

  async function somebodyComes(): Promise<void> {
    fate.nextSession();
    visits += 1;
    const loose = visits % looseCableEvery === 0 ? loosenCable() : undefined;
    await Promise.all([visitBy(lobby.nextVisitor(), at), loose]);
    await pressing;
    lobby.tidy();
    await welcomed();
    await sleep(clock, shortestLull + (longestLull - shortestLull) * fate.draw('lull.length'));
  }

  async function read(): Promise<void> {
    await welcomed();
    const reading: Reading = {
      at: clock.now() - began,
      visits,
      page: await glass.measure(),
      process: await terminal.measure(),
    };
    readings.push(reading);
    onReading?.(reading);
  }

  await welcomed();
  const began = clock.now();
  const left = () => began + minutes * minute - clock.now();
  await read();
  while (left() > 0) {
    const next = clock.now() + Math.min(minute, left());
    while (clock.now() < next) await somebodyComes();
    await read();
  }
  const reconnects = (await glass.opened()) - 1;
  return { readings, visits, touches, cuts, reconnects };
}
