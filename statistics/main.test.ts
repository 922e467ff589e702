import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { freePort } from '../tests/free-port.ts';

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

const database = () => ['--database', `sqlite:${join(folder, 'hub.sqlite')}`];
const register = join(import.meta.dirname, '../docs/register.example.json');
const args = async () => [...database(), '--port', String(await freePort()), '--register', register];

test.each(['SIGINT', 'SIGTERM'] as const)('starts, answers, and %s stops it cleanly', async (signal) => {
  const hub = run(await args());
  const url = /http:\S+/.exec(await hub.said())?.[0] ?? '';
  expect((await fetch(new URL('/v1/sign-in', url))).status).toBe(200);
  hub.child.kill(signal);
  expect([await hub.ended, hub.text.err]).toEqual([0, '']);
});

test('a new hub says how somebody gets in; an account made beside it signs in', async () => {
  const hub = run(await args());
  const url = /http:\S+/.exec(await hub.said())?.[0] ?? '';
  const made = run(['account', ...database(), '--name', 'ann', '--city', '--administrator']);
  expect([await made.ended, made.text.err]).toEqual([0, '']);
  const [password = ''] = made.text.out.split('\n');
  const body = JSON.stringify({ account: 'ann', password });
  expect((await fetch(new URL('/v1/sessions', url), { method: 'POST', body })).status).toBe(204);
  hub.child.kill();
  await hub.ended;
  expect(hub.text.out).toContain('npm run hub -- account --help');
  // Whoever looks at the log learns of the sign-in, not of the password.
  expect(hub.text.err).toContain('access.opened');
  expect(hub.text.err).not.toContain(password);

  const again = run(['account', ...database(), '--name', 'ann', '--city']);
  expect([await again.ended, again.text.err]).toEqual([1, 'hub: ann: there is or was an account of that name\n']);
  const renewed = run(['account', ...database(), '--name', 'ann', '--new-password']);
  expect([await renewed.ended, renewed.text.out.split('\n')[0] === password]).toEqual([0, false]);
  const erased = run(['account', ...database(), '--name', 'ann', '--erase']);
  expect([await erased.ended, erased.text.out]).toEqual([
    0,
    expect.stringMatching(/^ann is erased; .* erased:[0-9a-f]{24}'s$/m),
  ]);
});

test('the one-time code of a terminal is made from the command line', async () => {
  const hub = run(await args());
  await hub.said();
  hub.child.kill();
  await hub.ended;
  const enrol = run(['enrol', ...database(), '--terminal', 'YXRM-OPD1-01']);
  expect([await enrol.ended, enrol.text.err]).toEqual([0, '']);
  expect(enrol.text.out).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/m);
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
  const account = run(['account', '--name', 'Ann']);
  expect(await account.ended).toBe(2);
  expect(account.text.err).toContain('hub: --unit: expected either --city or one --unit or more');
});

test('asked for help it says how it is used, and leaves with 0', async () => {
  for (const command of [[], ['account'], ['enrol']]) {
    const { ended, text } = run([...command, '--help']);
    expect(await ended).toBe(0);
    expect(text.out).toContain('npm run hub --');
  }
});
