import { expect, test } from 'vitest';
import { toHex } from '../../device-drivers/framing/hex.ts';
import { join } from '../../device-drivers/framing/join.ts';
import { memoryLink } from '../../device-drivers/links/memory.ts';
import { createVirtualClock } from '../world/virtual-clock.ts';
import { createLine, goodManners, type LineManners, type LineTrouble } from './line.ts';

function bench(manners: Partial<LineManners>, chance: () => number = () => 0.99) {
  const clock = createVirtualClock(0);
  const [host, far] = memoryLink();
  const heard: { at: number; hex: string }[] = [];
  const chunks: { at: number; bytes: Uint8Array }[] = [];
  const events: string[] = [];
  const line = createLine(
    far,
    { clock, chance, manners: { ...goodManners, ...manners } },
    {
      hear: (bytes) => heard.push({ at: clock.now(), hex: toHex(bytes) }),
      lost: () => events.push('lost'),
    },
  );
  host.onData((bytes) => chunks.push({ at: clock.now(), bytes }));
  host.onClose((reason) => events.push(reason));
  const arrived = () => join(chunks.map(({ bytes }) => bytes));
  return { clock, host, line, heard, chunks, events, arrived };
}

const hundred = Uint8Array.from({ length: 100 }, (_, i) => i);
const having = (trouble: LineTrouble) => new Set([trouble]);

test('bytes take their time: ten bits each', async () => {
  const { clock, host, line, heard, chunks } = bench({ baud: 10_000, chunks: false });
  host.write(hundred);
  line.send(hundred);
  line.send(hundred);
  await clock.advance(1_000);
  expect(heard.map(({ at }) => at)).toEqual([100]);
  expect(chunks.map(({ at }) => at)).toEqual([100, 200]);
});

test('an unpaced line costs the clock nothing', async () => {
  const { clock, host, line, heard, arrived } = bench({});
  host.write(hundred);
  line.send(hundred);
  expect(clock.pending).toBe(0);
  await clock.advance(0);
  expect(heard.length).toBe(1);
  expect(arrived()).toEqual(hundred);
});

test('a sending arrives in up to four chunks, one event each, nothing lost', async () => {
  const values = [0.99, 0.99, 0.99, 0.1, 0.5, 0.9];
  const { clock, line, chunks, arrived } = bench({ baud: 10_000 }, () => values.shift() ?? 0.5);
  line.send(hundred);
  expect(clock.pending).toBeLessThanOrEqual(4);
  await clock.advance(1_000);
  expect(chunks.length).toBeGreaterThan(1);
  expect(chunks.length).toBeLessThanOrEqual(4);
  expect(chunks.at(-1)?.at).toBe(100);
  expect(arrived()).toEqual(hundred);
});

test('noise comes before, damage is one bit, silence is nothing', async () => {
  const noisy = bench({});
  noisy.line.send(hundred, having('noise'));
  await noisy.clock.advance(0);
  expect(noisy.arrived().length).toBeGreaterThan(100);
  expect(noisy.arrived().slice(-100)).toEqual(hundred);

  const damaged = bench({});
  damaged.line.send(hundred, having('damaged'));
  await damaged.clock.advance(0);
  const flipped = [...damaged.arrived()].map((byte, i) => byte ^ (hundred[i] ?? 0)).filter((bits) => bits !== 0);
  expect(flipped.length).toBe(1);
  expect(Math.log2(flipped[0] ?? 0) % 1).toBe(0);

  const silent = bench({});
  silent.line.send(hundred, having('silent'));
  await silent.clock.advance(10_000);
  expect(silent.chunks).toEqual([]);
});

test('noise and damage also strike by chance', async () => {
  const { clock, line, arrived } = bench({ noise: 1, flips: 1 }, () => 0.5);
  line.send(hundred);
  await clock.advance(0);
  expect(arrived().length).toBeGreaterThan(100);
  expect(arrived().slice(-100)).not.toEqual(hundred);
});

test('a late sending is seconds late, and what follows does not overtake it', async () => {
  const { clock, line, chunks } = bench({ chunks: false });
  line.send(Uint8Array.of(1), having('late'));
  line.send(Uint8Array.of(2));
  await clock.advance(4_999);
  expect(chunks).toEqual([]);
  await clock.advance(10);
  expect(chunks.map(({ bytes }) => bytes[0])).toEqual([1, 2]);
});

test('unplugged in the middle: half of it arrives, then the line is closed', async () => {
  const { clock, host, line, heard, events, arrived } = bench({ baud: 10_000 });
  line.send(hundred, having('unplugged'));
  await clock.advance(1_000);
  expect(arrived()).toEqual(hundred.slice(0, 50));
  expect(events).toEqual(['lost', 'the other end closed the line']);
  host.write(hundred);
  await clock.advance(1_000);
  expect(heard).toEqual([]);
});

test('what was under way when the line closed does not arrive', async () => {
  const { clock, host, line, heard, chunks } = bench({ baud: 10_000 });
  host.write(hundred);
  line.send(hundred);
  await clock.advance(10);
  line.close();
  await clock.advance(1_000);
  expect(heard).toEqual([]);
  expect(join(chunks.map(({ bytes }) => bytes)).length).toBeLessThan(100);
});

test('what was sent first arrives first, even when the timers of a busy machine fire in another order', () => {
  const due: (() => void)[] = [];
  const clock = {
    now: () => 0,
    after(_delay: number, task: () => void) {
      due.unshift(task);
      return () => {};
    },
  };
  const [host, far] = memoryLink();
  const sent: number[] = [];
  const manners = { ...goodManners, baud: 9_600, chunks: false };
  const device = { hear: () => {}, lost: () => {} };
  const line = createLine(
    { ...far, write: (bytes) => sent.push(...bytes) },
    { clock, chance: () => 0.99, manners },
    device,
  );
  for (const byte of [1, 2, 3]) line.send(Uint8Array.of(byte));
  for (const task of due) task();
  expect(sent).toEqual([1, 2, 3]);
  host.close();
});
