import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

interface Verdict {
  readonly sessions: number;
  readonly faults: number;
  readonly virtualSeconds: number;
  readonly wallSeconds: number;
  readonly violations: number;
  readonly unreached: number;
  readonly hash: string;
}

function simulate(...args: string[]): { code: number | null; output: string; verdict: Verdict } {
  const { status, stdout, stderr } = spawnSync('node', ['simulator/simulate.ts', ...args], { encoding: 'utf8' });
  const last = stdout.trim().split('\n').at(-1) ?? '';
  return { code: status, output: stdout + stderr, verdict: last.startsWith('{') ? JSON.parse(last) : undefined };
}

test('hundreds of visits with everything breaking keep every promise, and reach every screen, errand and fault', () => {
  const { code, output, verdict } = simulate('--sessions', '600', '--seed', '2');
  expect(verdict, output).toMatchObject({ sessions: 600, violations: 0, unreached: 0 });
  expect(verdict.faults).toBeGreaterThan(300);
  expect(code).toBe(0);
}, 120_000);

test('the same seed is the same run; another seed is another', () => {
  const first = simulate('--sessions', '24', '--seed', '7').verdict;
  const second = simulate('--sessions', '24', '--seed', '7').verdict;
  expect({ ...second, wallSeconds: 0 }).toEqual({ ...first, wallSeconds: 0 });
  expect(simulate('--sessions', '24', '--seed', '8').verdict.hash).not.toBe(first.hash);
}, 60_000);

test('one world of a run can be lived through again alone', () => {
  expect(simulate('--sessions', '50', '--seed', '7', '--world', '3').verdict).toMatchObject({
    sessions: 8,
    violations: 0,
  });
}, 60_000);

test.each([
  [['--sessions', 'many'], '--sessions: "many"'],
  [['--seed', '-1'], '--seed'],
  [['--colour', 'red'], '--colour'],
])('%j is refused with what was expected', (args, message) => {
  const { code, output } = simulate(...args);
  expect(output).toContain(message);
  expect(code).toBe(2);
});
