import { existsSync, globSync, readFileSync } from 'node:fs';
import { posix, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isRelative, readSource, type SourceFile, targetOf } from './arrows/imports.ts';
import { rules } from './arrows/rules.ts';
import { violationsIn } from './arrows/violations.ts';

const root = resolve(import.meta.dirname, '..');

const projectFiles = (): SourceFile[] =>
  globSync('**/*.{ts,tsx}', { cwd: root, exclude: ['node_modules', 'dist', 'var', 'coverage'] }).map((path) => {
    const file = path.replaceAll('\\', '/');
    return readSource(file, readFileSync(resolve(root, path), 'utf8'));
  });

describe('the project', () => {
  const files = projectFiles();

  test('every import follows an arrow', () => expect(violationsIn(files).join('\n')).toBe(''));

  test('the walk saw the project, and read its imports', () => {
    expect(files.map(({ path }) => path)).toEqual(expect.arrayContaining(['terminal/screen.ts', 'statistics/hub.ts']));
    const hub = files.find(({ path }) => path === 'statistics/hub.ts');
    expect(hub?.imports.map(({ specifier }) => specifier)).toEqual(expect.arrayContaining(['hono', './ports.ts']));
  });

  test('every relative import names a file that is there', () => {
    const missing = files.flatMap(({ path, imports }) =>
      imports.flatMap(({ specifier, line }) =>
        specifier === undefined || !isRelative(specifier) || existsSync(resolve(root, targetOf(path, specifier)))
          ? []
          : [`${path}:${line} ${specifier}`],
      ),
    );
    expect(missing).toEqual([]);
  });

  test('every rule stands for files that exist, or for a room yet to be built', () => {
    const unused = rules
      .flatMap((rule) => rule.files)
      .filter((pattern) => !pattern.includes('*') && !files.some(({ path }) => posix.matchesGlob(path, pattern)));
    expect(unused).toEqual([]);
  });
});

/** Violations of planted files, given as path → source. */
const planted = (sources: Record<string, string>): string[] =>
  violationsIn(Object.entries(sources).map(([path, source]) => readSource(path, source)));

