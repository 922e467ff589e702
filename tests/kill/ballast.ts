import { statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

/** Bytes of a page, and of a page with its header in the write-ahead log. */
const page = 4096;
const frame = page + 24;
/** SQLite copies the log into the file at the commit that brings it to so many pages. */
export const pagesOfCheckpoint = 1000;

/**
 * Fills the write-ahead log of a journal up to `pages`, so that its next checkpoint is near: a visit is too short to come
 * to one. What is written belongs to nobody; the terminal that runs on the file need not know.
 */
export function fillLog(journal: string, pages: number): void {
  const db = new DatabaseSync(journal);
  db.exec('pragma wal_autocheckpoint = 0');
  db.exec('pragma synchronous = off');
  db.exec('create table if not exists ballast (bytes blob)');
  const insert = db.prepare('insert into ballast values (zeroblob(?))');
  const filled = () => Math.floor(statSync(`${journal}-wal`).size / frame);
  // One large blob takes as many pages as its bytes fill, and a few for the table.
  const most = 200;
  while (filled() < pages) insert.run(Math.max(1, Math.min(most, pages - filled() - 3)) * page);
  db.close();
}

/** Whether the log was copied into the file: of what was filled in, at least some has arrived there. */
export const wasCheckpointed = (journal: string): boolean => statSync(journal).size > (pagesOfCheckpoint / 10) * page;
