/** Serves the bench's page and keeps it up to date over a WebSocket, on loopback only. */
import { readFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import { basename, extname, join } from 'node:path';
import { WebSocketServer } from 'ws';
import type { Bench } from './bench.ts';

export interface BenchServer {
  readonly url: string;
  close(): Promise<void>;
}

export interface BenchServerOptions {
  readonly bench: Bench;
  /** The folder of the built page. */
  readonly page: string;
  readonly port: number;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
};

/** What was printed last, by its address. */
const papers: Readonly<
  Record<string, { readonly media: string; readonly content: (bench: Bench) => string | Uint8Array | undefined }>
> = {
  '/slip.svg': { media: 'image/svg+xml', content: (bench) => bench.slipPicture() },
  '/report.pdf': { media: 'application/pdf', content: (bench) => bench.report() },
};

const fresh = { 'cache-control': 'no-store' };

/** How often the page is told what has changed, in milliseconds; a hand is not quicker. */
const lookEvery = 100;

/** Rejects with a plain sentence when the port is taken. */
export async function serveBench({ bench, page, port }: BenchServerOptions): Promise<BenchServer> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const paper = papers[pathname];
    const content = paper?.content(bench);
    if (paper && content !== undefined) {
      response.writeHead(200, { ...fresh, 'content-type': paper.media }).end(content);
    } else answer(page, pathname, response).catch(() => response.destroy());
  });
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 4096 });
  let told = '';

  server.on('upgrade', (request, socket, head) => {
    // A browser says which page opens a socket; only the bench's own may.
    if (request.headers.origin !== `http://${request.headers.host}`) return socket.destroy();
    sockets.handleUpgrade(request, socket, head, (client) => {
      client.send(JSON.stringify(bench.view()));
      client.on('error', () => client.terminate());
      client.on('message', (data) => {
        const refused = bench.run(parse(String(data)));
        if (refused !== undefined) console.warn(`bench: ${refused}`);
        tell();
      });
    });
  });

  function tell(): void {
    const view = JSON.stringify(bench.view());
    if (view === told) return;
    told = view;
    for (const client of sockets.clients) client.send(view);
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      reject(taken ? new Error(`Port ${port} is taken by another program. Stop it, or choose another port.`) : error);
    });
    server.listen(port, '127.0.0.1', resolve);
  });
  const looking = setInterval(tell, lookEvery);
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

async function answer(folder: string, pathname: string, response: ServerResponse): Promise<void> {
  const name = pathname === '/' ? 'index.html' : basename(pathname);
  const file = await readFile(join(folder, pathname === '/' ? '' : 'assets', name)).catch(() => undefined);
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
