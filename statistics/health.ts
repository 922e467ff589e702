import { Hono } from 'hono';
import { sql } from 'kysely';
import { version } from '../terminal/version.ts';
import type { HubEnv } from './access/hub-env.ts';
import type { HubPorts } from './ports.ts';
import type { HubDatabase } from './store/hub-store.ts';

/** How the hub is. It says nothing of what the hub holds. */
export interface Health {
  readonly status: 'ok' | 'failing';
  readonly version: string;
  /** The release's folder on an installed machine: version and counter. */
  readonly release?: string;
  readonly database: 'reachable' | 'unreachable';
  /** The name of the last change of the tables; absent while the database cannot be reached. */
  readonly schema?: string;
}

/** The last change of the tables that was made; rejects when the database cannot be reached. */
export const schemaOf = async ({ db }: Pick<HubDatabase, 'db'>): Promise<string> => {
  const { rows } = await sql<{ name: string }>`select max(name) as name from kysely_migration`.execute(db);
  return rows[0]?.name ?? '';
};

type HealthPorts = Pick<HubPorts, 'database' | 'release'>;

export const healthOf = ({ database, release }: HealthPorts): Promise<Health> => {
  const program = { version, ...(release !== undefined && { release }) };
  return schemaOf(database).then(
    (schema) => ({ status: 'ok', ...program, database: 'reachable', schema }),
    () => ({ status: 'failing', ...program, database: 'unreachable' }),
  );
};

/** For whoever watches the hub, a proxy or a monitor: 200 while it can work, 503 when it cannot. */
export const healthRoutes = (ports: HealthPorts): Hono<HubEnv> =>
  new Hono<HubEnv>().get('/health', async (c) => {
    const health = await healthOf(ports);
    return c.json(health, health.status === 'ok' ? 200 : 503, { 'cache-control': 'no-store' });
  });
