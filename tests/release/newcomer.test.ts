/** A machine that has never seen the project: a release is installed, used, replaced, and left when it does not work. */
import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { commitOf } from '../../deploy/release/make/commit.ts';
import type { Contents } from '../../deploy/release/make/contents.ts';
import { contentsFor, makeKeys, manifestOf, packRelease, readSigningKey } from '../../deploy/release/make/release.ts';
import { runtimeFor } from '../../deploy/release/make/runtime.ts';
import { isPlatform, type Manifest, manifestFile } from '../../deploy/release/manifest.ts';
import { freePort } from '../free-port.ts';
import { whole } from '../whole.ts';
import { type Installed, installed } from './installed.ts';
import { standInRuntime } from './stand-in-runtime.ts';

const root = resolve(import.meta.dirname, '../..');
const here = `${process.platform}-${process.arch}`;
const patience = { timeout: 60_000 };

let folder: string;
let machine: Installed;
let health: string;
/** Their archives, by counter; the third does not start. */
const archives = new Map<number, string>();
const archive = (counter: number) => archives.get(counter) ?? '';

const said = async (): Promise<{ readonly release?: string; readonly status?: string }> =>
  fetch(health).then(
    (response) => response.json() as Promise<{ release?: string; status?: string }>,
    () => ({}),
  );

beforeAll(async () => {
  if (!isPlatform(here)) return;
  folder = mkdtempSync(join(tmpdir(), 'kiosk-newcomer-'));
  makeKeys(join(folder, 'keys'));
  const key = readSigningKey(join(folder, 'keys/release.key'));
  const standIn = standInRuntime(root, here, join(folder, 'runtime'));
  const order = { root, platform: here, counter: 1, commit: commitOf(root), runtime: standIn } as const;
  const contents = contentsFor(order);
  const release = async (counter: number, from: Contents) => {
    const manifest: Manifest = { ...manifestOf(order), counter };
    const these = new Map([...from, [manifestFile, { text: JSON.stringify(manifest) }] as const]);
    archives.set(counter, await packRelease(these, manifest, join(folder, 'archives'), key));
  };
  // The true runtime takes a while to pack; that a release runs on its own is seen once.
  const node = { from: join(runtimeFor(root, here).folder, 'bin/node') };
  await release(1, whole ? new Map([...contents, ['bin/node', node] as const]) : contents);
  await release(2, contents);
  const programs = [...contents].filter(([path]) => path.startsWith('bin/') || path === 'package.json');
  await release(3, new Map([...programs, ['terminal/main.ts', { text: 'process.exit(1);\n' }] as const]));

  const port = await freePort();
  health = `http://127.0.0.1:${port}/health`;
  const target = join(folder, 'machine');
  const config = join(target, 'etc/hospital-kiosk/terminal.yaml');
  const journal = join(target, 'var/lib/hospital-kiosk/terminal/journal.sqlite');
  machine = installed(target, ['terminal', '--config', config, '--journal', journal, '--port', String(port)], health);
  mkdirSync(join(target, 'etc/hospital-kiosk/release-keys'), { recursive: true });
  copyFileSync(join(folder, 'keys/release.pub'), join(target, 'etc/hospital-kiosk/release-keys/release.pub'));
  writeFileSync(
    config,
    JSON.stringify({
      ...parse(readFileSync(join(root, 'deploy/terminal/terminal.example.yaml'), 'utf8')),
      hospitalUrl: 'http://127.0.0.1:9/api/v1',
      hubUrl: 'http://127.0.0.1:9/',
      recoveryPatience: 300,
      devices: {
        idCardReader: { address: `serial:${target}/no-reader?baud=115200` },
        receiptPrinter: { address: `serial:${target}/no-printer?baud=38400` },
      },
    }),
  );
}, 240_000);
afterAll(() => {
  machine.stop();
  rmSync(folder, { recursive: true, force: true });
});

