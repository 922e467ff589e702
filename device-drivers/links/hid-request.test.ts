import { expect, test } from 'vitest';
import { createVirtualClock } from '../../simulator/world/virtual-clock.ts';
import { type Fault, failed, type Outcome } from '../contract/fault.ts';
import { requestInTime } from './hid-request.ts';

function bench(answers: readonly (Fault | 'ok' | 'silence')[]) {
  const clock = createVirtualClock(0);
  const retries: number[] = [];
  let asked = 0;
  const outcome = requestInTime<object>({
    clock,
    timeOut: 100,
    tries: 3,
    ask: () => {
      const answer = answers[asked++] ?? 'ok';
      if (answer === 'silence') return new Promise<Outcome>(() => {});
      return Promise.resolve(answer === 'ok' ? { ok: true } : failed(answer));
    },
    onRetry: (attempt) => retries.push(attempt),
  });
  return { clock, outcome, retries, asked: () => asked };
}

test.each<[readonly (Fault | 'ok' | 'silence')[], Outcome, number]>([
  [['ok'], { ok: true }, 1],
  [['protocolError', 'silence', 'ok'], { ok: true }, 3],
  [['protocolError', 'protocolError', 'protocolError', 'ok'], failed('protocolError'), 3],
  [['silence', 'silence', 'silence'], failed('timeOut'), 3],
  [['offline', 'ok'], failed('offline'), 1],
])('%j', async (answers, expected, times) => {
  const { clock, outcome, retries, asked } = bench(answers);
  await clock.advance(400);
  expect(await outcome).toEqual(expected);
  expect(asked()).toBe(times);
  expect(retries).toEqual([2, 3].slice(0, times - 1));
  expect(clock.pending).toBe(0);
});
