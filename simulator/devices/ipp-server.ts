import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from '../../device-drivers/framing/join.ts';
import type { VirtualIppPrinter } from './virtual-ipp-printer.ts';

export interface IppServer {
  /** `ipp://127.0.0.1:PORT/ipp/print`. */
  readonly address: string;
  /** Ends all connections too. */
  close(): Promise<void>;
}

const path = '/ipp/print';
/** Bytes of a request; larger ones are refused before they are read. */
const longestRequest = 64 << 20;

/** Puts a virtual printer onto a port of this machine, the free one for 0. */
export async function serveIpp(printer: VirtualIppPrinter, port: number, host = '127.0.0.1'): Promise<IppServer> {
  const server = createServer((request, response) => void answer(printer, request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    address: `ipp://${host}:${(server.address() as AddressInfo).port}${path}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(printer: VirtualIppPrinter, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const refuse = (status: number) => response.writeHead(status, { connection: 'close' }).end();
  if (request.url !== path) return void refuse(404);
  if (request.method !== 'POST') return void refuse(405);
  if (request.headers['content-type'] !== 'application/ipp') return void refuse(415);
  const body = await bodyOf(request);
  if (body === 'broken') return;
  if (body === 'tooLong') return void refuse(413);
  const reply = await printer.receive(body);
  switch (reply.kind) {
    case 'answer':
      return void response.writeHead(200, { 'content-type': 'application/ipp' }).end(reply.body);
    case 'httpError':
      return void refuse(reply.status);
    case 'broken':
    case 'off':
      return void response.destroy();
    case 'silent':
      return;
  }
}

async function bodyOf(request: IncomingMessage): Promise<Uint8Array | 'broken' | 'tooLong'> {
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const part of request) {
      length += part.length;
      if (length > longestRequest) return 'tooLong';
      parts.push(part);
    }
  } catch {
    return 'broken';
  }
  return join(parts);
}
