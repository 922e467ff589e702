import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createFetchNetwork } from './fetch-network.ts';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** A server on this machine; answers with its address. */
async function serve(listener: Parameters<typeof createServer>[1]): Promise<string> {
  const started = createServer(listener ?? (() => {}));
  server = started;
  await new Promise<void>((listening) => started.listen(0, '127.0.0.1', listening));
  return `http://127.0.0.1:${(started.address() as AddressInfo).port}`;
}

const network = createFetchNetwork(fetch);
const calm = new AbortController().signal;

test('method, headers and body go out; status, headers in lower case and body come back', async () => {
  const url = await serve((incoming, outgoing) => {
    incoming.setEncoding('utf8').on('data', (body: string) => {
      outgoing.writeHead(422, { 'Server-Time': 'now' });
      outgoing.end(`${incoming.method} ${incoming.headers.accept} ${body}`);
    });
  });
  const reply = await network({ method: 'PUT', url, headers: { accept: 'x/y' }, body: '𠮷', signal: calm });
  expect(reply).toMatchObject({ status: 422, headers: { 'server-time': 'now' }, body: 'PUT x/y 𠮷' });
});

test('a redirect is not followed', async () => {
  const asked: unknown[] = [];
  const url = await serve((incoming, outgoing) => {
    asked.push(incoming.url);
    outgoing.writeHead(302, { location: '/login' }).end();
  });
  await expect(network({ method: 'GET', url: `${url}/a`, headers: {}, signal: calm })).rejects.toThrow();
  expect(asked).toEqual(['/a']);
});

test('a signal that aborts ends the wait', async () => {
  const caller = new AbortController();
  const url = await serve(() => caller.abort());
  await expect(network({ method: 'GET', url, headers: {}, signal: caller.signal })).rejects.toThrow();
});
