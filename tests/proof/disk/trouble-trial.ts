import { createFate, mix } from '../../../simulator/world/fate.ts';
import type { JournalStore } from '../../../terminal/journal/store.ts';
import type { System } from './disk-vfs.ts';
import { type Film, showFilm } from './film.ts';
import { type Commit, type Finding, type History, lookThrough } from './history.ts';
import { createMovedClock, createWriter, openStore, soundSystem } from './journal-on-disk.ts';
import type { Luck } from './survival.ts';
import type { DiskCall, VirtualDisk } from './virtual-disk.ts';
import type { Step } from './workload.ts';

const troubles = ['full', 'failingWrites', 'failingSyncs'] as const;
type Trouble = (typeof troubles)[number];

/** SQLite's codes for them. */
const codes = { full: 13, failingWrites: 778, failingSyncs: 1034 } satisfies Record<Trouble, number>;
const cannotOpen = 14;

export interface TroubleTally {
  readonly trials: number;
  /** Commits that were refused, to whoever asked. */
  readonly refused: number;
  /** Trials in which something that was promised was not there afterwards. */
  readonly lost: number;
  readonly byTrouble: Readonly<Record<Trouble, number>>;
  readonly faults: readonly string[];
}

/** A disk that is in trouble from one call to another. */
function troubledSystem(disk: VirtualDisk, trouble: Trouble, from: number, to: number, luck: Luck): System {
  const sound = soundSystem(disk, luck);
  let calls = 0;
  const isStruck = (call: DiskCall) =>
    trouble === 'failingSyncs' ? call.kind === 'sync' : call.kind === 'create' || call.kind === 'change';

  return {
    ...sound,
    ask(call) {
      calls += 1;
      if (calls < from || calls >= to || !isStruck(call)) return sound.ask(call);
      if (call.kind === 'create') return cannotOpen;
      if (call.kind === 'sync') disk.failSync(call.file, luck);
      // Some of it still found room.
      if (call.kind === 'change' && call.change.kind === 'write') {
        const { at, bytes } = call.change;
        const part = bytes.slice(0, Math.floor(bytes.length * luck()));
        sound.ask({ ...call, change: { kind: 'write', at, bytes: part } });
      }
      return codes[trouble];
    },
  };
}

/** What goes on failing for so long never gets well. */
const mostAttempts = 200;

interface Outcome {
  readonly trouble: Trouble;
  readonly refused: number;
  readonly lost: number;
  readonly faults: readonly string[];
}

/** Writes on while the disk is in trouble, as a terminal does that somebody starts again and again, until it is well. */
async function liveThroughTrouble(
  { disk, history: before }: { readonly disk: VirtualDisk; readonly history: History },
  work: readonly Step[],
  luck: Luck,
  settles: boolean,
): Promise<Outcome> {
  const drawn = troubles[Math.floor(troubles.length * luck())] ?? 'full';
  // The control is given what it cannot stand: a sync that failed, and a new process.
  const trouble = settles ? drawn : 'failingSyncs';
  const from = 1 + Math.floor(40 * luck());
  const system = troubledSystem(disk, trouble, from, from + 1 + Math.floor(30 * luck()), luck);
  const clock = createMovedClock();
  const faults: string[] = [];
  let refused = 0;
  let why = '';
  let lost = 0;
  let store: JournalStore | undefined;
  let history = before;
  const written = 40;
  const end = Math.min(before.promised.length + written, work.length);
  /** Asked since the last promise, by all who tried. */
  let asked: readonly Commit[] = before.asked;

  for (let attempt = 0; attempt < mostAttempts && history.promised.length < end; attempt++) {
    try {
      if (!store) {
        store = await openStore(system, { settles });
        const found = lookThrough(store, { promised: history.promised, asked });
        lost = Math.max(lost, found.lost);
        faults.push(...found.faults);
        history = { promised: found.kept, asked: [] };
      }
      if (store.last()?.hash !== lastOf(history)) faults.push('what was refused is there');
      if (lost > 0 || faults.length > 0) break;
      const writer = createWriter(store, history.promised, disk, clock);
      history = writer.history;
      for (const step of work.slice(history.promised.length, end)) {
        writer.write(step);
        asked = [];
      }
    } catch (error) {
      refused += 1;
      why = error instanceof Error ? error.message : String(error);
      asked = [...asked, ...history.asked];
      // Somebody starts the terminal again; the process may be a new one.
      if (!settles || luck() < 0.3) store = closed(store);
    }
  }
  if (faults.length === 0 && history.promised.length < end) faults.push(`never well again after ${trouble}: ${why}`);
  if (faults.length === 0 && luck() < 0.5) store = closed(store);

  const found = await foundAfterCut(disk, { promised: history.promised, asked }, luck);
  return { trouble, refused, lost: Math.max(lost, found.lost), faults: [...faults, ...found.faults] };
}

/** What the next start finds when the power goes at last. */
async function foundAfterCut(
  disk: VirtualDisk,
  history: History,
  luck: Luck,
): Promise<Pick<Finding, 'lost' | 'faults'>> {
  try {
    const store = await openStore(soundSystem(disk.afterCut(luck).disk, luck));
    const found = lookThrough(store, history);
    store.close();
    return found;
  } catch (error) {
    return { lost: history.promised.length, faults: [error instanceof Error ? error.message : String(error)] };
  }
}

const lastOf = ({ promised }: History) => promised.findLast((it) => it.kind === 'record')?.record.hash;

/** A process that ends: it closes what it can. */
function closed(store: JournalStore | undefined): undefined {
  try {
    store?.close();
  } catch {
    // Its disk is full: the next one finds the log.
  }
  return undefined;
}

interface Setup {
  readonly film: Film;
  readonly work: readonly Step[];
  readonly seed: number;
  readonly trials: number;
  /** Whether a start settles what was written ahead before it adds to it: production's does. */
  readonly settles?: boolean;
}

/** Lets a disk get into trouble at random calls of a film. */
export async function tryTroubles({ film, work, seed, trials, settles = true }: Setup): Promise<TroubleTally> {
  const drawn = Array.from({ length: trials }, (_, which) => {
    const fate = createFate(mix(seed, which));
    const luck = () => fate.draw('disk');
    return { luck, at: Math.floor(film.events.length * 0.95 * luck()) };
  });
  const showing = showFilm(film);
  const outcomes: Outcome[] = [];
  for (const { luck, at } of drawn.toSorted((one, other) => one.at - other.at)) {
    showing.until(at);
    const { disk } = showing.disk.afterCut(luck);
    outcomes.push(await liveThroughTrouble({ disk, history: showing.history }, work, luck, settles));
  }
  const counted = troubles.map((trouble) => [trouble, outcomes.filter((it) => it.trouble === trouble).length] as const);
  return {
    trials: outcomes.length,
    refused: outcomes.reduce((sum, it) => sum + it.refused, 0),
    lost: outcomes.filter(({ lost }) => lost > 0).length,
    byTrouble: Object.fromEntries(counted) as Record<Trouble, number>,
    faults: outcomes.flatMap(({ faults }) => faults),
  };
}
