import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { MisfitError, mutatedSource } from './fitting.ts';
import type { Mutant } from './mutant.ts';
import { mutants } from './mutants.ts';

const mutant: Mutant = {
  name: 'none-of-them',
  file: 'terminal/money/yuan.ts',
  line: 'const a = 1;',
  mutated: 'const a = 2;',
  promise: '',
  slip: '',
};

test.each(mutants.map((it) => [it.name, it] as const))('%s fits the source it is for', (_, it) => {
  const source = readFileSync(new URL(`../../${it.file}`, import.meta.url), 'utf8');
  expect(mutatedSource(source, it)).not.toBe(source);
});

test('there are enough of them, each with a name of its own, in production code', () => {
  expect(mutants.length).toBeGreaterThanOrEqual(30);
  expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
  for (const { file, promise, slip } of mutants) {
    expect(file).toMatch(/^(terminal|device-drivers|statistics)\//);
    expect(promise).toMatch(/\.$/);
    expect(slip).toMatch(/\.$/);
  }
});

test('a line that is gone, or stands twice, is told with its file', () => {
  const patched = (source: string) => () => mutatedSource(source, mutant);
  expect(patched('x;\n  const a = 1;\ny;')()).toBe('x;\nconst a = 2;\ny;');
  expect(patched('const a = 3;')).toThrow(MisfitError);
  expect(patched('const a = 3;')).toThrow('terminal/money/yuan.ts this line stands 0 times');
  expect(patched('const a = 1;\nconst a = 1;')).toThrow('terminal/money/yuan.ts this line stands 2 times');
  expect(() => mutatedSource('const a = 1;', { ...mutant, mutated: mutant.line })).toThrow('stays as it is');
});
