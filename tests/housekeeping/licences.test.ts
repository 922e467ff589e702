/** Every package that comes along may be handed on with the project, and says so. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { locked } from './lock-file.ts';

/** May be built into a terminal and handed on, with the licence beside it. */
const forTerminals = new Set([
  '(MIT AND Zlib)',
  '(MIT OR CC0-1.0)',
  '(MIT OR X11)',
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'ISC',
  'MIT',
  'MIT OR Apache-2.0',
  'OFL-1.1',
]);

/** Of what only builds and tests: changes to its own files would have to be shown, or its data named. */
const forMakers = new Set([...forTerminals, 'MPL-2.0', 'CC-BY-4.0']);

/** Packages whose manifest names no licence; the words of the file they carry instead. */
const inAFile: Readonly<Record<string, { readonly file: string; readonly words: string; readonly licence: string }>> = {
  'node_modules/@journeyapps/wa-sqlite': { file: 'LICENSE', words: 'MIT License', licence: 'MIT' },
  'node_modules/png-js': { file: 'LICENSE', words: 'Permission is hereby granted, free of charge', licence: 'MIT' },
};

function licenceOf(folder: string, named: string | undefined): string {
  const carried = inAFile[folder];
  if (named !== undefined || !carried) return named ?? 'none';
  return readFileSync(`${folder}/${carried.file}`, 'utf8').includes(carried.words) ? carried.licence : 'another';
}

/** The bundler's own parts count as optional ones of whoever can be bundled. */
const onlyMakes = ([folder, { dev, devOptional }]: (typeof locked)[number]) =>
  dev === true || devOptional === true || folder.startsWith('node_modules/lightningcss-');

test.each([
  ['what a terminal or a hub runs', false, forTerminals],
  ['what only builds and tests', true, forMakers],
])('%s may be handed on', (_, dev, allowed) => {
  const looked = locked.filter((it) => onlyMakes(it) === dev);
  expect(looked.length).toBeGreaterThan(0);
  const strange = looked.flatMap(([folder, { license }]) => {
    const licence = licenceOf(folder, license);
    return allowed.has(licence) ? [] : [`${folder}: ${licence}`];
  });
  expect(strange).toEqual([]);
});
