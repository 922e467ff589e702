import { builtinModules } from 'node:module';
import { resolve } from 'node:path';
import { build, type Plugin, parseSync, type Rolldown, Visitor } from 'vite';
import { describe, expect, test } from 'vitest';

/**
 * The core is bundled for a browser, with everything it draws in from packages, and must not ask for anything of Node's:
 * that is what lets the demonstration run in a page.
 */

const root = resolve(import.meta.dirname, '..');
const core = ['terminal/terminal.ts', 'statistics/intake/collecting.ts'];

const entryFile = resolve(root, 'planted-entry.ts');

/** An entry given as text, as if it stood in the project's root. */
const plantedEntry = (source: string): Plugin => ({
  name: 'planted-entry',
  enforce: 'pre',
  resolveId: (id) => (id === entryFile ? id : null),
  load: (id) => (id === entryFile ? source : null),
});

const isOfNode = (id: string) => id.startsWith('node:') || builtinModules.includes(id);

/** Notes every module of Node's that is asked for, before the bundler puts an empty one in its place. */
const noting = (asked: string[]): Plugin => ({
  name: 'noting',
  enforce: 'pre',
  resolveId: (id, importer) => {
    if (!isOfNode(id)) return null;
    asked.push(`${id}, for ${importer?.replace(`${root}/`, '')}`);
    return { id, external: true };
  },
});

/** Names only Node knows, wherever the code reads one: not as a member of something else, not as a key. */
const nodeNames = ['Buffer', 'process', 'setImmediate', 'require', '__dirname', '__filename'];

const nodeNamesIn = (code: string): string[] => {
  const members = new Set<unknown>();
  const found: string[] = [];
  new Visitor({
    MemberExpression: (node) => {
      if (!node.computed) members.add(node.property);
      if (
        node.object.type === 'MetaProperty' &&
        /^import\.meta\.(dir|file)name$/.test(code.slice(node.start, node.end))
      ) {
        found.push(code.slice(node.start, node.end));
      }
    },
    Property: (node) => {
      if (!node.computed && !node.shorthand) members.add(node.key);
    },
    MethodDefinition: (node) => {
      if (!node.computed) members.add(node.key);
    },
    PropertyDefinition: (node) => {
      if (!node.computed) members.add(node.key);
    },
    Identifier: (node) => {
      if (!members.has(node) && nodeNames.includes(node.name)) found.push(node.name);
    },
  }).visit(parseSync('bundle.js', code).program);
  return [...new Set(found)];
};

interface Bundled {
  readonly code: string;
  /** What of Node's it asked for, modules and names; empty for a portable core. */
  readonly ofNode: readonly string[];
}

const bundled = async (source: string): Promise<Bundled> => {
  const asked: string[] = [];
  const built = await build({
    root,
    configFile: false,
    logLevel: 'silent',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [noting(asked), plantedEntry(source)],
    build: { write: false, minify: false, target: 'es2024', lib: { entry: entryFile, formats: ['es'] } },
  });
  const outputs = (Array.isArray(built) ? built : [built]) as Rolldown.RolldownOutput[];
  const chunks = outputs.flatMap(({ output }) => output).flatMap((part) => (part.type === 'chunk' ? [part.code] : []));
  return { code: chunks.join('\n'), ofNode: [...asked, ...chunks.flatMap(nodeNamesIn)] };
};

describe('the core, bundled for a browser, asks for nothing of Node’s', () => {
  test.each(core)('%s', async (entry) => {
    const { code, ofNode } = await bundled(`export * from './${entry}';`);
    expect(ofNode).toEqual([]);
    expect(code.length).toBeGreaterThan(10_000);
  });
});

describe('a planted fault is found', () => {
  test.each([
    ["import { readFileSync } from 'node:fs'; export const a = readFileSync;", 'node:fs, for planted-entry.ts'],
    ["import { readFileSync } from 'fs'; export const a = readFileSync;", 'fs, for planted-entry.ts'],
    ["export const a = () => import('node:net');", 'node:net, for planted-entry.ts'],
    ["import 'node:process'; export const a = 1;", 'node:process, for planted-entry.ts'],
    ["export * from './terminal/journal/sqlite.ts';", 'node:sqlite, for terminal/journal/sqlite.ts'],
    ["export * from './statistics/store/sqlite.ts';", 'node:sqlite, for statistics/store/sqlite.ts'],
    ["export const a = Buffer.from('a');", 'Buffer'],
    ['export const a = () => process.hrtime();', 'process'],
    ['export const a = { process };', 'process'],
    ['export const a = (later: () => void) => setImmediate(later);', 'setImmediate'],
    ["export const a = typeof require === 'function';", 'require'],
    ['export const a = import.meta.dirname;', 'import.meta.dirname'],
  ])('%s', async (source, found) => expect((await bundled(source)).ofNode).toContain(found));

  test('and only what is one', async () => {
    const source =
      "export const a = (order: { process(): void }) => order.process(); export const b = { Buffer: 1, text: 'process' };";
    expect((await bundled(source)).ofNode).toEqual([]);
  });
});
