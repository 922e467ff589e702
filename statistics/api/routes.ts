import { Hono } from 'hono';
import type { HubEnv } from '../access/hub-env.ts';
import { answering, type ReadingConfig, type ReadingPorts } from './answering.ts';
import { eachEndpoint } from './endpoints.ts';
import type { Me } from './shapes.ts';

/** `/v1/terminals/{terminal}` → `/v1/terminals/:terminal` */
const patternOf = (path: string): string => path.replace(/\{(\w+)\}/g, ':$1');

/**
 * Where whoever is signed in reads what terminals did; expects `reader` and `onExport` beside each request.
 */
export const readingRoutes = (ports: ReadingPorts, config: ReadingConfig): Hono<HubEnv> => {
  const app = new Hono<HubEnv>();
  app.get('/v1/me', (c) => {
    const { name, scope, administrator } = c.get('reader');
    const body: Me = { name, scope, administrator, zone: config.zone };
    return c.json(body, 200, { 'cache-control': 'private, no-store' });
  });
  eachEndpoint((endpoint) => app.get(patternOf(endpoint.path), answering(endpoint, ports, config)));
  return app;
};
