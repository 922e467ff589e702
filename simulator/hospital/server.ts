import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { getResponse, type RequestHandler } from 'msw';
import { openApi } from '../../terminal/hospital/openapi.ts';
import { basePath } from './handlers.ts';

export interface HospitalServer {
  /** `http://127.0.0.1:8090` */
  readonly url: string;
  /** What a terminal is configured with: where the contract's paths begin. */
  readonly baseUrl: string;
  /** Stops listening and breaks what is still open. */
  close(): Promise<void>;
}

const host = '127.0.0.1';
/** A request of the contract is a few hundred bytes. */
const longestBody = 65_536;

/** Serves the virtual hospital to this machine; port 0 takes any free one. Rejects when the port cannot be had. */
export function startHospitalServer(handlers: RequestHandler[], port: number): Promise<HospitalServer> {
  const server = createServer((incoming, outgoing) => {
    respond(handlers, incoming, outgoing).catch(() => outgoing.destroy());
  });
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      reject(new Error(taken ? `port ${port} is taken: another program listens on it` : error.message));
    });
    server.listen(port, host, () => {
      const address = server.address();
      const url = `http://${host}:${typeof address === 'object' ? address?.port : port}`;
      const close = () =>
        new Promise<void>((closed) => {
          server.close(() => closed());
          server.closeAllConnections();
        });
      resolve({ url, baseUrl: url + basePath, close });
    });
  });
}

async function respond(handlers: RequestHandler[], incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const gone = new AbortController();
  outgoing.once('close', () => gone.abort());
  const body = await readBody(incoming);
  if (body === undefined) return send(outgoing, new Response('Too long', { status: 413 }));
  const method = incoming.method ?? 'GET';
  const request = new Request(`http://${host}${incoming.url ?? '/'}`, {
    method,
    signal: gone.signal,
    ...(method === 'GET' || method === 'HEAD' ? {} : { body }),
  });
  const page = pages[new URL(request.url).pathname];
  const response = page && method === 'GET' ? page() : await getResponse(handlers, request);
  return send(outgoing, response ?? new Response('The contract has no such path', { status: 404 }));
}

async function readBody(incoming: IncomingMessage): Promise<string | undefined> {
  let length = 0;
  const chunks: Buffer[] = [];
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > longestBody) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

async function send(outgoing: ServerResponse, response: Response): Promise<void> {
  // An error response is MSW's way to say that the connection breaks.
  if (response.type === 'error') {
    outgoing.destroy();
    return;
  }
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.end(await response.text());
}

const pages: Readonly<Record<string, () => Response>> = {
  '/openapi.json': () => Response.json(openApi()),
  '/': () => new Response(index, { headers: { 'content-type': 'text/html; charset=utf-8' } }),
};

const index = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Virtual hospital</title>
<style>body { max-width: 40em; margin: 3em auto; padding: 0 1em; font: 1rem/1.6 system-ui, sans-serif }</style>
<h1>Virtual hospital</h1>
<p>This is not a hospital. It stands in for one, and for the payment platform behind it, so that a terminal can be
tried without either: the people, doctors and prices are invented, and no money moves.</p>
<p>It answers the hospital's contract under <code>${basePath}</code>; for example
<a href="${basePath}/capabilities"><code>${basePath}/capabilities</code></a>. The contract itself is
<a href="/openapi.json">an OpenAPI document</a>.</p>
`;
