import { expect, test } from 'vitest';
import { memoryHubStore } from '../simulator/world/memory-hub-store.ts';
import { createHub } from './hub.ts';
import { eightOClock, fault, inventedRegister, oneOfEach, refund, registration, visit } from './invented-usage.ts';
import { columnGroups } from './page/columns.ts';
import type { HubEvent } from './ports.ts';
import type { Register } from './register.ts';
import { type Counts, countNames, countUnits, noCounts } from './roll-up.ts';

const hubOn = (register: Register = inventedRegister, store = memoryHubStore()) => {
  const logged: HubEvent[] = [];
  const ports = { clock: { now: () => eightOClock }, store, log: (event: HubEvent) => void logged.push(event) };
  const hub = createHub(ports, { register, zone: 'Asia/Shanghai' });
  return {
    ...hub,
    logged,
    get: (path: string, headers: Record<string, string> = {}) =>
      hub.fetch(new Request(`http://hub.example${path}`, { headers })),
    post: (body: BodyInit, headers: Record<string, string> = {}) =>
      hub.fetch(
        new Request('http://hub.example/v1/usage', { method: 'POST', body, headers, duplex: 'half' } as RequestInit),
      ),
  };
};

const november = '/v1/usage?from=2026-11-01&to=2026-11-30';
const morning = {
  terminal: 'A-01',
  after: 0,
  events: [visit(1), registration(2), visit(3, 'abandoned'), refund(4), fault(5)],
};

test('POST /v1/usage answers with the receipt', async () => {
  const answer = await hubOn().post(JSON.stringify(morning));
  expect([answer.status, await answer.json()]).toEqual([200, { upTo: 5 }]);
});

test.each([
  ['not JSON', '{"terminal":', 400, { code: 'malformed' }],
  ['another form', '{"terminal":"A-01"}', 400, { errors: [{ path: 'after' }, { path: 'events' }] }],
  ['a stranger', JSON.stringify({ ...morning, terminal: 'Z-9' }), 403, { code: 'terminalUnknown' }],
  ['a gap', JSON.stringify({ ...morning, after: 9, events: [visit(10)] }), 409, { expected: 0 }],
])('POST /v1/usage refuses %s with a problem document', async (_, body, status, problem) => {
  const answer = await hubOn().post(body);
  expect(answer.status).toBe(status);
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  expect(await answer.json()).toMatchObject({ status, ...problem });
});

test('a body past the limit is refused, also one that does not say its length', async () => {
  const said = await hubOn().post(' '.repeat(256 * 1024 + 1), { 'content-length': String(256 * 1024 + 1) });
  expect(said.status).toBe(413);
  let chunks = 0;
  const endless = new ReadableStream({
    pull(controller) {
      chunks++;
      controller.enqueue(new Uint8Array(64 * 1024));
    },
  });
  const unsaid = await hubOn().post(endless);
  expect(unsaid.status).toBe(413);
  expect(chunks).toBeLessThan(10);
  expect(await unsaid.json()).toMatchObject({ code: 'tooLarge' });
});

test('the largest batch there can be is within the limit', async () => {
  const word = 'x'.repeat(40);
  const event = {
    kind: 'visitEnded',
    ending: 'interrupted',
    step: word,
    seconds: Number.MAX_SAFE_INTEGER,
    at: Number.MAX_SAFE_INTEGER,
    businessDay: '2026-11-21',
  };
  const first = Number.MAX_SAFE_INTEGER - 500;
  const events = Array.from({ length: 500 }, (_, at) => ({ ...event, sequence: first + at + 1 }));
  const answer = await hubOn().post(JSON.stringify({ terminal: 'A-01', after: 0, events }, undefined, 2));
  expect([answer.status, await answer.json()]).toEqual([200, { upTo: Number.MAX_SAFE_INTEGER }]);
});

test('a store that fails is a 500, and the log says why', async () => {
  const store = { ...memoryHubStore(), take: () => Promise.reject(new Error('disk full')) };
  const hub = hubOn(inventedRegister, store);
  const answer = await hub.post(JSON.stringify(morning));
  expect([answer.status, (await answer.json()).code]).toEqual([500, 'failed']);
  expect(hub.logged).toEqual([{ event: 'hub.failed', cause: 'disk full' }]);
});

test('GET /v1/usage: every terminal of the register in its order, used or not, and the total', async () => {
  const hub = hubOn();
  await hub.post(JSON.stringify(morning));
  await hub.post(JSON.stringify({ terminal: 'B-01', after: 0, events: [registration(1, 700)] }));
  const answer = await hub.get(november);
  const usage = await answer.json();
  expect(usage).toMatchObject({ from: '2026-11-01', to: '2026-11-30' });
  expect(usage.rows.map((row: { terminal: string }) => row.terminal)).toEqual(['A-01', 'A-02', 'B-01']);
  expect(usage.rows[0]).toEqual({
    ...inventedRegister.terminals[0],
    ...noCounts,
    visits: 2,
    completed: 1,
    registrations: 1,
    registrationAmount: 2_500,
    refunds: 1,
    refundAmount: 2_500,
    deviceFaults: 1,
  });
  expect(usage.rows[1]).toMatchObject({ visits: 0, registrations: 0, registrationAmount: 0 });
  expect(usage.total).toMatchObject({ visits: 2, registrations: 2, registrationAmount: 3_200 });
});

test('a terminal that left the register still counts, at the end', async () => {
  const store = memoryHubStore();
  await hubOn(inventedRegister, store).post(JSON.stringify(morning));
  const shorter = hubOn({ terminals: inventedRegister.terminals.slice(1) }, store);
  const usage = await (await shorter.get(november)).json();
  expect(usage.rows.map((row: { terminal: string }) => row.terminal)).toEqual(['A-02', 'B-01', 'A-01']);
  expect(usage.rows[2]).not.toHaveProperty('unit');
  expect(usage.total.visits).toBe(2);
  expect(await (await shorter.get('/')).text()).toContain('已不在册');
});

