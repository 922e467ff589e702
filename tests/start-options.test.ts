/** What `npm start` does with its options: the time, several terminals, the XFS4IoT face. */
import { afterEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { benchTold } from './bench-told.ts';
import { type Running, startEverything } from './everything.ts';

let running: Running | undefined;
afterEach(async () => {
  await running?.stop();
  running = undefined;
});

test('it is the time that was told, and three terminals stand side by side with a page each', async () => {
  running = await startEverything({ more: ['--terminals', '3', '--at', '2026-12-31T23:58'] });
  const { now } = (await benchTold(running, 'time')).time;
  expect(now - Date.UTC(2026, 11, 31, 15, 58)).toBeGreaterThanOrEqual(0);
  expect(new Date(now).toISOString()).toMatch(/^2026-12-31T15:58/);
  const { terminals } = (await benchTold(running, 'view')).view;
  expect(terminals.map(({ name }) => name)).toEqual(['T-001', 'T-002', 'T-003']);
  for (const { kiosk = '' } of terminals) expect((await fetch(kiosk)).status).toBe(200);
  expect(new Set(terminals.map(({ kiosk }) => kiosk)).size).toBe(3);
});

test('the devices are XFS4IoT services too, when asked for', async () => {
  running = await startEverything({ more: ['--xfs4iot'] });
  const [, url = ''] = /^xfs4iot: (\S+)$/m.exec(running.output()) ?? [];
  const socket = new WebSocket(url);
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  const header = { name: 'ServicePublisher.GetServices', requestId: 1, type: 'command', version: '2.0', timeout: 5000 };
  const answers: { header: { type: string }; payload?: { services: unknown[] } }[] = [];
  socket.on('message', (data) => answers.push(JSON.parse(String(data))));
  socket.send(JSON.stringify({ header }));
  await expect.poll(() => answers.find((it) => it.header.type === 'completion')?.payload?.services.length).toBe(7);
  socket.close();
});

test.each([
  [['--terminals', 'many'], /--terminals: "many" is none of 1 to 9/],
  [['--city', '501'], /--city: "501" is none of 0 to 500/],
  [['--at', 'noon'], /--at: "noon" is no time; one such as 2026-11-23T08:05/],
])('%j is told plainly', async (more, why) => {
  await expect(startEverything({ more })).rejects.toThrow(why);
});
