import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fillLog, pagesOfCheckpoint } from './ballast.ts';
import type { Errand } from './errands.ts';
import { visit } from './patient.ts';
import { createSite } from './site.ts';
import { readTrace, type Trace, watchedBy } from './syncs.ts';
import { startTerminalProcess } from './terminal-process.ts';

export interface Watched {
  readonly trace: Trace;
  /** Commits that the terminals made, and entries they were told are on the disk. */
  readonly writes: number;
  readonly acknowledged: number;
}

/** Short of a checkpoint by so many pages, an errand comes to one. */
const short = 20;

/** Does errands, each on a journal of its own, in a process whose syncs are counted. Every second one fills its log. */
export async function watchVisits(errands: readonly Errand[], folder: string, cache: string): Promise<Watched> {
  const file = join(folder, 'terminal.trace');
  mkdirSync(folder, { recursive: true });
  const terminal = startTerminalProcess(cache, { under: watchedBy(file) });
  let writes = 0;
  let acknowledged = 0;
  for (const [at, errand] of errands.entries()) {
    const journal = join(folder, `watched-${at}.sqlite`);
    const { hospital } = errand;
    const site = createSite({ journal, seed: 3, marks: true, ...(hospital && { hospital }) });
    const isWelcome = () =>
      site.shown?.screen.name === 'attract' && site.shown.screen.errands.every(({ open }) => open);
    await site.powerOn(terminal);
    await site.until(isWelcome, 60_000);
    if (errand.after) await visit(site, errand.after);
    if (at % 2 === 1) fillLog(journal, pagesOfCheckpoint - short);
    await visit(site, errand);
    await site.pass(180_000);
    writes += site.writes;
    acknowledged += site.acknowledged.size;
    await site.powerOff();
  }
  await terminal.end();
  return { trace: readTrace(file), writes, acknowledged };
}

const unsynced = resolve(import.meta.dirname, 'unsynced-main.ts');

/** Has so many commits made that nothing writes through: what a count that can fail must find. */
export function watchUnsynced(count: number, folder: string): Trace {
  const file = join(folder, 'unsynced.trace');
  const [command = '', ...args] = watchedBy(file);
  spawnSync(command, [
    ...args,
    process.execPath,
    '--no-warnings',
    unsynced,
    join(folder, 'unsynced.sqlite'),
    String(count),
  ]);
  return readTrace(file);
}