test.runIf(isPlatform(here))(
  'a release is installed, runs with nothing but its own, is replaced, and a broken one is left again',
  async () => {
    // What nobody has verified yet is unpacked by hand, to get at its updater.
    const first = join(folder, 'first');
    mkdirSync(first);
    expect(spawnSync('tar', ['-xzf', archive(1), '-C', first, '--strip-components=1']).status).toBe(0);
    const install = await machine.update(['update', archive(1)], first);
    expect(install.said).toContain('signed by release.pub: whole');
    expect(install, machine.log()).toMatchObject({ status: 0, said: expect.stringContaining('0.1.0-1 is in use') });
    // The page is there, and the terminal says which release it is.
    expect(await said()).toMatchObject({ release: '0.1.0-1', status: 'degraded' });
    const page = await fetch(new URL('/', health));
    expect(await page.text()).toContain('<script');
    expect(
      spawnSync('sha256sum', ['--check', '--strict', '--quiet', 'SHA256SUMS'], { cwd: machine.current }).status,
    ).toBe(0);

    expect(await machine.update(['update', archive(1)])).toMatchObject({
      status: 1,
      said: expect.stringContaining('0.1.0-1 is in use already'),
    });
    expect(await machine.update(['update', archive(2)])).toMatchObject({ status: 0 });
    expect(await said()).toMatchObject({ release: '0.1.0-2' });

    const broken = await machine.update(['update', archive(3), '--patience', '8']);
    expect(broken).toMatchObject({ status: 1, said: expect.stringContaining('Gone back to 0.1.0-2') });
    await expect.poll(said, patience).toMatchObject({ release: '0.1.0-2' });

    expect(await machine.update(['rollback'])).toMatchObject({ status: 0 });
    expect(await said()).toMatchObject({ release: '0.1.0-1' });
    const status = await machine.update(['status']);
    expect(status).toMatchObject({ status: 0, said: expect.stringContaining('in use: 0.1.0-1, whole') });
    expect(status.said).toContain('only releases with a counter above 2 are installed');
    expect(status.said).toContain('terminal: is well');

    expect(await machine.update(['settle'])).toEqual({ status: 0, said: '' });
    const lock = join(folder, 'lock');
    const second = spawnSync('flock', [lock, join(machine.current, 'bin/hospital-kiosk-update'), 'rollback'], {
      env: { PATH: '/usr/bin:/bin', HOSPITAL_KIOSK_LOCK: lock },
    });
    expect(second.status).toBe(75);

    const programs: readonly [program: string, ...args: string[]][] = [
      ['hospital-kiosk', 'devices', '--help'],
      ['hospital-kiosk', 'reconcile', '--help'],
      ['hospital-kiosk', 'bulletin', '--help'],
      ['hospital-kiosk', 'conformance', '--help'],
      ['hospital-kiosk', 'hub', '--help'],
      ['hospital-kiosk', 'terminal', '--help'],
      ['hospital-kiosk-update', '--help'],
    ];
    for (const [program, ...args] of programs) {
      const ended = machine.run(program, ...args);
      expect([program, args, ended.said]).toEqual([
        program,
        args,
        expect.stringMatching(/usage|npm run|hospital-kiosk/i),
      ]);
      expect(ended.said).not.toMatch(/ERR_|Cannot find/);
    }
    expect(machine.run('hospital-kiosk', 'everything')).toMatchObject({ status: 2 });
  },
  240_000,
);

test.runIf(isPlatform(here))('the hub of a release runs with nothing but its own', async () => {
  const port = await freePort();
  const args = ['hub', '--database', `sqlite:${join(folder, 'hub.sqlite')}`, '--port', String(port)];
  const hub = spawn(join(machine.current, 'bin/hospital-kiosk'), args, { cwd: '/', env: { PATH: '/usr/bin:/bin' } });
  let output = '';
  const take = (chunk: unknown) => {
    output += chunk;
  };
  hub.stdout.on('data', take);
  hub.stderr.on('data', take);
  const ended = new Promise((done) => hub.once('exit', done));
  try {
    await expect.poll(() => output, patience).toContain('listens');
    const page = await fetch(`http://127.0.0.1:${port}/`);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('<script');
  } finally {
    hub.kill('SIGTERM');
    await ended;
  }
});
