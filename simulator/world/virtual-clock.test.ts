import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sleep } from '../../device-drivers/contract/clock.ts';
import { createVirtualClock } from './virtual-clock.ts';

test('a chain of delays ends after their sum, inside one advance', async () => {
  const clock = createVirtualClock(0);
  const seen: number[] = [];
  const chain = (async () => {
    for (let i = 0; i < 3; i++) {
      await sleep(clock, 100);
      seen.push(clock.now());
    }
  })();
  await clock.advance(1000);
  await chain;
  expect(seen).toEqual([100, 200, 300]);
  expect(clock.now()).toBe(1000);
});

test('deadlines run in order of time, and of asking where the time is the same', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(50), { maxLength: 60 }), async (delays) => {
      const clock = createVirtualClock(0);
      const ran: [number, number][] = [];
      delays.forEach((delay, index) => {
        clock.after(delay, () => ran.push([delay, index]));
      });
      await clock.advance(50);
      expect(ran).toEqual([...ran].sort((a, b) => a[0] - b[0] || a[1] - b[1]));
      expect(ran.length).toBe(delays.length);
    }),
    { numRuns: 50 },
  );
});

test('a cancelled deadline does not run, and cancelling twice is harmless', async () => {
  const clock = createVirtualClock(0);
  let ran = false;
  const cancel = clock.after(10, () => {
    ran = true;
  });
  cancel();
  cancel();
  await clock.advance(20);
  expect(ran).toBe(false);
  expect(clock.pending).toBe(0);
});

test('runUntil stops at the deadline that made the condition true, or at its limit', async () => {
  const clock = createVirtualClock(0);
  let ready = false;
  clock.after(30, () => {
    ready = true;
  });
  clock.after(500, () => {});
  expect(await clock.runUntil(() => ready, 1000)).toBe(true);
  expect(clock.now()).toBe(30);
  expect(await clock.runUntil(() => false, 100)).toBe(false);
  expect(clock.now()).toBe(130);
});

test('skipped to an instant, each thing that came due on the way runs once, there, and in order', async () => {
  const clock = createVirtualClock(0);
  const ran: [string, number][] = [];
  const poll = (name: string, every: number) => {
    clock.after(every, () => {
      ran.push([name, clock.now()]);
      poll(name, every);
    });
  };
  poll('slow', 400);
  poll('quick', 100);
  await clock.skipTo(86_400_000);
  expect(ran).toEqual([
    ['quick', 86_400_000],
    ['slow', 86_400_000],
  ]);
  await clock.skipTo(5);
  expect(clock.now()).toBe(86_400_000);
  await clock.advance(100);
  expect(ran.at(-1)).toEqual(['quick', 86_400_100]);
});
