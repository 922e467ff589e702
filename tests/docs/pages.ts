import { globSync, readFileSync } from 'node:fs';

/** The pages a reader is led to, by their path. */
export const pages: ReadonlyMap<string, string> = new Map(
  globSync(['*.md', 'docs/**/*.md', 'deploy/**/*.md'])
    .sort()
    .map((file) => [file, readFileSync(file, 'utf8')]),
);
