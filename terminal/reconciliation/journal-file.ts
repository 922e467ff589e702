import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import type { JournalRecord } from '../journal/store.ts';

/**
 * Every record of a journal as it is at this moment, while a terminal may be writing to it. Nothing is written: not to
 * the journal, and no file beside it. Throws when the file is no journal, or cannot be read.
 *
 * A journal nobody has open has no `-wal` beside it; opened the plain way, even for reading, SQLite would put one there.
 */
export function readJournalFile(file: string): readonly JournalRecord[] {
  const isInUse = existsSync(`${file}-wal`);
  const address = pathToFileURL(file);
  if (!isInUse) address.searchParams.set('immutable', '1');
  const db = new DatabaseSync(isInUse ? file : address, { readOnly: true });
  try {
    const rows = db.prepare('select sequence, at, text, hash from journal order by sequence').all();
    return rows.map(({ sequence, at, text, hash }) => ({
      sequence: Number(sequence),
      at: Number(at),
      text: String(text),
      hash: String(hash),
    }));
  } finally {
    db.close();
  }
}
