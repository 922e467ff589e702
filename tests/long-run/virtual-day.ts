/** A terminal's busy day in virtual time, with its page in a real browser that draws every screen of it. */

import { people } from '../../seeds/people.ts';
import { createWallet } from '../../simulator/rehearsal/wallet.ts';
import { busyHospital } from '../../simulator/world/busy-hospital.ts';
import { createFate, type Fate } from '../../simulator/world/fate.ts';
import { createMishaps } from '../../simulator/world/mishaps.ts';
import { createNet } from '../../simulator/world/net.ts';
import { visitBy } from '../../simulator/world/virtual-patient.ts';
import { createVisitors } from '../../simulator/world/visitors.ts';
import { createWaits } from '../../simulator/world/waits.ts';
import { createHouse, createWorld, type House, type World } from '../../simulator/world/world.ts';
import type { Tapped } from '../../terminal/screen.ts';
import { launchChromium } from '../chromium.ts';
import { layCable } from '../journeys/cable.ts';
import type { Touch } from './finger.ts';
import { measureProcess } from './gauge.ts';
import { type Glass, openGlass } from './glass.ts';
import { handsAt } from './hands-at.ts';
import { createPageClock } from './page-clock.ts';
import { type LineCount, openLine, type PageLine } from './page-line.ts';
import type { Reading } from './reading.ts';

export interface DayOptions {
  /** How many come in each hour, from five past eight in the morning on. */
  readonly comeInHour: readonly number[];
  readonly readingsAnHour: number;
  /** The cable comes loose in every so manyeth visit, and the power goes in these. */
  readonly looseCableEvery: number;
  readonly powerCutAt: readonly number[];
  readonly seed: number;
  /** The folder of the built page. */
  readonly page: string;
  /** Runs in the page before anything of its own does. */
  readonly before?: () => void;
  /** Who listened to the terminal once is never let go of. */
  readonly leaks?: boolean;
  readonly onReading?: (reading: Reading) => void;
}

export interface VirtualDay {
  readonly readings: readonly Reading[];
  readonly visits: number;
  readonly faults: number;
  readonly touches: Readonly<Record<Touch, number>>;
  /** How often the line was cut: its cable pulled, or the terminal's power; and how often the page came back. */
  readonly cuts: number;
  readonly powerCuts: number;
  readonly reconnects: number;
  /** What the page said on its console or threw. */
  readonly problems: readonly string[];
}

const minute = 60_000;
const hour = 60 * minute;
/** Longer than any visit, and any clearing after it. */
const longest = 30 * minute;
const restartTime = 8000;

const settings = { chunks: true, noise: 0.01, flips: 0.005 };

function createDayWorld(fate: Fate, house: House): World {
  return createWorld({
    fate,
    house,
    manners: settings,
    net: (network, clock) => createNet(network, clock, fate, () => false),
  });
}

