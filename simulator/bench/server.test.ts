import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { BenchMessage } from './message.ts';
import { type BenchServer, serveBench } from './server.ts';
import { createWorkshopTrial } from './workshop-trial.ts';

let page: string;
let server: BenchServer;
let trial: ReturnType<typeof createWorkshopTrial>;
let report: Uint8Array | undefined;

beforeEach(async () => {
  page = mkdtempSync(join(tmpdir(), 'bench-'));
  writeFileSync(join(page, 'index.html'), '<title>bench</title>');
  report = undefined;
  trial = createWorkshopTrial();
  const { workshop } = trial;
  server = await serveBench({
    workshop: { ...workshop, report: (terminal) => (terminal === 'T-001' ? report : undefined) },
    page,
    port: 0,
  });
});
afterEach(async () => {
  await server.close();
  trial.workshop.stop();
  rmSync(page, { recursive: true });
});

const get = (path: string) => fetch(new URL(path, server.url));

function open(origin = new URL(server.url).origin): WebSocket {
  const url = new URL('socket', server.url);
  url.protocol = 'ws:';
  return new WebSocket(url, { origin });
}

test('the newest document is a PDF file, and is nowhere before there is one', async () => {
  expect((await get('T-001/report.pdf')).status).toBe(404);
  report = new TextEncoder().encode('%PDF-1.7');
  const reply = await get('T-001/report.pdf');
  expect(reply.headers.get('content-type')).toBe('application/pdf');
  expect(await reply.text()).toBe('%PDF-1.7');
  expect((await get('T-002/report.pdf')).status).toBe(404);
});

test('the page is there; a slip that was not printed is not, nor what is outside the page', async () => {
  expect((await get('T-001/slip.svg')).status).toBe(404);
  expect((await get('../package.json')).status).toBe(404);
  expect(await (await get('')).text()).toContain('bench');
});

test('who connects is told the world, and what is asked for is done', async () => {
  const socket = open();
  const told: BenchMessage[] = [];
  socket.on('message', (data) => told.push(JSON.parse(String(data))));
  await expect.poll(() => told.map(({ kind }) => kind)).toContain('view');
  socket.send('no JSON');
  socket.send(JSON.stringify({ kind: 'begin', scenario: 'no-such' }));
  await expect
    .poll(() => told.flatMap((it) => (it.kind === 'refused' ? [it.why] : [])))
    .toEqual([expect.stringContaining('nothing to ask'), 'there is no scenario no-such']);
  socket.close();
});

test('a page of another origin gets no line', async () => {
  const socket = open('http://elsewhere.invalid');
  await new Promise<void>((resolve) => socket.once('error', () => resolve()));
  expect(socket.readyState).not.toBe(WebSocket.OPEN);
});
