/** For tests: the reading interface over an invented city, asked by whoever one likes. */
import { Hono } from 'hono';
import type { HubEnv } from '../access/hub-env.ts';
import type { Scope } from '../access/reader.ts';
import { nodeSeals } from '../intake/node-seals.ts';
import { usualKeep } from '../keeping/policy.ts';
import type { HubDatabase } from '../store/hub-store.ts';
import { aboutRoutes } from './about-routes.ts';
import { readingRoutes } from './routes.ts';

/** 2026-11-03 12:00 in Shanghai. */
export const noon = Date.UTC(2026, 10, 3, 4);

export interface Exported {
  readonly what: string;
  readonly rows: number;
}

export const reader = (database: HubDatabase, scope: Scope = { city: true }, clock = { at: noon }) => {
  const exported: Exported[] = [];
  const app = new Hono<HubEnv>();
  app.use('*', async (c, next) => {
    c.set('reader', { who: 'reader', name: '读者', scope, administrator: false });
    c.set('onExport', async (what, rows) => void exported.push({ what, rows }));
    await next();
  });
  const ports = { clock: { now: () => clock.at }, database, seals: nodeSeals() };
  app.route('/', aboutRoutes(ports, { zone: 'Asia/Shanghai' }));
  app.route('/', readingRoutes(ports, { zone: 'Asia/Shanghai', keep: usualKeep }));
  const get = async (path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Response> =>
    app.request(path, { headers, method });
  return { get, exported, clock };
};
