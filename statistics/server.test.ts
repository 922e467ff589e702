import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { inventedRegister, registration } from './invented-usage.ts';
import { HubStartError, startHub } from './server.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hub-server-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const settings = () => ({
  port: 0,
  database: `sqlite:${join(folder, 'hub.sqlite')}`,
  register: inventedRegister,
  zone: 'Asia/Shanghai',
});
const report = (url: string, after: number, amount: number) =>
  fetch(new URL('/v1/usage', url), {
    method: 'POST',
    body: JSON.stringify({ terminal: 'A-01', after, events: [registration(after + 1, amount)] }),
  });
const total = async (url: string) => {
  const answer = await fetch(new URL('/v1/usage?from=2026-11-21&to=2026-11-21', url));
  return (await answer.json()).total.registrationAmount;
};

test('over a real socket, and again after a restart on the same file', async () => {
  const first = await startHub(settings());
  expect((await report(first.url, 0, 100)).status).toBe(200);
  await first.close();
  await expect(fetch(first.url)).rejects.toThrow();

  const second = await startHub(settings());
  expect(await total(second.url)).toBe(100);
  expect((await report(second.url, 0, 100)).status).toBe(200);
  expect((await report(second.url, 1, 20)).status).toBe(200);
  expect(await total(second.url)).toBe(120);
  await second.close();
});

test('a taken port is said so, and the database is released', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  const start = startHub({ ...settings(), port });
  await expect(start).rejects.toThrow(HubStartError);
  await expect(start).rejects.toThrow(`${port} on 127.0.0.1 is taken by another program`);
  // The log beside the file goes when the last one to hold the file lets go of it.
  expect(readdirSync(folder)).toEqual(['hub.sqlite']);
  await new Promise((resolve) => other.close(resolve));
  await (await startHub({ ...settings(), port })).close();
});

test.each([
  ['postgres://hub@db/hub', 'expected sqlite:FILE'],
  ['sqlite:', 'expected sqlite:FILE'],
  ['sqlite:/nowhere/at/all/hub.sqlite', '/nowhere/at/all/hub.sqlite cannot be used'],
])('a database it cannot use: %s', async (database, said) => {
  await expect(startHub({ ...settings(), database })).rejects.toThrow(said);
});

test('closing does not wait for a connection that says nothing more, and twice is once', async () => {
  const hub = await startHub(settings());
  const { port } = new URL(hub.url);
  const socket = connect(Number(port), '127.0.0.1');
  const gone = new Promise((resolve) => socket.once('close', resolve));
  socket.on('error', () => {});
  await new Promise<void>((resolve) => socket.once('connect', resolve));
  await Promise.all([hub.close(), hub.close()]);
  await gone;
});
