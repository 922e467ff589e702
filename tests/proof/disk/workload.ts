import { people } from '../../../seeds/people.ts';
import { createWallet } from '../../../simulator/rehearsal/wallet.ts';
import { busyHospital } from '../../../simulator/world/busy-hospital.ts';
import { createFate, mix } from '../../../simulator/world/fate.ts';
import { createHarvest } from '../../../simulator/world/harvest.ts';
import { createNet } from '../../../simulator/world/net.ts';
import { visitBy } from '../../../simulator/world/virtual-patient.ts';
import { createVisitors } from '../../../simulator/world/visitors.ts';
import { createWorld } from '../../../simulator/world/world.ts';
import type { UsageCursor } from '../../../terminal/hub-contract.ts';
import type { Entry } from '../../../terminal/journal/entry.ts';
import { entryOf } from '../../../terminal/journal/journal.ts';
import type { JournalStore } from '../../../terminal/journal/store.ts';

/** What a terminal asks of its journal's store: an entry is written, or the hub has everything up to here. */
export type Step =
  | { readonly kind: 'append'; readonly entry: Entry }
  | { readonly kind: 'uploaded'; readonly cursor: UsageCursor | null };

/** Tells from now on what is asked of a journal. */
function listenTo(journal: JournalStore, tell: (step: Step) => void): void {
  const { append, setUploaded } = journal;
  journal.append = (record, order) => {
    append(record, order);
    tell({ kind: 'append', entry: entryOf(record) });
  };
  journal.setUploaded = (cursor) => {
    setUploaded(cursor);
    tell({ kind: 'uploaded', cursor });
  };
}

/** Longer than a visit, and whatever it leaves behind, takes; in milliseconds. */
const longestVisit = 30 * 60_000;
const visitsOfWorld = 8;

/** What the terminal of one world asked of its journal while patients came with every errand and the net failed them. */
async function stepsOf(seed: number): Promise<readonly Step[]> {
  const fate = createFate(seed);
  const hospital = busyHospital(fate);
  const world = createWorld({ fate, hospital, net: (network, clock) => createNet(network, clock, fate, () => false) });
  const { clock, shelf } = world;
  const steps: Step[] = [];
  listenTo(world.journal, (step) => steps.push(step));
  const nextVisitor = createVisitors(hospital, fate, () => []);
  const harvest = createHarvest(world);
  const at = {
    clock,
    fate,
    shelf,
    wallet: createWallet(people, shelf.newCards),
    platform: world.hospital.controls,
    shown: () => world.shown,
    tap: (message: Parameters<NonNullable<typeof world.terminal>['tap']>[0]) => world.terminal?.tap(message),
    ...harvest,
  };
  const isReady = () => world.shown?.screen.name === 'attract';

  world.powerOn();
  await clock.runUntil(isReady, longestVisit);
  for (let visit = 0; visit < visitsOfWorld; visit++) {
    fate.nextSession();
    const visitor = nextVisitor();
    harvest.comes(visitor.at);
    let left = false;
    const leaving = visitBy(visitor, at).then(() => {
      left = true;
    });
    if (await clock.runUntil(() => left, longestVisit)) await leaving;
    await clock.runUntil(isReady, longestVisit);
  }
  world.terminal?.stop();
  return steps;
}

/** At least so many steps, as the journals of worlds one after the other were asked for them. */
export async function recordWorkload(seed: number, atLeast: number): Promise<readonly Step[]> {
  const steps: Step[] = [];
  for (let world = 0; steps.length < atLeast; world++) steps.push(...(await stepsOf(mix(seed, world))));
  return steps;
}
