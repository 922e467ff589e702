import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { createHub, type Hub } from './hub.ts';
import type { HubLog } from './ports.ts';
import type { Register } from './register.ts';
import type { HubStore } from './store/hub-store.ts';
import { openSqliteStore } from './store/sqlite-store.ts';

export interface HubSettings {
  /** 0 takes any free one. */
  readonly port: number;
  /** Address to listen on; 127.0.0.1 when absent, so that reaching it from elsewhere is a decision. */
  readonly host?: string;
  /** `sqlite:FILE`. */
  readonly database: string;
  readonly register: Register;
  /** IANA name, such as Asia/Shanghai. */
  readonly zone: string;
  readonly log?: HubLog;
}

export interface RunningHub {
  /** `http://127.0.0.1:8200/` */
  readonly url: string;
  /** Stops listening, lets requests under way end, closes the database where it opened one. */
  close(): Promise<void>;
}

/** The hub could not start; the message says in plain words why and what to change. */
export class HubStartError extends Error {
  override name = 'HubStartError';
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const sqlite = 'sqlite:';

const openStore = async (database: string): Promise<HubStore> => {
  if (!database.startsWith(sqlite) || database.length === sqlite.length) {
    throw new HubStartError('database: expected sqlite:FILE, such as sqlite:var/hub.sqlite');
  }
  const file = database.slice(sqlite.length);
  try {
    return await openSqliteStore(file);
  } catch (error) {
    throw new HubStartError(
      `database: ${file} cannot be used as the hub's database (${messageOf(error)}); expected a file of this hub, or a new one in a folder that exists and can be written`,
      { cause: error },
    );
  }
};

const refusedListening: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is taken by another program; stop that one or choose another port',
  EACCES: 'may not be used by this account; choose one from 1024 up',
  EADDRNOTAVAIL: 'is on an address this machine does not have; choose another host',
  ENOTFOUND: 'is on a host that has no address; choose another host',
};

/** Requests still under way when the hub closes are cut after this long, in milliseconds. */
const longestFarewell = 1_000;

/** Opens the database, starts the hub and listens. Rejects with a `HubStartError`, everything released again. */
export const startHub = async (settings: HubSettings): Promise<RunningHub> => {
  const { port, host, database, register, zone, log = () => {} } = settings;
  const store = await openStore(database);
  const hub = createHub({ clock: { now: () => Date.now() }, store, log }, { register, zone });
  const served = await serveHub(hub.fetch, port, host).catch(async (error: unknown) => {
    await store.close();
    throw error;
  });
  let closing: Promise<void> | undefined;
  return {
    url: served.url,
    close: () => {
      closing ??= served.close().then(() => store.close());
      return closing;
    },
  };
};

/** Lets a hub answer on a port; 0 takes any free one. Rejects with a `HubStartError`. */
export const serveHub = async (fetch: Hub['fetch'], port: number, host = '127.0.0.1'): Promise<RunningHub> => {
  const server = createServer(getRequestListener(fetch));

  const listening = new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  try {
    await listening;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new HubStartError(
      `port: ${port} on ${host} ${refusedListening[code] ?? `cannot be used (${messageOf(error)})`}`,
      {
        cause: error,
      },
    );
  }

  const close = async () => {
    const cut = setTimeout(() => server.closeAllConnections(), longestFarewell);
    await new Promise((resolve) => server.close(resolve));
    clearTimeout(cut);
  };
  const { port: taken } = server.address() as AddressInfo;
  const shown = host.includes(':') ? `[${host}]` : host;
  return { url: `http://${shown}:${taken}/`, close };
};
