import { Hono } from 'hono';
import type { HubEnv } from '../access/hub-env.ts';
import { zoneClock } from '../calendar.ts';
import type { ReadingConfig, ReadingPorts } from './answering.ts';
import { openApi } from './openapi.ts';
import { apiPage } from './page.ts';
import { pageStyle } from './page-style.ts';

/** The page loads its own sheet and nothing else, and nobody frames it. */
const pageHeaders = {
  'cache-control': 'private, max-age=300',
  'content-security-policy':
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

/** What can be asked of the hub, for programs and for people: no figure is in it, and everybody may read it. */
export const aboutRoutes = (
  { clock }: Pick<ReadingPorts, 'clock'>,
  { zone }: Pick<ReadingConfig, 'zone'>,
): Hono<HubEnv> => {
  const inZone = zoneClock(zone);
  return new Hono<HubEnv>()
    .get('/v1/openapi.json', (c) => c.json(openApi(), 200, { 'cache-control': 'private, max-age=300' }))
    .get('/api', (c) => c.html(apiPage(inZone(clock.now()).day), 200, pageHeaders))
    .get('/api/page.css', (c) => c.body(pageStyle, 200, { ...pageHeaders, 'content-type': 'text/css; charset=utf-8' }));
};
