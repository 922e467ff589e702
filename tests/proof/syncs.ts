/** What the journal writes through to the disk, counted by system call in SQLite's real settings. */
import { join } from 'node:path';
import { errands } from '../kill/errands.ts';
import { allOf, reckon, straceOrSkip } from '../kill/syncs.ts';
import { watchUnsynced, watchVisits } from '../kill/watched-visits.ts';
import { type Found, nothingFound } from './report.ts';
import type { Setting } from './setting.ts';

/** A short proof watches so many errands, one in this many kills; a whole one all. */
const killsPerErrand = 50;
const control = 20;

export async function countSyncs({ kills, folder, cache, say }: Setting): Promise<Found> {
  const tool = straceOrSkip();
  if (tool.skip) {
    say(`syncs: left out${tool.title}`);
    return nothingFound;
  }
  const watched = errands.slice(0, Math.max(2, Math.ceil(kills / killsPerErrand)));
  const { trace, writes, acknowledged } = await watchVisits(watched, join(folder, 'syncs'), cache);
  const commits = trace.commits.length;
  const syncs = trace.commits.reduce((sum, it) => sum + allOf(it), 0);
  const { checkpoints, logsBegun, unsynced, unexplained } = reckon(trace);
  const { unsynced: caught } = reckon(watchUnsynced(control, folder));
  say(
    `syncs: ${syncs} in ${commits} commits of ${watched.length} errands: one each, ${2 * checkpoints} in ${checkpoints} ` +
      `checkpoints, ${logsBegun} at the head of a log begun anew; ${allOf(trace.outside)} more at opening and closing; ` +
      `of ${control} commits under NORMAL ${control - caught} were written through`,
  );
  const wrong = [
    ...(commits === writes ? [] : [`${commits} commits were seen, and ${writes} made`]),
    ...(unsynced === 0 ? [] : [`${unsynced} commits were not written through`]),
    ...(unexplained === 0 ? [] : [`${unexplained} syncs that nothing explains`]),
    ...(caught === control ? [] : [`${control - caught} commits under NORMAL were taken for written through`]),
  ];
  const failures = wrong.map((what) => ({ what: `syncs: ${what}`, again: '--only syncs' }));
  return { ...nothingFound, acknowledged, commits, syncs, failures };
}
