import type { Context } from 'hono';
import type { HubEnv } from '../access/hub-env.ts';
import { type ZoneClock, zoneClock } from '../calendar.ts';
import { keptFrom } from '../keeping/policy.ts';
import type { HubConfig, HubPorts } from '../ports.ts';
import { check, malformed, type Problem, problem, problemResponse } from '../problem.ts';
import { csvPieces, streamOf } from './csv.ts';
import type { Endpoint } from './endpoint.ts';
import { isKnown, tagged } from './etag.ts';
import { mediaTypes, negotiated } from './negotiation.ts';
import { type Format, formats, usualRowsInPage } from './parameters.ts';
import type { Table } from './table.ts';
import { xlsxOf } from './xlsx.ts';

export type ReadingPorts = Pick<HubPorts, 'clock' | 'database' | 'seals'>;
export type ReadingConfig = Pick<HubConfig, 'zone' | 'keep'>;

/** Rows a file has at most: a workbook is made in memory, and others wait while it is. */
const mostRowsInFile = { csv: 100_000, xlsx: 20_000 } as const;

/** Only whoever asked may keep an answer, and asks each time whether it still holds. */
const kept = { 'cache-control': 'private, no-cache', vary: 'Accept, Authorization, Cookie' };

const formatOf = (c: Context<HubEnv>, offered: readonly Format[]): Format | Problem => {
  const named = c.req.query('format');
  if (named !== undefined) {
    const format = offered.find((it) => it === named);
    return format ?? malformed([{ path: 'format', message: `expected one of ${offered.join(', ')}` }]);
  }
  const liked = negotiated(c.req.header('accept'), offered);
  const types = offered.map((it) => mediaTypes[it]).join(', ');
  return liked ?? problem('notAcceptable', { detail: `expected Accept to name one of ${types}` });
};

/** The same address with another cursor. */
const linkTo = (url: string, cursor: string): string => {
  const { pathname, searchParams } = new URL(url);
  searchParams.set('cursor', cursor);
  return `<${pathname}?${searchParams}>; rel="next"`;
};

/** `usage-2026-11-01-2026-11-30.csv` */
const fileName = (path: string, { from, to }: { from?: unknown; to?: unknown }, format: Format): string =>
  `${[path.split('/').at(-1), from, to].filter((it) => it !== undefined).join('-')}.${format}`;

const fileOf = async (tables: readonly Table[], format: 'csv' | 'xlsx', clock: ZoneClock): Promise<BodyInit> => {
  const [first] = tables;
  if (format === 'xlsx') return xlsxOf(tables, clock);
  return first ? streamOf(csvPieces(first, clock)) : '';
};

/** Answers the questions at one address: what was asked, as what it is wanted, and whether it is known already. */
export const answering = <Asked, Answer extends object>(
  endpoint: Endpoint<Asked, Answer>,
  { clock, database, seals }: ReadingPorts,
  { zone, keep }: ReadingConfig,
) => {
  const inZone = zoneClock(zone);
  const offered = endpoint.tables ? formats : formats.slice(0, 1);
  return async (c: Context<HubEnv>): Promise<Response> => {
    const format = formatOf(c, offered);
    if (typeof format !== 'string') return problemResponse(format);
    const asked = check(endpoint.query, { ...c.req.query(), ...c.req.param() }, () => []);
    if (!asked.ok) return problemResponse(malformed(asked.mistakes));
    const { limit, cursor } = asked.value as { limit?: number; cursor?: string };
    const now = clock.now();
    const today = inZone(now).day;
    const eventsFrom = keptFrom(today, keep.eventsMonths);
    const answered = await endpoint.read(
      { database, db: database.db, scope: c.get('reader').scope, now, today, clock: inZone, eventsFrom },
      asked.value,
      { limit: limit ?? (format === 'json' ? usualRowsInPage : mostRowsInFile[format]), cursor },
    );
    if (!answered.ok) return problemResponse(answered.problem);
    const { answer, next } = answered;
    const { json, etag } = tagged(seals.sha256, answer, format);
    const headers: Record<string, string> = { ...kept, etag };
    if (next !== undefined) headers.link = linkTo(c.req.url, next);
    if (isKnown(c.req.header('if-none-match'), etag)) return c.body(null, 304, headers);
    if (format === 'json') return c.body(json, 200, { ...headers, 'content-type': mediaTypes.json });
    if (next !== undefined && limit === undefined) {
      const message = `expected an answer of at most ${mostRowsInFile[format]} rows; ask for a shorter period, or for pages`;
      return problemResponse(malformed([{ path: 'to', message }]));
    }
    const tables = endpoint.tables?.(answer, asked.value) ?? [];
    headers['content-type'] = format === 'csv' ? 'text/csv; charset=utf-8' : mediaTypes.xlsx;
    headers['content-disposition'] = `attachment; filename="${fileName(endpoint.path, asked.value as object, format)}"`;
    if (c.req.method === 'HEAD') return c.body(null, 200, headers);
    await c.get('onExport')(`${askedFor(c.req.url)} (${format})`, tables[0]?.length ?? 0);
    return new Response(await fileOf(tables, format, inZone), { headers });
  };
};

const askedFor = (url: string): string => {
  const { pathname, search } = new URL(url);
  return pathname + search;
};
