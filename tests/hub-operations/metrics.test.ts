import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { usualConfig } from '../../statistics/hub.ts';
import { enrolled, heartbeat, hubOutside } from '../../statistics/intake/invented-terminal.ts';
import { oneOfEach } from '../../statistics/intake/invented-usage.ts';
import { inventedOutbox } from '../../statistics/intake/invented-usage-outbox.ts';
import { type RouteClass, routeClassOf } from '../../statistics/metrics/route-class.ts';
import { type StartedHub, startHub } from '../../statistics/start-hub.ts';
import { openDatabase } from '../../statistics/store/open-database.ts';
import { hubPaths, signatureHeader } from '../../terminal/hub-contract.ts';
import { version } from '../../terminal/version.ts';
import { readOpenMetrics } from '../open-metrics.ts';

let folder: string;
let hub: StartedHub | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hub-metrics-'));
});
afterEach(async () => {
  await hub?.close();
  rmSync(folder, { recursive: true });
});

/** A hub with one terminal enrolled, and a way to ask both its ports. */
const start = async () => {
  const url = `sqlite:${join(folder, 'hub.sqlite')}`;
  const database = await openDatabase(url);
  const outside = { ...hubOutside(database), clock: { now: () => Date.now() } };
  const key = await enrolled(outside);
  await database.close();
  const running = await startHub({ port: 0, metricsPort: 0, database: url, config: usualConfig });
  hub = running;
  const send = ({ path, body, signature = '' }: { path: string; body: string; signature: string | undefined }) =>
    fetch(new URL(path, running.url), { method: 'POST', body, headers: { [signatureHeader]: signature } });
  const scrape = async () => {
    const answer = await fetch(running.metricsUrl ?? '');
    return { type: answer.headers.get('content-type'), families: readOpenMetrics(await answer.text()) };
  };
  return { running, key, outbox: inventedOutbox('YX-01', key), send, scrape };
};

test('what a hub did can be scraped as OpenMetrics, and no figure names anybody', async () => {
  const { running, key, outbox, send, scrape } = await start();
  await send(outbox.batch('e1', null, oneOfEach));
  await send(outbox.batch('e1', null, oneOfEach));
  await send(inventedOutbox('stranger').batch('e1', null, oneOfEach));
  await send(
    key.signed(hubPaths.heartbeats, heartbeat(Date.now(), { devices: [{ device: 'cardDispenser', state: 'empty' }] })),
  );
  await fetch(new URL('/v1/usage?from=2026-11-01&to=2026-11-30&place=city', running.url));
  await fetch(new URL('/v1/accounts/ann', running.url));
  await fetch(new URL('/v1/sessions', running.url), {
    method: 'POST',
    body: JSON.stringify({ account: 'ann', password: 'x' }),
  });
  await fetch(new URL('/anywhere/else', running.url));

  const { type, families } = await scrape();
  expect(type).toBe('application/openmetrics-text; version=1.0.0; charset=utf-8');
  const value = (sample: string) =>
    families.get(sample.replace(/(_total|_count|_bucket|_sum)?(\{.*)?$/, ''))?.samples.get(sample);
  const expected = {
    hub_batches_taken_total: 2,
    'hub_usage_events_total{seen="fresh"}': 17,
    'hub_usage_events_total{seen="repeated"}': 17,
    'hub_refused_total{what="usage",code="terminalUnknown"}': 1,
    'hub_access_refused_total{why="credentials"}': 1,
    'hub_requests_total{route="usage",status="200"}': 2,
    'hub_requests_total{route="usage",status="403"}': 1,
    'hub_requests_total{route="heartbeats",status="200"}': 1,
    'hub_requests_total{route="reading",status="401"}': 1,
    'hub_requests_total{route="administration",status="401"}': 1,
    'hub_requests_total{route="signIn",status="401"}': 1,
    'hub_requests_total{route="other",status="404"}': 1,
    'hub_request_seconds_count{route="usage"}': 3,
    'hub_alarms_open{kind="supplyOut"}': 1,
    'hub_alarms_open{kind="silent"}': 0,
    'hub_terminals{enrolment="enrolled"}': 1,
    'hub_terminals{enrolment="waiting"}': 2,
    'hub_terminals_heard{within="120"}': 1,
    'hub_database_connections{state="used"}': 1,
    [`hub_build{version="${version}",database="sqlite"}`]: 1,
    hub_failures_total: 0,
  };
  expect(Object.fromEntries(Object.keys(expected).map((sample) => [sample, value(sample)]))).toEqual(expected);
  expect(families.get('process_cpu_user_seconds')?.type).toBe('counter');
  const all = [...families.values()].flatMap(({ samples }) => [...samples.keys()]).join('\n');
  expect(all).not.toMatch(/YX-01|stranger|yunxi|ann/);
});

test('odd addresses make no new series', async () => {
  const { running, scrape } = await start();
  const count = async () => (await scrape()).families.get('hub_requests')?.samples.size;
  await fetch(new URL('/odd', running.url));
  const before = await count();
  for (let at = 0; at < 20; at += 1) await fetch(new URL(`/odd/${at}`, running.url));
  expect(await count()).toBe(before);
});

test('the metrics are on a port of their own, and only they', async () => {
  const { running } = await start();
  expect((await fetch(new URL('/metrics', running.url))).status).toBe(404);
  expect(running.metricsUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/metrics$/);
  expect((await fetch(new URL('/v1/me', running.metricsUrl))).status).toBe(404);
});

test('health: 200 with version and schema while the database answers', async () => {
  const { running } = await start();
  const answer = await fetch(new URL('/health', running.url));
  expect([answer.status, await answer.json()]).toEqual([
    200,
    { status: 'ok', version, database: 'reachable', schema: '0005-parent-restorations' },
  ]);
});

test.each<[string, string, RouteClass]>([
  ['POST', '/v1/usage', 'usage'],
  ['GET', '/v1/usage?from=x', 'reading'],
  ['GET', '/', 'page'],
  ['GET', '/assets/app.js', 'page'],
  ['GET', '/v1/alarms', 'reading'],
  ['POST', '/v1/alarms/a/closing', 'administration'],
  ['DELETE', '/v1/sessions/current', 'signIn'],
  ['GET', '/v1accounts', 'other'],
])('%s %s is counted as one of few', (method, target, of) => expect(routeClassOf(method, target)).toBe(of));

test.each([
  ['no end', '# HELP a b\n# TYPE a gauge\na 1\n'],
  ['a counter without _total', '# HELP a b\n# TYPE a counter\na 1\n# EOF\n'],
  ['a value twice', '# HELP a b\n# TYPE a gauge\na{x="1"} 1\na{x="1"} 2\n# EOF\n'],
  [
    'buckets that fall',
    '# HELP a b\n# TYPE a histogram\na_bucket{le="1"} 2\na_bucket{le="+Inf"} 1\na_count 1\n# EOF\n',
  ],
])('the reader of these tests refuses %s', (_, text) => expect(() => readOpenMetrics(text)).toThrow());
