import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { unitNamed, units } from './units.ts';

/** The lines of a bulletin's table without its heading; no field of them is quoted. */
function rows(file: string): string[][] {
  const text = readFileSync(new URL(`bulletins/${file}.csv`, import.meta.url), 'utf8');
  expect(text).not.toContain('"');
  const [, ...lines] = text.trimEnd().split('\n');
  return lines.map((line) => line.split(','));
}

const groups: Record<string, string> = { hospital: '医疗单位', district: '各区' };

test.each([
  ['terminal-usage-2018-08', 47],
  ['terminal-usage-2020-02', 49],
])('%s: every row is one unit of its own, in its group', (file, count) => {
  const found = rows(file).map(([group, name]) => {
    const unit = unitNamed(name ?? '');
    expect(unit, name).toBeDefined();
    expect(groups[unit?.group ?? '']).toBe(group);
    return unit?.id;
  });
  expect(new Set(found).size).toBe(found.length);
  expect(found.length).toBe(count);
});

test('every unit, present and former name, is in a bulletin', () => {
  const early = new Set(rows('terminal-usage-2018-08').map(([, name]) => name));
  const late = new Set(rows('terminal-usage-2020-02').map(([, name]) => name));
  for (const { name, formerName } of units) {
    expect(late.has(name) || early.has(name), name).toBe(true);
    if (formerName === undefined) continue;
    expect(early.has(formerName), formerName).toBe(true);
    expect(late.has(formerName), formerName).toBe(false);
    expect(early.has(name), name).toBe(false);
  }
});

test('identifiers are well formed and used once', () => {
  const ids = units.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[a-z-]{1,32}$/);
});
