/** Each check is held by tests that are there and run, and the page on security says by which. */
import { existsSync, readFileSync } from 'node:fs';
import { matchesGlob } from 'node:path';
import { expect, test } from 'vitest';
import { projects } from '../projects.ts';
import { checks } from './checks.ts';

const runs = (file: string) =>
  projects.some((project) => {
    if (typeof project !== 'object' || !('test' in project)) return false;
    const among = (globs: readonly string[] = []) => globs.some((glob) => matchesGlob(file, glob));
    return among(project.test?.include) && !among(project.test?.exclude);
  });

test('there are fifteen', () => {
  expect(checks).toHaveLength(15);
});

test.each(checks)('$about: its tests are there, and run', ({ held }) => {
  const missing = Object.entries(held).flatMap(([file, titles]) => {
    if (!existsSync(file)) return `${file} is not there`;
    if (!runs(file)) return `${file} is in no project`;
    if (titles.length === 0) return `${file} without a title`;
    const text = readFileSync(file, 'utf8');
    return titles.filter((title) => !text.includes(`'${title}`)).map((title) => `${file} has no test "${title}…"`);
  });
  expect(missing).toEqual([]);
});

test('docs/security.md has the same table', () => {
  const page = readFileSync('docs/security.md', 'utf8');
  const rows = checks.map(({ about, held }, at) => {
    const files = Object.keys(held).map((file) => `[${file}](../${file})`);
    return `| ${at + 1} | ${about} | ${files.join(', ')} |`;
  });
  for (const row of rows) expect(page).toContain(row);
});
