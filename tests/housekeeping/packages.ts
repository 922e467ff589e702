import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { isRelative, readSource, targetOf } from '../arrows/imports.ts';
import { isTest, sourcesEnding } from './sources.ts';

interface Source {
  readonly file: string;
  readonly imports: readonly string[];
  /** Packages, by import or by a name in quotes. */
  readonly packages: ReadonlySet<string>;
}

/** `@scope/name` or `name`, without the path inside it. */
const packageOf = (specifier: string): string => specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');

const isPackage = (specifier: string) =>
  !isRelative(specifier) && !specifier.startsWith('node:') && !builtinModules.includes(specifier);

const resolvedPackages = /createRequire\(import\.meta\.url\)(?:\.resolve)?\('((?:@[\w-]+\/)?[\w-]+)[^']*'\)/g;
const importedStyles = /@import\s+["']((?:@[\w-]+\/)?[\w-]+)/g;

const firstGroups = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, found = '']) => found);

function codeIn(file: string): Source {
  const text = readFileSync(file, 'utf8');
  const specifiers = readSource(file, text).imports.flatMap(({ specifier }) => specifier ?? []);
  return {
    file,
    imports: specifiers.filter(isRelative).map((it) => targetOf(file, it)),
    packages: new Set([...specifiers.filter(isPackage).map(packageOf), ...firstGroups(text, resolvedPackages)]),
  };
}

const styleIn = (file: string): Source => ({
  file,
  imports: [],
  packages: new Set(firstGroups(readFileSync(file, 'utf8'), importedStyles)),
});

const sources: readonly Source[] = [
  ...sourcesEnding(['.ts', '.tsx', '.mjs']).map(codeIn),
  ...sourcesEnding(['.css']).map(styleIn),
];

const builds = ['vite.config.ts', 'simulator/demo/main.ts'];

/** Tests, what builds, and whatever nothing else imports than these. */
function forMakers(): ReadonlySet<string> {
  const importers = new Map<string, string[]>();
  for (const { file, imports } of sources) {
    for (const target of imports) importers.set(target, [...(importers.get(target) ?? []), file]);
  }
  const found = new Set(sources.map(({ file }) => file).filter((it) => isTest(it) || builds.includes(it)));
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    for (const [file, by] of importers) if (by.every((it) => found.has(it))) found.add(file);
  }
  return found;
}

const makers = forMakers();

const askedBy = (files: readonly Source[]): ReadonlyMap<string, string> =>
  new Map(files.flatMap(({ file, packages }) => [...packages].map((name) => [name, file] as const)));

/** Each package with a file that asks for it. */
export const asked = askedBy(sources);

/** The same of what runs at a terminal, a hub or the bench. */
export const askedByPrograms = askedBy(sources.filter(({ file }) => !makers.has(file)));
