import type { ErrandName } from '../../seeds/clinic.ts';
import { people } from '../../seeds/people.ts';
import type { LogEvent } from '../../terminal/log-event.ts';
import type { ScreenName, Shown } from '../../terminal/screen.ts';
import { createWallet } from '../rehearsal/wallet.ts';
import { busyHospital } from './busy-hospital.ts';
import { createFate, type FaultSite, mix } from './fate.ts';
import { createHarvest } from './harvest.ts';
import { actIsIntended, journalIsWhole } from './invariants/journal.ts';
import { nothingHappenedTwice } from './invariants/once.ts';
import { type Violation, violated } from './invariants/violation.ts';
import { lookOver } from './last-look.ts';
import { createMishaps } from './mishaps.ts';
import type { CutAtWrite } from './mortal.ts';
import { createNet } from './net.ts';
import type { AtTheTerminal } from './patient/at-the-terminal.ts';
import { visitBy } from './virtual-patient.ts';
import { serviceBy, technicianConfig } from './virtual-technician.ts';
import { createVisitors } from './visitors.ts';
import { createWatch } from './watch.ts';
import { createWorld, mondayMorning } from './world.ts';

/** What one world came to: a terminal, its hospital and its hub through a number of visits. */
export interface Lifetime {
  readonly sessions: number;
  readonly faults: ReadonlyMap<FaultSite, number>;
  readonly screens: ReadonlySet<ScreenName>;
  /** Errands that came to a good end. */
  readonly errands: ReadonlySet<ErrandName>;
  readonly virtualSeconds: number;
  readonly violations: readonly Violation[];
  /** Stands for everything that happened: two runs of one seed have the same. */
  readonly hash: string;
}

/** Longer than any wait a patient or a terminal puts up with, in milliseconds. */
const longestVisit = 20 * 60_000;
/** In this time after anybody has left, the terminal is ready for the next. */
const longestClearing = 10 * 60_000;
/** After the last fault everything must have settled in this time. */
const quietTime = 20 * 60_000;
const restartTime = 8000;
const printersLastWords = 20_000;

/** Screens on which money, a card or a paper is under way. */
const underWay: ReadonlySet<ScreenName> = new Set(['working', 'pay', 'confirming', 'takeCard', 'printing']);

/** How many visits one world sees before it is left in peace and looked over. */
export const sessionsOfWorld = 8;

export const seedOfWorld = (seed: number, world: number): number => mix(mix(0x5eed, seed), world);

/**
 * Lives through `sessions` visits with everything breaking, then waits until all is quiet and checks the promises. `trace`
 * is told line by line what happens.
 */
