import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readScenario } from './format.ts';
import { rehearse } from './rehearse.ts';

const folder = resolve(import.meta.dirname, '../scenarios');
const ending = '.scenario.yaml';
const names = readdirSync(folder).flatMap((file) => (file.endsWith(ending) ? [file.slice(0, -ending.length)] : []));

describe('every scenario of the library', () => {
  test.each(names)('%s', async (name) => {
    const scenario = readScenario(readFileSync(join(folder, name + ending), 'utf8'), name);
    const { failures, done } = await rehearse(scenario);
    expect(failures).toEqual([]);
    expect(done).toBe(scenario.steps.length);
  });
});
