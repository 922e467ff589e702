import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/** The project's own lint settings, tried on faults planted in a folder laid out like the project. */

const root = resolve(import.meta.dirname, '..');

const timeAndChance = [
  'export const a = Date.now();',
  'export const a = [0].map(Date.now);',
  'export const a = new Date();',
  'export const a = Date();',
  'export const { now } = Date;',
  "export const a = Math['random']();",
  'export const a = Math.random();',
  'export const { random: a } = Math;',
  'export const a = performance.now();',
  'export const a = crypto.randomUUID();',
  'export const a = globalThis.crypto.getRandomValues(new Uint8Array(1));',
  'export const a = AbortSignal.timeout(5);',
  'setTimeout(() => {}, 5);',
  'setInterval(() => {}, 5);',
  'setImmediate(() => {});',
  'globalThis.setTimeout(() => {}, 5);',
  'export const a = { after: setTimeout };',
  'export const a = { setTimeout };',
  "export { setTimeout as a } from 'node:timers/promises';",
  "import { setTimeout as a } from 'timers/promises';\na();",
  "import { performance as a } from 'node:perf_hooks';\na.mark('x');",
  "import { randomUUID as a } from 'node:crypto';\na();",
  "import { randomBytes } from 'node:crypto';\nrandomBytes(1);",
];

const nodeOnly = [
  "import { readFile as a } from 'node:fs';\na('b', () => {});",
  "import { readFileSync } from 'fs';\nreadFileSync('a');",
  "export const a = import('node:fs');",
  "export { join } from 'node:path';",
  "export const a = Buffer.from('a');",
  'export const a = process.env.A;',
];

const harmless = [
  'export const a = new Date(5).getTime() + Date.UTC(2026, 1) + Math.max(1, 2);',
  'export const a = (x: unknown) => x instanceof Date;',
  'export const a = (clock: { now(): number; setTimeout(): void }) => clock.now() + Number(clock.setTimeout());',
  'export const a = { setTimeout: () => 1, random: 2 };',
  'export const a = new Uint8Array(1);',
];

const timeRooms = [
  'terminal',
  'terminal/visit',
  'device-drivers/links',
  'simulator/hospital',
  'statistics',
  'kiosk-ui',
  'seeds',
];
const portableRooms = ['terminal', 'terminal/visit', 'device-drivers/links', 'kiosk-ui/screens'];

const mayAskTheTime = [
  'terminal/main.ts',
  'terminal/system.ts',
  'kiosk-ui/main.tsx',
  'simulator/main.ts',
  'simulator/standalone.ts',
  'simulator/start.ts',
  'simulator/world/settle.ts',
  'simulator/hospital/server.ts',
  'statistics/main.ts',
  'statistics/server.ts',
  'statistics/hub.test.ts',
  'tests/journey/patient.ts',
];
const mayUseNode = [
  'terminal/main.ts',
  'terminal/system.ts',
  'terminal/page-server.ts',
  'terminal/journal/sqlite.ts',
  'terminal/hospital/openapi-main.ts',
  'terminal/journal/sqlite.test.ts',
  'device-drivers/links/serial.ts',
  'simulator/bench/page-server.ts',
  'statistics/store/node-sqlite.ts',
];

/** Planted files by path, and the rules that found something in each. */
const planted = new Map<string, string>();
const found = new Map<string, string[]>();

/** Every fault once in one file, under names that do not meet. */
const together = (faults: readonly string[]): string =>
  faults.map((source, at) => source.replaceAll(/\ba\b/g, `a${at}`)).join('\n');

const plant = (folder: string, name: string, source: string): string => {
  const path = `${folder}/${name}`;
  planted.set(path, `${source}\n`);
  return path;
};

const timeFaults = timeRooms.flatMap((room) =>
  timeAndChance.map((source, at) => ({ source, path: plant(room, `time-${at}.ts`, source) })),
);
const nodeFaults = portableRooms.flatMap((room) =>
  nodeOnly.map((source, at) => ({ source, path: plant(room, `node-${at}.ts`, source) })),
);
const letBe = [...timeRooms, ...portableRooms].flatMap((room) =>
  harmless.map((source, at) => ({ source, path: plant(room, `harmless-${at}.ts`, source) })),
);
// Both lists may name a file; it then holds the faults of both.
const allowed = [...new Set([...mayAskTheTime, ...mayUseNode])];
for (const path of allowed) {
  const time = mayAskTheTime.includes(path) ? timeAndChance : [];
  planted.set(path, together([...time, ...(mayUseNode.includes(path) ? nodeOnly : [])]));
}
const notAllowed = plant('terminal', 'everything.ts', together([...timeAndChance, ...nodeOnly]));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'planted-'));
  cpSync(join(root, 'biome.json'), join(folder, 'biome.json'));
  cpSync(join(root, 'lint'), join(folder, 'lint'), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  const write = (path: string, source: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), source);
  };
  for (const [path, source] of planted) write(path, source);

  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
  const args = [biome, 'lint', '--reporter=github', '--max-diagnostics=none'];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  for (const [, rule = '', file = ''] of stdout.matchAll(/^::error title=([^,]+),file=([^,]+),/gm)) {
    const path = file.replaceAll('\\', '/').replace(/^.*?planted-[^/]+\//, '');
    found.set(path, [...(found.get(path) ?? []), rule]);
  }
  if (found.size === 0) throw new Error(`the lint found nothing at all: ${stdout}${stderr}`);
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

describe('time and chance are ports', () => {
  test.each(timeFaults)('$path: $source', ({ path }) => expect(found.get(path) ?? []).toContain('plugin'));
});

describe('the portable core knows nothing of Node', () => {
  test.each(nodeFaults)('$path: $source', ({ path }) => {
    expect((found.get(path) ?? []).filter(ofNode)).not.toEqual([]);
  });
});

test('what is harmless is let be', () => {
  expect(letBe.filter(({ path }) => found.has(path)).map(({ path }) => [path, found.get(path)])).toEqual([]);
});

const ofTime = (rule: string) => rule === 'plugin';
const ofNode = (rule: string) => /noNodejsModules|noRestrictedGlobals/.test(rule);

test.each(allowed)('%s may', (path) => {
  const rules = found.get(path) ?? [];
  if (mayAskTheTime.includes(path)) expect(rules.filter(ofTime)).toEqual([]);
  if (mayUseNode.includes(path)) expect(rules.filter(ofNode)).toEqual([]);
});

test('the same in a file that may not is found, fault for fault', () => {
  const rules = found.get(notAllowed) ?? [];
  expect(rules.filter(ofTime).length).toBeGreaterThanOrEqual(timeAndChance.length);
  expect(rules.filter(ofNode).length).toBeGreaterThanOrEqual(nodeOnly.length);
});

test('every planted file could be read', () => {
  expect([...found].filter(([, rules]) => rules.includes('parse'))).toEqual([]);
});