export async function liveThrough(seed: number, sessions: number, trace?: (line: string) => void): Promise<Lifetime> {
  const timeOf = (instant: number) => new Date(instant).toISOString().slice(11, 23);
  const tell = (what: string, more: object) => trace?.(`${timeOf(world.clock.now())} ${what} ${JSON.stringify(more)}`);
  const fate = createFate(seed, (site) => tell('fault', { site }));
  let calm = false;
  let cut: CutAtWrite | undefined;
  let writesUntilCut = 0;
  const log: LogEvent[] = [];
  const violations: Violation[] = [];
  const cutPower = () => {
    if (calm) return;
    tell('power', { cut: true });
    world.cutPower();
  };
  const check = (found: readonly Violation[]) => violations.push(...found);
  const watch = createWatch(check, (screen) => tell('screen', screen));

  const house = busyHospital(fate);
  const world = createWorld({
    fate,
    hospital: house,
    config: { technician: technicianConfig },
    manners: { chunks: true, noise: 0.01, flips: 0.005 },
    onLog(event) {
      log.push(event);
      tell('log', event);
    },
    net(network, clock) {
      const net = createNet(network, clock, fate, () => calm);
      return (request) => {
        tell('asks', { method: request.method, path: new URL(request.url).pathname });
        if (request.url.startsWith(world.config.hospitalUrl)) check(actIsIntended(request, world.journal));
        return net(request);
      };
    },
    cutAtWrite() {
      if (!cut || writesUntilCut-- > 0) return undefined;
      const now = cut;
      cut = undefined;
      return now;
    },
  });
  const { clock, hospital, journal, shelf } = world;
  const { ledgers } = hospital;
  const harvest = createHarvest(world);
  const mishaps = createMishaps(house);
  const nextVisitor = createVisitors(house, fate);
  const at: AtTheTerminal = {
    clock,
    fate,
    shown,
    tap: (message) => world.terminal?.tap(message),
    shelf,
    wallet: createWallet(people, shelf.newCards),
    ...harvest,
    platform: hospital.controls,
  };

  /** A look at the screen; where something is under way, the power may go soon after. */
  function shown(): Shown | undefined {
    const now = watch.see(world.shown);
    if (now && underWay.has(now.screen.name) && fate.strikes('power.cutAtScreen', 0.02)) {
      clock.after(3000 * fate.draw('power.afterLook'), cutPower);
    }
    return now;
  }

  const standing = () => world.shown?.screen.name;
  const isReady = () => standing() === 'attract' || standing() === 'outOfService' || !world.terminal;

  async function restoreWhenCut(): Promise<void> {
    if (world.terminal) return;
    check(journalIsWhole(journal, world.acknowledged));
    await clock.advance(restartTime);
    if (!calm && fate.strikes('power.cutWhileRecovering', 0.3)) planCut(5);
    world.powerOn();
    watch.see(world.shown);
    await clock.runUntil(isReady, 60_000);
    cut = undefined;
    await restoreWhenCut();
  }

  /** The power will go at one of the next journal writes, the record being on the disk by then or not. */
  function planCut(within: number): void {
    writesUntilCut = Math.floor(within * fate.draw('power.atWrite'));
    cut = fate.draw('power.beforeOrAfter') < 0.5 ? 'before' : 'after';
  }

  /** Runs time until somebody has left the terminal. */
  async function stay(visit: Promise<void>): Promise<void> {
    let left = false;
    const leaving = visit.then(() => {
      left = true;
    });
    if (await clock.runUntil(() => left, longestVisit)) return leaving;
    check([violated('I6', 'a visit never ended')]);
  }

  async function clear(): Promise<void> {
    if (!(await clock.runUntil(isReady, longestClearing))) check([violated('I6', `${standing()} stands and stands`)]);
    await restoreWhenCut();
  }

  async function patientComes(): Promise<void> {
    const visitor = nextVisitor();
    harvest.comes(visitor.at);
    tell('comes', { person: visitor.person.about, errand: visitor.errand });
    mishaps.plan({ world, fate, visitor });
    const keepPower = fate.strikes('power.cutAtAnyTime', 0.1)
      ? clock.after(120_000 * fate.draw('power.when'), cutPower)
      : () => {};
    if (fate.strikes('power.cutAtJournal', 0.15)) planCut(40);
    await stay(visitBy(visitor, at));
    cut = undefined;
    keepPower();
    const wasOff = shelf.reportPrinter.state().power === 'off';
    mishaps.mend(world);
    // Who switches a printer on waits for what it had still to print, and takes it.
    if (wasOff) await clock.advance(printersLastWords);
  }

  async function technicianComes(service: 'open' | 'closed'): Promise<void> {
    harvest.comes(undefined);
    tell('comes', { technician: service });
    await stay(serviceBy(at, service));
    watch.see(world.shown);
    mishaps.mend(world);
  }

  world.powerOn();
  watch.see(world.shown);
  for (let session = 0; session < sessions; session++) {
    fate.nextSession();
    await clear();
    if (standing() === 'outOfService') await technicianComes('open');
    else if (fate.draw('technician.comes') < 0.06)
      await technicianComes(fate.draw('technician.closes') < 0.5 ? 'closed' : 'open');
    else await patientComes();
    await restoreWhenCut();
    check(nothingHappenedTwice(ledgers));
  }

  calm = true;
  await clear();
  await clock.advance(quietTime);
  check(await lookOver(world, harvest, log));
  if (!world.terminal || !isReady()) check([violated('I6', `the screen stands at ${standing()}`)]);
  world.terminal?.stop();
  for (const { at: instant, text } of journal.read(0, 100_000)) {
    trace?.(`${timeOf(instant)} entry ${text}`);
  }

  return {
    sessions,
    faults: fate.struck,
    screens: watch.screens,
    errands: watch.errands,
    virtualSeconds: (clock.now() - mondayMorning) / 1000,
    violations,
    hash: journal.last()?.hash ?? '',
  };
}
