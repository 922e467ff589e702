import type { System } from './disk-vfs.ts';
import type { Commit, History } from './history.ts';
import { createMovedClock, createWriter, logFile, type Otherwise, openStore, soundSystem } from './journal-on-disk.ts';
import type { Luck } from './survival.ts';
import { createVirtualDisk, type DiskCall, type DiskManners, type VirtualDisk } from './virtual-disk.ts';
import type { Step } from './workload.ts';

/** What the journal asked of its disk from the first start on, call by call, and when it said that something is done. */
export interface Film {
  readonly events: readonly (DiskCall | 'promised')[];
  readonly commits: readonly Commit[];
  readonly syncs: number;
  /** Syncs of the database itself: there was a checkpoint. */
  readonly checkpoints: number;
  /** Commits that were called done while some of them could still be lost. */
  readonly unsafe: number;
}

/** The longest sync, in milliseconds. */
const slowestSync = 30_000;

/** Films a journal at work; in between, the terminal is stopped and started. Syncs take their time. */
export async function filmWork(steps: readonly Step[], luck: Luck, otherwise: Otherwise = {}): Promise<Film> {
  const events: (DiskCall | 'promised')[] = [];
  const disk = createVirtualDisk();
  const clock = createMovedClock();
  const sound = soundSystem(disk, luck);
  const system: System = {
    ...sound,
    ask(call) {
      events.push(call);
      if (call.kind === 'sync') clock.move(Math.floor(slowestSync * luck() ** 8));
      return sound.ask(call);
    },
  };
  let unsafe = 0;
  let promised: readonly Commit[] = [];
  const restart = Math.floor(steps.length * 0.85);
  for (const part of [steps.slice(0, restart), steps.slice(restart)]) {
    const store = await openStore(system, otherwise);
    const { write, history } = createWriter(store, promised, disk, clock);
    for (const step of part) {
      write(step);
      events.push('promised');
      if (disk.inDanger(logFile)) unsafe += 1;
    }
    promised = history.promised;
    store.close();
  }
  const isSync = (it: DiskCall | 'promised') => it !== 'promised' && it.kind === 'sync';
  return {
    events,
    commits: promised,
    syncs: events.filter(isSync).length,
    checkpoints: events.filter((it) => it !== 'promised' && it.kind === 'sync' && !it.file.includes('-')).length,
    unsafe,
  };
}

/** A film shown again on another disk, up to any of its events. */
export interface Showing {
  readonly disk: VirtualDisk;
  /** Goes on until so many events are over. */
  until(event: number): void;
  readonly history: History;
}

export function showFilm({ events, commits }: Film, manners: DiskManners = {}): Showing {
  const disk = createVirtualDisk(manners);
  let at = 0;
  let promised = 0;
  return {
    disk,
    until(event) {
      for (; at < event; at++) {
        const it = events[at];
        if (it === undefined) return;
        if (it !== 'promised') {
          disk.take(it);
          continue;
        }
        promised += 1;
        disk.promise();
      }
    },
    get history() {
      return { promised: commits.slice(0, promised), asked: commits.slice(promised, promised + 1) };
    },
  };
}

/** The events after which something that was promised is in danger. */
export function dangersOf(film: Film, manners: DiskManners): readonly number[] {
  const showing = showFilm(film, manners);
  return film.events.flatMap((_, at) => {
    showing.until(at + 1);
    return showing.disk.inDanger(logFile) ? [at + 1] : [];
  });
}
