/** `npm run simulator` and a terminal on its devices, each a process of its own, so real time: every wait is for a condition. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { BenchMessage } from '../simulator/bench/message.ts';
import { defaultPorts } from '../simulator/outlets/outlets.ts';
import type { RehearsalCommand } from '../simulator/rehearsal/command.ts';
import type { Screen, Shown, Tap } from '../terminal/screen.ts';
import { hasSocat } from './pseudo-terminal.ts';

const patience = { timeout: 30_000 };

let data: string;
const started: (() => unknown)[] = [];
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'kiosk-standalone-'));
});
afterEach(async () => {
  for (const stop of started.splice(0).reverse()) await stop();
  rmSync(data, { recursive: true });
});

interface Program {
  output(): string;
  /** Ctrl-C; gives the exit code. */
  stop(): Promise<number | null>;
  readonly exit: Promise<number | null>;
}

function run(file: string, ...args: string[]): Program {
  const child = spawn('node', [file, ...args]);
  let output = '';
  const take = (chunk: unknown) => {
    output += chunk;
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  const exit = new Promise<number | null>((resolve) => child.once('close', resolve));
  const stop = () => {
    child.kill('SIGINT');
    return exit;
  };
  started.push(stop);
  return { output: () => output, stop, exit };
}

const names = [...Object.keys(defaultPorts), 'bench', 'hospital'];
const simulator = (...ports: string[]) =>
  run('simulator/standalone.ts', '--data', data, ...names.flatMap((name) => [`--${name}`, '0']), ...ports);

/** What stands behind `name: ` in the output, once it does. */
async function told(program: Program, name: string): Promise<string> {
  const line = new RegExp(`^${name}: (\\S+)`, 'm');
  await expect.poll(program.output, patience).toMatch(line);
  return line.exec(program.output())?.[1] ?? '';
}

function socketTo(url: URL, path: string): WebSocket {
  const socket = new WebSocket(`ws://${url.host}${path}${url.search}`, { origin: url.origin });
  started.push(() => socket.close());
  return socket;
}

/** The bench's hands, and what it would not do. */
async function benchAt(url: URL): Promise<{ do(command: RehearsalCommand): void; refused(): readonly string[] }> {
  const socket = socketTo(url, '/');
  const refused: string[] = [];
  socket.on('message', (said) => {
    const message: BenchMessage = JSON.parse(String(said));
    if (message.kind === 'refused') refused.push(message.why);
  });
  await new Promise((resolve) => socket.once('open', resolve));
  return { do: (command) => socket.send(JSON.stringify({ kind: 'do', command })), refused: () => refused };
}

/** The terminal's screen, and a finger on it, which taps again what fell on a screen that had just been replaced. */
function screenAt(url: URL): { shown(): Shown | undefined; tap(on: Screen['name'], tap: Tap): Promise<void> } {
  const socket = socketTo(url, '/screen');
  let shown: Shown | undefined;
  socket.on('message', (said) => {
    shown = JSON.parse(String(said));
  });
  return {
    shown: () => shown,
    tap: (on, tap) =>
      expect
        .poll(() => {
          if (shown?.screen.name === on) socket.send(JSON.stringify({ tap, revision: shown.revision }));
          return shown?.screen.name;
        }, patience)
        .not.toBe(on),
  };
}

test('a terminal started by the written configuration welcomes, and reads the card that the bench puts on', async () => {
  const world = simulator();
  const bench = await benchAt(new URL(await told(world, 'bench')));
  await expect.poll(world.output, patience).toContain('npm run terminal');
  const command = /npm run (terminal) -- (.*)/.exec(world.output())?.[2]?.split(' ') ?? [];
  const terminal = run('terminal/main.ts', ...command, '--port', '0');
  const screen = screenAt(new URL(await told(terminal, 'kiosk')));

  await expect
    .poll(() => screen.shown()?.screen, patience)
    .toMatchObject({
      name: 'attract',
      errands: expect.arrayContaining([
        { errand: 'registration', open: true },
        { errand: 'report', open: true },
      ]),
    });
  await screen.tap('attract', { kind: 'begin' });
  await screen.tap('menu', { kind: 'errand', errand: 'registration' });
  await expect.poll(() => screen.shown()?.screen.name, patience).toBe('presentCredential');
  bench.do({ do: 'putCard', person: 0 });
  await expect
    .poll(() => screen.shown()?.screen, patience)
    .toMatchObject({ name: 'chooseOne', what: 'day', patient: expect.anything() });

  bench.do({ do: 'takeCard' });
  expect(await terminal.stop()).toBe(0);
  expect(await world.stop()).toBe(0);
}, 120_000);

test('every device of the configuration is online at its own outlet, and only while it is plugged in', async () => {
  const world = simulator();
  const bench = await benchAt(new URL(await told(world, 'bench')));
  await expect.poll(world.output, patience).toContain('npm run terminal');
  const file = join(data, 'terminal.json');
  const { devices } = JSON.parse(readFileSync(file, 'utf8'));
  expect(devices.idCardReader.address).toMatch(hasSocat() ? /^serial:/ : /^tcp:/);
  const terminal = run('terminal/main.ts', '--config', file, '--journal', join(data, 'journal.sqlite'), '--port', '0');
  const logged = (event: string) =>
    terminal
      .output()
      .split('\n')
      .flatMap((line) => (line.includes(`"${event}"`) ? [JSON.parse(line)] : []));
  const online = () => logged('device.online').map(({ device }) => device);
  await expect.poll(() => online().sort(), patience).toEqual(Object.keys(devices).sort());

  bench.do({ do: 'unplug', device: 'cardDispenser' });
  await expect
    .poll(() => logged('device.fault'), patience)
    .toContainEqual(expect.objectContaining({ device: 'cardDispenser', fault: 'noDevice' }));
  bench.do({ do: 'plugIn', device: 'cardDispenser' });
  await expect.poll(() => online().filter((it) => it === 'cardDispenser'), patience).toHaveLength(2);
}, 120_000);

test('the bench has hands only: the terminal is not its own', async () => {
  const bench = await benchAt(new URL(await told(simulator(), 'bench')));
  bench.do({ do: 'powerOn' });
  await expect.poll(bench.refused, patience).toEqual(['the terminal is another program here: there are only hands']);
}, 60_000);

test('a port that is taken is said plainly with its option, and nothing is left running', async () => {
  const occupant = createServer();
  await new Promise<void>((resolve) => occupant.listen(0, '127.0.0.1', resolve));
  started.push(() => occupant.close());
  const address = occupant.address();
  const port = String(typeof address === 'object' && address ? address.port : 0);
  for (const option of ['card-dispenser', 'bench']) {
    const world = simulator(`--${option}`, port);
    expect(await world.exit).toBe(1);
    expect(world.output().toLowerCase()).toContain(`port ${port} is taken`);
    expect(world.output()).toContain(`Another port: --${option} PORT`);
  }
}, 60_000);

test('a port that is no port is said plainly', async () => {
  const world = simulator('--vpcd', 'reader');
  expect(await world.exit).toBe(1);
  expect(world.output()).toContain('--vpcd: "reader" is no port');
}, 60_000);
