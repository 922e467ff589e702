import type { LogEvent } from '../../terminal/log-event.ts';
import type { ScreenName, Shown } from '../../terminal/screen.ts';
import { usageAfter } from '../../terminal/usage/reading.ts';
import type { HospitalWorld } from '../hospital/world.ts';
import type { Wallet } from '../rehearsal/wallet.ts';
import type { Fate } from './fate.ts';
import { createHarvest, type Harvest } from './harvest.ts';
import { whoIsThereIsAskedAbout } from './invariants/identity.ts';
import { actIsIntended, journalIsWhole } from './invariants/journal.ts';
import { nothingHappenedTwice } from './invariants/once.ts';
import { createTouchWatch, type TouchWatch } from './invariants/touch.ts';
import { cursorIsTold, heardOf } from './invariants/usage.ts';
import { type Violation, violated } from './invariants/violation.ts';
import { wayBackIsInOrder } from './invariants/way-back.ts';
import { createMishaps } from './mishaps.ts';
import { createNet } from './net.ts';
import type { AtTheTerminal, Visitor } from './patient/at-the-terminal.ts';
import { createPower } from './power.ts';
import { type CrashKind, count, crashOf, createAftermath, type Reached } from './reached.ts';
import { visitBy } from './virtual-patient.ts';
import { serviceBy, technicianConfig } from './virtual-technician.ts';
import { createVisitors } from './visitors.ts';
import type { Waits } from './waits.ts';
import { createWatch } from './watch.ts';
import { createWorld, type House, type World } from './world.ts';

/** What the terminals of one world live in, and whom they tell. */
export interface LifeAround {
  readonly house: House;
  readonly seeds: HospitalWorld;
  readonly waits: Waits;
  readonly wallet: Wallet;
  readonly reached: Reached;
  /** Nothing breaks any more. */
  readonly isCalm: () => boolean;
  readonly check: (found: readonly Violation[]) => void;
  /** Who stands at other terminals than this. */
  readonly elsewhere: (terminal: string) => readonly number[];
}

export interface TerminalLife {
  readonly world: World;
  readonly harvest: Harvest;
  readonly log: readonly LogEvent[];
  readonly touch: TouchWatch;
  /** Who stands there, by their place in the list of invented people. */
  readonly visitor: number | undefined;
  /** Lives through the sessions of these numbers, with everything breaking. */
  live(sessions: readonly number[]): Promise<void>;
  /** Waits until it is ready for the next patient. */
  clear(): Promise<void>;
  isReady(): boolean;
  /** Nothing is under way, as far as it knows, and the hub has heard everything. */
  isQuiet(): boolean;
  strikes: ReturnType<typeof createAftermath>['strikes'];
}

/** Longer than any wait a patient or a terminal puts up with, in milliseconds. */
const longestVisit = 20 * 60_000;
/** In this time after anybody has left, the terminal is ready for the next. */
const longestClearing = 10 * 60_000;
const restartTime = 8000;
const printersLastWords = 20_000;
/** The longest time in which nobody comes. */
const longestLull = 60_000;
/** How long a technician has a plug in the hand. */
const plugPulled = 10_000;
/** The longest time that a journal write takes on a disk that is slow. */
const longestSync = 6000;

