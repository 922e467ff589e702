import { expect, test } from 'vitest';
import { createPacedClock } from './paced-clock.ts';
import { settle } from './settle.ts';
import { createVirtualClock } from './virtual-clock.ts';

const start = Date.UTC(2026, 10, 23);

/** A world beside a clock of ours that waits for it, as a real one does not have to. */
function watched() {
  const real = createVirtualClock(0);
  const clock = createPacedClock(real, start);
  const heard: string[] = [];
  const hear = (what: string) => heard.push(`${what} ${clock.now() - start}`);
  async function pass(milliseconds: number): Promise<void> {
    for (let left = milliseconds; left > 0; left--) {
      await real.advance(1);
      while (clock.behind) await real.advance(0);
    }
  }
  clock.setPace(1);
  return { pass, clock, heard, hear };
}

test('runs along with the real clock, one deadline after another', async () => {
  const { pass, clock, heard, hear } = watched();
  clock.after(100, () => {
    hear('first');
    clock.after(100, () => hear('second'));
  });
  await pass(99);
  expect(heard).toEqual([]);
  await pass(500);
  expect(heard).toEqual(['first 100', 'second 200']);
  expect(clock.now() - start).toBe(599);
});

test('goes faster, slower, and stands still', async () => {
  const { pass, clock } = watched();
  clock.setPace(100);
  await pass(1000);
  expect(clock.now() - start).toBe(100_000);
  clock.setPace(0);
  await pass(1000);
  expect(clock.now() - start).toBe(100_000);
  clock.setPace(0.5);
  await pass(1000);
  expect(clock.now() - start).toBe(100_500);
});

test('is run ahead through everything in between, in its order', async () => {
  const { clock, heard, hear } = watched();
  const hour = 3_600_000;
  const again = () => {
    hear('hour');
    clock.after(hour, again);
  };
  clock.after(hour, again);
  clock.after(2 * hour - 1, () => hear('just before'));
  await clock.runTo(start + 2.5 * hour);
  expect(heard).toEqual([`hour ${hour}`, `just before ${2 * hour - 1}`, `hour ${2 * hour}`]);
  expect(clock.now() - start).toBe(2.5 * hour);
  expect(clock.runningTo).toBeUndefined();
});

test('an instant in the past is now, and nothing goes backwards', async () => {
  const { pass, clock } = watched();
  await pass(50);
  await clock.runTo(start - 1000);
  expect(clock.now() - start).toBe(50);
});

test('two runs at once are refused', async () => {
  const { clock, hear } = watched();
  clock.after(500, () => hear('half way'));
  const first = clock.runTo(start + 1000);
  await expect(clock.runTo(start + 2000)).rejects.toThrow('already');
  await first;
});

test('what comes from outside has a time of its own, even while the world stands still', async () => {
  const { clock, heard, hear } = watched();
  clock.setPace(0);
  const times: number[] = [];
  for (const what of ['tap', 'card']) {
    clock.enter((at) => {
      times.push(at - start);
      hear(what);
    });
  }
  for (let turn = 0; turn < 6; turn++) await settle();
  expect(heard).toEqual(['tap 0', 'card 0']);
  expect(times).toEqual([1 / 16, 3 / 16]);
});

test('a deadline that was due before a hand came is run before it, however late the real timer is', async () => {
  let real = 0;
  const clock = createPacedClock({ now: () => real, after: () => () => {} }, start);
  clock.setPace(1);
  const heard: string[] = [];
  clock.after(10, () => heard.push('deadline'));
  for (let turn = 0; turn < 3; turn++) await settle();
  real = 50;
  clock.enter(() => heard.push('hand'));
  for (let turn = 0; turn < 6; turn++) await settle();
  expect(heard).toEqual(['deadline', 'hand']);
});

test('a deadline that was taken back never comes, and after a stop none does', async () => {
  const { pass, clock, heard, hear } = watched();
  clock.after(10, () => hear('taken back'))();
  clock.after(30, () => hear('after the stop'));
  await pass(20);
  clock.stop();
  await pass(100);
  expect(heard).toEqual([]);
});

test('stands still until it is set going, however long that takes', async () => {
  const real = createVirtualClock(0);
  const clock = createPacedClock(real, start);
  const heard: number[] = [];
  const hear = () => heard.push(clock.now() - start);
  clock.after(10, hear);
  await real.advance(5_000);
  clock.after(10, hear);
  // What follows without waiting belongs to the beginning too.
  void Promise.resolve().then(() => clock.after(10, hear));
  clock.setPace(1);
  for (let left = 20; left > 0; left--) await real.advance(1);
  while (clock.behind) await real.advance(0);
  expect(heard).toEqual([10, 10, 10]);
});
