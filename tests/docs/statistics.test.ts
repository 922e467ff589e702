import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { countHeadings } from '../../statistics/api/count-headings.ts';
import { countingRuleNames, defaultCountingRule } from '../../statistics/bulletin/counting-rule.ts';

const rows = readFileSync('docs/statistics.md', 'utf8')
  .split('\n')
  .flatMap((line) => (line.startsWith('| `') ? [line.split('|').map((cell) => cell.trim())] : []));
const rowOf = (name: string) => rows.find(([, first]) => first === `\`${name}\``);

test.each(Object.entries(countHeadings))('%s is defined, under the heading it leaves the hub with', (name, heading) => {
  expect(rowOf(name)?.[2]).toBe(heading);
  expect(rowOf(name)?.[3]?.length).toBeGreaterThan(10);
});

test('the rules for what is a registration are those there are, and the usual one is named', () => {
  const rules = rows.map(([, first = '']) => first.slice(1, -1)).filter((name) => name.includes('/'));
  expect(rules.sort()).toEqual([...countingRuleNames].sort());
  expect(rowOf(defaultCountingRule)?.[3]).toContain('The rule unless another is named');
});

test('nothing is defined that is not counted', () => {
  const names = rows.map(([, first = '']) => first.slice(1, -1)).filter((name) => !name.includes('/'));
  expect(names.filter((name) => !Object.hasOwn(countHeadings, name))).toEqual([]);
});
