import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readOptions } from './options.ts';
import { lastLine, nothingFound, together } from './report.ts';

const folder = mkdtempSync(join(tmpdir(), 'kiosk-proof-'));
afterAll(() => rmSync(folder, { recursive: true }));

const proof = (...args: string[]) =>
  spawnSync(process.execPath, ['--no-warnings', 'tests/proof/main.ts', '--folder', folder, ...args], {
    encoding: 'utf8',
  });

test('one point is tried as a failure prints it, and the last line says what came of it', { timeout: 60_000 }, () => {
  const { status, stdout } = proof('--point', 'refund:w9+:t2@100', '--workers', '1');
  const last = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
  expect(last).toMatchObject({ terminalKills: 2, lost: 0, failures: 0 });
  expect(last.acknowledged).toBeGreaterThan(10);
  expect(Object.keys(last).join()).toBe(
    'terminalKills,hubKills,acknowledged,lost,commits,syncs,diskCrashes,hourMinutes,hourVisits,reconnects,pageGrowth,processGrowth,failures,wallSeconds',
  );
  expect(status).toBe(0);
});

test('a point that does not hold fails, and prints the command that tries it again', { timeout: 60_000 }, () => {
  const { status, stdout } = proof('--point', 'refund:w900-', '--seed', '5', '--workers', '1');
  expect(stdout).toContain(
    'FAILED refund:w900-: nothing was killed\n  npm run proof -- --point refund:w900- --seed 5\n',
  );
  expect(status).toBe(1);
});

test.each([
  [['--kills', '0'], '--kills takes a whole number of 1 or more, not "0".'],
  [['--kills', 'many'], '--kills takes a whole number'],
  [['--only', 'cats'], '--only takes terminal, hub, syncs, disk, hour, not "cats".'],
  [['--minutes', '2'], '--minutes takes a whole number of 3 or more, not "2".'],
])('%s is told what is wrong with it', (args, message) => {
  expect(() => readOptions(args)).toThrow(message);
});

test('the hour is lived unless a number of kills is told, which asks for a sample', () => {
  const minutesOf = (...args: string[]) => readOptions(args).minutes;
  expect(minutesOf()).toBe(60);
  expect(minutesOf('--kills', '100')).toBe(0);
  expect(minutesOf('--kills', '100', '--minutes', '5')).toBe(5);
  expect(minutesOf('--only', 'hour')).toBe(60);
  expect(minutesOf('--minutes', '0')).toBe(0);
});

test('what cannot be tried ends with code 2', { timeout: 60_000 }, () => {
  const { status, stderr } = proof('--point', 'tea:w1-');
  expect(stderr).toContain('"tea" is no errand');
  expect(status).toBe(2);
});

test('parts add up', () => {
  const failure = { what: 'it', again: '--only hub' };
  const found = together([
    { ...nothingFound, terminalKills: 2, acknowledged: 5, failures: [failure] },
    { ...nothingFound, hubKills: 3, acknowledged: 7, lost: 1, failures: [failure] },
  ]);
  expect(JSON.parse(lastLine(found, 1.5))).toMatchObject({
    terminalKills: 2,
    hubKills: 3,
    acknowledged: 12,
    lost: 1,
    failures: 2,
    wallSeconds: 1.5,
  });
});
