/** The built dashboard and a hub of the invented city behind it, over HTTP, under the policy the real one sends. */
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import type { Scope } from '../../statistics/access/reader.ts';
import type { Me } from '../../statistics/api/shapes.ts';
import { bulletinAnswer } from './answers/bulletin.ts';
import { answerAt } from './answers.ts';

const folder = join(import.meta.dirname, '../../dist/hub');
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
};

export interface InventedHub {
  readonly address: string;
  /** What was sent other than to read: verb, path and body. */
  readonly sent: { readonly verb: string; readonly path: string; readonly body: unknown }[];
  /** Paths that were read. */
  readonly read: string[];
  /** From now on the hub answers every question with this status; nothing ends that. */
  fail(status: number | undefined): void;
  /** Whether whoever asks is signed in, and as whom. */
  reader: Me | undefined;
  close(): void;
}

export const administrator: Me = { name: '吴敏', scope: { city: true }, administrator: true, zone: 'Asia/Shanghai' };
export const readerOf = (...units: string[]): Me => ({
  name: '陈立',
  scope: { units } as Scope,
  administrator: false,
  zone: 'Asia/Shanghai',
});

const answers = new Map<string, unknown>();
/** The city is always the same: an answer is made once. */
const answerOf = (path: string, query: Readonly<Record<string, string | undefined>>): unknown => {
  const key = `${path} ${JSON.stringify(query)}`;
  if (!answers.has(key)) answers.set(key, answerAt(path, query));
  return answers.get(key);
};

const bodyOf = async (request: IncomingMessage): Promise<unknown> => {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text === '' ? undefined : JSON.parse(text);
};

const made = (path: string, body: unknown): { status: number; answer?: unknown } => {
  if (path === '/v1/terminals' || path.endsWith('/codes')) return { status: 201, answer: { code: '7K2M-PQ4D-9XHB' } };
  if (path === '/v1/tokens') return { status: 201, answer: { ...(body as object), id: 't3', token: 'hub_2mXq8sVb41' } };
  if (path === '/v1/accounts' || path.endsWith('/password')) {
    return { status: 201, answer: { account: body ?? { account: 'wu.min' }, password: 'river-lamp-stone-42' } };
  }
  if (path.endsWith('/moves')) return { status: 200, answer: body };
  return { status: 204 };
};

export async function startInventedHub(): Promise<InventedHub> {
  let failing: number | undefined;
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://hub');
    const verb = request.method ?? 'GET';
    const json = (status: number, value: unknown) =>
      response
        .writeHead(status, { 'content-type': status < 400 ? 'application/json' : 'application/problem+json' })
        .end(status === 204 ? undefined : JSON.stringify(value));
    const problem = (status: number, code: string) => json(status, { status, code, title: code });

    if (!pathname.startsWith('/v1/')) {
      const file = join(folder, pathname === '/' ? 'index.html' : pathname);
      const bytes = await readFile(file).catch(() => undefined);
      const headers = { 'content-type': types[extname(file)] ?? '', 'content-security-policy': policy };
      return void (bytes ? response.writeHead(200, headers).end(bytes) : response.writeHead(204, headers).end());
    }
    if (failing !== undefined) return void problem(failing, 'failed');
    if (pathname === '/v1/sign-in') {
      return void json(200, {
        password: true,
        oidc: { name: { zh: '市统一身份', en: 'City sign-in' }, path: '/sign-in/oidc' },
      });
    }
    if (verb === 'POST' && pathname === '/v1/sessions') {
      const { password } = (await bodyOf(request)) as { password: string };
      if (password !== 'open sesame') return void problem(401, 'signInWrong');
      hub.reader = administrator;
      return void json(204, undefined);
    }
    if (!hub.reader) return void problem(401, 'signInNeeded');
    if (verb !== 'GET') {
      const body = await bodyOf(request);
      hub.sent.push({ verb, path: pathname, body });
      if (pathname === '/v1/sessions/current') hub.reader = undefined;
      const { status, answer: told } = made(pathname, body);
      return void json(status, told);
    }
    hub.read.push(request.url ?? '');
    if (pathname === '/v1/me') return void json(200, hub.reader);
    const query = Object.fromEntries(searchParams);
    const scope = hub.reader.scope;
    if (pathname.startsWith('/v1/bulletins/')) return void json(200, bulletinAnswer(pathname.slice(14), query.form));
    const only = 'units' in scope && scope.units.length === 1 ? { unit: scope.units[0] } : {};
    const told = answerOf(pathname, { ...query, ...only });
    if (told === undefined) return void problem(404, 'notFound');
    return void json(200, told);
  };
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const hub: InventedHub = {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    sent: [],
    read: [],
    fail(status) {
      failing = status;
    },
    reader: administrator,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
  return hub;
}
