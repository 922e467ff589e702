import { closeSync, fdatasyncSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { createJournal } from '../../../terminal/journal/journal.ts';
import { openSealed } from '../../../terminal/journal/on-disk/sealed.ts';
import { createSeals, keyLength } from '../../../terminal/journal/seals.ts';
import { openSqliteJournal } from '../../../terminal/journal/sqlite.ts';
import type { JournalStore } from '../../../terminal/journal/store.ts';
import { systemChance, systemClock } from '../../../terminal/system.ts';
import { visitEntries } from './visit-entries.ts';

/** Somebody who writes visits down, entry by entry, each on the disk before the next. */
export interface JournalSide {
  /** Writes the next entry; gives the milliseconds until it was on the disk. */
  commit(): number;
  close(): void;
}

function milliseconds(operation: () => void): number {
  const begun = performance.now();
  operation();
  return performance.now() - begun;
}

/** The terminal's journal, written through as production does it, and not sealed. */
export const journalSide = (file: string): JournalSide => sideOf(openSqliteJournal(file));

/** The same, sealed as well. */
export const sealedSide = (file: string): JournalSide =>
  sideOf(openSealed(file, createSeals(systemChance.bytes(keyLength), systemChance)));

function sideOf(store: JournalStore): JournalSide {
  const journal = createJournal(store, systemClock, (cause) => {
    throw new Error(cause);
  });
  const entries = visitEntries();
  return {
    commit() {
      const entry = entries.next().value;
      return milliseconds(() => journal.append(entry));
    },
    close: store.close,
  };
}

/** More than is ever written in one measuring. */
const size = 32 * 2 ** 20;

const syncOf = { fdatasync: fdatasyncSync, fsync: fsyncSync } as const;

/**
 * The least one can do: the same entries one after another, each written through, in a file that has its size already,
 * so that a write changes nothing but the bytes it writes.
 */
export function rawSide(file: string, sync: keyof typeof syncOf): JournalSide {
  const descriptor = openSync(file, 'w+');
  const zeros = new Uint8Array(2 ** 20);
  for (let at = 0; at < size; at += zeros.length) writeSync(descriptor, zeros, 0, zeros.length, at);
  fsyncSync(descriptor);
  const entries = visitEntries();
  const encoder = new TextEncoder();
  let at = 0;
  return {
    commit() {
      const bytes = encoder.encode(JSON.stringify(entries.next().value));
      const taken = milliseconds(() => {
        writeSync(descriptor, bytes, 0, bytes.length, at);
        syncOf[sync](descriptor);
      });
      at += bytes.length;
      return taken;
    },
    close: () => closeSync(descriptor),
  };
}
