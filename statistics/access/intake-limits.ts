import type { MiddlewareHandler } from 'hono';
import { type DoorParts, limited } from './door.ts';
import type { HubEnv } from './hub-env.ts';
import { networkOf } from './limits.ts';

/** Where a body says whose it is: every one that a terminal or a hub below this one writes begins with it. */
const beginning = /^\s*\{\s*"(?:terminal|hub)"\s*:\s*"([A-Za-z0-9-]{1,32})"/;

/**
 * Before anything of a report is parsed or verified: too many from one address, or from one terminal at one address, are
 * refused. A body that does not begin with a name is counted with the others of its address that do not.
 */
export const intakeLimits =
  (parts: Pick<DoorParts, 'limits' | 'log'>): MiddlewareHandler<HubEnv> =>
  async (c, next) => {
    if (c.req.method !== 'POST') return next();
    const network = networkOf(c.env.address);
    const flood = await limited(parts, 'address', network);
    if (flood) return flood;
    const text = await c.req.text();
    const terminal = beginning.exec(text)?.[1] ?? '';
    const tooMany = await limited(parts, 'terminal', `${network} ${terminal}`);
    if (tooMany) return tooMany;
    // A body that came in pieces was read to its end here; those behind measure it by its length.
    if (c.req.header('content-length') === undefined) {
      const headers = new Headers(c.req.raw.headers);
      headers.delete('transfer-encoding');
      headers.set('content-length', String(Buffer.byteLength(text)));
      c.req.raw = new Request(c.req.raw.url, { method: 'POST', headers, body: text });
    }
    return next();
  };

/** One-time codes are tried at a person's pace. */
export const enrolmentLimits =
  (parts: Pick<DoorParts, 'limits' | 'log'>): MiddlewareHandler<HubEnv> =>
  async (c, next) => {
    if (c.req.method !== 'POST') return next();
    return (await limited(parts, 'enrolment', networkOf(c.env.address))) ?? next();
  };
