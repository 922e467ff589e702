/** Serves the bench's page and keeps it up to date over a WebSocket, on loopback only. */
import { readFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import { basename, extname, join } from 'node:path';
import { WebSocketServer } from 'ws';
import type { BenchMessage } from './message.ts';
import type { Workshop } from './workshop.ts';

export interface BenchServer {
  readonly url: string;
  close(): Promise<void>;
}

export interface BenchServerOptions {
  readonly workshop: Pick<Workshop, 'join' | 'ask' | 'look' | 'slip' | 'report' | 'stately'>;
  /** The folder of the built page. */
  readonly page: string;
  readonly port: number;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

const fresh = { 'cache-control': 'no-store' };

/** How often the page is told what has changed, in milliseconds; a hand is not quicker. */
const lookEvery = 100;

/** A command is a line of text; longer ones are none. */
const longestRequest = 16_384;

/** What a page may be behind with before it is told no more until it has caught up, in bytes. */
const mostBehind = 32 << 20;

/** Rejects with a plain sentence when the port is taken. */
export async function serveBench({ workshop, page, port }: BenchServerOptions): Promise<BenchServer> {
  const server = createServer((request, response) => {
    const pathname = URL.parse(request.url ?? '/', 'http://localhost')?.pathname ?? '/';
    const paper = paperAt(workshop, pathname);
    if (paper) response.writeHead(200, { ...fresh, 'content-type': paper.media }).end(paper.content);
    else answer(page, pathname, response).catch(() => response.destroy());
  });
  const sockets = new WebSocketServer({ noServer: true, maxPayload: longestRequest });

  server.on('upgrade', (request, socket, head) => {
    // A browser says which page opens a socket; only the bench's own may.
    if (request.headers.origin !== `http://${request.headers.host}`) return socket.destroy();
    sockets.handleUpgrade(request, socket, head, (client) => {
      const listener = (message: BenchMessage) => {
        // A page that cannot follow begins anew when it connects again.
        if (client.bufferedAmount > mostBehind) client.terminate();
        else client.send(JSON.stringify(message));
      };
      const leave = workshop.join(listener);
      client.on('close', leave);
      client.on('error', () => client.terminate());
      client.on('message', (data) => workshop.ask(parse(String(data)), listener));
    });
  });

  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      reject(taken ? new Error(`Port ${port} is taken by another program. Stop it, or choose another port.`) : error);
    });
    server.listen(port, '127.0.0.1', resolve);
  });
  const looking = setInterval(workshop.look, lookEvery);
  const address = server.address();

  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : port}/`,
    close() {
      clearInterval(looking);
      for (const client of sockets.clients) client.terminate();
      return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

/** What a terminal printed last, and what its machines did: `/T-001/slip.svg`, `/T-001/report.pdf`, `/T-001/states.jsonl`. */
function paperAt(workshop: BenchServerOptions['workshop'], pathname: string) {
  const [, terminal = '', name] = /^\/(T-\d{3})\/([a-z]+\.[a-z]+)$/.exec(pathname) ?? [];
  const papers: Readonly<Record<string, readonly [media: string, content: () => string | Uint8Array | undefined]>> = {
    'slip.svg': ['image/svg+xml', () => workshop.slip(terminal)],
    'report.pdf': ['application/pdf', () => workshop.report(terminal)],
    'states.jsonl': ['application/x-ndjson', () => workshop.stately(terminal)],
  };
  const [media = '', content] = papers[name ?? ''] ?? [];
  const found = content?.();
  return found === undefined || found === '' ? undefined : { media, content: found };
}

async function answer(folder: string, pathname: string, response: ServerResponse): Promise<void> {
  const name = pathname === '/' ? 'index.html' : basename(pathname);
  const place = extname(name) === '.html' ? '' : 'assets';
  const file = await readFile(join(folder, place, name)).catch(() => undefined);
  const type = types[extname(name)];
  if (!file || !type) {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('There is nothing here.');
    return;
  }
  response.writeHead(200, { ...fresh, 'content-type': type }).end(file);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
