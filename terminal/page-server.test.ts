import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { LogEvent } from './log-event.ts';
import { type PageServer, servePage } from './page-server.ts';
import { plain } from './screen/modes.ts';
import type { Shown } from './screen.ts';

const shown: Shown = {
  revision: 7,
  screen: { name: 'starting' },
  surround: {
    hospital: { zh: '医院', en: 'Hospital' },
    place: { zh: '大厅', en: 'Hall' },
    time: '08:00',
    language: 'zh',
    modes: plain,
    ppi: 102,
  },
};

let folder: string;
let server: PageServer;
let taps: unknown[];
let log: LogEvent[];
/** Of this test's server: those of the one before may still be closing. */
let watched: { now: number };

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-page-'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html>');
  taps = [];
  log = [];
  watched = { now: 0 };
  const mine = watched;
  const terminal = {
    shown: () => shown,
    subscribe(listener: (it: Shown) => void) {
      mine.now += 1;
      listener(shown);
      return () => {
        mine.now -= 1;
      };
    },
    tap: (message: unknown) => taps.push(message),
    stop() {},
  };
  server = await servePage({ terminal, page: folder, port: 0, token: 'secret', log: (event) => log.push(event) });
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const host = () => new URL(server.url).host;

function open(options: { path?: string; origin?: string; host?: string } = {}): Promise<WebSocket> {
  const { path = '/screen?token=secret', origin = `http://${host()}` } = options;
  const headers = options.host === undefined ? {} : { host: options.host };
  const socket = new WebSocket(`ws://${host()}${path}`, { origin, headers });
  return new Promise((resolve, reject) => {
    socket.once('message', (data) => {
      expect(JSON.parse(String(data))).toEqual(shown);
      resolve(socket);
    });
    socket.once('error', reject);
  });
}

const closed = (socket: WebSocket) => new Promise<number>((resolve) => socket.once('close', (code) => resolve(code)));

function get(path: string, headers: Record<string, string> = {}): Promise<{ status: number; policy: string }> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port: new URL(server.url).port, path, headers }, (reply) => {
      reply.resume();
      resolve({
        status: reply.statusCode ?? 0,
        policy: String(reply.headers['content-security-policy']),
      });
    })
      .once('error', reject)
      .end();
  });
}

test('the page comes with a policy that allows nothing from outside', async () => {
  const { status, policy } = await get('/?token=secret');
  expect(status).toBe(200);
  expect(policy).toContain("default-src 'none'; script-src 'self'");
});

test.each([
  ['/../package.json', 404],
  ['/%2e%2e/%2e%2e/etc/passwd', 404],
  ['/..%2f..%2fpackage.json', 404],
  ['/nothing.js', 404],
  ['/%', 404],
  ['//', 404],
])('GET %s is %i and gives nothing away', async (path, status) => {
  expect((await get(path)).status).toBe(status);
});

test('a foreign name for this machine is refused', async () => {
  expect((await get('/', { host: 'evil.example' })).status).toBe(403);
});

test('the screen is pushed to the page that knows the token, and its taps are taken', async () => {
  const socket = await open();
  socket.send(JSON.stringify({ tap: { kind: 'begin' }, revision: 7 }));
  await expect.poll(() => taps).toEqual([{ tap: { kind: 'begin' }, revision: 7 }]);
  socket.close();
  await expect.poll(() => watched.now).toBe(0);
});

test.each([
  ['token', { path: '/screen?token=wrong' }],
  ['token', { path: '/screen' }],
  ['token', { path: '/screen?token=' }],
  ['token', { path: '/screen?token=secre' }],
  ['token', { path: '/screen?token=secret2' }],
  ['token', { path: '/screen?token=SECRET&token=secret' }],
  ['path', { path: '/elsewhere?token=secret' }],
  ['origin', { origin: 'http://evil.example' }],
  ['origin', { origin: 'null' }],
  ['origin', { origin: 'http://127.0.0.1:1' }],
  ['host', { host: 'evil.example', origin: 'http://evil.example' }],
])('a socket with a wrong %s is refused and logged', async (why, options) => {
  await expect(open(options)).rejects.toThrow('403');
  expect(log).toEqual([{ event: 'screen.refused', why }]);
});

/** A program of this machine that asks for a socket in its own words. */
async function stranger(path: string, allowHalfOpen = false): Promise<Socket> {
  const socket = connect({ host: '127.0.0.1', port: Number(new URL(server.url).port), allowHalfOpen });
  const head = ['connection: upgrade', 'upgrade: websocket', `host: ${host()}`, `origin: http://${host()}`];
  socket.write([`GET ${path} HTTP/1.1`, ...head, '', ''].join('\r\n'));
  socket.on('error', () => {});
  return socket;
}

test('who breaks off when refused, or asks for what is no address, breaks nothing else', async () => {
  const asked = ['/screen?token=wrong', '//', '/screen?token=wrong', '//'];
  for (const [at, path] of asked.entries()) {
    const socket = await stranger(path);
    await expect.poll(() => log.length).toBe(at + 1);
    socket.resetAndDestroy();
  }
  expect(log).toEqual(asked.map((path) => ({ event: 'screen.refused', why: path === '//' ? 'path' : 'token' })));
  (await open()).close();
});

test('who was refused and stays on the line keeps nothing from closing', async () => {
  const socket = await stranger('/screen?token=wrong', true);
  await expect.poll(() => log.length).toBe(1);
  await server.close();
  socket.destroy();
});

test('what is no JSON reaches the terminal as nothing, and the socket stays', async () => {
  const socket = await open();
  socket.send('{"tap":');
  socket.send('{}');
  await expect.poll(() => taps).toEqual([undefined, {}]);
  expect(socket.readyState).toBe(WebSocket.OPEN);
});

test('a message longer than any tap ends the socket, not the server', async () => {
  const socket = await open();
  socket.send('x'.repeat(100_000));
  expect(await closed(socket)).toBe(1009);
  await open();
});

test('there is one screen: the page that came last', async () => {
  const first = await open();
  const ended = closed(first);
  await open();
  expect(await ended).toBe(4000);
});

test('a page that another took over from taps no more, even when it does not hear that it is over', async () => {
  const first = await open();
  // Its reader stands still: what the terminal closes with stays unread, and taps go on being sent.
  first.pause();
  const second = await open();
  first.send('{"from":"first"}');
  second.send('{"from":"second"}');
  await expect.poll(() => taps).toContainEqual({ from: 'second' });
  first.terminate();
  await expect.poll(() => watched.now).toBe(1);
  expect(taps).toEqual([{ from: 'second' }]);
});

test('a taken port is said plainly', async () => {
  const port = Number(new URL(server.url).port);
  const terminal = { shown: () => shown, subscribe: () => () => {}, tap() {}, stop() {} };
  await expect(servePage({ terminal, page: folder, port, token: 't', log: () => {} })).rejects.toThrow(
    `Port ${port} is taken by another program`,
  );
});

test('a page that was not built is said plainly', async () => {
  const terminal = { shown: () => shown, subscribe: () => () => {}, tap() {}, stop() {} };
  const missing = servePage({ terminal, page: join(folder, 'missing'), port: 0, token: 't', log: () => {} });
  await expect(missing).rejects.toThrow('npm run build');
});
