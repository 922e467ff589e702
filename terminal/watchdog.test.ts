import { expect, test } from 'vitest';
import { createVirtualClock } from '../simulator/world/virtual-clock.ts';
import type { LogEvent } from './log-event.ts';
import { keepWatch } from './watchdog.ts';

function watched(alive: () => void, arrives = () => true) {
  const clock = createVirtualClock(0);
  const log: LogEvent[] = [];
  const told: number[] = [];
  const life = new AbortController();
  const notify = async (state: string) => {
    expect(state).toBe('WATCHDOG=1');
    told.push(clock.now());
    return arrives();
  };
  const ended = keepWatch({ clock, log: (event) => log.push(event), notify }, 15_000, alive, life.signal);
  return { clock, log, told, life, ended };
}

test('a terminal that lives is said to live, in time, until it stops', async () => {
  const { clock, log, told, life, ended } = watched(() => {});
  await clock.advance(45_000);
  expect(told).toEqual([0, 15_000, 30_000, 45_000]);
  life.abort();
  await ended;
  await clock.advance(60_000);
  expect(told).toHaveLength(4);
  expect(log).toEqual([]);
});

test('one whose journal does not answer is said nothing of, until it answers again, and that is logged once', async () => {
  let wrong = true;
  const { clock, log, told, life } = watched(() => {
    if (wrong) throw new Error('database is locked');
  });
  await clock.advance(45_000);
  expect(told).toEqual([]);
  expect(log).toEqual([{ event: 'watchdog.silent', why: 'database is locked' }]);
  wrong = false;
  await clock.advance(15_000);
  expect(told).toEqual([60_000]);
  wrong = true;
  await clock.advance(30_000);
  expect(log).toHaveLength(2);
  life.abort();
});

test('what does not get there is said again soon, and that is logged once', async () => {
  let arrives = false;
  const { clock, log, told, life } = watched(
    () => {},
    () => arrives,
  );
  await clock.advance(3_000);
  expect(told).toEqual([0, 1_500, 3_000]);
  expect(log).toEqual([{ event: 'watchdog.silent', why: 'the service manager could not be told' }]);
  arrives = true;
  await clock.advance(16_500);
  expect(told.slice(3)).toEqual([4_500, 19_500]);
  life.abort();
});
