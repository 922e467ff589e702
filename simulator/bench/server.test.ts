import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createBenchTrial } from './bench-trial.ts';
import { type BenchServer, serveBench } from './server.ts';

let page: string;
let server: BenchServer;
let report: Uint8Array | undefined;

beforeEach(async () => {
  page = mkdtempSync(join(tmpdir(), 'bench-'));
  writeFileSync(join(page, 'index.html'), '<title>bench</title>');
  report = undefined;
  const { bench } = createBenchTrial();
  server = await serveBench({ bench: { ...bench, report: () => report }, page, port: 0 });
});
afterEach(async () => {
  await server.close();
  rmSync(page, { recursive: true });
});

const get = (path: string) => fetch(new URL(path, server.url));

test('the newest document is a PDF file, and is nowhere before there is one', async () => {
  expect((await get('report.pdf')).status).toBe(404);
  report = new TextEncoder().encode('%PDF-1.7');
  const reply = await get('report.pdf');
  expect(reply.headers.get('content-type')).toBe('application/pdf');
  expect(await reply.text()).toBe('%PDF-1.7');
});

test('the page is there; a slip that was not printed is not', async () => {
  expect((await get('slip.svg')).status).toBe(404);
  expect(await (await get('')).text()).toContain('bench');
});
