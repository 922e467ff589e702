import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { ed25519 } from '@noble/curves/ed25519.js';
import { hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import * as v from 'valibot';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parse } from 'yaml';
import { Enrolment, signedText } from './hub-contract.ts';

const example = parse(readFileSync('deploy/terminal/terminal.example.yaml', 'utf8'));
const code = '7K2M-PQ4D-9XHB';
const receipt = {
  terminal: example.terminal,
  unit: { zh: '示范医院', en: 'Model Hospital' },
  ward: '门诊一层',
  place: { zh: '东大厅', en: 'East hall' },
};

let folder: string;
let server: Server;
let answer: { readonly status: number; readonly body: string };
let heard: { readonly path: string; readonly body: string; readonly signature: string }[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-enrol-'));
  answer = { status: 200, body: JSON.stringify(receipt) };
  heard = [];
  server = createServer(async (request, response) => {
    const signature = String(request.headers['kiosk-signature']);
    heard.push({ path: request.url ?? '', body: await text(request), signature });
    response.writeHead(answer.status).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

const hubUrl = () => {
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`;
};

async function enrol(by = code, hub: string | undefined = hubUrl()): Promise<{ exit: number | null; output: string }> {
  const config = join(folder, 'terminal.json');
  writeFileSync(config, JSON.stringify({ ...example, hubUrl: hub }));
  const journal = join(folder, 'journal.sqlite');
  const child = spawn('node', ['terminal/main.ts', 'enrol', '--config', config, '--code', by, '--journal', journal]);
  const closed = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { exit: await closed, output: out + err };
}

test('a key is made, the hub hears its public half and a proof of the other, and where the terminal stands is said', async () => {
  const { exit, output } = await enrol(` ${code.toLowerCase()}`);
  expect(output).toContain('示范医院 Model Hospital');
  expect(output).toContain('门诊一层 · 东大厅 · East hall');
  expect(exit).toBe(0);
  const [said] = heard;
  if (!said) throw new Error('nothing was said');
  const enrolment = v.parse(Enrolment, JSON.parse(said.body));
  expect(enrolment).toMatchObject({ code, terminal: example.terminal });
  const proof = utf8ToBytes(signedText('/v1/enrolments', said.body));
  expect(said.path).toBe('/v1/enrolments');
  expect(ed25519.verify(hexToBytes(said.signature), proof, hexToBytes(enrolment.publicKey))).toBe(true);
  const pem = readFileSync(join(folder, 'journal.key'), 'utf8');
  expect(pem).toContain('PRIVATE KEY');
  expect(said.body + said.signature + output).not.toContain(pem.split('\n')[1]);
});

test('another try is made with the same key', async () => {
  answer = { status: 500, body: '' };
  await enrol();
  answer = { status: 200, body: JSON.stringify(receipt) };
  expect((await enrol()).exit).toBe(0);
  const keys = heard.map(({ body }) => v.parse(Enrolment, JSON.parse(body)).publicKey);
  expect(keys).toHaveLength(2);
  expect(new Set(keys).size).toBe(1);
});

const refused = (code: string, title: string, detail: string) => ({
  status: 403,
  body: JSON.stringify({ code, title, detail }),
});

test.each([
  [
    'a used code',
    refused('codeUsed', 'The code was used', 'on 2026-11-20'),
    'The code was used: on 2026-11-20 (codeUsed)',
  ],
  [
    'the hub of another terminal',
    { status: 200, body: JSON.stringify({ ...receipt, terminal: 'X' }) },
    'answers for another terminal',
  ],
  ['a page of somebody else', { status: 200, body: '<html>Sign in</html>' }, 'is no hub'],
])('%s is said', async (_, reply, words) => {
  answer = reply;
  const { exit, output } = await enrol();
  expect(output).toContain(words);
  expect(output).toContain(`${example.terminal} is not enrolled`);
  expect(exit).toBe(1);
});

test('a mistyped code and a hub that is not there are said, and nothing leaves the machine of the first', async () => {
  expect((await enrol('7K2M')).output).toContain('expected a code such as');
  expect(heard).toEqual([]);
  const gone = await enrol(code, 'http://127.0.0.1:9/');
  expect(gone).toMatchObject({ exit: 1, output: expect.stringContaining('does not answer') });
});

test('without a hub in the configuration there is nobody to enrol at', async () => {
  const config = join(folder, 'alone.json');
  const { hubUrl: _, ...alone } = example;
  writeFileSync(config, JSON.stringify(alone));
  const key = join(folder, 'alone.key');
  const child = spawn('node', ['terminal/main.ts', 'enrol', '--config', config, '--code', code, '--key', key]);
  expect(await text(child.stderr)).toContain('names no hub');
  expect(existsSync(key)).toBe(false);
});
