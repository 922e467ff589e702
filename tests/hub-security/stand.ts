import { generateKeyPairSync, hash, sign } from 'node:crypto';
import { accountKeeper } from '../../statistics/access/accounts.ts';
import type { Scope } from '../../statistics/access/reader.ts';
import { tokenKeeper } from '../../statistics/access/tokens.ts';
import { createHub, usualConfig } from '../../statistics/hub.ts';
import type { HubConfig, HubEvent } from '../../statistics/ports.ts';
import { keepRegister } from '../../statistics/register/keep-register.ts';
import { type ServeSettings, serveHub } from '../../statistics/server.ts';
import { portsOver } from '../../statistics/start-hub.ts';
import { openDatabase } from '../../statistics/store/open-database.ts';
import { hubPaths, signatureHeader, signedText, type UsageCursor } from '../../terminal/hub-contract.ts';
import { nextHash, noEventsHash, type UsageEvent } from '../../terminal/usage-event.ts';

export const units = ['pine', 'willow'] as const;

const register = (terminals: readonly string[]) => ({
  units: units.map((unit) => ({ unit, grouping: 'hospital' as const, names: [{ zh: `虚构${unit}`, en: unit }] })),
  terminals: terminals.map((terminal, at) => ({
    terminal,
    placements: [{ from: '2026-01-01', unit: units[at % 2] ?? 'pine', ward: '', place: { zh: '大厅', en: 'Hall' } }],
  })),
});

const day = new Intl.DateTimeFormat('en-CA', { timeZone: usualConfig.zone });

/** A terminal with its key, which sends one event at a time. */
const inventedTerminal = (terminal: string) => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  let cursor: UsageCursor | null = null;
  const request = (path: string, body: string) => ({
    method: 'POST',
    headers: { [signatureHeader]: sign(null, Buffer.from(signedText(path, body)), privateKey).toString('hex') },
    body,
  });
  return {
    terminal,
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex'),
    /** The next batch; the cursor moves on as if it had been received. */
    batch: (): ReturnType<typeof request> => {
      const now = Date.now();
      const sequence = (cursor?.sequence ?? 0) + 1;
      const event: UsageEvent = { sequence, at: now, businessDay: day.format(now), hour: 8, kind: 'started' };
      const body = JSON.stringify({ terminal, epoch: 'E1', previous: cursor, events: [event] });
      const hashed = nextHash((text) => hash('sha256', text), cursor?.hash ?? noEventsHash, 'E1', event);
      cursor = { epoch: 'E1', sequence, hash: hashed };
      return request(hubPaths.usage, body);
    },
    request,
  };
};

export type InventedTerminal = ReturnType<typeof inventedTerminal>;

export interface StandSettings extends Pick<ServeSettings, 'patience' | 'trustProxy' | 'page'> {
  readonly terminals?: readonly string[];
  readonly config?: Partial<HubConfig>;
}

/** A hub on a port of its own, over a database in memory, with terminals that are enrolled in it. */
export const standHub = async ({ terminals = ['A-01', 'B-01'], config, ...serving }: StandSettings = {}) => {
  const database = await openDatabase('sqlite::memory:');
  const logged: HubEvent[] = [];
  const settings = { ...usualConfig, limits: 'none' as const, ...config };
  const ports = portsOver(database, settings, (event) => void logged.push(event));
  const kept = await keepRegister(database, register(terminals));
  if (!kept.ok) throw new Error(JSON.stringify(kept.mistakes));
  const enrolled = terminals.map(inventedTerminal);
  for (const { terminal, publicKey } of enrolled) {
    await database.db
      .updateTable('terminal')
      .set({ publicKey, enrolledAt: ports.clock.now() })
      .where('terminal', '=', terminal)
      .execute();
  }
  const hub = createHub(ports, settings);
  const served = await serveHub(hub, { port: 0, ...serving });
  const at = (path: string) => new URL(path, served.url);
  return {
    url: served.url,
    port: Number(new URL(served.url).port),
    hub,
    ports,
    logged,
    terminals: enrolled,
    send: ({ method, headers, body }: ReturnType<InventedTerminal['batch']>, path: string = hubPaths.usage) =>
      fetch(at(path), { method, headers, body }),
    ask: (path: string, init?: RequestInit) => fetch(at(path), { redirect: 'manual', ...init }),
    token: async (scope: Scope) => (await tokenKeeper(ports).make({ name: 'test', scope, days: 1 }, 'test')).token,
    account: async (account: string, scope: Scope, administrator = false) =>
      (await accountKeeper(ports).make({ account, name: account, scope, administrator }))?.password ?? '',
    close: async () => {
      await served.close();
      await database.close();
    },
  };
};

export type StoodHub = Awaited<ReturnType<typeof standHub>>;

/** Closes what a test opened, however the test ended. */
export const closing = () => {
  const open: { close(): Promise<void> }[] = [];
  return {
    async stand(settings?: StandSettings): Promise<StoodHub> {
      const stood = await standHub(settings);
      open.push(stood);
      return stood;
    },
    async all(): Promise<void> {
      for (const it of open.splice(0)) await it.close();
    },
  };
};
