import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commitOf } from '../../deploy/release/make/commit.ts';

/** The project as it stands, as one commit of its own: nothing changes in it while a release is made, and nothing is uncommitted. */
export const stillTree = (root: string, folder: string): void => {
  for (const path of commitOf(root).files) cpSync(join(root, path), join(folder, path));
  cpSync(join(root, 'dist'), join(folder, 'dist'), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const git = (...args: string[]) => {
    const who = ['-c', 'user.name=Nobody', '-c', 'user.email=nobody@example.org', '-c', 'commit.gpgsign=false'];
    const { status, stderr } = spawnSync('git', [...who, ...args], { cwd: folder, encoding: 'utf8' });
    if (status !== 0) throw new Error(`git ${args[0]}: ${stderr}`);
  };
  git('init', '--quiet');
  mkdirSync(join(folder, '.git/info'), { recursive: true });
  // A link where the tree ignores only a folder of that name.
  writeFileSync(join(folder, '.git/info/exclude'), '/node_modules\n');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'The tree as it stands');
};
