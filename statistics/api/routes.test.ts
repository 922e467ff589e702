import { unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { eightOClock, oneOfEach } from '../intake/invented-usage.ts';
import { countNames } from '../intake/roll-up.ts';
import { fill, say } from '../reading/invented-city.ts';
import { openDatabase } from '../store/open-database.ts';
import { noon, reader } from './invented-reader.ts';

const days = 'from=2026-11-01&to=2026-11-30';
const usage = `/v1/usage?${days}&place=terminal&unit=east`;
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const withReader = async (work: (it: ReturnType<typeof reader>) => Promise<void>) => {
  const database = await openDatabase('sqlite::memory:');
  try {
    await fill(database, { 'E-1': oneOfEach });
    await work(reader(database));
  } finally {
    await database.close();
  }
};

describe('what is wrong with a question is said, and what was expected', () => {
  test.each([
    ['/v1/usage', ['from', 'to', 'place']],
    ['/v1/usage?from=2026-11-31&to=2026-12-01&place=unit', ['from']],
    ['/v1/usage?from=2026-11-02&to=2026-11-01&place=unit', ['to']],
    ['/v1/usage?from=2016-11-02&to=2026-11-03&place=unit', ['to']],
    [`/v1/usage?${days}&place=planet`, ['place']],
    [`/v1/usage?${days}&place=unit&time=minute`, ['time']],
    [`/v1/usage?${days}&place=unit&limit=5001`, ['limit']],
    [`/v1/usage?${days}&place=unit&limit=0`, ['limit']],
    [`/v1/usage?${days}&place=unit&counts=visits,patients`, ['counts']],
    [`/v1/usage?${days}&place=unit&limti=5`, ['limti']],
    [`/v1/usage?${days}&place=unit&cursor=nonsense`, ['cursor']],
    [`/v1/usage?${days}&place=unit&cursor=${btoa('["mars",null]')}`, ['cursor']],
    [`/v1/usage?${days}&place=terminal&time=hour`, ['unit']],
    [`/v1/usage?${days}&place=unit&ward=OPD`, ['ward']],
    [`/v1/usage?${days}&place=unit&format=pdf`, ['format']],
    ['/v1/alarms?state=some', ['state']],
    ['/v1/alarms?cursor=WzFd', ['cursor']],
    ['/v1/units?on=today', ['on']],
  ])('%s', (path, paths) =>
    withReader(async ({ get }) => {
      const answer = await get(path);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([400, 'application/problem+json']);
      const { code, errors } = await answer.json();
      expect([code, errors.map(({ path }: { path: string }) => path)]).toEqual(['malformed', paths]);
      for (const { message } of errors) expect(message).toMatch(/expected|unknown|missing/i);
    }),
  );
});

test.each([
  [undefined, 'application/json'],
  ['*/*', 'application/json'],
  ['text/html, */*;q=0.8', 'application/json'],
  ['text/csv', 'text/csv; charset=utf-8'],
  ['application/json;q=0.4, text/csv;q=0.5', 'text/csv; charset=utf-8'],
  ['text/csv;q=0, */*', 'application/json'],
  [xlsx, xlsx],
  ['image/png', 'application/problem+json'],
])('Accept: %s', (accept, type) =>
  withReader(async ({ get }) => {
    const answer = await get(usage, accept === undefined ? {} : { accept });
    expect(answer.headers.get('content-type')).toContain(type);
    expect(answer.status).toBe(type === 'application/problem+json' ? 406 : 200);
  }),
);

test('of the counts only those are told that were asked for, and those as without', () =>
  withReader(async ({ get }) => {
    const all = await (await get(usage)).json();
    const some = await (await get(`${usage}&counts=payments,visits`)).json();
    const pick = ({ visits, payments }: { visits: number; payments: number }) => ({ visits, payments });
    expect(some.total).toEqual(pick(all.total));
    expect(some.rows.map((row: { counts: object }) => row.counts)).toEqual(
      all.rows.map((row: { counts: { visits: number; payments: number } }) => pick(row.counts)),
    );
    const [headings] = (await (await get(`${usage}&counts=payments,visits&format=csv`)).text()).split('\r\n');
    expect(headings?.split(',').slice(-2)).toEqual(['visits', 'payments']);
  }));

test('pages go on with a link until there is none, and have every row once', () =>
  withReader(async ({ get }) => {
    const all = await (await get(usage)).json();
    const rows = [];
    let path: string | undefined = `${usage}&limit=1`;
    while (path) {
      const answer: Response = await get(path);
      const page = await answer.json();
      expect(page.total).toEqual(all.total);
      rows.push(...page.rows);
      path = /^<(.*)>; rel="next"$/.exec(answer.headers.get('link') ?? '')?.[1];
      expect(path === undefined).toBe(page.next === null);
    }
    expect(rows).toEqual(all.rows);
    expect(rows.map(({ place }) => place)).toEqual(['E-2', 'E-1']);
  }));

test('an entity tag stays while the figures do, whatever the time, and changes with them', async () => {
  const database = await openDatabase('sqlite::memory:');
  await fill(database, { 'E-1': oneOfEach });
  const { get, clock } = reader(database);
  const first = await get(usage);
  const tag = first.headers.get('etag') ?? '';
  expect(tag).toMatch(/^W\/"[0-9a-f]{32}"$/);
  expect(first.headers.get('cache-control')).toBe('private, no-cache');
  clock.at += 60_000;
  const again = await get(usage, { 'if-none-match': `"other", ${tag}` });
  expect([again.status, await again.text()]).toEqual([304, '']);
  expect((await get(usage, { 'if-none-match': tag, accept: 'text/csv' })).status).toBe(200);
  await database.db.updateTable('usageDay').set({ visits: 9 }).where('terminal', '=', 'E-1').execute();
  expect((await get(usage, { 'if-none-match': tag })).status).toBe(200);
  await database.close();
});

test('HEAD has the headers of GET and no body; no file left the hub by it', () =>
  withReader(async ({ get, exported }) => {
    const got = await get(usage);
    const head = await get(usage, {}, 'HEAD');
    expect([head.status, head.headers.get('etag'), await head.text()]).toEqual([200, got.headers.get('etag'), '']);
    expect((await get(`${usage}&format=csv`, {}, 'HEAD')).status).toBe(200);
    expect(exported).toEqual([]);
  }));

test('as CSV: a mark for spreadsheets, a header, a line a row, amounts in yuan; and the export is told', () =>
  withReader(async ({ get, exported }) => {
    const answer = await get(`${usage}&format=csv`);
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="usage-2026-11-01-2026-11-30.csv"');
    // `text()` would take the mark away.
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await answer.arrayBuffer());
    const [header = '', second, first = ''] = text.split('\r\n');
    expect(header).toMatch(/^\uFEFFplace,name,name_en,unit,visits,completed,registrations,registration_amount_yuan,/);
    expect(second).toMatch(/^E-2,三号位,Stand 三,east,0,0,0,0\.00,/);
    expect(first).toMatch(/^E-1,一号位,Stand 一,east,1,1,1,25\.00,1,25\.00,1,1,1,30\.00,1,1,1,123\.45,/);
    expect(exported).toEqual([{ what: `${usage}&format=csv (csv)`, rows: 2 }]);
  }));

