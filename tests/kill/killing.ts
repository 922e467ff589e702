import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { ordersOf } from '../../simulator/world/invariants/orders.ts';
import { openSqliteJournal } from '../../terminal/journal/sqlite.ts';
import { bookFaults, endOf, journalFaults } from './books.ts';
import type { End, Errand } from './errands.ts';
import type { Death } from './messages.ts';
import { leave, linger, mayLinger, visit } from './patient.ts';
import { createSite, type Site } from './site.ts';
import { startTerminalProcess, type TerminalProcess } from './terminal-process.ts';

/** One run of an errand: the writes at which the process dies, one after the other, each in the process that followed. */
export interface Run {
  readonly errand: Errand;
  /** Counted from the first write of the errand; later ones from the start of their process. */
  readonly deaths: readonly Death[];
  /** The patient, before they go, pays what was shown and takes the card that sticks out. */
  readonly lingers: boolean;
}

export interface Outcome {
  readonly end: End;
  /** What does not hold, in words. */
  readonly faults: readonly string[];
  /** Commits from the first of the errand on, until all was over; of a run without a death. */
  readonly writes: number;
  /** How often a process was killed. */
  readonly killed: number;
  /** There was something to do for a patient who lingers: the same run with one is another. */
  readonly mightLinger: boolean;
}

/** Processes to run terminals in. One that was not killed is used again; the next is started while one still runs. */
export function createProcesses(cache: string) {
  let free: TerminalProcess | undefined;
  let spare = startTerminalProcess(cache);
  return {
    take(): TerminalProcess {
      const taken = free ?? spare;
      if (!free) spare = startTerminalProcess(cache);
      free = undefined;
      return taken;
    },
    giveBack(process: TerminalProcess | undefined) {
      free = process;
    },
    async end() {
      await Promise.all([free?.end(), spare.end()]);
    },
  };
}
export type Processes = ReturnType<typeof createProcesses>;

const restartTime = 8000;
/** In it everything must have settled. */
const longest = 20 * 60_000;
/** Usage is on its way a minute after the visit; and whatever still moves shows itself. */
const afterwards = 3 * 60_000;

export async function run(it: Run, folder: string, processes: Processes): Promise<Outcome> {
  const journal = join(folder, `${serial++}.sqlite`);
  const { errand, deaths, lingers } = it;
  const site = createSite({ journal, seed: 7, ...(errand.hospital && { hospital: errand.hospital }) });
  const [first, ...others] = deaths;
  const faults: string[] = [];
  let killed = 0;
  let mightLinger = false;
  let known: Reach = { sequence: 0, uploaded: 0 };

  const isWelcome = () => {
    const screen = site.shown?.screen;
    return screen?.name === 'attract' && screen.errands.every(({ open }) => open);
  };

  await site.powerOn(processes.take());
  await site.until(isWelcome, longest);
  if (errand.after) {
    await visit(site, errand.after);
    // Its slip is somebody's already.
    await site.pass(afterwards);
    site.world.shelf.receiptPrinter.take();
  }
  const before = new Set(numbersIn(journal));
  const writesBefore = site.writes;
  if (first) site.dieAt({ ...first, write: writesBefore + first.write });
  await visit(site, errand);

  const settled = async () => {
    await site.until(() => isWelcome() && site.open.length === 0, longest);
    if (!site.died) await site.pass(afterwards);
  };
  await settled();
  for (const next of [...others, undefined]) {
    if (!site.died) break;
    killed += 1;
    const left = lookAfterDeath(site, known, journal, join(folder, 'copy.sqlite'));
    faults.push(...left.faults);
    known = left.reach;
    mightLinger ||= mayLinger(site);
    if (lingers) linger(site);
    leave(site);
    await site.pass(restartTime);
    await site.powerOn(processes.take(), next);
    await settled();
  }
  const writes = site.writes - writesBefore;
  if (!isWelcome()) faults.push(`the screen stands at ${JSON.stringify(site.shown?.screen)}`);
  processes.giveBack(await site.powerOff());

  const store = openSqliteJournal(journal);
  try {
    const orders = ordersOf(store).filter(({ order }) => !before.has(order));
    const end = endOf(orders);
    faults.push(...(await bookFaults(store, site, orders)));
    if (!errand.ends.includes(end)) faults.push(`it ended ${end}`);
    return { end, faults, writes, killed, mightLinger };
  } finally {
    store.close();
  }
}

let serial = 0;

/** A second connection may read while the terminal writes. */
function numbersIn(journal: string): string[] {
  const store = openSqliteJournal(journal);
  const numbers = ordersOf(store).map(({ order }) => order);
  store.close();
  return numbers;
}

/** How far a file reached: its last record, and the usage cursor. */
interface Reach {
  readonly sequence: number;
  readonly uploaded: number;
}

/**
 * The file as the killed process left it: what was acknowledged, and the last write exactly when it was committed.
 * `known`: how far it reached after the death before. Looked at in a copy, since to open it is to mend it.
 */
function lookAfterDeath(site: Site, known: Reach, journal: string, copy: string): { faults: string[]; reach: Reach } {
  for (const part of ['', '-wal']) {
    if (existsSync(journal + part)) copyFileSync(journal + part, copy + part);
  }
  const store = openSqliteJournal(copy);
  try {
    const reach = { sequence: store.last()?.sequence ?? 0, uploaded: store.uploaded()?.sequence ?? 0 };
    const records = reach.sequence - Math.max(known.sequence, ...site.acknowledged.keys());
    const commits = records + (reach.uploaded > Math.max(known.uploaded, site.uploaded) ? 1 : 0);
    const expected = site.died?.when === 'afterCommit' ? 1 : 0;
    const faults = journalFaults(store, site);
    if (commits !== expected) faults.push(`${commits} commits more than were acknowledged, not ${expected}`);
    return { faults: faults.map((fault) => `after the kill: ${fault}`), reach };
  } finally {
    store.close();
  }
}
