import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { isSealed } from '../seals.ts';
import type { JournalRecord } from '../store.ts';

/**
 * What stands in a journal's file at this moment, while a terminal may be writing to it. Nothing is written: not to the
 * journal, and no file beside it. Throws when the file is no journal, or cannot be read.
 *
 * A journal nobody has open has no `-wal` beside it; opened the plain way, even for reading, SQLite would put one there.
 */
function look<Found>(file: string, sql: string, take: (row: Record<string, unknown>) => Found): readonly Found[] {
  const isInUse = existsSync(`${file}-wal`);
  const address = pathToFileURL(file);
  if (!isInUse) address.searchParams.set('immutable', '1');
  const db = new DatabaseSync(isInUse ? file : address, { readOnly: true });
  try {
    return db.prepare(sql).all().map(take);
  } finally {
    db.close();
  }
}

const recordIn = ({ sequence, at, text, hash }: Record<string, unknown>): JournalRecord => ({
  sequence: Number(sequence),
  at: Number(at),
  text: String(text),
  hash: String(hash),
});

/** Every record as it stands in the file, sealed or not. */
export const recordsInFile = (file: string): readonly JournalRecord[] =>
  look(file, 'select sequence, at, text, hash from journal order by sequence', recordIn);

/** Whether anything in the file is sealed, be it a record or an order. */
export const holdsSealed = (file: string): boolean =>
  recordsInFile(file).some(isSealed) ||
  look(file, 'select state from orders', ({ state }) => 'sealed' in JSON.parse(String(state))).includes(true);

/** The last record as it stands in the file; nothing where there is none, or no journal yet. */
export function lastInFile(file: string): JournalRecord | undefined {
  if (!existsSync(file)) return undefined;
  const [table] = look(file, "select name from sqlite_schema where name = 'journal'", ({ name }) => name);
  if (table === undefined) return undefined;
  return look(file, 'select sequence, at, text, hash from journal order by sequence desc limit 1', recordIn)[0];
}
