import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ScenarioError } from '../../simulator/scenario/format.ts';
import { readScenarioFile } from '../../simulator/scenario/library.ts';

function run(...args: string[]): { readonly code: number | null; readonly output: string } {
  const { status, stdout, stderr } = spawnSync('node', ['simulator/scenario/main.ts', ...args], { encoding: 'utf8' });
  return { code: status, output: stdout + stderr };
}

const good = 'simulator/scenarios/registration-paid.scenario.yaml';
const bad = 'tests/scenario/must-fail.scenario.yaml';

test('one that passes', () => {
  const { code, output } = run(good);
  expect(output).toMatch(/^passed {2}registration-paid: .+\n1 passed, 0 failed\n$/);
  expect(code).toBe(0);
});

test('one that must fail fails, and everything that is wrong with it is told', () => {
  const { code, output } = run(good, bad);
  expect(output).toContain('FAILED  must-fail');
  expect(output).toContain('screen: "menu" was to be, "attract" is');
  expect(output).toContain('orders: {"fulfilled":1} was to be, {} is');
  expect(output).toContain('entries visit.started: 2 was to be, 1 is');
  expect(output).toContain('slips: 1 was to be, 0 is');
  expect(output).toMatch(/1 passed, 1 failed\n$/);
  expect(code).toBe(1);
});

test('the timeline tells what happened', () => {
  const { output } = run(good, '--timeline');
  expect(output).toMatch(/T-001 +\d+\.\d{3} s {2}screen {2}confirmAppointment\n/);
  expect(output).toMatch(/entry {3}order\.confirmed\n/);
});

const unreadable: readonly (readonly [what: string, text: string, told: RegExp])[] = [
  ['what is no YAML', 'steps: [', /no-scenario.*: .*line 1/],
  ['what is missing', 'title: a\nteaches: b\n', /world/],
  [
    'a step that is none',
    'title: a\nteaches: b\nworld: { start: 2026-11-23T08:05:00+08:00 }\nsteps:\n  - { see: attract }\n  - { dance: now }\nmust: {}\n',
    /no-scenario, line 6: a step has one of/,
  ],
  [
    'a hand that is none',
    'title: a\nteaches: b\nworld: { start: 2026-11-23T08:05:00+08:00 }\nsteps:\n  - { do: fault, device: idCardReader, fault: jam, until: once }\nmust: {}\n',
    /no-scenario, line 5: .*this device has no such fault/,
  ],
  [
    'a policy that no hospital has',
    'title: a\nteaches: b\nworld: { start: 2026-11-23T08:05:00+08:00, policy: { payWithin: 5 } }\nsteps: []\nmust: {}\n',
    /no-scenario: world\.policy\.payWithin: no hospital has such a policy/,
  ],
  [
    'somebody whom nobody knows',
    'title: a\nteaches: b\nworld: { start: 2026-11-23T08:05:00+08:00 }\nsteps:\n  - { do: putCard, person: 无此人 }\nmust: {}\n',
    /no-scenario, line 5: nobody is called 无此人; there are 张明远/,
  ],
];

async function inFile(text: string, use: (file: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'scenario-'));
  try {
    const file = join(folder, 'no-scenario.yaml');
    writeFileSync(file, text);
    await use(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test.each(unreadable)('%s is known by its place', (_, text, told) =>
  inFile(text, async (file) => {
    const error = await readScenarioFile(file).catch((it: unknown) => it);
    expect(error).toBeInstanceOf(ScenarioError);
    expect(String(error)).toMatch(told);
  }),
);

test('a file that is no scenario is told with its place', () => {
  const [[, text, told] = ['', '', /./]] = unreadable;
  return inFile(text, async (file) => {
    const { code, output } = run(file);
    expect(output).toMatch(told);
    expect(output).not.toContain('    at ');
    expect(code).toBe(2);
  });
});

test('a file that is not there is told plainly', () => {
  const { code, output } = run('no-such.scenario.yaml');
  expect(output).toContain('no-such.scenario.yaml');
  expect(output).not.toContain('    at ');
  expect(code).toBe(2);
});