export async function liveVirtualDay(options: DayOptions): Promise<VirtualDay> {
  const { comeInHour, readingsAnHour, looseCableEvery, powerCutAt, seed, page, leaks = false } = options;
  let faults = 0;
  const fate = createFate(seed, {
    onStrike: () => {
      faults += 1;
    },
  });
  const seeds = busyHospital(fate);
  const house = createHouse({ fate, hospital: seeds });
  const world = createDayWorld(fate, house);
  const began = world.clock.now();
  const count: LineCount = { listeners: 0, taps: 0, opened: 0 };
  const touches: Record<Touch, number> = { button: 0, line: 0, lost: 0 };
  const readings: Reading[] = [];
  let glass: Glass | undefined;
  let line: PageLine | undefined;
  let drawn: number | undefined;
  /** The page hears the terminal. */
  let connected = false;
  let tapped = Promise.withResolvers<void>();
  let visits = 0;
  let cuts = 0;
  let powerCuts = 0;

  const behind = () => connected && world.shown !== undefined && world.shown.revision !== drawn;
  const { clock, hold } = createPageClock(world.clock, behind, async () => {
    const revision = world.shown?.revision;
    if (revision !== undefined) await glass?.drawn(revision);
    drawn = revision;
  });
  const waits = createWaits(clock);
  const mishaps = createMishaps(seeds);
  const nextVisitor = createVisitors(seeds, fate, () => []);
  const at = {
    ...handsAt(world.shelf, house.newCards),
    clock: world.clock,
    fate,
    wallet: createWallet(people, house.newCards),
    platform: world.hospital.controls,
    shown: () => world.shown,
    tap: (message: unknown) => void hold(() => press(message as Tapped)),
  };

  async function press(message: Tapped): Promise<void> {
    tapped = Promise.withResolvers();
    const touch = connected && glass ? await glass.press(message) : 'lost';
    touches[touch] += 1;
    if (touch !== 'lost') await tapped.promise;
  }

  async function serve(port: number): Promise<PageLine> {
    if (!world.terminal) throw new Error('the terminal has no power');
    return openLine({ terminal: world.terminal, page, port, count, leaks, onTap: () => tapped.resolve() });
  }

  const welcomes = () => world.shown?.screen.name === 'attract';
  const isReady = () => !world.terminal || welcomes() || world.shown?.screen.name === 'outOfService';

  /** The page hears the terminal again. */
  async function heardAgain(): Promise<void> {
    await glass?.reconnected(cuts);
    drawn = undefined;
    connected = true;
  }

  function loosenCable(): void {
    if (!connected) return;
    cuts += 1;
    connected = false;
    void hold(async () => cable.pull());
    clock.after(20_000 * fate.draw('cable.loose'), () => {
      void hold(async () => {
        cable.plug();
        await heardAgain();
      });
    });
  }

  function cutPower(): void {
    if (!world.terminal || !connected) return;
    cuts += 1;
    powerCuts += 1;
    connected = false;
    world.cutPower();
    void hold(async () => line?.close());
  }

  async function restore(): Promise<void> {
    if (world.terminal) return;
    await waits.pass(restartTime);
    world.journal.failAppends(undefined);
    world.powerOn();
    await hold(async () => {
      line = await serve(line?.port ?? 0);
      await heardAgain();
    });
    await waits.until(isReady, longest);
  }

  async function somebodyComes(): Promise<void> {
    fate.nextSession();
    visits += 1;
    const visitor = nextVisitor();
    mishaps.plan({ world, fate, visitor });
    if (visits % looseCableEvery === 0) clock.after(minute * fate.draw('cable.when'), loosenCable);
    if (powerCutAt.includes(visits)) clock.after(minute * fate.draw('power.when'), cutPower);
    let left = false;
    void visitBy(visitor, at).then(() => {
      left = true;
    });
    await waits.until(() => left, longest);
    at.takePapers();
    at.refill();
    mishaps.mend(world);
    await restore();
    await waits.until(isReady, longest);
  }

  async function read(): Promise<void> {
    await waits.until(() => connected && welcomes(), longest);
    const reading = await hold(async (): Promise<Reading> => {
      if (!glass) throw new Error('there is no page');
      return {
        at: world.clock.now() - began,
        visits,
        listeners: count.listeners,
        deadlines: world.clock.pending,
        page: await glass.measure(),
        process: measureProcess(),
      };
    });
    readings.push(reading);
    options.onReading?.(reading);
  }

  /** What happens at which moments of the day. */
  function plan(): readonly { readonly at: number; readonly go: () => Promise<void> }[] {
    const comings = comeInHour.flatMap((come, at) =>
      Array.from({ length: come }, (_, which) => ({
        at: began + at * hour + ((which + fate.draw('arrival')) * hour) / come,
        go: somebodyComes,
      })),
    );
    const looks = Array.from({ length: comeInHour.length * readingsAnHour }, (_, at) => ({
      at: began + ((at + 1) * hour) / readingsAnHour,
      go: read,
    }));
    return [...comings, ...looks].sort((a, b) => a.at - b.at);
  }

  async function live(): Promise<void> {
    await waits.until(welcomes, longest);
    for (const { at, go } of plan()) {
      await waits.pass(Math.max(0, at - world.clock.now()));
      await go();
    }
  }

  world.powerOn();
  line = await serve(0);
  const cable = await layCable(line.url);
  const browser = await launchChromium();
  try {
    const opened = await openGlass(browser, cable.url, options.before);
    glass = opened;
    connected = true;
    await waits.run([live()]);
    const reconnects = (await opened.opened()) - 1;
    return { readings, visits, faults, touches, cuts, powerCuts, reconnects, problems: opened.problems };
  } finally {
    await browser.close();
    await cable.close();
    await line.close();
    world.end();
  }
}
