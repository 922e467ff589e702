import { posix } from 'node:path';
import { cyclesOf } from './cycles.ts';
import { type Import, isRelative, type SourceFile, targetOf } from './imports.ts';
import { neverImported, type Rule, rules } from './rules.ts';

const fits = (path: string, patterns: readonly string[]): boolean =>
  patterns.some((pattern) => posix.matchesGlob(path, pattern));

const ofImport = (importer: string, rule: Rule, { specifier, typesOnly }: Import): string | undefined => {
  if (specifier === undefined) return 'imports what is computed, so that nobody can tell what it is';
  if (!isRelative(specifier)) return undefined;
  if (/\.[cm]?jsx?$/.test(specifier) || posix.extname(specifier) === '') {
    return `imports '${specifier}', which lacks its .ts or .tsx`;
  }
  const target = targetOf(importer, specifier);
  if (fits(target, neverImported)) return `imports ${target}, which is run, not imported`;
  if (fits(target, rule.mayImport)) return undefined;
  if (!fits(target, rule.mayImportTypesOf ?? [])) return `may not import ${target}`;
  return typesOnly ? undefined : `may import only types of ${target}: write 'import type'`;
};

/** Everything in these files that goes against the arrows, one line each; empty when all is well. */
export const violationsIn = (files: readonly SourceFile[]): string[] => {
  const single = files.flatMap(({ path, imports, barrel }) => {
    const rule = rules.find((candidate) => fits(path, candidate.files));
    if (!rule) return [`${path}: stands in no room of tests/arrows/rules.ts`];
    const wrong = imports.flatMap((it) => {
      const said = ofImport(path, rule, it);
      return said === undefined ? [] : [`${path}:${it.line} ${said}`];
    });
    const isBarrel = barrel || /(^|\/)index\.tsx?$/.test(path);
    return isBarrel ? [...wrong, `${path}: is a barrel; import the files themselves`] : wrong;
  });
  return [...single, ...cyclesOf(files).map((cycle) => `cycle: ${cycle.join(' → ')}`)];
};
