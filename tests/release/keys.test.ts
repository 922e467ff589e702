/** The two commands of the page in its order: keys are made, then a release, and the keys do not stand in its way. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { commitOf } from '../../deploy/release/make/commit.ts';
import { makeKeys, readSigningKey } from '../../deploy/release/make/release.ts';

const page = readFileSync('docs/releases.md', 'utf8');
const out = /^npm run release -- keygen --out (\S+)$/m.exec(page)?.[1] ?? '';
const key = /^npm run release -- --key (\S+)$/m.exec(page)?.[1] ?? '';

let folder: string;
let tree: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-keys-'));
  tree = join(folder, 'tree');
  mkdirSync(tree);
  copyFileSync('.gitignore', join(tree, '.gitignore'));
  const who = ['-c', 'user.name=Nobody', '-c', 'user.email=nobody@example.org', '-c', 'commit.gpgsign=false'];
  for (const args of [['init'], ['add', '--all'], ['commit', '--message', 'A tree']]) {
    expect(spawnSync('git', [...who, ...args], { cwd: tree }).status).toBe(0);
  }
});
afterEach(() => rmSync(folder, { recursive: true }));

test.each([
  ['where the page puts them', out],
  ['in the clone, as many would', 'keys'],
])('keys %s leave the tree as its commit has it', (_, place) => {
  makeKeys(join(tree, place));
  expect(commitOf(tree)).toMatchObject({ changed: [], files: ['.gitignore'] });
});

test('the key the page signs with is the one it made', () => {
  makeKeys(join(tree, out));
  expect(readSigningKey(join(tree, key)).type).toBe('private');
});
