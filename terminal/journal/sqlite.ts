import { DatabaseSync } from 'node:sqlite';
import { journalIn } from './sqlite-journal.ts';
import type { JournalStore } from './store.ts';

/** The journal in one SQLite file, by the SQLite that is in Node. */
export const openSqliteJournal = (file: string): JournalStore => journalIn(new DatabaseSync(file), file);
