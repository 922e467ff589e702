import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { parse } from 'yaml';
import type { Shown } from '../terminal/screen.ts';
import { configOfNothing } from './deployment/terminal-service.ts';

const example = parse(readFileSync('deploy/terminal/terminal.example.yaml', 'utf8'));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-terminal-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

interface Program {
  readonly child: ChildProcess;
  output(): string;
  readonly exit: Promise<number | null>;
}

function run(...args: string[]): Program {
  const child = spawn('node', ['terminal/main.ts', ...args]);
  let output = '';
  const take = (chunk: unknown) => {
    output += chunk;
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  return { child, output: () => output, exit: new Promise((resolve) => child.once('close', resolve)) };
}

function written(text: string): string {
  const file = join(folder, 'terminal.json');
  writeFileSync(file, text);
  return file;
}

const configured = (change: object) => written(JSON.stringify({ ...example, ...change }));

test('without a configuration it says how it is started', async () => {
  const { exit, output } = run();
  expect(await exit).toBe(2);
  expect(output()).toContain('npm run terminal -- --config FILE');
});

test.each([
  ['a file that is not there', () => join(folder, 'nothing.json'), 'cannot be read'],
  ['a file that is neither YAML nor JSON', () => written('{'), 'is neither YAML nor JSON'],
  [
    'a key with a wrong value',
    () => configured({ zone: 'Mars/Olympus' }),
    'zone: "Mars/Olympus" cannot be used; an IANA time zone is expected',
  ],
  [
    'an address that names no speed',
    () => configured({ devices: { ...example.devices, receiptPrinter: { address: 'serial:/dev/ttyS2' } } }),
    'names no speed',
  ],
])('%s is refused, and why is said, at a start and by a check', async (_, config, message) => {
  const file = config();
  const tried = [run('--config', file, '--journal', join(folder, 'journal.sqlite')), run('check', '--config', file)];
  for (const { exit, output } of tried) {
    expect(await exit).toBe(1);
    expect(output()).toContain(message);
  }
});

test('a configuration that is right is said to be, and nothing is started', async () => {
  const { exit, output } = run('check', '--config', 'deploy/terminal/terminal.example.yaml');
  expect(await exit).toBe(0);
  expect(output()).toContain('deploy/terminal/terminal.example.yaml can be used: NJGL-OPD1-03');
});

test('on a machine without its devices and its hospital it starts all the same, and the screen says what it cannot do', async () => {
  const config = configOfNothing(folder);
  const program = run('--config', config, '--journal', join(folder, 'journal.sqlite'), '--port', '0');
  try {
    await expect.poll(program.output, { timeout: 15_000 }).toMatch(/^kiosk: \S+$/m);
    const url = new URL(/^kiosk: (\S+)$/m.exec(program.output())?.[1] ?? '');
    expect((await fetch(url)).status).toBe(200);
    const socket = new WebSocket(`ws://${url.host}/screen${url.search}`, { origin: url.origin });
    let shown: Shown | undefined;
    socket.on('message', (data) => {
      shown = JSON.parse(String(data));
    });
    await expect
      .poll(() => shown?.screen, { timeout: 15_000 })
      .toMatchObject({
        name: 'attract',
        errands: expect.arrayContaining([{ errand: 'registration', open: false, why: 'hospitalSilent' }]),
      });
    await expect.poll(program.output, { timeout: 15_000 }).toContain('"fault":"noDevice"');
    const health = await (await fetch(new URL('/health', url))).json();
    expect(health).toMatchObject({
      status: 'degraded',
      reasons: ['hospital', 'idCardReader', 'receiptPrinter'],
      screen: true,
    });
    socket.close();
    program.child.kill('SIGTERM');
    expect(await program.exit).toBe(0);
  } finally {
    program.child.kill('SIGKILL');
  }
}, 60_000);
