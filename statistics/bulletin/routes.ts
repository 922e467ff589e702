import { type Context, Hono } from 'hono';
import { accepts } from 'hono/accepts';
import type { HubEnv } from '../access/hub-env.ts';
import type { HubConfig, HubPorts } from '../ports.ts';
import { malformed, problemResponse } from '../problem.ts';
import type { Bulletin } from './bulletin.ts';
import { countingRuleNamed } from './counting-rule.ts';
import { bulletinCsv } from './csv.ts';
import { bulletinJson } from './json.ts';
import { bulletinPage } from './page.ts';
import { printStyle } from './print-style.ts';
import { readWanted } from './question.ts';
import { readBulletin } from './reading-bulletin.ts';
import { bulletinXlsx } from './xlsx.ts';

const mediaTypes = {
  json: 'application/json',
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  html: 'text/html',
} as const;
type Format = keyof typeof mediaTypes;
const formats = Object.keys(mediaTypes) as readonly Format[];

const stylesheet = '/v1/bulletins/print.css';

/** Without it a spreadsheet takes the file for the system's old encoding and shows the names as noise. */
const byteOrderMark = '\uFEFF';

/** The format of `?format=`, or else the one the request accepts first. */
const formatOf = (c: Context<HubEnv>): Format | undefined => {
  const named = c.req.query('format');
  if (named !== undefined) return formats.find((it) => it === named);
  const type = accepts(c, { header: 'Accept', supports: Object.values(mediaTypes), default: mediaTypes.json });
  return formats.find((it) => mediaTypes[it] === type);
};

const bodyOf = async (bulletin: Bulletin, format: Format, zone: string): Promise<string | Uint8Array<ArrayBuffer>> => {
  switch (format) {
    case 'json':
      return JSON.stringify(bulletinJson(bulletin));
    case 'csv':
      return byteOrderMark + bulletinCsv(bulletin);
    case 'xlsx':
      return bulletinXlsx(bulletin, zone);
    case 'html':
      return bulletinPage(bulletin, { zone, stylesheet });
  }
};

/** The name of a published file of the month, which the auditor takes the period from. */
const attachment = (month: string, format: Format) =>
  format === 'csv' || format === 'xlsx'
    ? { 'content-disposition': `attachment; filename="terminal-usage-${month}.${format}"` }
    : {};

/** `GET /v1/bulletins/{month}`: the bulletin's table of a month, of the units the reader may see. */
export const bulletinRoutes = (
  { clock, database, seals }: Pick<HubPorts, 'clock' | 'database' | 'seals'>,
  {
    zone,
    monthClosesAfterDays,
    countsAsRegistration,
  }: Pick<HubConfig, 'zone' | 'monthClosesAfterDays' | 'countsAsRegistration'>,
): Hono<HubEnv> => {
  const usualRule = countingRuleNamed(countsAsRegistration);
  const app = new Hono<HubEnv>();

  app.get(stylesheet, (c) =>
    c.body(printStyle, 200, { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'private, max-age=3600' }),
  );

  app.get('/v1/bulletins/:month', async (c) => {
    const { form, rule, on, format: named } = c.req.query();
    const wanted = readWanted({ month: c.req.param('month'), form, rule, on }, usualRule);
    const format = formatOf(c);
    if (!wanted.ok || !format) {
      const expected = {
        path: 'format',
        message: `expected one of ${formats.join(', ')}, received ${JSON.stringify(named)}`,
      };
      return problemResponse(malformed([...(wanted.ok ? [] : wanted.mistakes), ...(format ? [] : [expected])]));
    }
    const { scope } = c.get('reader');
    const bulletin = await readBulletin(database, {
      ...wanted.value,
      scope,
      now: clock.now(),
      zone,
      monthClosesAfterDays,
    });
    // Weak: two readings of the same figures differ in when they were read.
    const tag = `W/"${seals.sha256(JSON.stringify([format, bulletinJson({ ...bulletin, asOf: 0 })])).slice(0, 32)}"`;
    const headers = { 'cache-control': 'private, no-cache', vary: 'Accept, Cookie, Authorization', etag: tag };
    const known = c.req
      .header('if-none-match')
      ?.split(',')
      .map((it) => it.trim());
    if (known?.includes(tag)) return c.body(null, 304, headers);
    if (format === 'csv' || format === 'xlsx') {
      const { pathname, search } = new URL(c.req.url);
      await c.get('onExport')(`${pathname}${search} as ${format}`, bulletin.rows.length);
    }
    return c.body(await bodyOf(bulletin, format, zone), 200, {
      ...headers,
      ...attachment(bulletin.month, format),
      'content-type': `${mediaTypes[format]}${format === 'xlsx' ? '' : '; charset=utf-8'}`,
    });
  });

  return app;
};
