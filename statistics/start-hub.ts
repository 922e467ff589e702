import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { accountKeeper } from './access/accounts.ts';
import { createHub, type Hub } from './hub.ts';
import { threadedSeals } from './intake/node-seals.ts';
import { createHubMetrics, type HubMetrics } from './metrics/hub-metrics.ts';
import { serveMetrics } from './metrics/server.ts';
import type { HubConfig, HubLog, HubPorts } from './ports.ts';
import { mistakeText } from './problem.ts';
import { keepRegister } from './register/keep-register.ts';
import type { Register } from './register/register.ts';
import { HubStartError, type RunningHub, type ServeSettings, serveHub } from './server.ts';
import type { HubDatabase } from './store/hub-store.ts';
import { databaseIntake } from './store/intake-store.ts';
import { DatabaseError, openDatabase } from './store/open-database.ts';
import { keepTelling, type Parent, rollUpTeller } from './tree/telling.ts';

export interface HubSettings extends ServeSettings {
  /** `sqlite:FILE` or `postgres://…` */
  readonly database: string;
  readonly config: HubConfig;
  /** Merged into the hub's own before it listens. */
  readonly register?: Register;
  /** The hub that is told what this one adds up. */
  readonly parent?: Omit<Parent, 'fetch'>;
  readonly log?: HubLog;
  /** Where `GET /metrics` is answered, on this machine only; 0 takes any free port. */
  readonly metricsPort?: number;
  /** The release this program runs from, as `GET /health` tells it. */
  readonly release?: string;
}

const sweepEvery = 30_000;

/**
 * So many turns of the event loop bring together most of what arrived at once and is verified on another thread. Where
 * nothing else happens they pass in microseconds.
 */
const turnsToGather = 12;

const someTurns = (then: () => void, turns = turnsToGather): void => {
  if (turns === 0) then();
  else setImmediate(someTurns, then, turns - 1);
};

/** A hub's ports on this machine, over a database that is open. */
export const portsOver = (
  database: HubDatabase,
  { zone, monthClosesAfterDays }: HubConfig,
  log: HubLog = () => {},
): HubPorts => ({
  clock: { now: () => Date.now() },
  chance: { bytes: (count) => randomBytes(count) },
  database,
  intake: databaseIntake(database, { zone, monthClosesAfterDays, gather: someTurns }),
  seals: threadedSeals(),
  log,
});

/** Sweeps again and again, one at a time; resolves when the last one has ended. */
const sweeping = (hub: Hub, { log, swept }: Pick<HubMetrics, 'log' | 'swept'>): (() => Promise<void>) => {
  let now: Promise<void> | undefined;
  const sweep = () => {
    const began = performance.now();
    now ??= hub
      .sweep()
      .catch((error: unknown) => log({ event: 'hub.failed', cause: String(error) }))
      .finally(() => {
        swept((performance.now() - began) / 1_000);
        now = undefined;
      });
  };
  const timer = setInterval(sweep, sweepEvery);
  return async () => {
    clearInterval(timer);
    await now;
  };
};

const parentAnswersWithin = 30_000;

/** Tells the parent hub again and again; resolves when the last telling has ended. */
const telling = (database: HubDatabase, parent: Omit<Parent, 'fetch'>, log: HubLog): (() => Promise<void>) => {
  const life = new AbortController();
  const tell = rollUpTeller(database, {
    ...parent,
    fetch: (url, init) => fetch(url, { ...init, signal: AbortSignal.timeout(parentAnswersWithin) }),
  });
  const outside = {
    sleep: (milliseconds: number) => wait(milliseconds, undefined, { signal: life.signal }).catch(() => {}),
    chance: Math.random,
    log,
  };
  const ended = keepTelling(tell, outside, life.signal);
  return () => {
    life.abort();
    return ended;
  };
};

export interface StartedHub extends RunningHub, Pick<Hub, 'invite'> {
  /** Whether anybody can sign in. */
  readonly hasReaders: boolean;
  /** Where its metrics are; absent when they were not asked for. */
  readonly metricsUrl?: string;
}

/** Opens the database, starts the hub and listens. Rejects with a `HubStartError`, everything released again. */
export const startHub = async (settings: HubSettings): Promise<StartedHub> => {
  const { config, register, metricsPort } = settings;
  const database = await openDatabase(settings.database).catch((error: unknown) => {
    throw error instanceof DatabaseError ? new HubStartError(error.message, { cause: error }) : error;
  });
  const metrics = createHubMetrics({ clock: { now: () => Date.now() }, database });
  const log: HubLog = (event) => {
    metrics.log(event);
    settings.log?.(event);
  };
  const { hub, hasReaders, served, watched } = await (async () => {
    const kept = register && (await keepRegister(database, register));
    if (kept && !kept.ok) throw new HubStartError(`register: ${kept.mistakes.map(mistakeText).join('; ')}`);
    const { release } = settings;
    const ports = { ...portsOver(database, config, log), ...(release !== undefined && { release }) };
    const hub = createHub(ports, config);
    const hasReaders = config.oidc !== undefined || (await accountKeeper(ports).any());
    const watched = metricsPort === undefined ? undefined : await serveMetrics(metrics, metricsPort);
    const served = await serveHub(hub, { ...settings, onAnswer: metrics.answered }).catch(async (error: unknown) => {
      await watched?.close();
      throw error;
    });
    return { hub, hasReaders, served, watched };
  })().catch(async (error: unknown) => {
    await database.close();
    throw error;
  });
  const stopSweeping = sweeping(hub, { log, swept: metrics.swept });
  const stopTelling = settings.parent && telling(database, settings.parent, log);
  let closing: Promise<void> | undefined;
  return {
    url: served.url,
    hasReaders,
    ...(watched && { metricsUrl: watched.url }),
    invite: hub.invite,
    close: () => {
      closing ??= (async () => {
        await served.close();
        await watched?.close();
        await stopSweeping();
        await stopTelling?.();
        await database.close();
      })();
      return closing;
    },
  };
};
