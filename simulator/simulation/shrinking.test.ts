import fc from 'fast-check';
import { expect, test } from 'vitest';
import { violated } from '../world/invariants/violation.ts';
import type { Lifetime } from '../world/lifetime.ts';
import { replayOf } from './finding.ts';
import { liveAgain } from './replay.ts';
import { fewest, shrink } from './shrinking.ts';
import { livedWorld } from './worlds.ts';

test('of many, just those are left that it takes, wherever they stand', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.nat(60), { maxLength: 5 }),
      fc.integer({ min: 61, max: 90 }),
      async (needed, many) => {
        const all = Array.from({ length: many }, (_, at) => at);
        const left = await fewest(all, async (part) => needed.every((it) => part.includes(it)));
        expect(left).toEqual(needed.toSorted((a, b) => a - b));
      },
    ),
    { numRuns: 40 },
  );
});

test('where any three will do, three are left', async () => {
  const left = await fewest('abcdefghijklmnop'.split(''), async (part) => part.length >= 3);
  expect(left).toHaveLength(3);
});

const run = { sessions: 4, seed: 41, terminals: 2, workers: 1 };

/** A promise nobody made: no two kinds of fault in one world. */
const breaks = (life: Lifetime, [one, other]: readonly string[]): Lifetime => {
  const isBroken = [one, other].every((wanted) => life.strikes.some(({ site }) => site === wanted));
  return { ...life, violations: isBroken ? [violated('I6', `${one} and ${other}`)] : [] };
};

test('a world that breaks a promise by two of its faults is shrunk to these two, and its replay breaks it again', async () => {
  const life = await livedWorld(run, 0);
  const sites = [...new Set(life.strikes.map(({ site }) => site))];
  const [one = '', other = ''] = [sites.at(0), sites.at(-1)];
  expect(one).not.toBe(other);
  const finding = { world: 0, life: breaks(life, [one, other]) };
  const replay = await replayOf(run, finding, async (part) =>
    breaks(await liveAgain({ seed: run.seed, world: 0, ...part }), [one, other]),
  );
  expect(replay.strikes.map(({ site }) => site).toSorted()).toEqual([one, other].toSorted());
  expect(replay.sessions.flat().length).toBeLessThanOrEqual(2);
  expect(replay.shrunkFrom).toEqual({ sessions: 4, faults: life.strikes.length });
  const again = breaks(await liveAgain(replay), [one, other]);
  expect(again.violations).toEqual([replay.violation]);
  expect(again.strikes).toEqual(replay.strikes);
}, 120_000);

test('a promise broken without any fault is shrunk to none; one that cannot be broken again is not shrunk', async () => {
  const whole = {
    sessions: [[1, 2, 3]],
    strikes: [{ terminal: 0, session: 2, site: 'net.slow', ordinal: 0 } as const],
  };
  const always = await shrink(whole, { invariant: 'I3' }, async () => ({ violations: [violated('I3', 'a paper')] }));
  expect(always).toMatchObject({ sessions: [[]], strikes: [] });
  const never = await shrink(whole, { invariant: 'I3' }, async () => ({ violations: [violated('I5', 'an event')] }));
  expect(never).toBeUndefined();
});
