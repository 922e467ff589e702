import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { deviceKinds } from '../device-drivers/contract/device-event.ts';
import { atHub, type Running, startEverything } from './everything.ts';

let running: Running | undefined;
afterEach(async () => {
  await running?.stop();
  running = undefined;
});

describe('started once', () => {
  let once: Running;
  beforeAll(async () => {
    once = await startEverything();
  }, 60_000);
  afterAll(() => once?.stop());

  test('it prints the four addresses, one a line, each of them answering, and what to do first', async () => {
    for (const url of Object.values(once.urls)) expect((await fetch(url)).status, url).toBe(200);
    expect(once.output()).toContain('Touch the kiosk');
  });

  test('the hub’s link lets one in who sees the whole city; without it there is nothing to see', async () => {
    expect((await fetch(new URL('v1/me', once.urls.hub))).status).toBe(401);
    const ask = await atHub(once);
    expect(await (await ask('v1/me')).json()).toMatchObject({ scope: { city: true }, administrator: true });
  });

  test('every device of the shelf is there, spoken to by its own driver', async () => {
    const log = join(once.data, 'terminal.log');
    const online = () =>
      readFileSync(log, 'utf8')
        .split('\n')
        .flatMap((line) => (line.includes('"device.online"') ? [JSON.parse(line).device as string] : []))
        .sort();
    await expect.poll(online, { timeout: 20_000 }).toEqual([...deviceKinds].sort());
  });

  test('Ctrl-C stops everything, and the process ends by itself', async () => {
    const { kiosk } = once.urls;
    expect(await once.stop()).toBe(0);
    await expect(fetch(kiosk)).rejects.toThrow();
  });
});

test('the first start invents a past for the rest of the city, the second goes on with it', async () => {
  const data = mkdtempSync(join(tmpdir(), 'kiosk-data-'));
  const monthOfCity = async () => {
    const ask = await atHub(running as Running);
    const month = await ask('v1/usage?from=2026-10-20&to=2026-11-22&place=city&limit=1');
    return ((await month.json()) as { total: { visits: number; starts: number } }).total;
  };
  try {
    running = await startEverything({ data, more: ['--city', '4'] });
    expect(running.output()).toMatch(/inventing what 4 other terminals of the city did/);
    const past = await monthOfCity();
    expect(past.visits).toBeGreaterThan(2_000);
    expect(past.starts).toBeGreaterThan(100);
    await running.stop();
    running = await startEverything({ data, more: ['--city', '4', '--at', '2026-11-24T08:05'] });
    expect(running.output()).not.toMatch(/inventing/);
    expect(await monthOfCity()).toEqual(past);
    await running.stop();
  } finally {
    rmSync(data, { recursive: true });
  }
});

test('a second start takes up the data of the first', async () => {
  const data = mkdtempSync(join(tmpdir(), 'kiosk-data-'));
  try {
    const first = await startEverything({ data });
    await first.stop();
    running = await startEverything({ data });
    await running.stop();
  } finally {
    rmSync(data, { recursive: true });
  }
});

test('a port that is taken is said plainly, and nothing is left running', async () => {
  const occupant = createServer();
  await new Promise<void>((resolve) => occupant.listen(0, '127.0.0.1', resolve));
  const address = occupant.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  try {
    const { code, output } = await run(['--kiosk', String(port), '--bench', '0', '--hub', '0', '--hospital', '0']);
    expect(output).toContain(`Port ${port} is taken by another program`);
    expect(output).toContain('--kiosk');
    expect(code).toBe(1);
  } finally {
    occupant.close();
  }
});

test('a port that is no port is said plainly', async () => {
  const { code, output } = await run(['--hub', 'eighty']);
  expect(output).toContain('--hub: "eighty" is no port');
  expect(code).toBe(1);
});

async function run(args: string[]): Promise<{ code: number | null; output: string }> {
  const data = mkdtempSync(join(tmpdir(), 'kiosk-data-'));
  const child: ChildProcess = spawn('node', ['simulator/start.ts', '--data', data, ...args]);
  let output = '';
  child.stdout?.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    output += chunk;
  });
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  rmSync(data, { recursive: true });
  return { code, output };
}
