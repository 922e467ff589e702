import { expect, test } from 'vitest';
import type { Network, NetworkReply } from '../../terminal/hospital/network.ts';
import { notedCalls } from './calls.ts';
import { createTimeline } from './timeline.ts';

const base = 'https://hospital.invalid/api/v1';

function line(answer: Network) {
  let now = 1_000;
  const timeline = createTimeline(() => now, 100);
  const network = notedCalls(
    (request) => {
      now += 250;
      return answer(request);
    },
    () => now,
    base,
    timeline,
  );
  const ask = (method: 'GET' | 'PUT', url: string) =>
    network({ method, url, headers: {}, signal: new AbortController().signal });
  return { ask, words: () => timeline.after(0, 100).map(({ kind, words }) => `${kind} ${words}`), timeline };
}
const reply = (status: number, body: unknown): NetworkReply => ({ status, headers: {}, body: JSON.stringify(body) });

test('a request is noted by its verb, and its reply with the time it took', async () => {
  const { ask, words, timeline } = line(async () => reply(200, {}));
  await ask('GET', `${base}/departments?day=2026-11-23`);
  expect(words()).toEqual([
    'call listDepartments /departments?day=2026-11-23',
    'reply listDepartments /departments?day=2026-11-23 → 200',
  ]);
  expect(timeline.after(1, 1)).toMatchObject([{ status: 200, seconds: 0.25 }]);
});

test('a refusal is noted with its code, a broken line with its words, and both come through', async () => {
  const refusing = line(async () => reply(409, { code: 'slotTaken' }));
  expect((await refusing.ask('PUT', `${base}/locks/L1`)).status).toBe(409);
  expect(refusing.words()[1]).toBe('reply lock /locks/L1 → 409 slotTaken');
  const broken = line(async () => {
    throw new Error('connection refused');
  });
  await expect(broken.ask('GET', 'https://hub.invalid/v1/usage')).rejects.toThrow('refused');
  expect(broken.words()[1]).toBe('reply GET /v1/usage (hub) → connection refused');
});

test('what is asked all day long is noted when the answer is another one', async () => {
  let body = 'quiet';
  const { ask, words } = line(async () => reply(200, { body }));
  const notices = () => ask('GET', `${base}/notices/T-001?after=0`);
  for (let time = 0; time < 5; time++) await notices();
  expect(words()).toHaveLength(1);
  body = 'news';
  await notices();
  expect(words()).toHaveLength(2);
});
