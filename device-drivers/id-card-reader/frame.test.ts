import { expect, test } from 'vitest';
import { createFramer } from '../framing/framer.ts';
import { fromHex, toHex } from '../framing/hex.ts';
import { frame, longestFrame, lookForFrame } from './frame.ts';

const push = (hex: string) => {
  const { frames, noise } = createFramer(lookForFrame, longestFrame).push(fromHex(hex));
  return { frames: frames.map(toHex), noise };
};

test('wraps a body with its length and the XOR of length and body', () => {
  // "SAM_V 通信协议": find card.
  expect(toHex(frame(fromHex('20 01')))).toBe('AA AA AA 96 69 00 03 20 01 22');
});

test('extra AA before a frame are filler, not noise', () => {
  expect(push('AA AA AA AA AA 96 69 00 03 20 01 22')).toEqual({ frames: ['20 01'], noise: 0 });
});

test('a wrong check byte, an impossible length and stray bytes are noise', () => {
  expect(push('AA AA AA 96 69 00 03 20 01 23')).toEqual({ frames: [], noise: 10 });
  expect(push('AA AA AA 96 69 FF FF AA AA AA 96 69 00 03 20 01 22')).toEqual({ frames: ['20 01'], noise: 7 });
  expect(push('AA AA AA 96 69 00 02 20 22')).toEqual({ frames: [], noise: 9 });
  expect(push('13 AA AA AA 96 69 00 03 20 01 22')).toEqual({ frames: ['20 01'], noise: 1 });
});

test('the check byte is awaited even when the body looks like a preamble', () => {
  const nested = frame(fromHex('AA AA AA 96 69 00 03 20 01 22'));
  expect(push(toHex(nested))).toEqual({ frames: ['AA AA AA 96 69 00 03 20 01 22'], noise: 0 });
});
