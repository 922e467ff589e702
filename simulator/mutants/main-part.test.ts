import { expect, test } from 'vitest';
import { runMutants, tried } from './main-part.ts';
import { mutants } from './mutants.ts';

/** Cheap ones, of all kinds: each is found in the first worlds. */
const sample = [
  'undone-because-accepted',
  'lock-released-first',
  'chained-to-an-older-record',
  'insured-amount-whole',
  'modes-of-the-one-before',
  'name-not-masked',
];
const worlds = 12;

test.each(sample)(
  '%s is found',
  async (name) => {
    const mutant = mutants.findIndex((it) => it.name === name);
    const { found, broken } = await tried({ mutant, seed: 1, worlds });
    expect(broken).toBeUndefined();
    expect(found?.by).toMatch(/^I[1-8]$/);
  },
  60_000,
);

test('the code as it stands is not', async () => {
  expect(await tried({ mutant: undefined, seed: 1, worlds: 3 })).toEqual({});
}, 60_000);

test('the last line says what was found and what was missed; a missed one is a failure', async () => {
  const lines: string[] = [];
  let now = 0;
  const run = (mutant: string, seeds: number) =>
    runMutants({ mutant, seeds, seed: 1, tell: (line) => lines.push(line), now: () => (now += 1500) });
  expect(await run('confirmed-undelivered', worlds)).toBe(0);
  expect(lines[0]).toMatch(/^confirmed-undelivered +terminal\/money\/next-step\.ts +seed \d+ +I\d: /);
  const verdict = { mutants: 1, found: 1, seeds: worlds, wallSeconds: 1.5, missed: [] };
  expect(JSON.parse(lines.at(-1) ?? '')).toEqual(verdict);
  expect(await run('confirmed-undelivered', 0)).toBe(1);
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ found: 0, missed: ['confirmed-undelivered'] });
  await expect(run('no-such-bug', 1)).rejects.toThrow('there is none called "no-such-bug"');
}, 60_000);
