import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** How many times the write-ahead log was written through to the disk, the file it belongs to, and anything else. */
export interface Syncs {
  readonly log: number;
  readonly file: number;
  readonly other: number;
}

/** What was written through between the two marks around each commit, in order, and outside of them all. */
export interface Trace {
  readonly commits: readonly Syncs[];
  /** At the opening and the closing of files. */
  readonly outside: Syncs;
}

const none: Syncs = { log: 0, file: 0, other: 0 };
export const allOf = ({ log, file, other }: Syncs): number => log + file + other;

/** Watches a process and its threads for what is written through to the disk, and for the marks around commits. */
export const watchedBy = (trace: string): readonly string[] => [
  'strace',
  ...['-f', '-y', '-qq', '-e', 'trace=fsync,fdatasync,kill', '-e', 'signal=none', '-o', trace],
];

/** Tests that count go so where system calls cannot be watched: skipped, with the reason; they fail under REQUIRE_STRACE=1. */
export function straceOrSkip(): { readonly skip: boolean; readonly title: string } {
  const tried = spawnSync('strace', ['-qq', '-e', 'trace=fsync', '-o', '/dev/null', 'true']);
  const why = tried.error ? 'needs strace, which is not on this machine' : 'needs to trace, which is not allowed here';
  const missing = tried.error !== undefined || tried.status !== 0;
  return { skip: missing && process.env.REQUIRE_STRACE !== '1', title: missing ? ` (${why})` : '' };
}

function kindOf(path: string): keyof Syncs {
  if (path.endsWith('-wal')) return 'log';
  return path.endsWith('.sqlite') ? 'file' : 'other';
}

/** Reads a trace. A mark is signal 0 to the process itself; they come in pairs. */
export function readTrace(file: string): Trace {
  const commits: Syncs[] = [];
  let outside = none;
  let inside: Syncs | undefined;
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const [, path] = /^\d+ +(?:fsync|fdatasync)\(\d+<(.*)>\) += 0$/.exec(line) ?? [];
    if (/^\d+ +kill\(\d+, 0\)/.test(line)) {
      if (inside) commits.push(inside);
      inside = inside ? undefined : none;
    } else if (path !== undefined) {
      const kind = kindOf(path);
      const more = (syncs: Syncs): Syncs => ({ ...syncs, [kind]: syncs[kind] + 1 });
      if (inside) inside = more(inside);
      else outside = more(outside);
    }
  }
  return { commits, outside };
}

/** What the commits of a trace come to. */
export interface Reckoning {
  /** How often the log was copied into the file. */
  readonly checkpoints: number;
  /** How often it was begun anew after that. */
  readonly logsBegun: number;
  /** Commits that were on no disk when the terminal was told so. */
  readonly unsynced: number;
  /** Syncs that nothing here explains. */
  readonly unexplained: number;
}

/**
 * A commit writes the log through once. A checkpoint writes the log through before it copies it, and the file after that; it
 * comes with the first write of a process, and with the one that fills the log. The next write, of the same commit or of the one after, begins
 * the log anew and writes its head through.
 */
export function reckon({ commits }: Trace): Reckoning {
  let checkpoints = 0;
  let logsBegun = 0;
  let unsynced = 0;
  let unexplained = 0;
  let isCopied = false;
  for (const { log, file, other } of commits) {
    checkpoints += file;
    isCopied ||= file > 0;
    if (log === 0) unsynced += 1;
    const more = log - Math.min(log, 1) - file;
    const begun = isCopied && more === 1 ? 1 : 0;
    if (begun) isCopied = false;
    logsBegun += begun;
    unexplained += Math.abs(more - begun) + other;
  }
  return { checkpoints, logsBegun, unsynced, unexplained };
}
