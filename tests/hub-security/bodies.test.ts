import { afterEach, expect, test } from 'vitest';
import { hubPaths } from '../../terminal/hub-contract.ts';
import { sendRaw } from './raw.ts';
import { closing } from './stand.ts';

const hubs = closing();
afterEach(hubs.all);

const head = (path: string, more: string) => `POST ${path} HTTP/1.1\r\nHost: hub\r\n${more}\r\n\r\n`;

test('a body that says it is too long is refused before it is sent', async () => {
  const { ask, ports, terminals, send } = await hubs.stand();
  const [terminal] = terminals;
  const answer = await ask(hubPaths.usage, { method: 'POST', body: 'x'.repeat(600_000) });
  expect([answer.status, (await answer.json()).code]).toEqual([413, 'tooLarge']);
  const [first] = await ports.intake.epochs('A-01');
  expect(first).toBe(undefined);
  if (terminal) expect((await send(terminal.batch())).status).toBe(200);
});

test('a body without an end is cut off at the limit', async () => {
  const { ask } = await hubs.stand();
  let sent = 0;
  const endless = new ReadableStream({
    pull(controller) {
      sent += 65_536;
      controller.enqueue(new Uint8Array(65_536).fill(32));
    },
  });
  // The connection may break while the answer is on its way: nobody waits for the rest of such a body.
  const answer = await ask(hubPaths.usage, { method: 'POST', body: endless, duplex: 'half' } as RequestInit).catch(
    () => undefined,
  );
  expect(answer?.status ?? 413).toBe(413);
  expect(sent).toBeLessThan(50_000_000);
});

test('a body that arrives in pieces is read as one', async () => {
  const { terminals, port, logged } = await hubs.stand();
  const { body = '', headers = {} } = terminals[0]?.batch() ?? {};
  const pieces = body.match(/.{1,40}/gs)?.map((it) => `${it.length.toString(16)}\r\n${it}\r\n`) ?? [];
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const answer = await sendRaw(
    port,
    head(hubPaths.usage, `${lines.join('')}Connection: close\r\nTransfer-Encoding: chunked`),
    ...pieces,
    '0\r\n\r\n',
  );
  expect([answer.status, logged.at(-1)]).toEqual([200, expect.objectContaining({ event: 'usage.taken', fresh: 1 })]);
});

const patience = { headers: 150, request: 300, looking: 20 };

test('headers and bodies that trickle are ended with 408, and are no failure of the hub', async () => {
  const { port, logged, ask } = await hubs.stand({ patience });
  const [headers, body, chunks] = await Promise.all([
    sendRaw(port, 'GET /v1/accounts HTTP/1.1\r\nHost: hub\r\nX-Slow: '),
    sendRaw(port, head(hubPaths.usage, 'Content-Length: 1000'), '{"terminal":'),
    sendRaw(port, head('/v1/sessions', 'Transfer-Encoding: chunked'), '1\r\n{\r\n'),
  ]);
  for (const slow of [headers, body, chunks]) {
    expect([slow.status, JSON.parse(slow.body).code]).toEqual([408, 'tooSlow']);
  }
  expect((await ask('/v1/sign-in')).status).toBe(200);
  expect(logged).toEqual([]);
});

test('somebody who hangs up in the middle is no failure either', async () => {
  const { port, logged, terminals, send } = await hubs.stand();
  const { connect } = await import('node:net');
  await new Promise<void>((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(`${head(hubPaths.usage, 'Content-Length: 1000')}{"terminal":`, () => socket.destroy());
    });
    socket.once('close', () => resolve());
  });
  const [terminal] = terminals;
  if (terminal) expect((await send(terminal.batch())).status).toBe(200);
  expect(logged.map(({ event }) => event)).toEqual(['usage.taken']);
});
