import { Hono } from 'hono';
import { accepts } from 'hono/accepts';
import { bodyLimit } from 'hono/body-limit';
import { isDay, zoneClock } from './calendar.ts';
import { collector, type Received } from './collecting.ts';
import { usageCsv } from './csv.ts';
import { dayPage } from './page/day-page.ts';
import { refreshScript, stylesheet } from './page/page-files.ts';
import type { HubPorts } from './ports.ts';
import { malformed, problem, problemResponse } from './problem.ts';
import { readPeriod, readUsage } from './reading.ts';
import type { Register } from './register.ts';

export interface HubConfig {
  readonly register: Register;
  /** IANA name, such as Asia/Shanghai: whose today the page opens on. */
  readonly zone: string;
}

/** The hub: gathers usage from terminals and shows it. It owns no port and no file; `ports` are closed by their owner. */
export interface Hub {
  /** Answers one HTTP request. */
  fetch(request: Request): Promise<Response>;
  /**
   * What `POST /v1/usage` does with a parsed body, without HTTP. With a store that settles in microtasks so does this.
   * Rejects when the store failed.
   */
  receive(batch: unknown): Promise<Received>;
}

/** Five hundred events of the longest kind are about 100 kB. */
const largestBody = 256 * 1024;

/** The pages load their own two files and nothing else, and nobody frames them. */
const pageHeaders = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

const tooLarge = () => problemResponse(problem('tooLarge', { detail: `expected at most ${largestBody} bytes` }));

const parsed = (text: string): { ok: true; value: unknown } | { ok: false } => {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return { ok: false };
  }
};

export const createHub = (ports: HubPorts, { register, zone }: HubConfig): Hub => {
  const { clock, store, log } = ports;
  const inZone = zoneClock(zone);
  const receive = collector(ports, register);
  const app = new Hono();

  app.post('/v1/usage', bodyLimit({ maxSize: largestBody, onError: tooLarge }), async (c) => {
    const body = parsed(await c.req.text());
    if (!body.ok) return problemResponse(malformed([{ path: '', message: 'the body is not JSON' }]));
    const received = await receive(body.value);
    return received.ok ? c.json(received.receipt) : problemResponse(received.problem);
  });

  app.get('/v1/usage', async (c) => {
    const period = readPeriod(c.req.query('from'), c.req.query('to'));
    if (!period.ok) return problemResponse(malformed(period.mistakes));
    const usage = await readUsage(store, register, period.value);
    const headers = { 'cache-control': 'no-store', vary: 'Accept' };
    const asked = accepts(c, {
      header: 'Accept',
      supports: ['application/json', 'text/csv'],
      default: 'application/json',
    });
    if (c.req.query('format') !== 'csv' && asked !== 'text/csv') return c.json(usage, 200, headers);
    return c.body(usageCsv(usage), 200, {
      ...headers,
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="usage-${usage.from}-${usage.to}.csv"`,
    });
  });

  app.get('/', async (c) => {
    const now = clock.now();
    const day = c.req.query('day') ?? inZone(now).day;
    if (!isDay(day)) return problemResponse(malformed([{ path: 'day', message: 'expected a day, YYYY-MM-DD' }]));
    const usage = await readUsage(store, register, { from: day, to: day });
    const page = dayPage({ usage, lastHeard: await store.lastHeard(), now, clock: inZone, zone });
    return c.html(page, 200, pageHeaders);
  });

  app.get('/page.css', (c) => c.body(stylesheet, 200, { ...pageHeaders, 'content-type': 'text/css; charset=utf-8' }));
  app.get('/refresh.js', (c) =>
    c.body(refreshScript, 200, { ...pageHeaders, 'content-type': 'text/javascript; charset=utf-8' }),
  );

  app.notFound(() => problemResponse(problem('notFound')));
  app.onError((error) => {
    log({ event: 'hub.failed', cause: error.message });
    return problemResponse(problem('failed'));
  });

  return { fetch: async (request) => app.fetch(request), receive };
};
