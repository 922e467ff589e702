/** Offers services over WebSockets, and tells clients which there are. */
import { createServer, type Server } from 'node:http';
import { WebSocketServer } from 'ws';
import type { Clock } from '../../device-drivers/contract/clock.ts';
import { bare, success } from './command.ts';
import { commonStatus, type ServicePlan } from './plan.ts';
import { createService } from './service.ts';

/** The ports at which clients look for publishers. */
export const publisherPorts: readonly number[] = Array.from({ length: 11 }, (_, at) => 5846 + at);

const root = '/xfs4iot/v1.0';

/** Bytes of a message: a document of many pages fits. */
const longestMessage = 32 * 1024 * 1024;

export interface Publisher {
  /** Of the publisher itself. */
  readonly url: string;
  readonly services: readonly { readonly name: string; readonly url: string }[];
  close(): Promise<void>;
}

export interface PublisherOptions {
  readonly plans: readonly ServicePlan[];
  readonly clock: Clock;
  readonly host: string;
  /** Tried in this order; 0 is any free one. */
  readonly ports: readonly number[];
}

/** Rejects with a plain sentence when no port is free. */
export async function startPublisher({ plans, clock, host, ports }: PublisherOptions): Promise<Publisher> {
  const server = createServer((_, response) => response.writeHead(426).end());
  const port = await firstFree(server, host, ports);
  const url = `ws://${host}:${port}${root}`;
  const uris = plans.map(({ name }) => ({ name, url: `${url}/${name}` }));
  const listing = listingPlan(uris.map((it) => it.url));
  const services = new Map([listing, ...plans].map((plan) => [pathOf(plan.name), createService(plan, clock)]));
  const sockets = new WebSocketServer({ noServer: true, maxPayload: longestMessage });

  server.on('upgrade', (request, socket, head) => {
    const pathname = URL.parse(request.url ?? '/', 'http://localhost')?.pathname ?? '';
    const service = services.get(pathname.replace(/\/$/, ''));
    if (!service || !isLocal(request.headers.origin)) return socket.destroy();
    sockets.handleUpgrade(request, socket, head, (client) => {
      const connection = service.connect((text) => client.send(text));
      client.on('message', (data) => connection.hear(String(data)));
      client.on('error', () => client.terminate());
      client.on('close', () => connection.close());
    });
  });

  return {
    url,
    services: uris,
    close() {
      for (const client of sockets.clients) client.terminate();
      return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

const publisherName = 'ServicePublisher';
const pathOf = (name: string) => (name === publisherName ? root : `${root}/${name}`);

const listingPlan = (uris: readonly string[]): ServicePlan => ({
  name: publisherName,
  model: publisherName,
  capabilities: {},
  events: [],
  take: () => ({
    commands: {
      'ServicePublisher.GetServices': bare(
        () => success({ vendorName: 'hospital-kiosk', services: uris.map((serviceURI) => ({ serviceURI })) }),
        { atOnce: true },
      ),
    },
    status: () => ({ common: commonStatus('online') }),
    close() {},
  }),
});

/** A browser says which page opens a socket: one from elsewhere may not. Other clients say nothing. */
function isLocal(origin: string | undefined): boolean {
  if (origin === undefined) return true;
  const host = URL.parse(origin)?.hostname;
  return host === 'localhost' || host === '127.0.0.1';
}

async function firstFree(server: Server, host: string, ports: readonly number[]): Promise<number> {
  for (const port of ports) {
    if (!(await listens(server, host, port))) continue;
    const address = server.address();
    return typeof address === 'object' && address ? address.port : port;
  }
  throw new Error(`The ports ${ports.join(', ')} are all taken by other programs. Stop one of them.`);
}

function listens(server: Server, host: string, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException) => {
      server.off('listening', succeeded);
      if (error.code === 'EADDRINUSE') resolve(false);
      else reject(error);
    };
    const succeeded = () => {
      server.off('error', failed);
      resolve(true);
    };
    server.once('error', failed);
    server.once('listening', succeeded);
    server.listen(port, host);
  });
}
