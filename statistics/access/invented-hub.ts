import { createHash } from 'node:crypto';
import { createHub, type Hub, usualConfig } from '../hub.ts';
import { nodeSeals } from '../intake/node-seals.ts';
import type { HubConfig, HubEvent } from '../ports.ts';
import { databaseIntake } from '../store/intake-store.ts';
import { openDatabase } from '../store/open-database.ts';
import { accountKeeper } from './accounts.ts';
import type { Caller } from './hub-env.ts';
import type { NewAccount } from './shapes.ts';

/** Bytes that differ each time and are the same in every run. */
export const countedChance = () => {
  let count = 0;
  return {
    bytes: (length: number) => {
      const all: Buffer[] = [];
      while (all.length * 32 < length) all.push(createHash('sha256').update(`bytes ${count++}`).digest());
      return new Uint8Array(Buffer.concat(all).subarray(0, length));
    },
  };
};

export const startOfTime = Date.UTC(2026, 10, 21);

/** For tests: a whole hub over a database in memory, on a clock that stands until it is moved. */
export const inventedHub = async (config: Partial<HubConfig> = {}) => {
  const database = await openDatabase('sqlite::memory:');
  const logged: HubEvent[] = [];
  const clock = { at: startOfTime, now: () => clock.at };
  const ports = {
    clock,
    chance: countedChance(),
    database,
    intake: databaseIntake(database, usualConfig),
    seals: nodeSeals(),
    log: (event: HubEvent) => void logged.push(event),
  };
  const hub: Hub = createHub(ports, { ...usualConfig, limits: 'none', ...config });

  const ask = (path: string, init: RequestInit = {}, caller?: Caller) =>
    hub.fetch(new Request(`http://hub.example${path}`, init), caller);

  /** Makes an account; resolves with its password. */
  const account = async (it: Partial<NewAccount> & { account: string }): Promise<string> => {
    const made = await accountKeeper(ports).make({
      name: it.account,
      scope: { city: true },
      administrator: false,
      ...it,
    });
    return made?.password ?? '';
  };

  const signIn = (name: string, password: string, caller?: Caller) =>
    ask('/v1/sessions', { method: 'POST', body: JSON.stringify({ account: name, password }) }, caller);

  /** Signs in; what it resolves with asks as the hub's own page would. */
  const session = async (name: string, password: string) => {
    const cookie = cookieOf(await signIn(name, password));
    return (path: string, method = 'GET', body?: unknown) =>
      ask(path, {
        method,
        headers: { cookie, 'sec-fetch-site': 'same-origin' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
  };

  const administrator = async () => {
    const password = await account({ account: 'keeper', administrator: true });
    return session('keeper', password);
  };

  return { ...hub, ports, clock, logged, ask, account, signIn, session, administrator };
};

/** The cookie an answer sets, as the browser sends it back. */
export const cookieOf = (answer: Response): string => (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
