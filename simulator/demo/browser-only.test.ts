import { resolve } from 'node:path';
import { build } from 'vite';
import { expect, test } from 'vitest';
import { browserOnly } from './browser-only.ts';

const entry = resolve(import.meta.dirname, 'planted-entry.ts');

const built = (source: string) =>
  build({
    configFile: false,
    logLevel: 'silent',
    plugins: [
      browserOnly(),
      { name: 'planted', resolveId: (id) => (id === entry ? id : null), load: (id) => (id === entry ? source : null) },
    ],
    build: { write: false, lib: { entry, formats: ['es'] } },
  });

test.each([
  "import { readFileSync } from 'node:fs'; export const a = readFileSync;",
  "import { join } from 'path'; export const a = join;",
  "export const a = () => import('node:net');",
  "export { openSqliteJournal } from '../../terminal/journal/sqlite.ts';",
])('a build that draws in a module of Node’s fails: %s', async (source) => {
  await expect(built(source)).rejects.toThrow(/asks for (node:)?\w+, which no browser has/);
});

test('a build without one does not', async () => {
  await expect(built("export { basePath } from '../hospital/handlers.ts';")).resolves.toBeDefined();
});
