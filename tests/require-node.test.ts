import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const script = resolve(import.meta.dirname, '../runtime/require-node.mjs');

const run = (node: string, args: readonly string[] = []) => {
  const { status, stdout, stderr } = spawnSync(node, [script, ...args], { encoding: 'utf8' });
  return { status, stdout, stderr };
};
const quiet = { status: 0, stdout: '', stderr: '' };

test('the Node that runs the tests is let through, without a word', () => expect(run(process.execPath)).toEqual(quiet));

test.each(['24.0.0', '24.21.0', '26.1.0', '100.0.0'])('%s is let through', (version) => {
  expect(run(process.execPath, ['--as', version])).toEqual(quiet);
});

test.each(['23.11.1', '20.20.2', '8.17.0', '2.4.0', 'undefined'])('%s is refused in plain words', (version) => {
  const { status, stderr } = run(process.execPath, ['--as', version]);
  expect(status).toBe(1);
  expect(stderr).toContain(`needs Node 24 or newer; what is running is Node ${version}.`);
  expect(stderr).toContain('npm install again');
  expect(stderr).not.toContain('    at ');
});

/** A Node older than 24 on the search path, outside any node_modules. */
const olderNode = (): string | undefined =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '' && !folder.includes('node_modules'))
    .map((folder) => join(folder, process.platform === 'win32' ? 'node.exe' : 'node'))
    .filter((file) => existsSync(file))
    .find((file) => {
      const { stdout } = spawnSync(file, ['--version'], { encoding: 'utf8' });
      return Number.parseInt(stdout.slice(1), 10) < 24;
    });

test('an older Node of this machine reads the script and is refused', (context) => {
  const older = olderNode();
  if (older === undefined) return context.skip('no Node older than 24 is on this machine’s search path');
  const { status, stderr } = run(older);
  expect(status).toBe(1);
  expect(stderr).toMatch(/needs Node 24 or newer; what is running is Node \d+\./);
});
