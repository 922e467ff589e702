import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterEach, expect, test } from 'vitest';
import { createHandlers } from './handlers.ts';
import { type HospitalServer, startHospitalServer } from './server.ts';
import { createTrial } from './trial.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

async function start(port = 0): Promise<HospitalServer> {
  const server = await startHospitalServer(createHandlers({ answer: createTrial().answer }), port);
  closing.push(server.close);
  return server;
}

test('the server answers the contract under its base address', async () => {
  const { baseUrl } = await start();
  const reply = await fetch(`${baseUrl}/capabilities`);
  expect(reply.headers.get('server-time')).toBe('2026-11-20T00:10:00.000Z');
  expect(await reply.json()).toMatchObject({ hospitalId: 'trial' });
});

test('the server publishes the OpenAPI document, and a page that says what it is', async () => {
  const { url } = await start();
  const document: unknown = await (await fetch(`${url}/openapi.json`)).json();
  expect(document).toMatchObject({ openapi: '3.1.1', paths: { '/locks/{lockId}': {} } });
  const page = await fetch(`${url}/`);
  expect(page.headers.get('content-type')).toContain('text/html');
  expect(await page.text()).toContain('This is not a hospital');
});

test('a path nobody has is not found', async () => {
  const { url } = await start();
  expect((await fetch(`${url}/nothing`)).status).toBe(404);
  expect((await fetch(`${url}/api/v1/nothing`)).status).toBe(404);
});

test('a body far too long is not taken', async () => {
  const { baseUrl } = await start();
  const send = fetch(`${baseUrl}/patients/find`, { method: 'POST', body: 'x'.repeat(1_000_000) });
  const status = await send.then(
    (reply) => reply.status,
    () => 'broken',
  );
  expect([413, 'broken']).toContain(status);
});

test('a port that is taken is said to be', async () => {
  const other = createServer();
  await new Promise<void>((listening) => other.listen(0, '127.0.0.1', listening));
  closing.push(() => new Promise((closed) => other.close(() => closed())));
  const { port } = other.address() as AddressInfo;
  await expect(start(port)).rejects.toThrow(`port ${port} is taken`);
});

test('the same handlers answer an intercepted fetch and a request given by hand', async () => {
  const handlers = createHandlers({ answer: createTrial().answer });
  const given = await getResponse(handlers, new Request('http://any.invalid/api/v1/capabilities'));
  expect(await given?.json()).toMatchObject({ hospitalId: 'trial' });

  const intercepting = setupServer(...handlers);
  intercepting.listen({ onUnhandledFrame: 'error' });
  try {
    const reply = await fetch('http://hospital.invalid/somewhere/api/v1/locks/L1/release', { method: 'POST' });
    expect(await reply.json()).toEqual({ lockId: 'L1', state: 'released' });
  } finally {
    intercepting.close();
  }
});
