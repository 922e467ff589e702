import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { liveAgain, type Replay, readReplay, writeReplay } from '../simulator/simulation/replay.ts';
import type { Verdict } from '../simulator/simulation/tally.ts';
import { violated } from '../simulator/world/invariants/violation.ts';

interface Ran {
  readonly code: number | null;
  readonly output: string;
  readonly verdict: Verdict;
}

/** The program as it is started by hand; asynchronous, so that two runs can go side by side. */
function simulate(...args: string[]): Promise<Ran> {
  return new Promise((resolve) => {
    const program = spawn('node', ['simulator/simulation/main.ts', ...args]);
    let out = '';
    let complaints = '';
    program.stdout.on('data', (chunk) => {
      out += chunk;
    });
    program.stderr.on('data', (chunk) => {
      complaints += chunk;
    });
    program.on('close', (code) => {
      const last = out.trim().split('\n').at(-1) ?? '';
      resolve({ code, output: out + complaints, verdict: last.startsWith('{') ? JSON.parse(last) : undefined });
    });
  });
}

test('thousands of visits with everything breaking keep every promise', async () => {
  const { code, output, verdict } = await simulate('--sessions', '2000', '--seed', '2');
  expect(verdict, output).toMatchObject({ sessions: 2000, violations: 0 });
  expect(Object.keys(verdict)).toEqual([
    'sessions',
    'faults',
    'virtualSeconds',
    'wallSeconds',
    'violations',
    'unreached',
    'hash',
  ]);
  expect(verdict.faults).toBeGreaterThan(2000);
  expect(output).toContain('screens and errands: 33 of 33');
  expect(code).toBe(0);
}, 600_000);

test('the same seed is the same run, however many live through it; another seed is another', async () => {
  const [alone, together, other] = await Promise.all([
    simulate('--sessions', '50', '--seed', '7', '--workers', '1'),
    simulate('--sessions', '50', '--seed', '7', '--workers', '2'),
    simulate('--sessions', '16', '--seed', '8', '--workers', '1'),
  ]);
  expect({ ...together.verdict, wallSeconds: 0 }).toEqual({ ...alone.verdict, wallSeconds: 0 });
  expect(other.verdict.hash).not.toBe(alone.verdict.hash);
}, 120_000);

test('three terminals share a hospital and a hub, and keep every promise to the patients of all', async () => {
  const { verdict, output } = await simulate('--sessions', '48', '--seed', '3', '--terminals', '3');
  expect(verdict, output).toMatchObject({ sessions: 48, violations: 0 });
}, 120_000);

test('one world of a run can be lived through again alone, and told of', async () => {
  const { verdict, output } = await simulate('--sessions', '50', '--seed', '7', '--world', '6', '--trace');
  expect(verdict).toMatchObject({ sessions: 2, violations: 0 });
  expect(output).toMatch(/^00:05:\d\d\.\d\d\d comes /m);
}, 60_000);

test.each([
  [['--sessions', 'many'], '--sessions: "many"'],
  [['--seed', '-1'], '--seed'],
  [['--terminals', '0'], '--terminals: "0"; a whole number from 1 to 20'],
  [['--workers', ''], '--workers'],
  [['--trace'], '--trace'],
  [['--colour', 'red'], '--colour'],
  [['--replay', 'no-such-file.json'], 'no-such-file.json cannot be read'],
  [['--replay', 'package.json'], 'package.json is no replay file'],
])('%j is refused with what was expected', async (args, message) => {
  const { code, output } = await simulate(...args);
  expect(output).toContain(message);
  expect(code).toBe(2);
});

describe('a replay file', () => {
  const replay: Replay = {
    seed: 7,
    world: 0,
    terminals: 2,
    sessions: [[1], [2]],
    strikes: [{ terminal: 1, session: 2, site: 'net.replyLost', ordinal: 4 }],
    violation: violated('I1', 'invented'),
    shrunkFrom: { sessions: 16, faults: 40 },
  };

  function written(value: object): string {
    const folder = mkdtempSync(join(tmpdir(), 'replay-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'replay.json');
    writeFileSync(file, JSON.stringify(value));
    return file;
  }

  test('comes back as it was written', () => {
    const file = written({});
    writeReplay(file, replay);
    expect(readReplay(file)).toEqual(replay);
  });

  test.each([
    [
      'strikes of a site there is not',
      { ...replay, strikes: [{ ...replay.strikes[0], site: 'moon.full' }] },
      'strikes.0.site',
    ],
    ['sessions of too few terminals', { ...replay, terminals: 3 }, '3 terminals'],
    ['more than belongs in it', { ...replay, mood: 'good' }, 'mood'],
  ])('with %s is refused', (_, value, message) => {
    expect(() => readReplay(written(value))).toThrow(message);
  });

  test('whose promise is kept now is said to be no longer violated', async () => {
    const { code, output } = await simulate('--replay', written(replay), '--trace');
    expect(output).toContain('no longer violated');
    expect(output).toContain('"site":"net.replyLost"');
    expect(code).toBe(0);
  }, 60_000);
});

const corpus = join(import.meta.dirname, '../simulator/simulation/corpus');
const failed = readdirSync(corpus);

test.each(failed)(
  'what failed once does not fail again: %s',
  async (name) => {
    const replay = readReplay(join(corpus, name));
    expect(replay.wrong).toMatch(/\.$/);
    expect((await liveAgain(replay)).violations).toEqual([]);
  },
  60_000,
);
