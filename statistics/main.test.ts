import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { inventedRegister } from './invented-usage.ts';

let folder: string;
let running: ChildProcess[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hub-main-'));
  running = [];
});
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

const run = (args: readonly string[]) => {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), ...args]);
  running.push(child);
  const text = { out: '', err: '' };
  child.stdout.on('data', (chunk) => {
    text.out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    text.err += chunk;
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const said = () =>
    new Promise<string>((resolve, reject) => {
      child.stdout.on('data', () => /http:\S+/.test(text.out) && resolve(text.out));
      void ended.then(() => reject(new Error(text.err)));
    });
  return { child, text, ended, said };
};

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

const args = async () => {
  const register = join(folder, 'register.json');
  writeFileSync(register, JSON.stringify(inventedRegister));
  const port = String(await freePort());
  return ['--database', `sqlite:${join(folder, 'hub.sqlite')}`, '--port', port, '--register', register];
};

test.each(['SIGINT', 'SIGTERM'] as const)('starts, answers, and %s stops it cleanly', async (signal) => {
  const hub = run(await args());
  const url = /http:\S+/.exec(await hub.said())?.[0] ?? '';
  expect((await fetch(url)).status).toBe(200);
  hub.child.kill(signal);
  expect([await hub.ended, hub.text.err]).toEqual([0, '']);
});

test('a second hub on the same port says so and leaves with 1', async () => {
  const both = await args();
  await run(both).said();
  const second = run(both);
  expect(await second.ended).toBe(1);
  expect(second.text.err).toContain('is taken by another program');
  expect(second.text.err).not.toContain('    at ');
});

test('mistakes are said one a line, with how it is used, and it leaves with 2', async () => {
  const hub = run(['--port', 'eight', '--register', 'none.json']);
  expect(await hub.ended).toBe(2);
  expect(hub.text.err).toContain('hub: --database: missing; expected sqlite:FILE');
  expect(hub.text.err).toContain('hub: --port: "eight"; expected');
  expect(hub.text.err).toContain('npm run hub --');
});

test('asked for help it says how it is used, and leaves with 0', async () => {
  const { ended, text } = run(['--help']);
  expect(await ended).toBe(0);
  expect(text.out).toContain('npm run hub --');
});
