import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { afterEach, expect, test, vi } from 'vitest';
import { usualLimits } from '../../statistics/access/limits.ts';
import { hubPaths } from '../../terminal/hub-contract.ts';
import { closing, type StoodHub } from './stand.ts';

const hubs = closing();
afterEach(hubs.all);

const names = Array.from({ length: 6 }, (_, at) => `T-0${at}`);
const allowed = 150;
const limits = { ...usualLimits, terminal: { requests: allowed, seconds: 600 } };
/** Few enough to stay within what is allowed, round after round. */
const batchesEach = 20;
const rounds = 3;

interface Answered {
  readonly status: number;
  readonly time: number;
}

const p99 = (times: readonly number[]): number =>
  [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * 0.99))] ?? Number.NaN;

/** Every well-behaved terminal sends batch after batch; how each was answered, and how long it took. */
const work = async ({ terminals, send }: StoodHub, but: string) => {
  const answers = await Promise.all(
    terminals
      .filter(({ terminal }) => terminal !== but)
      .map(async ({ batch }) => {
        const own: Answered[] = [];
        for (let at = 0; at < batchesEach; at++) {
          const request = batch();
          const begun = performance.now();
          const { status } = await send(request);
          own.push({ status, time: performance.now() - begun });
        }
        return own;
      }),
  );
  return answers.flat();
};

test('a flooding terminal is refused before it is parsed, and the others are served', async () => {
  const hub = await hubs.stand({ terminals: names, config: { limits } });
  const [flooder] = hub.terminals;
  if (!flooder) throw new Error('a terminal is wanted');
  const body = `{"terminal":"${flooder.terminal}",${' '.repeat(10_000)}`;
  const flood = new Worker(new URL('./flooder.ts', import.meta.url), {
    workerData: { url: `${hub.url}v1/usage`, init: flooder.request(hubPaths.usage, body), atOnce: 32 },
  });
  const tell = async (word: 'begin' | 'pause' | 'end'): Promise<Record<number, number>> => {
    const said = once(flood, 'message');
    flood.postMessage(word);
    return (await said)[0];
  };

  const [calm, flooded]: [Answered[], Answered[]] = [[], []];
  // Once for warming up, and until the flooder has had all it may have.
  await work(hub, flooder.terminal);
  await tell('begin');
  await vi.waitFor(() => expect(hub.logged).toContainEqual({ event: 'access.limited', limit: 'terminal' }), {
    timeout: 20_000,
  });
  for (let round = 0; round < rounds; round++) {
    flooded.push(...(await work(hub, flooder.terminal)));
    await tell('pause');
    calm.push(...(await work(hub, flooder.terminal)));
    await tell('begin');
  }
  const statuses = await tell('end');

  expect(new Set([...calm, ...flooded].map(({ status }) => status))).toEqual(new Set([200]));
  // Of the flood as much was parsed as is allowed; the rest was turned away before that, and the log says so once.
  expect(statuses).toEqual({ 400: allowed, 429: expect.any(Number) });
  expect(hub.logged.filter(({ event }) => event === 'usage.refused')).toHaveLength(allowed);
  expect(hub.logged.filter(({ event }) => event === 'access.limited')).toEqual([
    { event: 'access.limited', limit: 'terminal' },
  ]);
  const ratio = p99(flooded.map(({ time }) => time)) / p99(calm.map(({ time }) => time));
  console.log(`99th percentile of the others, flooded ÷ calm: ${ratio.toFixed(2)}; refused ${statuses[429]}`);
});

test('who floods under another’s name is stopped by what one address may send', async () => {
  const hub = await hubs.stand({
    terminals: names,
    patience: { tooMany: 1 },
    config: { limits: { ...limits, address: { requests: 30, seconds: 600 } } },
  });
  const statuses: number[] = [];
  for (let at = 0; at < 40; at++) {
    const body = `{"terminal":"X-${at}"}`;
    statuses.push((await hub.ask(hubPaths.usage, { method: 'POST', body })).status);
  }
  expect([statuses.filter((it) => it === 400).length, statuses.filter((it) => it === 429).length]).toEqual([30, 10]);
  const answer = await hub.ask(hubPaths.usage, { method: 'POST', body: '{}' });
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(500);
  expect(await answer.json()).toMatchObject({ status: 429, code: 'tooMany' });
});

test('behind a proxy the address is the one the proxy saw, not one the caller made up', async () => {
  const hub = await hubs.stand({
    trustProxy: true,
    patience: { tooMany: 1 },
    config: { limits: { ...limits, address: { requests: 2, seconds: 600 } } },
  });
  const from = async (forwarded: string) =>
    (await hub.ask(hubPaths.usage, { method: 'POST', body: '{}', headers: { 'x-forwarded-for': forwarded } })).status;
  expect([
    await from('192.0.2.1'),
    await from('203.0.113.9, 192.0.2.1'),
    await from('198.51.100.2, 192.0.2.1'),
  ]).toEqual([400, 400, 429]);
  expect(await from('192.0.2.2')).toBe(400);
});
