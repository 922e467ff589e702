import { expect, test } from 'vitest';
import { version } from '../terminal/version.ts';
import { inventedHub } from './access/invented-hub.ts';
import { createHub, usualConfig } from './hub.ts';

test('a hub whose database is away says 503 and not what is in it; which release it is, it says', async () => {
  const { ports } = await inventedHub();
  const hub = createHub({ ...ports, release: '1.2.3-7' }, usualConfig);
  const ask = () => hub.fetch(new Request('http://hub.example/health'));
  const well = await ask();
  expect([well.status, await well.json()]).toMatchObject([200, { status: 'ok', release: '1.2.3-7' }]);
  await ports.database.close();
  const ill = await ask();
  expect([ill.status, await ill.json()]).toEqual([
    503,
    { status: 'failing', version, release: '1.2.3-7', database: 'unreachable' },
  ]);
});

test('who asks for it without end is told to wait', async () => {
  const limits = {
    ...(usualConfig.limits as object),
    stranger: { requests: 2, seconds: 60 },
  } as typeof usualConfig.limits;
  const { ask } = await inventedHub({ limits });
  const statuses: number[] = [];
  for (let asked = 0; asked < 3; asked += 1) statuses.push((await ask('/health')).status);
  expect(statuses).toEqual([200, 200, 429]);
});
