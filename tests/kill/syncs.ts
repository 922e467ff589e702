import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Between two marks lies one commit; how many times it was written through to the disk. */
export interface Commit {
  readonly syncs: number;
}

/** Watches a process and its threads for what is written through to the disk, and for the marks around commits. */
export const watchedBy = (trace: string): readonly string[] => [
  'strace',
  ...['-f', '-qq', '-e', 'trace=fsync,fdatasync,kill', '-e', 'signal=none', '-o', trace],
];

/** Tests that count go so where system calls cannot be watched: skipped, with the reason; they fail under REQUIRE_STRACE=1. */
export function straceOrSkip(): { readonly skip: boolean; readonly title: string } {
  const tried = spawnSync('strace', ['-qq', '-e', 'trace=fsync', '-o', '/dev/null', 'true']);
  const why = tried.error ? 'needs strace, which is not on this machine' : 'needs to trace, which is not allowed here';
  const missing = tried.error !== undefined || tried.status !== 0;
  return { skip: missing && process.env.REQUIRE_STRACE !== '1', title: missing ? ` (${why})` : '' };
}

/** The commits of a trace, in order. A mark is signal 0 to the process itself; they come in pairs. */
export function commitsIn(trace: string): readonly Commit[] {
  const commits: Commit[] = [];
  let syncs: number | undefined;
  for (const line of readFileSync(trace, 'utf8').split('\n')) {
    if (/^\d+ +kill\(\d+, 0\)/.test(line)) {
      if (syncs !== undefined) commits.push({ syncs });
      syncs = syncs === undefined ? 0 : undefined;
    } else if (syncs !== undefined && /^\d+ +(fsync|fdatasync)\(.*= 0$/.test(line)) syncs += 1;
  }
  return commits;
}
