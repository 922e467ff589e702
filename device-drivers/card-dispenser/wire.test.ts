import { expect, test } from 'vitest';
import { createVirtualClock } from '../../simulator/world/virtual-clock.ts';
import type { Look } from '../framing/framer.ts';
import { fromHex, toHex } from '../framing/hex.ts';
import { memoryLink } from '../links/memory.ts';
import { createWire } from './wire.ts';

/** A small protocol for the test: 06 alone, or 02 and three bytes of which the last is 03. */
type Message = { readonly kind: 'single' } | { readonly kind: 'frame'; readonly hex: string };
const look: Look<Message> = (bytes) => {
  if (bytes[0] === 6) return { take: 1, frame: { kind: 'single' } };
  if (bytes[0] !== 2) return 'noise';
  if (bytes.length < 4) return 'more';
  return bytes[3] === 3 ? { take: 4, frame: { kind: 'frame', hex: toHex(bytes.subarray(1, 3)) } } : 'noise';
};

function bench() {
  const clock = createVirtualClock(0);
  const [host, far] = memoryLink();
  const noise: number[] = [];
  const sent: string[] = [];
  far.onData((bytes) => sent.push(toHex(bytes)));
  const wire = createWire<Message>({
    link: host,
    clock,
    log: (event) => event.event === 'device.noise' && noise.push(event.bytes),
    look,
    longest: 4,
    checked: ({ kind }) => kind === 'frame',
  });
  const say = async (hex: string, time = 0) => {
    far.write(fromHex(hex));
    await clock.advance(time);
  };
  /** What is heard when the clock has gone on for so long. */
  async function hear(within: number, time = within, signal?: AbortSignal) {
    const heard = wire.hear(within, signal);
    await clock.advance(time);
    return heard;
  }
  return { clock, far, wire, noise, sent, say, hear };
}

test('messages wait for their listener, one after another; then there is silence', async () => {
  const { say, hear } = bench();
  await say('06 02 AA BB 03');
  expect(await hear(100, 0)).toEqual({ kind: 'single' });
  expect(await hear(100, 0)).toEqual({ kind: 'frame', hex: 'AA BB' });
  expect(await hear(100)).toBe('silence');
});

test('bytes that make no message are told as damaged, when no more follow', async () => {
  const { say, hear, noise } = bench();
  await say('02 AA BB 04', 50);
  await say('99', 99);
  expect(await hear(10, 1)).toBe('damaged');
  expect(noise).toEqual([4, 1]);
});

test('half of a frame is damaged, too; noise before a whole one is not', async () => {
  const { say, hear } = bench();
  await say('02 AA', 200);
  expect(await hear(10)).toBe('damaged');
  await say('99 02 AA BB 03', 200);
  expect(await hear(10)).toEqual({ kind: 'frame', hex: 'AA BB' });
  expect(await hear(10)).toBe('silence');
});

test('a single byte found in the remains of a frame does not make it whole', async () => {
  const { say, hear } = bench();
  await say('02 06 BB 04', 200);
  expect(await hear(10)).toEqual({ kind: 'single' });
  expect(await hear(10)).toBe('damaged');
});

test('asking anew forgets what was heard before, and half of a frame', async () => {
  const { say, hear, wire, sent, noise } = bench();
  await say('06 02 AA');
  wire.ask(fromHex('11'));
  await say('02 CC DD 03');
  expect(await hear(10, 0)).toEqual({ kind: 'frame', hex: 'CC DD' });
  expect(await hear(200)).toBe('silence');
  expect([sent, noise]).toEqual([['11'], [2]]);
});

test('listening can be called off, and loses nothing', async () => {
  const { say, hear, wire } = bench();
  const stop = new AbortController();
  const heard = wire.hear(1_000, stop.signal);
  stop.abort();
  expect(await heard).toBe('calledOff');
  await say('06');
  expect(await hear(10, 0)).toEqual({ kind: 'single' });
});

test('a broken line is over, whoever listens', async () => {
  const { far, wire, clock, hear } = bench();
  const heard = wire.hear(1_000);
  far.close();
  await clock.advance(0);
  expect(await heard).toBe('over');
  expect(await hear(1_000, 0)).toBe('over');
  expect(await wire.ended).toEqual({ fault: 'offline', cause: 'the other end closed the line' });
  expect(clock.pending).toBe(0);
});

test('a machine that talks on and on is not kept in memory', async () => {
  const { say, hear } = bench();
  for (let i = 0; i < 100; i++) await say('06 06 06');
  let held = 0;
  while ((await hear(1, 1)) !== 'silence') held++;
  expect(held).toBe(32);
});
