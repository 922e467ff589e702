import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { publishedLines, putPublishedMonth } from '../../tests/bulletin/published-month.ts';
import type { HubEnv } from '../access/hub-env.ts';
import type { Scope } from '../access/reader.ts';
import { nodeSeals } from '../intake/node-seals.ts';
import type { HubDatabase } from '../store/hub-store.ts';
import { openDatabase } from '../store/open-database.ts';
import { bulletinRoutes } from './routes.ts';

const config = { zone: 'Asia/Shanghai', monthClosesAfterDays: 3, countsAsRegistration: 'confirmed/1' };
let now = Date.parse('2026-11-21T00:00:00Z');

/** A hub of the bulletin alone that holds February 2020, read by somebody of this scope. */
const reading = async (
  scope: Scope,
  work: (
    ask: (path: string, headers?: Record<string, string>) => Promise<Response>,
    exports: string[],
  ) => Promise<void>,
) => {
  const database: HubDatabase = await openDatabase('sqlite::memory:');
  try {
    await putPublishedMonth(database, '2020-02');
    const exports: string[] = [];
    const app = new Hono<HubEnv>();
    app.use(async (c, next) => {
      c.set('reader', { who: 'w', name: 'W', scope, administrator: false });
      c.set('onExport', async (what, rows) => void exports.push(`${what}: ${rows}`));
      await next();
    });
    app.route('/', bulletinRoutes({ clock: { now: () => now }, database, seals: nodeSeals() }, config));
    await work(async (path, headers = {}) => app.request(`/v1/bulletins/${path}`, { headers }), exports);
  } finally {
    await database.close();
  }
};

const city: Scope = { city: true };

test('JSON unless something else is asked for, by the hub’s own counting rule', () =>
  reading(city, async (ask, exports) => {
    const response = await ask('2020-02');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    const { total, ...rest } = await response.json();
    expect(rest).toMatchObject({
      month: '2020-02',
      form: '2020',
      on: '2020-02-29',
      rule: { name: 'confirmed/1' },
      closed: true,
    });
    expect(rest.rows).toHaveLength(49);
    expect(total).toEqual({
      terminals: 1481,
      registrations: 131_430,
      registration_amount: '6477159.42',
      payments: 159_858,
      payment_amount: '51460109.85',
      prepaidCollections: 0,
    });
    expect(exports).toEqual([]);
  }));

test.each([
  [{ accept: 'text/csv' }, '', 'text/csv; charset=utf-8', 'csv'],
  [{}, '?format=csv&form=2018', 'text/csv; charset=utf-8', 'csv'],
  [
    { accept: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
    '',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'xlsx',
  ],
] as const)('as a file %o %s, which is written down', (headers, query, type, ending) =>
  reading(city, async (ask, exports) => {
    const response = await ask(`2020-02${query}`, headers);
    expect(response.headers.get('content-type')).toBe(type);
    expect(response.headers.get('content-disposition')).toBe(`attachment; filename="terminal-usage-2020-02.${ending}"`);
    const body = new Uint8Array(await response.arrayBuffer());
    expect([...body.slice(0, 3)]).toEqual(ending === 'csv' ? [0xef, 0xbb, 0xbf] : [0x50, 0x4b, 0x03]);
    expect(exports).toEqual([`/v1/bulletins/2020-02${query} as ${ending}: 49`]);
  }),
);

test('a browser is shown a page, with its style beside it', () =>
  reading(city, async (ask) => {
    const page = await (await ask('2020-02', { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' })).text();
    expect(page).toContain('<h1>2020年2月自助智能医疗服务终端医院使用情况表</h1>');
    const [, href = ''] = /href="\/v1\/bulletins\/([^"]+)"/.exec(page) ?? [];
    const style = await ask(href);
    expect(style.headers.get('content-type')).toBe('text/css; charset=utf-8');
    expect(await style.text()).toContain('@media print');
  }));

test('a reader of one hospital sees that hospital, and nothing from which another could be told', () =>
  reading({ units: ['nanjing-gulou'] }, async (ask) => {
    const { rows, total, wholeCity } = await (await ask('2020-02')).json();
    const published = publishedLines('2020-02').find(({ unit }) => unit === '南京鼓楼医院');
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ name: '南京鼓楼医院', registration_amount: published?.registration_amount });
    expect(total).toMatchObject({ terminals: 108, payments: 9364 });
    expect(wholeCity).toBe(false);
    const page = await (await ask('2020-02?format=html')).text();
    expect(page).not.toContain('江苏省人民医院');
    expect(page).toContain('合计亦仅为这些单位之和');
  }));

test('what has not changed is not sent again', () =>
  reading(city, async (ask, exports) => {
    const tag = (await ask('2020-02?format=csv')).headers.get('etag') ?? '';
    expect(tag).toMatch(/^W\/"[0-9a-f]{32}"$/);
    now += 60_000;
    expect((await ask('2020-02?format=csv', { 'if-none-match': `"other", ${tag}` })).status).toBe(304);
    expect((await ask('2020-02?format=csv&rule=confirmed-and-all-collected/1', { 'if-none-match': tag })).status).toBe(
      200,
    );
    expect((await ask('2020-02?format=json', { 'if-none-match': tag })).status).toBe(200);
    expect(exports).toHaveLength(2);
  }));

test.each([
  ['2020-13', 'month', 'expected a month, YYYY-MM, received "2020-13"'],
  ['202002', 'month', 'expected a month, YYYY-MM, received "202002"'],
  ['2020-02?form=2019', 'form', 'expected 2018 or 2020, received "2019"'],
  [
    '2020-02?rule=mine',
    'rule',
    'expected one of confirmed-and-collected-here/1, confirmed/1, confirmed-and-all-collected/1, received "mine"',
  ],
  ['2020-02?on=2020-02-30', 'on', 'expected a day, YYYY-MM-DD, received "2020-02-30"'],
  ['2020-02?format=pdf', 'format', 'expected one of json, csv, xlsx, html, received "pdf"'],
])('%s: what was wrong and what was expected', (path, where, message) =>
  reading(city, async (ask) => {
    const response = await ask(path);
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject({ code: 'malformed', errors: [{ path: where, message }] });
  }),
);

test('a hub whose settings name no rule does not start to guess one', async () => {
  const database = await openDatabase('sqlite::memory:');
  const ports = { clock: { now: () => now }, database, seals: nodeSeals() };
  expect(() => bulletinRoutes(ports, { ...config, countsAsRegistration: 'all' })).toThrow('"all" is no counting rule');
  await database.close();
});
