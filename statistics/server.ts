import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { getRequestListener } from '@hono/node-server';
import { builtPage } from './built-page.ts';
import type { Hub } from './hub.ts';
import type { Answered } from './metrics/hub-metrics.ts';
import { targetMistake } from './request-target.ts';
import { brokenAnswer, callerOf, refuse, securityHeaders } from './wire.ts';

export interface ServeSettings {
  /** 0 takes any free one. */
  readonly port: number;
  /** Address to listen on; 127.0.0.1 when absent, so that reaching it from elsewhere is a decision. */
  readonly host?: string;
  /** A proxy that ends TLS stands before the hub: it says who calls, in `x-forwarded-for` and `x-forwarded-proto`. */
  readonly trustProxy?: boolean;
  /** The folder of the built dashboard, shown at `/`. */
  readonly page?: string;
  readonly patience?: Partial<typeof usualPatience>;
  /** Is told of every request when its answer has gone, or its connection has. */
  readonly onAnswer?: (answer: Answered) => void;
}

export interface RunningHub {
  /** `http://127.0.0.1:8200/` */
  readonly url: string;
  /** Stops listening, lets requests under way end, closes what was opened for it. */
  close(): Promise<void>;
}

/** The hub could not start; the message says in plain words why and what to change. */
export class HubStartError extends Error {
  override name = 'HubStartError';
}

/** In milliseconds. */
const usualPatience = {
  /** From the first byte of a request to the end of its headers. */
  headers: 10_000,
  /** From the first byte of a request to its last. */
  request: 30_000,
  /** How often it is looked whether anybody is slower. */
  looking: 1_000,
  /** Without a byte either way. */
  silence: 60_000,
  /** Who asks too much waits so long for being told: one connection cannot ask faster than this. */
  tooMany: 1_000,
  /** Requests still under way when the hub closes are cut after this long. */
  farewell: 3_000,
  /** How often it is then looked whether a request has come to its end. */
  idle: 20,
};

const refusedListening: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is taken by another program; stop that one or choose another port',
  EACCES: 'may not be used by this account; choose one from 1024 up',
  EADDRNOTAVAIL: 'is on an address this machine does not have; choose another host',
  ENOTFOUND: 'is on a host that has no address; choose another host',
};

/** Counted where the caller was gone before its answer: until that is written Node says 200. The number is nginx's. */
const brokenOff = 499;

const timed = (incoming: IncomingMessage, outgoing: ServerResponse, tell: (answer: Answered) => void): void => {
  const { method = '', url: target = '' } = incoming;
  const began = performance.now();
  outgoing.once('close', () => {
    const status = outgoing.headersSent ? outgoing.statusCode : brokenOff;
    tell({ method, target, status, seconds: (performance.now() - began) / 1_000 });
  });
};

/** Lets a hub answer on a port. Rejects with a `HubStartError`. */
export const serveHub = async (hub: Pick<Hub, 'fetch'>, settings: ServeSettings): Promise<RunningHub> => {
  const { port, host = '127.0.0.1', trustProxy = false } = settings;
  const patience = { ...usualPatience, ...settings.patience };
  const page = settings.page === undefined ? undefined : builtPage(settings.page);

  const listener = getRequestListener(async (request, { incoming }) => {
    const answer = page?.(request) ?? (await hub.fetch(request, callerOf(incoming as IncomingMessage, trustProxy)));
    if (answer.status === 429) await wait(patience.tooMany);
    return answer;
  });

  const answers = new WeakMap<Duplex, ServerResponse>();
  const server = createServer(
    {
      headersTimeout: patience.headers,
      requestTimeout: patience.request,
      connectionsCheckingInterval: patience.looking,
    },
    (incoming, outgoing) => {
      answers.set(incoming.socket, outgoing);
      if (settings.onAnswer) timed(incoming, outgoing, settings.onAnswer);
      for (const [name, value] of securityHeaders) outgoing.setHeader(name, value);
      const mistake = targetMistake(incoming.url ?? '');
      if (mistake) return refuse(outgoing, mistake);
      return void listener(incoming, outgoing);
    },
  );
  server.timeout = patience.silence;
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (socket.writable && error.code !== 'ECONNRESET' && !answers.get(socket)?.headersSent) {
      socket.write(brokenAnswer(error.code));
    }
    socket.end();
  });

  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, resolve);
    });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const why = refusedListening[code] ?? `cannot be used (${error instanceof Error ? error.message : error})`;
    throw new HubStartError(`port: ${port} on ${host} ${why}`, { cause: error });
  }

  const close = async () => {
    const cut = setTimeout(() => server.closeAllConnections(), patience.farewell);
    // A connection whose last request was under way just now would be kept for the next.
    const idle = setInterval(() => server.closeIdleConnections(), patience.idle);
    await new Promise((resolve) => server.close(resolve));
    clearInterval(idle);
    clearTimeout(cut);
  };
  const { port: taken } = server.address() as AddressInfo;
  const shown = host.includes(':') ? `[${host}]` : host;
  return { url: `http://${shown}:${taken}/`, close };
};
