import { people } from '../../seeds/people.ts';
import type { ScreenName } from '../../terminal/screen.ts';
import { createFate, type FaultSite, mix } from './fate.ts';
import {
  actIsIntended,
  journalIsWhole,
  moneyIsAccountedFor,
  nothingHappenedTwice,
  usageArrived,
  type Violation,
} from './invariants.ts';
import { breakThings, repairThings } from './mishaps.ts';
import type { CutAtWrite } from './mortal.ts';
import { createNet } from './net.ts';
import { visitBy } from './virtual-patient.ts';
import { createWorld, mondayMorning } from './world.ts';

/** What one world came to: a terminal, its hospital and its hub through a number of visits. */
export interface Lifetime {
  readonly sessions: number;
  readonly faults: ReadonlyMap<FaultSite, number>;
  readonly screens: ReadonlySet<ScreenName>;
  readonly virtualSeconds: number;
  readonly violations: readonly Violation[];
  /** Stands for everything that happened: two runs of one seed have the same. */
  readonly hash: string;
}

/** Longer than any wait a patient or a terminal puts up with, in milliseconds. */
const longestVisit = 15 * 60_000;
/** After the last fault everything must have settled in this time. */
const quietTime = 20 * 60_000;
const restartTime = 8000;

/** How many visits one world sees before it is left in peace and looked over. */
export const sessionsOfWorld = 5;

export const seedOfWorld = (seed: number, world: number): number => mix(mix(0x5eed, seed), world);

/** Lives through `sessions` visits with everything breaking, then waits until all is quiet and checks the promises. */
export async function liveThrough(seed: number, sessions: number): Promise<Lifetime> {
  const fate = createFate(seed);
  let calm = false;
  let cut: CutAtWrite | undefined;
  let writesUntilCut = 0;
  const screens = new Set<ScreenName>();
  const violations: Violation[] = [];
  const check = (found: readonly Violation[]) => violations.push(...found);

  const world = createWorld({
    fate,
    manners: { baud: 115_200, chunks: true, noise: 0.01, flips: 0.005 },
    net(network, clock) {
      const net = createNet(network, clock, fate, () => calm);
      return (request) => {
        check(actIsIntended(request, world.journal));
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
  const { clock, hospital, journal } = world;

  async function restoreWhenCut(): Promise<void> {
    if (world.terminal) return;
    check(journalIsWhole(journal, world.acknowledged));
    await clock.advance(restartTime);
    if (!calm && fate.strikes('power.cutWhileRecovering', 0.3)) planCut(5);
    powerOn();
    await clock.runUntil(() => world.shown?.screen.name === 'attract' || !world.terminal, 60_000);
    cut = undefined;
    await restoreWhenCut();
  }

  function powerOn(): void {
    world.powerOn();
    if (world.shown) screens.add(world.shown.screen.name);
  }

  /** The power will go at one of the next journal writes, the record being on the disk by then or not. */
  function planCut(within: number): void {
    writesUntilCut = Math.floor(within * fate.draw('power.atWrite'));
    cut = fate.draw('power.beforeOrAfter') < 0.5 ? 'before' : 'after';
  }

  powerOn();
  for (let session = 0; session < sessions; session++) {
    fate.nextSession();
    await clock.runUntil(() => world.shown?.screen.name === 'attract' || !world.terminal, 60_000);
    await restoreWhenCut();
    const person = fate.pick('person', people);
    if (!person) break;
    breakThings(world, fate);
    const keepPower = fate.strikes('power.cutAtAnyTime', 0.1)
      ? clock.after(120_000 * fate.draw('power.when'), world.cutPower)
      : () => {};
    if (fate.strikes('power.cutAtJournal', 0.15)) planCut(30);
    let left = false;
    const visit = visitBy(person.card, {
      clock,
      fate,
      shown() {
        const shown = world.shown;
        if (shown) screens.add(shown.screen.name);
        return shown;
      },
      tap: (message) => world.terminal?.tap(message),
      putCard: (card) => world.reader.put(card),
      takeCard: () => world.reader.take(),
      takeSlips: () => void world.printer.take(),
      platform: hospital.controls,
    }).then(() => {
      left = true;
    });
    if (!(await clock.runUntil(() => left, longestVisit)))
      violations.push({ invariant: 'I6', what: 'a visit never ended' });
    else await visit;
    cut = undefined;
    keepPower();
    repairThings(world);
    await restoreWhenCut();
    check(nothingHappenedTwice(hospital.ledgers));
  }

  calm = true;
  await restoreWhenCut();
  await clock.advance(quietTime);
  check(journalIsWhole(journal, world.acknowledged));
  check(nothingHappenedTwice(hospital.ledgers));
  check(moneyIsAccountedFor(hospital.ledgers, journal));
  check(usageArrived(journal, world.config.zone, await world.hubStore.events(world.config.terminal, 0, 100_000)));
  const standing = world.shown?.screen.name;
  if (standing !== 'attract') violations.push({ invariant: 'I6', what: `the screen stands at ${standing}` });
  for (const order of journal.openOrders()) {
    violations.push({ invariant: 'I6', what: `order ${order.order} is still ${order.state}` });
  }
  world.terminal?.stop();

  return {
    sessions,
    faults: fate.struck,
    screens,
    virtualSeconds: (clock.now() - mondayMorning) / 1000,
    violations,
    hash: journal.last()?.hash ?? '',
  };
}
