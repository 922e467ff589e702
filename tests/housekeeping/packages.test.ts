/** No package comes along that nobody asks for, and none is asked for that comes along by chance. */
import { expect, test } from 'vitest';
import { manifest } from './lock-file.ts';
import { asked, askedByPrograms } from './packages.ts';

/** Run by name, or known to the compiler alone. */
const unimported = ['@biomejs/biome', 'typescript', '@types/node'];

/** Has to be compiled, so it is installed beside the project where a reader needs it. */
const installedBeside = ['smartcard'];

test('what the programs ask for is among the dependencies', () => {
  const wrong = [...askedByPrograms].filter(
    ([name]) => !(name in manifest.dependencies) && !installedBeside.includes(name),
  );
  expect(wrong).toEqual([]);
});

test('a dependency is asked for by a program', () => {
  expect(Object.keys(manifest.dependencies).filter((name) => !askedByPrograms.has(name))).toEqual([]);
});

test('what builds and tests is asked for', () => {
  const isAsked = (name: string) => asked.has(name.replace(/^@types\//, '')) || unimported.includes(name);
  expect(Object.keys(manifest.devDependencies).filter((name) => !isAsked(name))).toEqual([]);
});

test('nothing is asked for that comes along by chance', () => {
  const known = { ...manifest.dependencies, ...manifest.devDependencies };
  expect([...asked].filter(([name]) => !(name in known) && !installedBeside.includes(name))).toEqual([]);
});
