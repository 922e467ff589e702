import type { Clock } from '../../../device-drivers/contract/clock.ts';
import { mondayMorning } from '../../../simulator/world/world.ts';
import { createJournal, type Journal } from '../../../terminal/journal/journal.ts';
import { journalIn, type SqlDatabase } from '../../../terminal/journal/sqlite-journal.ts';
import type { JournalStore } from '../../../terminal/journal/store.ts';
import type { System } from './disk-vfs.ts';
import { type Commit, type History, witnessed } from './history.ts';
import type { Luck } from './survival.ts';
import type { DiskCall, VirtualDisk } from './virtual-disk.ts';
import { openOnDisk } from './wasm-sqlite.ts';
import type { Step } from './workload.ts';

export const journalFile = 'journal.sqlite';
export const logFile = `${journalFile}-wal`;

/** The power went in the midst of a call: whoever asked is no more. */
export class PowerCut extends Error {
  override name = 'PowerCut';
}

/** A system in which nothing goes wrong. */
export const soundSystem = (disk: VirtualDisk, luck: Luck): System => ({
  disk,
  luck,
  ask(call) {
    disk.take(call);
    return 0;
  },
});

/** The power goes at a call, counted from 1: before it, or when it is done and nobody was told. */
export function cutAt(system: System, which: number, when: 'before' | 'after'): System {
  let calls = 0;
  let isOn = true;
  return {
    ...system,
    ask(call: DiskCall) {
      if (!isOn) throw new PowerCut();
      calls += 1;
      isOn = calls !== which;
      if (!isOn && when === 'before') throw new PowerCut();
      const code = system.ask(call);
      if (!isOn) throw new PowerCut();
      return code;
    },
  };
}

/** What a control does otherwise than production. */
export interface Otherwise {
  /** As one has it who trusts WAL alone. */
  readonly synchronous?: 'normal';
  /** Without the checkpoint before the first commit of a start. */
  readonly settles?: boolean;
}

/** The production journal over a disk: the same SQL, the same pragmas. A control's setting comes after them. */
export async function openStore(
  system: System,
  { synchronous, settles = true }: Otherwise = {},
): Promise<JournalStore> {
  const db = await openOnDisk(journalFile, system);
  const store = journalIn(settles ? db : unsettled(db), journalFile);
  if (synchronous) db.exec(`pragma synchronous = ${synchronous}`);
  return store;
}

const unsettled = (db: SqlDatabase): SqlDatabase => ({
  prepare: (sql) => db.prepare(sql),
  exec: (sql) => (sql === 'pragma wal_checkpoint' ? undefined : db.exec(sql)),
  get isTransaction() {
    return db.isTransaction;
  },
  close: () => db.close(),
});

/** A clock that a test moves. Nothing of the journal waits. */
export interface MovedClock extends Clock {
  move(milliseconds: number): void;
}

export function createMovedClock(): MovedClock {
  let now = mondayMorning;
  return {
    now: () => now,
    after: () => () => {},
    move(milliseconds) {
      now += milliseconds;
    },
  };
}

export interface Writer {
  readonly history: History;
  readonly journal: Journal;
  write(step: Step): void;
}

/** A terminal's journal at work over a store that holds `kept`. */
export function createWriter(
  store: JournalStore,
  kept: readonly Commit[],
  disk: VirtualDisk,
  clock: MovedClock,
): Writer {
  const it = witnessed(store, kept, () => disk.promise());
  const journal = createJournal(it.store, clock, () => {});
  return {
    history: it.history,
    journal,
    write(step) {
      clock.move(1);
      if (step.kind === 'append') journal.append(step.entry);
      else it.store.setUploaded(step.cursor);
    },
  };
}
