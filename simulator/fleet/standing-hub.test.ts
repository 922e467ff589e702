import { afterEach, expect, test } from 'vitest';
import { hubPaths, signatureHeader, signedText, type UsageBatch } from '../../terminal/hub-contract.ts';
import { systemChance } from '../../terminal/system.ts';
import { createVirtualClock } from '../world/virtual-clock.ts';
import { createStandingHub, type StandingHub } from './standing-hub.ts';

const start = Date.parse('2026-11-23T10:05:00+08:00');
const nearby = { address: '127.0.0.1', secure: false };
const minutes = 60_000;

let hubs: StandingHub | undefined;
afterEach(async () => {
  await hubs?.close();
  hubs = undefined;
});

function standing(neighbours: number) {
  const real = createVirtualClock(start);
  const said: string[] = [];
  const world = { time: start };
  const clock = { now: () => world.time };
  const parts = { real, chance: systemChance, zone: 'Asia/Shanghai', neighbours };
  const hub = createStandingHub('sqlite::memory:', {
    ...parts,
    log: (event) => said.push(event.event),
    say: (words) => said.push(words),
  });
  hubs = hub;
  return { hub, real, world, clock, said };
}

async function seated(hub: StandingHub): Promise<(path: string) => Promise<Response>> {
  const answer = await hub.fetch(new Request(`http://hub.invalid${await hub.link()}`), nearby);
  const [cookie = ''] = answer.headers.get('set-cookie')?.split(';') ?? [];
  return (path) => hub.fetch(new Request(`http://hub.invalid${path}`, { headers: { cookie } }), nearby);
}

const today = 'from=2026-11-23&to=2026-11-23';
const totalOf = async (answer: Response) => ((await answer.json()) as { total: Record<string, number> }).total;

test('the city has eight weeks behind it, and goes on with the day as the time does', async () => {
  const { hub, real, world, clock, said } = standing(5);
  hub.next(clock);
  await hub.ready();
  expect(said[0]).toMatch(/inventing what 5 other terminals/);
  const ask = await seated(hub);
  const past = await totalOf(await ask('/v1/usage?from=2026-09-28&to=2026-11-22&place=city'));
  expect(past.starts).toBeGreaterThanOrEqual(5 * 56);
  const morning = await totalOf(await ask(`/v1/usage?${today}&place=city`));

  world.time += 180 * minutes;
  await real.advance(21_000);
  await expect
    .poll(async () => (await totalOf(await ask(`/v1/usage?${today}&place=city`))).visits)
    .toBeGreaterThan(morning.visits ?? 0);
  const { alarms } = (await (await ask('/v1/alarms?state=open')).json()) as { alarms: { kind: string }[] };
  expect(alarms.filter(({ kind }) => kind === 'silent')).toEqual([]);
  expect(said).not.toContain('hub.failed');
});

test('what a terminal of the world says is heard, and stands in its unit', async () => {
  const { hub, clock } = standing(0);
  const end = hub.next(clock);
  const { sign } = end.enrol('T-001');
  await hub.ready();
  const batch: UsageBatch = {
    terminal: 'T-001',
    epoch: 'FIRST',
    previous: null,
    events: [{ sequence: 3, at: start, businessDay: '2026-11-23', hour: 10, kind: 'started' }],
  };
  const body = JSON.stringify(batch);
  const reply = await end.network({
    method: 'POST',
    url: `https://hub.invalid${hubPaths.usage}`,
    headers: { 'content-type': 'application/json', [signatureHeader]: sign(signedText(hubPaths.usage, body)) },
    body,
    signal: new AbortController().signal,
  });
  expect(reply).toMatchObject({ status: 200, body: '{"upTo":3}' });
  expect(await end.intake.events('T-001', 'FIRST', 0, 9)).toEqual(batch.events);
  const ask = await seated(hub);
  const usage = await (await ask(`/v1/usage?${today}&place=unit&unit=nanjing-gulou`)).json();
  expect(usage).toMatchObject({ rows: [{ place: 'nanjing-gulou', counts: { starts: 1 } }] });
});

test('another world has a hub with empty books, and the link of the start lets one in there too', async () => {
  const { hub, clock } = standing(3);
  hub.next(clock);
  await hub.ready();
  const before = await seated(hub);
  expect((await before('/v1/me')).status).toBe(200);
  hub.next(clock);
  expect((await before('/v1/me')).status).toBe(401);
  const ask = await seated(hub);
  expect(await totalOf(await ask('/v1/usage?from=2026-09-28&to=2026-11-22&place=city'))).toMatchObject({ visits: 0 });
});
