/**
 * Nobody looks into the machines of a terminal on real devices: their snapshots hold what the patient showed. What
 * `terminal/main.ts` runs knows of the port only where it is described and where it is passed on.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseSync, Visitor } from 'vite';
import { expect, test } from 'vitest';
import { isRelative, readSource, targetOf } from '../arrows/imports.ts';

const root = resolve(import.meta.dirname, '../..');
type Read = (path: string) => string;
const fromDisk: Read = (path) => readFileSync(resolve(root, path), 'utf8');

/** A file and all that it reaches, types too. */
function reachedFrom(path: string, read: Read, reached = new Set<string>()): ReadonlySet<string> {
  if (reached.has(path)) return reached;
  reached.add(path);
  for (const { specifier } of readSource(path, read(path)).imports)
    if (specifier !== undefined && isRelative(specifier)) reachedFrom(targetOf(path, specifier), read, reached);
  return reached;
}

/** Whether a file speaks of the port in its code. */
function mentionsPort(path: string, text: string): boolean {
  let mentioned = false;
  const note = (name: unknown) => {
    mentioned ||= name === 'inspect';
  };
  new Visitor({
    Identifier: ({ name }) => note(name),
    Literal: ({ value }) => note(value),
  }).visit(parseSync(path, text).program);
  return mentioned;
}

const mentioning = (read: Read) =>
  [...reachedFrom('terminal/main.ts', read)].filter((path) => mentionsPort(path, read(path))).sort();

test('a terminal on real devices is not inspected', () => {
  expect(reachedFrom('terminal/main.ts', fromDisk).size).toBeGreaterThan(100);
  expect(mentioning(fromDisk)).toEqual(['terminal/ports.ts', 'terminal/terminal.ts']);
});

test.each([
  'createTerminal({ clock, inspect: log }, config);',
  'const inspect = log; createTerminal({ clock, inspect }, config);',
  "const ports = { clock }; ports['inspect'] = log; createTerminal(ports, config);",
])('one that were is found: %s', (code) => {
  const planted: Record<string, string> = {
    'terminal/main.ts': "import { start } from './start.ts'; start();",
    'terminal/start.ts': `export function start() { ${code} }`,
  };
  expect(mentioning((path) => planted[path] ?? '')).toEqual(['terminal/start.ts']);
});
