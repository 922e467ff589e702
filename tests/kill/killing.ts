import { copyFileSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ordersOf } from '../../simulator/world/invariants/orders.ts';

import { fillLog, wasCheckpointed } from './ballast.ts';
import { bookFaults, endOf, journalFaults, lostRecords } from './books.ts';
import type { End, Errand } from './errands.ts';
import { openKept } from './kept.ts';
import type { Death } from './messages.ts';
import { leave, linger, mayLinger, visit } from './patient.ts';
import { createSite, type Site } from './site.ts';
import { startTerminalProcess, type TerminalProcess } from './terminal-process.ts';

/** One run of an errand: the deaths of the process, one after the other, each in the process that followed. */
export interface Run {
  readonly errand: Errand;
  /**
   * Writes and turns are counted from the first of the errand; in later deaths from the start of their process, which is
   * killed when all is quiet if it came to its end before.
   */
  readonly deaths: readonly Death[];
  /** The patient, before they go, pays what was shown and takes the card that sticks out. */
  readonly lingers: boolean;
  /** Pages that are in the write-ahead log when the errand begins; no more than there are unless told. */
  readonly logged?: number;
  /** The terminal is told of its writes before they are on the disk. */
  readonly hasty?: true;
}

export interface Outcome {
  readonly end: End;
  /** What does not hold, in words. */
  readonly faults: readonly string[];
  /** Commits from the first of the errand on, until all was over; of a run without a death. */
  readonly writes: number;
  /** Turns likewise, and those of them in which there was a commit. */
  readonly turns: number;
  readonly writing: readonly number[];
  /** How often a process was killed. */
  readonly killed: number;
  /** Records the terminals were told are on the disk, and how many of them were not, after a kill or in the end. */
  readonly acknowledged: number;
  readonly lost: number;
  /** How many of the killed had begun to copy the write-ahead log into the file. */
  readonly checkpointed: number;
  /** There was something to do for a patient who lingers: the same run with one is another. */
  readonly mightLinger: boolean;
}

/** Processes to run terminals in. One that was not killed is used again; the next is started while one still runs. */
export function createProcesses(cache: string, program?: string) {
  const start = () => startTerminalProcess(cache, program === undefined ? {} : { program });
  let free: TerminalProcess | undefined;
  let spare = start();
  return {
    take(): TerminalProcess {
      const taken = free ?? spare;
      if (!free) spare = start();
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
  const { errand, deaths, lingers, logged, hasty } = it;
  const { hospital } = errand;
  const site = createSite({ journal, seed: 7, ...(hospital && { hospital }), ...(hasty && { hasty }) });
  const [first, ...others] = deaths;
  const faults: string[] = [];
  const lost = new Set<number>();
  let killed = 0;
  let checkpointed = 0;
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
  const turnsBefore = site.turns;
  if (logged !== undefined) fillLog(journal, logged);
  if (first) site.dieAt(later(first, writesBefore, turnsBefore));
  await visit(site, errand);

  const settled = async (death?: Death) => {
    await site.until(() => isWelcome() && site.open.length === 0, longest);
    if (!site.died && death) await site.kill();
    if (!site.died) await site.pass(afterwards);
  };
  await settled();
  for (const next of [...others, undefined]) {
    if (!site.died) break;
    killed += 1;
    if (logged !== undefined && wasCheckpointed(journal)) checkpointed += 1;
    const left = lookAfterDeath(site, known, journal, `${journal}.copy`);
    faults.push(...left.faults);
    for (const sequence of left.lost) lost.add(sequence);
    known = left.reach;
    mightLinger ||= mayLinger(site);
    if (lingers) linger(site);
    leave(site);
    await site.pass(restartTime);
    await site.powerOn(processes.take(), next);
    await settled(next);
  }
  const writes = site.writes - writesBefore;
  const turns = site.turns - turnsBefore;
  const writing = site.writing.map((turn) => turn - turnsBefore).filter((turn) => turn > 0);
  if (!isWelcome()) faults.push(`the screen stands at ${site.shown?.screen.name}`);
  processes.giveBack(await site.powerOff());

  const store = openKept(journal);
  try {
    const orders = ordersOf(store).filter(({ order }) => !before.has(order));
    const end = endOf(orders);
    faults.push(...(await bookFaults(store, site, orders)));
    if (!errand.ends.includes(end)) faults.push(`it ended ${end}`);
    if (first && killed === 0) faults.push('nothing was killed');
    for (const sequence of lostRecords(store, site)) lost.add(sequence);
    const counts = { writes, turns, writing, killed, checkpointed };
    return { end, faults, ...counts, acknowledged: site.acknowledged.size, lost: lost.size, mightLinger };
  } finally {
    store.close();
    for (const part of ['', '.copy'])
      for (const ending of ['', '-wal', '-shm']) rmSync(journal + part + ending, { force: true });
  }
}

const later = (death: Death, writes: number, turns: number): Death =>
  'write' in death ? { ...death, write: writes + death.write } : { ...death, turn: turns + death.turn };

let serial = 0;

/** A second connection may read while the terminal writes. */
function numbersIn(journal: string): string[] {
  const store = openKept(journal);
  const numbers = ordersOf(store).map(({ order }) => order);
  store.close();
  return numbers;
}

/** How far a file reached: its last record, and the usage cursor. */
interface Reach {
  readonly sequence: number;
  readonly uploaded: number;
}

interface Left {
  readonly faults: string[];
  readonly lost: readonly number[];
  readonly reach: Reach;
}

/**
 * The file as the killed process left it: what was acknowledged, and the last write exactly when it was committed; where
 * it was killed from outside, nobody knows whether there was a last write.
 * `known`: how far it reached after the death before. Looked at in a copy, since to open it is to mend it.
 */
function lookAfterDeath(site: Site, known: Reach, journal: string, copy: string): Left {
  for (const part of ['', '-wal']) {
    if (existsSync(journal + part)) copyFileSync(journal + part, copy + part);
  }
  const store = openKept(copy);
  try {
    const reach = { sequence: store.last()?.sequence ?? 0, uploaded: store.uploaded()?.sequence ?? 0 };
    const records = reach.sequence - Math.max(known.sequence, ...site.acknowledged.keys());
    const commits = records + (reach.uploaded > Math.max(known.uploaded, site.uploaded) ? 1 : 0);
    const expected = site.died ? commitsUntold(site.died) : [];
    const faults = journalFaults(store, site);
    if (!expected.includes(commits)) {
      faults.push(`${commits} commits more than were acknowledged, not ${expected.join(' or ')}`);
    }
    return { faults: faults.map((fault) => `after the kill: ${fault}`), lost: lostRecords(store, site), reach };
  } finally {
    store.close();
  }
}

function commitsUntold(death: Death): readonly number[] {
  if ('write' in death) return death.when === 'afterCommit' ? [1] : [0];
  return death.after === 'answer' ? [0] : [0, 1];
}