describe('a planted fault is found', () => {
  test.each<[path: string, source: string, said: string]>([
    [
      'kiosk-ui/app.tsx',
      "import { registrationSteps } from '../terminal/screen.ts';",
      'only types of terminal/screen.ts',
    ],
    ['kiosk-ui/app.tsx', "import { type Screen } from '../terminal/screen.ts';", 'only types of terminal/screen.ts'],
    [
      'kiosk-ui/app.tsx',
      "export { registrationSteps } from '../terminal/screen.ts'; export const a = 1;",
      'only types of terminal/screen.ts',
    ],
    ['kiosk-ui/app.tsx', "import type { Ports } from '../terminal/ports.ts';", 'may not import terminal/ports.ts'],
    [
      'kiosk-ui/parts/a.tsx',
      "import type { F } from '../../device-drivers/contract/fault.ts';",
      'may not import device-drivers/contract/fault.ts',
    ],
    [
      'terminal/services.ts',
      "import { a } from '../device-drivers/id-card-reader/driver.ts';",
      'may not import device-drivers/id-card-reader/driver.ts',
    ],
    [
      'terminal/visit/actors.ts',
      "import type { Link } from '../../device-drivers/links/link.ts';",
      'may not import device-drivers/links/link.ts',
    ],
    [
      'terminal/terminal.ts',
      "import { a } from '../device-drivers/id-card-reader/driver.ts';",
      'may not import device-drivers/id-card-reader/driver.ts',
    ],
    [
      'terminal/device-bay.ts',
      "import { a } from '../device-drivers/id-card-reader/codec.ts';",
      'may not import device-drivers/id-card-reader/codec.ts',
    ],
    [
      'terminal/device-bay.ts',
      "import { a } from '../device-drivers/links/serial.ts';",
      'may not import device-drivers/links/serial.ts',
    ],
    [
      'terminal/main.ts',
      "import { a } from '../simulator/world/virtual-clock.ts';",
      'may not import simulator/world/virtual-clock.ts',
    ],
    [
      'terminal/main.ts',
      "void import('../simulator/world/virtual-clock.ts');",
      'may not import simulator/world/virtual-clock.ts',
    ],
    ['terminal/a.ts', 'void import(`../kiosk-ui/app.tsx`);', 'may not import kiosk-ui/app.tsx'],
    ['terminal/a.ts', "type A = import('../statistics/hub.ts').Hub;", 'may not import statistics/hub.ts'],
    ['terminal/a.ts', "import a = require('../statistics/hub.ts');", 'may not import statistics/hub.ts'],
    ['terminal/a.ts', "const a = require('../statistics/hub.ts');", 'may not import statistics/hub.ts'],
    ['terminal/a.ts', "export * from '../seeds/people.ts'; export const a = 1;", 'may not import seeds/people.ts'],
    ['terminal/a.ts', 'const name: string = String(1); void import(name);', 'computed'],
    [
      'device-drivers/links/a.ts',
      "import type { A } from '../../terminal/ports.ts';",
      'may not import terminal/ports.ts',
    ],
    [
      'simulator/devices/a.ts',
      "import { a } from '../../device-drivers/id-card-reader/driver.ts';",
      'may not import device-drivers/id-card-reader/driver.ts',
    ],
    [
      'simulator/hospital/a.ts',
      "import { a } from '../../terminal/terminal.ts';",
      'may not import terminal/terminal.ts',
    ],
    [
      'simulator/world/a.ts',
      "import { a } from '../../terminal/visit/actors.ts';",
      'may not import terminal/visit/actors.ts',
    ],
    ['simulator/start.ts', "import '../terminal/main.ts';", 'terminal/main.ts, which is run'],
    ['statistics/hub.ts', "import type { A } from '../terminal/ports.ts';", 'may not import terminal/ports.ts'],
    [
      'statistics/hub.ts',
      "import { a } from '../simulator/world/memory-hub.ts';",
      'may not import simulator/world/memory-hub.ts',
    ],
    ['seeds/people.ts', "import { a } from '../simulator/world/fate.ts';", 'may not import simulator/world/fate.ts'],
    ['tests/journey.test.ts', "import './arrows.test.ts';", 'tests/arrows.test.ts, which is run'],
    ['terminal/a.ts', "import { a } from './b';", 'lacks its .ts'],
    ['terminal/a.ts', "import { a } from './b.js';", 'lacks its .ts'],
    ['terminal/index.ts', 'export const a = 1;', 'barrel'],
    ['terminal/a.ts', "export { b } from './b.ts';\nexport type { C } from './c.ts';", 'barrel'],
    ['lobby/a.ts', 'export const a = 1;', 'stands in no room'],
  ])('%s: %s', (path, source, said) => {
    expect(planted({ [path]: source })).toEqual([expect.stringContaining(said)]);
  });

  test('a cycle, and the shortest way round it', () => {
    const found = planted({
      'terminal/a.ts': "import { b } from './b.ts'; export const a = b;",
      'terminal/b.ts': "import type { C } from './c.ts'; import './d.ts'; export const b: C = 1;",
      'terminal/c.ts': "import { a } from './a.ts'; import './d.ts'; export type C = typeof a;",
      'terminal/d.ts': 'export const d = 1;',
    });
    expect(found).toEqual([expect.stringMatching(/^cycle: (terminal\/\w\.ts → ){3}terminal\/\w\.ts$/)]);
  });

  test('a file that imports itself', () => {
    expect(planted({ 'terminal/a.ts': "import { a } from './a.ts'; export const b = a;" })).toEqual([
      'cycle: terminal/a.ts → terminal/a.ts',
    ]);
  });

  test('it says the file and the line', () => {
    expect(planted({ 'seeds/a.ts': "// people\n\nimport '../terminal/zone.ts';\nexport {};" })).toEqual([
      'seeds/a.ts:3 may not import terminal/zone.ts',
    ]);
  });
});

describe('what follows an arrow is let be', () => {
  test.each([
    [
      'kiosk-ui/app.tsx',
      "import type { Screen } from '../terminal/screen.ts'; import { h } from 'preact'; import './app.css'; void <Screen />;",
    ],
    [
      'terminal/device-bay.ts',
      "import { a } from '../device-drivers/shelf.ts'; import type { L } from '../device-drivers/links/links.ts';",
    ],
    ['terminal/a.ts', "// import '../simulator/a.ts';\nexport const text = \"import '../simulator/a.ts'\";"],
    [
      'simulator/devices/a.ts',
      "import { a } from '../../device-drivers/id-card-reader/codec.ts'; import { b } from '../../seeds/people.ts';",
    ],
    [
      'simulator/fleet/a.ts',
      "import { a } from '../../terminal/terminal.ts'; import { b } from '../../statistics/hub.ts';",
    ],
    ['statistics/a.test.ts', "import { a } from '../simulator/world/memory-hub.ts';"],
    ['device-drivers/links/a.ts', "const port = await import('serialport');"],
  ])('%s: %s', (path, source) => expect(planted({ [path]: source })).toEqual([]));
});
