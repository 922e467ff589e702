import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { allOf, type Reckoning, readTrace, reckon, watchedBy } from '../../kill/syncs.ts';

export interface CountedSyncs extends Reckoning {
  readonly commits: number;
  readonly syncs: number;
}

/** Lets another process write so many commits, and counts what the system is asked to write through. */
export function countSyncs(folder: string, commits: number): CountedSyncs {
  const trace = join(folder, 'trace');
  const [command = '', ...args] = watchedBy(trace);
  const program = [
    resolve(import.meta.dirname, 'commits-main.ts'),
    ...[join(folder, 'counted.sqlite'), String(commits)],
  ];
  const { status, stderr } = spawnSync(command, [...args, process.execPath, ...program], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`the journal could not be watched: ${stderr}`);
  const read = readTrace(trace);
  const syncs = read.commits.reduce((sum, it) => sum + allOf(it), 0);
  return { ...reckon(read), commits: read.commits.length, syncs };
}
