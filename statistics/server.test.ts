import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { usualConfig } from './hub.ts';
import { HubStartError, serveHub } from './server.ts';
import { type HubSettings, startHub } from './start-hub.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hub-server-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const settings = (): HubSettings => ({
  port: 0,
  database: `sqlite:${join(folder, 'hub.sqlite')}`,
  config: usualConfig,
});

const ask = (hub: { url: string }, path: string, init?: RequestInit) =>
  fetch(new URL(path, hub.url), { redirect: 'manual', ...init });

test('over a real socket, and again after a restart on the same file', async () => {
  const first = await startHub(settings());
  expect(first.hasReaders).toBe(false);
  const cookie = (await ask(first, first.invite())).headers.get('set-cookie') ?? '';
  expect((await ask(first, '/v1/me', { headers: { cookie } })).status).toBe(200);
  await first.close();
  await expect(fetch(first.url)).rejects.toThrow();

  const second = await startHub(settings());
  // Somebody who signed in stays so; a link was good for the start it was made in.
  expect(second.hasReaders).toBe(true);
  expect((await ask(second, '/v1/me', { headers: { cookie } })).status).toBe(200);
  expect((await ask(second, first.invite())).status).toBe(404);
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
  ['mysql://hub@db/hub', 'expected sqlite:FILE'],
  ['sqlite:', 'expected sqlite:FILE'],
  ['sqlite:/nowhere/at/all/hub.sqlite', '/nowhere/at/all/hub.sqlite cannot be used'],
])('a database it cannot use: %s', async (database, said) => {
  const start = startHub({ ...settings(), database });
  await expect(start).rejects.toThrow(HubStartError);
  await expect(start).rejects.toThrow(said);
});

test('a register is kept before it listens; one that contradicts itself stops the start', async () => {
  const place = { zh: '大厅', en: 'Hall' };
  const register = (unit: string) => ({
    units: [{ unit: 'pine', grouping: 'hospital' as const, names: [{ zh: '虚构医院', en: 'Invented' }] }],
    terminals: [{ terminal: 'A-01', placements: [{ from: '2026-01-01', unit, ward: '', place }] }],
  });
  const hub = await startHub({ ...settings(), register: register('pine') });
  const cookie = (await ask(hub, hub.invite())).headers.get('set-cookie') ?? '';
  expect(await (await ask(hub, '/v1/terminals', { headers: { cookie } })).json()).toMatchObject({
    terminals: [{ terminal: 'A-01', unit: 'pine', enrolment: 'waiting' }],
  });
  await hub.close();
  await expect(startHub({ ...settings(), register: register('oak') })).rejects.toThrow(/register: .*oak/);
});

test('a request under way is answered before the hub closes, and its connection is not waited for', async () => {
  let closed: Promise<void> | undefined;
  const hub = await startHub({
    ...settings(),
    // Long enough to be noticed.
    patience: { farewell: 1_000_000 },
    log: ({ event }) => {
      if (event === 'access.refused') closed = hub.close();
    },
  });
  const body = JSON.stringify({ account: 'a', password: 'b' });
  expect((await ask(hub, '/v1/sessions', { method: 'POST', body })).status).toBe(401);
  expect(closed).toBeDefined();
  await closed;
});

test('closing does not wait for a connection that says nothing more, and twice is once', async () => {
  const hub = await startHub({ ...settings(), patience: { farewell: 50 } });
  const { port } = new URL(hub.url);
  const socket = connect(Number(port), '127.0.0.1');
  const gone = new Promise((resolve) => socket.once('close', resolve));
  socket.on('error', () => {});
  await new Promise<void>((resolve) => socket.once('connect', resolve));
  await Promise.all([hub.close(), hub.close()]);
  await gone;
});

test('a caller who is gone before the answer is not counted as answered', async () => {
  const counted: number[] = [];
  let asked = () => {};
  let isOver = (_: Response) => {};
  const under = new Promise<void>((resolve) => {
    asked = resolve;
  });
  const answer = new Promise<Response>((resolve) => {
    isOver = resolve;
  });
  const fetchSlowly = () => {
    asked();
    return answer;
  };
  let told = () => {};
  const closed = new Promise<void>((resolve) => {
    told = resolve;
  });
  const onAnswer = ({ status }: { readonly status: number }) => {
    counted.push(status);
    told();
  };
  const hub = await serveHub({ fetch: fetchSlowly }, { port: 0, onAnswer });
  const socket = connect(Number(new URL(hub.url).port), '127.0.0.1');
  socket.write('GET /slow HTTP/1.1\r\nHost: hub\r\n\r\n');
  await under;
  socket.destroy();
  await closed;
  isOver(new Response('too late'));
  expect(counted).toEqual([499]);
  await hub.close();
});

test('the built page: its files and no others, packed for those who take it, kept for good by name', async () => {
  const page = join(folder, 'page');
  mkdirSync(join(page, 'assets'), { recursive: true });
  writeFileSync(join(page, 'index.html'), '<!doctype html><title>统计</title>');
  writeFileSync(join(page, 'assets', 'app-1a2b.js'), 'const a = 1;\n'.repeat(200));
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  const hub = await startHub({ ...settings(), page });

  const index = await ask(hub, '/');
  expect(index.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(index.headers.get('cache-control')).toBe('no-cache');
  expect(await index.text()).toContain('统计');
  const etag = index.headers.get('etag') ?? '';
  expect((await ask(hub, '/', { headers: { 'if-none-match': etag } })).status).toBe(304);

  const script = await ask(hub, '/assets/app-1a2b.js');
  expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect([script.headers.get('content-encoding'), (await script.text()).length]).toEqual(['gzip', 2_600]);
  const plain = await ask(hub, '/assets/app-1a2b.js', { headers: { 'accept-encoding': 'identity' } });
  expect([plain.headers.get('content-encoding'), plain.headers.get('content-length')]).toEqual([null, '2600']);
  expect((await ask(hub, '/', { method: 'HEAD' })).status).toBe(200);

  expect((await ask(hub, '/secret.txt')).status).toBe(404);
  expect((await ask(hub, '/index.html')).status).toBe(404);
  expect((await ask(hub, '/', { method: 'POST' })).status).toBe(404);
  await hub.close();
});

test('a page that was not built is said so', async () => {
  const hub = await startHub({ ...settings(), page: join(folder, 'none') });
  const answer = await ask(hub, '/');
  expect([answer.status, await answer.text()]).toEqual([503, expect.stringContaining('npm run build')]);
  await hub.close();
});