test.each([
  ['', ['from', 'to']],
  ['?from=2026-11-01', ['to']],
  ['?from=2026-11-31&to=2026-12-01', ['from']],
  ['?from=2026-11-02&to=2026-11-01', ['to']],
  ['?from=2025-01-01&to=2026-11-01', ['to']],
])('GET /v1/usage%s names what is wrong', async (query, paths) => {
  const answer = await hubOn().get(`/v1/usage${query}`);
  expect(answer.status).toBe(400);
  const { errors } = await answer.json();
  expect(errors.map(({ path }: { path: string }) => path)).toEqual(paths);
});

test('as CSV: a header, a line a terminal, fields quoted where they must be', async () => {
  const unit = { zh: '虚构“一”院, "东"', en: 'Invented\nFirst' };
  const hub = hubOn({ terminals: [{ terminal: 'A-01', unit, place: { zh: '一楼', en: 'Floor' } }] });
  await hub.post(JSON.stringify({ ...morning, events: oneOfEach }));
  const answers = [await hub.get(november, { accept: 'text/csv' }), await hub.get(`${november}&format=csv`)];
  for (const answer of answers) {
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toContain('usage-2026-11-01-2026-11-30.csv');
    // `text()` would take the mark away.
    expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(await answer.arrayBuffer())).toBe(
      '\uFEFFterminal,unit,unit_en,place,place_en,visits,completed,registrations,registration_amount_fen,refunds,refund_amount_fen,device_faults,' +
        'collections,collections_paid_here,collection_amount_fen,check_ins,cancellations,payments,payment_amount_fen,' +
        'cards_issued,cards_captured,report_printings,pages,slip_reprints\r\n' +
        'A-01,"虚构“一”院, ""东""","Invented\nFirst",一楼,Floor,1,1,1,2500,1,2500,1,1,1,3000,1,1,1,12345,1,1,1,4,1\r\n',
    );
  }
});

test.each(['*/*', 'application/json', 'text/csv;q=0.5, application/json', 'text/html'])(
  'JSON for Accept: %s',
  async (accept) => {
    expect((await hubOn().get(november, { accept })).headers.get('content-type')).toContain('application/json');
  },
);

test('the page shows the day in the hub’s zone, a row a terminal, and the sum', async () => {
  const hub = hubOn();
  await hub.post(JSON.stringify({ terminal: 'A-01', after: 0, events: [registration(1, 123_456_700), visit(2)] }));
  await hub.post(JSON.stringify({ terminal: 'B-01', after: 0, events: [registration(1, 5)] }));
  const page = await (await hub.get('/')).text();
  expect(page).toContain('<time datetime="2026-11-21">');
  const body = page.slice(page.indexOf('<tbody>'), page.indexOf('</tbody>'));
  expect(body.match(/<th scope="row">[^<]+/g)).toEqual(['A-01', 'A-02', 'B-01'].map((id) => `<th scope="row">${id}`));
  expect(body).toContain('1,234,567.00');
  expect(body).toContain('08:00:00');
  expect(body).toContain('尚未收到');
  expect(page.slice(page.indexOf('<tfoot>'))).toContain('1,234,567.05');
  const other = await (await hub.get('/?day=2026-11-20')).text();
  expect(other).not.toContain('1,234,567');
  expect(other).toContain('<a href="/">今日');
});

test('everything counted is on the page, once, under its own heading', async () => {
  const shown = columnGroups.flatMap(({ columns }) => columns.map(({ count }) => count));
  expect([...shown].sort()).toEqual([...countNames].sort());
  const store = memoryHubStore();
  // A different figure each, so that two columns that changed places show.
  const counts = Object.fromEntries(countNames.map((name, at) => [name, 100 + at])) as Counts;
  await store.take('A-01', () => ({
    answer: '',
    intake: { events: [], days: [{ businessDay: '2026-11-21', counts }], upTo: 1, heardAt: eightOClock },
  }));
  const page = await (await hubOn(inventedRegister, store).get('/')).text();
  const [row = ''] = page.slice(page.indexOf('<tbody>')).split('</tr>');
  expect([...row.matchAll(/<td[^>]*>([\d.]+)</g)].map(([, text]) => text)).toEqual(
    shown.map((name) => (countUnits[name] === 'fen' ? (counts[name] / 100).toFixed(2) : String(counts[name]))),
  );
});

test('names are text on the page, never markup', async () => {
  const hostile = `<img src=x onerror=alert(1)>"'&`;
  const name = { zh: hostile, en: hostile };
  const page = await (await hubOn({ terminals: [{ terminal: 'A-01', unit: name, place: name }] }).get('/')).text();
  expect(page).not.toContain('<img');
  expect(page.split('&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;')).toHaveLength(5);
});

test('a day that is none is refused, not shown', async () => {
  const answer = await hubOn().get('/?day=%3Cscript%3E');
  expect([answer.status, await answer.text()]).toEqual([400, expect.not.stringContaining('script')]);
});

test('the page may load its own two files only, and they are there', async () => {
  const hub = hubOn();
  const page = await hub.get('/');
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  const html = await page.text();
  expect(html).not.toMatch(/style="|<style|<script(?! type="module" src)/);
  for (const [path, type] of [
    ['/page.css', 'text/css'],
    ['/refresh.js', 'text/javascript'],
  ] as const) {
    expect(html).toContain(path);
    expect((await hub.get(path)).headers.get('content-type')).toContain(type);
  }
});

test('anything else is not found', async () => {
  expect((await hubOn().get('/v1/patients')).status).toBe(404);
});