/** One terminal of a world, through the visits of its patients and technicians. `tell` hears line by line what happens. */
export function createTerminalLife(
  terminal: string,
  fate: Fate,
  around: LifeAround,
  tell: ((what: string, more: object) => void) | undefined,
): TerminalLife {
  const { waits, reached, isCalm, check } = around;
  const log: LogEvent[] = [];
  let journalFailed = false;
  let isRecovering = false;
  let visitor: Visitor | undefined;
  /** Who came last, and may have left. */
  let latest: Visitor | undefined;

  const world = createWorld({
    fate,
    terminal,
    house: around.house,
    config: { technician: technicianConfig },
    manners: { chunks: true, noise: 0.01, flips: 0.005 },
    onLog(event) {
      log.push(event);
      journalFailed ||= event.event === 'journal.failed';
      tell?.('log', event);
    },
    net(network, clock) {
      const net = createNet(network, clock, fate, isCalm);
      return (request) => {
        tell?.('asks', { method: request.method, path: new URL(request.url).pathname });
        if (request.url.startsWith(world.config.hospitalUrl)) {
          check(actIsIntended(request, world.journal));
          check(whoIsThereIsAskedAbout(request, latest));
          check(wayBackIsInOrder(request, ledgers, world.journal, clock.now()));
        }
        return net(request);
      };
    },
    cutAtWrite() {
      if (isCalm()) return undefined;
      if (fate.strikes('disk.slow', 0.01)) clock.stall(longestSync * fate.draw('disk.slowness'));
      return power.atWrite();
    },
  });
  const { clock, hospital, journal, shelf } = world;
  const { ledgers } = hospital;
  const harvest = createHarvest(world);
  const aftermath = createAftermath(journal, reached);
  const watch = createWatch(check, reached, (screen) => tell?.('screen', screen));
  const mishaps = createMishaps(around.seeds);
  const nextVisitor = createVisitors(around.seeds, fate, () => around.elsewhere(terminal));
  const touch = createTouchWatch(
    { shown: () => world.shown, tap: (message) => world.terminal?.tap(message), journal },
    check,
  );
  const at: AtTheTerminal = {
    clock,
    fate,
    shown,
    tap: touch.tap,
    shelf,
    wallet: around.wallet,
    ...harvest,
    platform: hospital.controls,
  };

  const standing = (): ScreenName => world.shown?.screen.name ?? 'starting';
  const isReady = () => !world.terminal || standing() === 'attract' || standing() === 'outOfService';

  /** The power goes: noted with what stood on the screen. */
  function going(kind: CrashKind): void {
    tell?.('power', { cut: kind });
    count(reached.crashes, crashOf(standing(), isRecovering ? 'recovering' : kind));
  }
  const power = createPower({
    fate,
    after: clock.after,
    going,
    cut(kind) {
      if (isCalm() || !world.terminal) return;
      going(kind);
      world.cutPower();
    },
  });

  function shown(): Shown | undefined {
    const now = watch.see(world.shown);
    if (now && !isCalm()) power.look(now.screen.name);
    return now;
  }

  async function restoreWhenCut(): Promise<void> {
    while (!world.terminal) {
      check(journalIsWhole(journal, world.acknowledged));
      await waits.pass(restartTime);
      journal.failAppends(undefined);
      journalFailed = false;
      isRecovering = true;
      const keepPower = isCalm() ? () => {} : power.planStart();
      world.powerOn();
      watch.see(world.shown);
      await waits.until(isReady, 60_000);
      keepPower();
      isRecovering = false;
    }
  }

  async function stay(visit: Promise<void>): Promise<void> {
    let left = false;
    const leaving = visit.then(() => {
      left = true;
    });
    if (await waits.until(() => left, longestVisit)) return leaving;
    check([violated('I6', 'a visit never ended')]);
  }

  async function clear(): Promise<void> {
    if (!(await waits.until(isReady, longestClearing))) check([violated('I6', `${standing()} stands and stands`)]);
    // A terminal whose journal could not be written does nothing more until somebody has switched it off and on.
    if (journalFailed) world.cutPower();
    await restoreWhenCut();
  }

  async function patientComes(): Promise<void> {
    visitor = nextVisitor();
    latest = visitor;
    harvest.comes(visitor.at);
    tell?.('comes', { person: visitor.person.about, errand: visitor.errand });
    mishaps.plan({ world, fate, visitor });
    await stay(visitBy(visitor, at));
    const wasOff = shelf.reportPrinter.state().power === 'off';
    mishaps.mend(world);
    // Who switches a printer on waits for what it had still to print, and takes it.
    if (wasOff) await waits.pass(printersLastWords);
    visitor = undefined;
  }

  async function technicianComes(service: 'open' | 'closed'): Promise<void> {
    harvest.comes(undefined);
    tell?.('comes', { technician: service });
    await stay(serviceBy(at, service));
    watch.see(world.shown);
    mishaps.mend(world);
  }

  /** A terminal that is closed is worked at: a plug is pulled and put in again. */
  async function standClosed(): Promise<void> {
    if (fate.draw('technician.pullsPlug') < 0.5) {
      shelf.unplug('barcodeScanner');
      clock.after(plugPulled, () => shelf.plugIn('barcodeScanner'));
    }
    shown();
    await waits.pass(plugPulled + longestLull * fate.draw('lull.length'));
  }

  async function somebodyComes(): Promise<void> {
    if (standing() === 'outOfService') return technicianComes('open');
    if (fate.draw('technician.comes') >= 0.06) return patientComes();
    return technicianComes(fate.draw('technician.closes') < 0.5 ? 'closed' : 'open');
  }

  async function live(sessions: readonly number[]): Promise<void> {
    world.powerOn();
    watch.see(world.shown);
    for (const session of sessions) {
      await clear();
      aftermath.sessionEnds();
      fate.nextSession(session);
      const keepPower = power.planSession();
      await somebodyComes();
      if (standing() === 'outOfService') await standClosed();
      else if (fate.draw('lull') < 0.1) await waits.pass(longestLull * fate.draw('lull.length'));
      keepPower();
      await restoreWhenCut();
      check(nothingHappenedTwice(ledgers));
      check(cursorIsTold(journal, await heardOf(world.hub.intake, terminal)));
    }
    await clear();
    aftermath.sessionEnds();
  }

  return {
    world,
    harvest,
    log,
    touch,
    get visitor() {
      return visitor?.at;
    },
    live,
    clear,
    isReady: () => world.terminal !== undefined && isReady(),
    isQuiet: () =>
      world.terminal !== undefined &&
      isReady() &&
      journal.openOrders().length === 0 &&
      usageAfter(journal, journal.uploaded(), world.config.zone).next().done === true,
    strikes: aftermath.strikes,
  };
}
