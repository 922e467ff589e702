/** Serves the patients' page and its socket, on loopback only: to one screen, which knows this start's token. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { type WebSocket, WebSocketServer } from 'ws';
import type { LogEvent } from './log-event.ts';
import type { Answer } from './status-pages.ts';
import type { Terminal } from './terminal.ts';

export interface PageServerOptions {
  readonly terminal: Pick<Terminal, 'subscribe' | 'tap'>;
  /** The folder of the built page. */
  readonly page: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** What the page's address must carry. */
  readonly token: string;
  readonly log: (event: LogEvent) => void;
  /** Another page of this machine shows it in a frame, and opens it in windows: the bench's. */
  readonly framed?: boolean;
  /** What is answered to paths that are no file of the page; nothing for those that are nothing here either. */
  readonly more?: (path: string) => Promise<Answer | undefined>;
}

export interface PageServer {
  /** The page's address, token included. */
  readonly url: string;
  /** Whether a page has the socket. */
  readonly connected: boolean;
  close(): Promise<void>;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** What the page may load and who may frame it. */
export const policyOf = (framed: boolean) =>
  [
    "default-src 'none'",
    ...['script', 'style', 'font', 'img', 'connect'].map((kind) => `${kind}-src 'self'`),
    ...['base-uri', 'form-action'].map((what) => `${what} 'none'`),
    `frame-ancestors ${framed ? 'http://127.0.0.1:* http://localhost:*' : "'none'"}`,
    // No text ever becomes markup or script: the page has no use for it, so there is nobody who may.
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');

/** What browsers lend to pages, and this page wants none of. */
const lent = [
  ...['accelerometer', 'camera', 'clipboard-read', 'clipboard-write', 'display-capture', 'geolocation'],
  ...['gyroscope', 'hid', 'idle-detection', 'local-fonts', 'magnetometer', 'microphone', 'midi', 'payment'],
  ...['picture-in-picture', 'publickey-credentials-get', 'screen-wake-lock', 'serial', 'usb', 'window-management'],
];

const headersOf = (framed: boolean) => ({
  'content-security-policy': policyOf(framed),
  'permissions-policy': lent.map((it) => `${it}=()`).join(', '),
  ...(!framed && { 'cross-origin-opener-policy': 'same-origin' }),
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
});

/** A message longer than this is no tap. */
const longestMessage = 1024;

/** Rejects with a plain sentence when the port is taken or the page was not built. */
export async function servePage(options: PageServerOptions): Promise<PageServer> {
  const index = await readFile(join(options.page, 'index.html')).catch(() => undefined);
  if (!index) throw new Error(`The page is not built: ${options.page} has no index.html. Run "npm run build" first.`);

  const server = createServer((request, response) => {
    answer(options, request, response).catch(() => response.destroy());
  });
  const sockets = new WebSocketServer({ noServer: true, maxPayload: longestMessage });
  let screen: WebSocket | undefined;

  server.on('upgrade', (request, socket, head) => {
    // Node has let go of the connection, its errors and its end: whoever breaks it off breaks nothing else.
    const letGo = () => socket.destroy();
    socket.on('error', letGo);
    const reason = whyRefused(request, options.token);
    if (reason) {
      options.log({ event: 'screen.refused', why: reason });
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n', letGo);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (next) => {
      // One screen: the page that came last, as after a reload, is the one people look at.
      screen?.close(4000, 'another screen took over');
      screen = next;
      attach(next, options);
    });
  });

  const url = await listen(server, options.port);
  return {
    url: `${url}/?token=${encodeURIComponent(options.token)}`,
    get connected() {
      return screen !== undefined && screen.readyState === screen.OPEN;
    },
    close() {
      for (const client of sockets.clients) client.terminate();
      return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

function attach(socket: WebSocket, { terminal, log }: PageServerOptions): void {
  const stop = terminal.subscribe((shown) => socket.send(JSON.stringify(shown)));
  // What is still on its way from a page that another took over from is nobody's tap.
  socket.on('message', (data) => {
    if (socket.readyState === socket.OPEN) terminal.tap(parse(String(data)));
  });
  socket.on('close', stop);
  socket.on('error', () => log({ event: 'screen.refused', why: 'malformed' }));
}

/** `undefined` stands for a text that is no JSON: the terminal drops it as it drops any message that is no tap. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function whyRefused(request: IncomingMessage, token: string): 'host' | 'origin' | 'token' | 'path' | undefined {
  const host = request.headers.host ?? '';
  if (!isLoopback(host)) return 'host';
  if (request.headers.origin !== `http://${host}`) return 'origin';
  const asked = askedOf(request);
  if (asked?.pathname !== '/screen') return 'path';
  return isToken(asked.searchParams.get('token') ?? '', token) ? undefined : 'token';
}

/** What is asked for; nothing when it is no address, such as `//`. */
const askedOf = ({ url }: IncomingMessage): URL | null => URL.parse(url ?? '/', 'http://localhost');

/** Takes the same time however much of it is right. */
function isToken(offered: string, token: string): boolean {
  const [a, b] = [offered, token].map((it) => createHash('sha256').update(it).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}

/** Only names of this machine: a foreign name that resolves here is somebody's trick. */
const isLoopback = (host: string) => /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host);

async function answer(
  { page, more, framed = false }: PageServerOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const end = (status: number, body: string | Buffer, type = 'text/plain; charset=utf-8') =>
    response
      .writeHead(status, { ...headersOf(framed), 'content-type': type })
      .end(request.method === 'HEAD' ? '' : body);
  if (!isLoopback(request.headers.host ?? '')) return void end(403, 'This page is for this machine only.');
  if (request.method !== 'GET' && request.method !== 'HEAD') return void end(405, 'Only GET and HEAD.');
  const pathname = askedOf(request)?.pathname;
  if (pathname === undefined) return void end(404, 'There is nothing here.');
  const told = await more?.(pathname);
  if (told) return void end(told.status, told.body, told.type);
  const name = fileName(pathname);
  const type = name === undefined ? undefined : types[extname(name)];
  const file = name === undefined || !type ? undefined : await readFile(join(page, name)).catch(() => undefined);
  if (file) end(200, file, type);
  else end(404, 'There is nothing here.');
}

/** The file a path names inside the page's folder; nothing when it names none, or one outside. */
function fileName(pathname: string): string | undefined {
  try {
    const name = normalize(pathname === '/' ? 'index.html' : decodeURIComponent(pathname).replace(/^\/+/, ''));
    return name.startsWith('..') || name.startsWith(sep) ? undefined : name;
  } catch {
    return undefined;
  }
}

function listen(server: Server, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      reject(taken ? new Error(`Port ${port} is taken by another program. Stop it, or choose another port.`) : error);
    });
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : port}`);
    });
  });
}
