import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** What git says of the tree a release is made from. */
export interface Commit {
  readonly commit: string;
  /** Seconds since 1970. */
  readonly committedAt: number;
  /** Commits up to this one; nothing where the clone does not have them all. */
  readonly count?: number;
  /** Paths that are not as the commit has them. */
  readonly changed: readonly string[];
  /** The project's files, from its root. */
  readonly files: readonly string[];
}

/** Throws when the folder is no clone. */
export const commitOf = (root: string): Commit => {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 });
  const lines = (text: string) => text.split('\0').filter((it) => it !== '');
  const whole = git('rev-parse', '--is-shallow-repository').trim() === 'false';
  return {
    commit: git('rev-parse', 'HEAD').trim(),
    committedAt: Number(git('log', '-1', '--format=%ct')),
    ...(whole && { count: Number(git('rev-list', '--count', 'HEAD')) }),
    changed: lines(git('status', '--porcelain', '-z')).map((it) => it.slice(3)),
    // git goes on naming a file that was taken away and not committed.
    files: lines(git('ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate'))
      .filter((path) => existsSync(join(root, path)))
      .sort(),
  };
};