test('as a workbook: Chinese headings, figures that are figures, a header that stays', () =>
  withReader(async ({ get }) => {
    const answer = await get(usage, { accept: xlsx });
    const files = unzipSync(new Uint8Array(await answer.arrayBuffer()));
    const text = (name: string) => new TextDecoder().decode(files[name]);
    const sheet = text('xl/worksheets/sheet1.xml');
    expect(text('xl/workbook.xml')).toContain('使用情况');
    expect(sheet).toContain('state="frozen"');
    expect(sheet.match(/<row /g)).toHaveLength(3);
    const strings = text('xl/sharedStrings.xml') || sheet;
    for (const heading of ['挂号金额（元）', '缴费（笔）', '一号位']) expect(strings).toContain(heading);
    expect(sheet).toMatch(/<v>123\.45<\/v>/);
    expect(text('xl/styles.xml')).toContain('#,##0.00');
    expect(sheet.match(/<col /g)).toHaveLength(countNames.length + 4);
  }));

test('devices: an outage that goes on counts up to now', async () => {
  const database = await openDatabase('sqlite::memory:');
  await fill(database, { 'E-1': oneOfEach });
  await database.db
    .insertInto('deviceState')
    .values({ terminal: 'E-1', device: 'receiptPrinter', available: 0, since: noon - 3_600_000 })
    .onConflict((conflict) => conflict.columns(['terminal', 'device']).doUpdateSet({ since: noon - 3_600_000 }))
    .execute();
  const { get } = reader(database);
  const { rows } = await (await get('/v1/devices?from=2026-11-03&to=2026-11-03&place=unit&unit=east')).json();
  expect(rows).toEqual([
    {
      place: 'east',
      name: { zh: '新东医院', en: 'New East' },
      device: 'receiptPrinter',
      terminals: 1,
      outages: 0,
      downSeconds: 3_600,
      availability: 11 / 12,
      faults: [],
    },
  ]);
  await database.close();
});

test('supplies: what is left lasts as long as the last two weeks say', async () => {
  const database = await openDatabase('sqlite::memory:');
  await fill(database, { 'E-1': oneOfEach });
  await say(database, {
    terminal: 'E-1',
    epoch: 'e',
    at: eightOClock,
    version: '1',
    inService: true,
    devices: [],
    supplies: { cards: 20, sheets: 100, bin: 3 },
  });
  const { get, clock } = reader(database);
  clock.at = eightOClock + 86_400_000;
  const { terminals } = await (await get('/v1/supplies?terminal=E-1')).json();
  // Two cards (one into the bin) and four sheets in fourteen days.
  expect(terminals).toEqual([
    {
      terminal: 'E-1',
      unit: 'east',
      place: { zh: '一号位', en: 'Stand 一' },
      cards: { left: 20, perDay: 2 / 14, lastsUntil: '2027-04-11' },
      sheets: { left: 100, perDay: 4 / 14, lastsUntil: '2027-11-07' },
      bin: 3,
    },
  ]);
  await database.close();
});

test('the page about it: every address, a sheet of its own, nothing inline', () =>
  withReader(async ({ get }) => {
    const page = await get('/api');
    const html = await page.text();
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(html).not.toMatch(/style=|<style|<script/);
    for (const path of ['/v1/usage', '/v1/visits', '/v1/terminals/{terminal}', '/v1/bulletins/{month}']) {
      expect(html).toContain(path);
    }
    const links = [...html.matchAll(/href="(\/[^"]+)"/g)].map(([, link = '']) => link.replaceAll('&amp;', '&'));
    expect(links.length).toBeGreaterThan(15);
    for (const link of links) expect([link, (await get(link)).status]).toEqual([link, 200]);
  }));
