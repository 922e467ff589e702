import { DatabaseSync } from 'node:sqlite';
import { isSealed } from './seals.ts';
import { journalIn, type SqlJournal } from './sqlite-journal.ts';

/** The journal in one SQLite file, by the SQLite that is in Node. Throws when it is sealed: `on-disk/sealed.ts` opens those. */
export function openSqliteJournal(file: string): SqlJournal {
  const store = journalIn(new DatabaseSync(file), file);
  const last = store.last();
  if (!last || !isSealed(last)) return store;
  store.close();
  throw new Error(`${file} is sealed: npm run terminal opens it, with its key.`);
}
