import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRelative, readSource, targetOf } from '../../../tests/arrows/imports.ts';
import { broughtBesides } from './programs.ts';

export interface Closure {
  /** Files, from the project's root. */
  readonly files: ReadonlySet<string>;
  /** Names of the packages they import. */
  readonly packages: ReadonlySet<string>;
}

/** `kysely/migration` is of `kysely`, `@noble/curves/ed25519.js` of `@noble/curves`. */
const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

/** Files a module reads beside itself, by the only form in which this project names them. */
const dataIn = (text: string): string[] =>
  [...text.matchAll(/new URL\('(\.[^']+)', import\.meta\.url\)/g)].map(([, path = '']) => path);

const stylesIn = (text: string): string[] =>
  [...text.matchAll(/@import\s+(?:url\()?["']([^"']+)["']/g)].map(([, path = '']) => path);

/**
 * Everything that is loaded when these modules run, the data they read and the packages they import. What is imported for
 * its types alone is not. Throws when a module names what it imports only as it runs: nobody could tell what to ship.
 */
export const closureOf = (root: string, entries: readonly string[]): Closure => {
  const files = new Set<string>();
  const packages = new Set<string>();
  const take = (path: string) => {
    if (files.has(path)) return;
    files.add(path);
    const reach = (specifier: string) => {
      if (isRelative(specifier)) take(targetOf(path, specifier));
      else if (!specifier.startsWith('node:') && !broughtBesides.has(specifier)) packages.add(packageOf(specifier));
    };
    const text = readFileSync(join(root, path), 'utf8');
    if (path.endsWith('.css')) stylesIn(text).forEach(reach);
    if (!/\.tsx?$/.test(path)) return;
    dataIn(text).forEach(reach);
    for (const { specifier, typesOnly, line } of readSource(path, text).imports) {
      if (typesOnly) continue;
      if (specifier === undefined) throw new Error(`${path}:${line} imports what is computed: what is to be shipped?`);
      reach(specifier);
    }
  };
  entries.forEach(take);
  return { files, packages };
};
