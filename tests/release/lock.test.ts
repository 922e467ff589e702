/** Two updates at once would take each other's links away: what changes something takes the lock, wherever its options stand. */
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

let folder: string;
let command: string;
let lock: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-lock-'));
  lock = join(folder, 'lock');
  command = join(folder, 'bin/hospital-kiosk-update');
  mkdirSync(join(folder, 'bin'));
  copyFileSync('deploy/release/bin/hospital-kiosk-update', command);
  writeFileSync(join(folder, 'bin/node'), '#!/bin/sh\nshift\necho "$@"\n');
  chmodSync(command, 0o755);
  chmodSync(join(folder, 'bin/node'), 0o755);
});
afterAll(() => rmSync(folder, { recursive: true }));

const run = (args: readonly string[], file = lock, before: readonly string[] = []) => {
  const env = { PATH: '/usr/bin:/bin', HOSPITAL_KIOSK_LOCK: file };
  const { status, stdout, stderr } = spawnSync('/usr/bin/env', [...before, command, ...args], {
    env,
    encoding: 'utf8',
  });
  return { status, said: `${stdout}${stderr}`.trim() };
};
const whileAnother = (line: string) => run(line.split(' ').filter(Boolean), lock, ['flock', lock]);

describe('while another update goes on', () => {
  test.each(['update archive.tar.gz', '--root /tmp/tree update archive.tar.gz', '--now rollback', 'settle'])(
    '%s has to wait',
    (line) => expect(whileAnother(line)).toEqual({ status: 75, said: '' }),
  );

  test.each(['status', 'verify archive.tar.gz', '--help', ''])('"%s" may be asked for', (line) =>
    expect(whileAnother(line)).toEqual({ status: 0, said: line }),
  );
});

test('the lock is its user’s alone, so that nobody else can hold it', () => {
  rmSync(lock, { force: true });
  expect(run(['--now', 'rollback'])).toEqual({ status: 0, said: '--now rollback' });
  expect(statSync(lock).mode & 0o777).toBe(0o600);
});

test('who may not have it is told what to do', () => {
  expect(run(['rollback'], join(folder, 'nowhere/lock'))).toEqual({
    status: 77,
    said: expect.stringContaining('run it as root'),
  });
});
