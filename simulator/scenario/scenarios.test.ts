import { describe, expect, test } from 'vitest';
import { failures } from './failures.ts';
import { readLibrary } from './library.ts';
import { rehearse } from './rehearse.ts';

const library = await readLibrary();

describe('every scenario of the library', () => {
  test.each(library.map((scenario) => ({ name: scenario.name, scenario })))('$name', async ({ scenario }) => {
    const outcome = await rehearse(scenario);
    expect(outcome.failures).toEqual([]);
    expect(outcome.done).toBe(scenario.steps.length);
  });
});

test.each(failures)('%s has a scenario', (failure) => {
  expect(library.filter((scenario) => scenario.failure === failure)).not.toEqual([]);
});
