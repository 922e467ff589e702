/** Real sockets on this machine's own address, so real time: every wait is for a condition. */
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { parseAddress } from './address.ts';
import { postOverHttp } from './http-ipp.ts';
import type { Posted } from './ipp.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function listening(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
const serving = (answer: RequestListener) => listening(createHttpServer(answer));

function post(port: number, signal = new AbortController().signal, body = Uint8Array.of(1, 2, 3)): Promise<Posted> {
  const address = parseAddress(`ipp://127.0.0.1:${port}/ipp/print`);
  if (address.scheme !== 'ipp') throw new Error('no IPP address');
  return postOverHttp(address, body, signal);
}

test('posts the bytes as IPP wants them, and gives those of the answer', async () => {
  const heard: unknown[] = [];
  const port = await serving((request, response) => {
    const { method, url, headers } = request;
    const parts: Uint8Array[] = [];
    request.on('data', (part: Uint8Array) => parts.push(part));
    request.on('end', () => {
      heard.push({ method, url, type: headers['content-type'], body: [...Buffer.concat(parts)] });
      response.writeHead(200, { 'content-type': 'application/ipp' });
      response.write(Uint8Array.of(9));
      response.end(Uint8Array.of(8, 7));
    });
  });
  const all = Uint8Array.from({ length: 100_000 }, (_, at) => at & 0xff);
  expect(await post(port, undefined, all)).toEqual({ ok: true, body: Uint8Array.of(9, 8, 7) });
  expect(heard).toEqual([{ method: 'POST', url: '/ipp/print', type: 'application/ipp', body: [...all] }]);
});

test.each([
  [500, '', 'protocolError', /answered HTTP 500 Internal Server Error\.$/],
  [404, '', 'protocolError', /no such printer; check the path/],
  [401, '', 'protocolError', /wants to know who prints/],
  [426, '', 'protocolError', /wants encryption/],
  [200, 'text/html', 'protocolError', /text\/html, which is not IPP/],
] as const)('HTTP %i %s', async (status, type, fault, cause) => {
  const port = await serving((_, response) => response.writeHead(status, { 'content-type': type }).end('<html>'));
  expect(await post(port)).toEqual({ ok: false, fault, cause: expect.stringMatching(cause) });
});

test('nobody there: nothing was sent', async () => {
  const port = await serving(() => {});
  await new Promise((resolve) => servers.pop()?.close(resolve));
  expect(await post(port)).toEqual({
    ok: false,
    fault: 'noDevice',
    cause: expect.stringMatching(
      /^Cannot connect to ipp:\/\/127\.0\.0\.1:\d+\/ipp\/print \(.*ECONNREFUSED.*\)\. Nothing answers/,
    ),
  });
});

test('a connection that breaks before, or in, the answer', async () => {
  const before = await serving((request) => request.socket.destroy());
  expect(await post(before)).toMatchObject({ ok: false, fault: 'offline', cause: expect.stringMatching(/broke \(/) });
  const within = await serving((request, response) => {
    response.writeHead(200, { 'content-type': 'application/ipp', 'content-length': 100 });
    response.write('part', () => request.socket.destroy());
  });
  expect(await post(within)).toMatchObject({ ok: false, fault: 'offline' });
});

test('what is not HTTP', async () => {
  const port = await listening(createServer((socket) => socket.end('%-12345X@PJL\r\n')));
  expect(await post(port)).toMatchObject({
    ok: false,
    fault: 'offline',
    cause: expect.stringMatching(/broke \(Parse Error/),
  });
});

test('an answer without end is cut off', async () => {
  const port = await serving((_, response) => {
    response.writeHead(200, { 'content-type': 'application/ipp' });
    const more = () => {
      while (!response.destroyed && response.write(new Uint8Array(65_536)));
    };
    response.on('drain', more);
    more();
  });
  expect(await post(port)).toMatchObject({ ok: false, fault: 'protocolError', cause: expect.stringMatching(/no end/) });
});

test('called off while it waits, and the connection is given up', async () => {
  const calling = new AbortController();
  const gone = Promise.withResolvers<void>();
  const port = await serving((request) => {
    request.socket.on('close', () => gone.resolve());
    calling.abort();
  });
  expect(await post(port, calling.signal)).toMatchObject({ ok: false, fault: 'cancelled' });
  await gone.promise;
  expect(await post(port, AbortSignal.abort())).toMatchObject({ ok: false, fault: 'cancelled' });
});
