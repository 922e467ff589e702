import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createFramer, type Look } from './framer.ts';
import { fromHex, toHex } from './hex.ts';
import { join } from './join.ts';

/** A small protocol for the test: 02, length, that many bytes, their XOR; 00 is filler. */
const look: Look<string> = (bytes) => {
  if (bytes[0] === 0) return { take: 1 };
  if (bytes[0] !== 2) return 'noise';
  const length = bytes[1];
  if (length === undefined) return 'more';
  if (length > 8) return 'noise';
  if (bytes.length < length + 3) return 'more';
  const body = bytes.subarray(2, 2 + length);
  return body.reduce((sum, byte) => sum ^ byte, 0) === bytes[2 + length]
    ? { take: length + 3, frame: toHex(body) }
    : 'noise';
};
const longest = 11;
const frameOf = (body: readonly number[]) =>
  Uint8Array.from([2, body.length, ...body, body.reduce((sum, byte) => sum ^ byte, 0)]);
const hexOf = (body: readonly number[]) => toHex(Uint8Array.from(body));

const body = fc.array(fc.nat(255), { maxLength: 8 });
const split = (bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] => {
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
  return [0, ...places].map((from, i) => bytes.subarray(from, places[i] ?? bytes.length));
};

test('frames come out whole, in order, whatever the chunks', () => {
  fc.assert(
    fc.property(fc.array(body, { maxLength: 10 }), fc.array(fc.nat()), (bodies, cuts) => {
      const framer = createFramer(look, longest);
      const out = split(join(bodies.map(frameOf)), cuts).map((chunk) => framer.push(chunk));
      expect(out.flatMap((step) => step.frames)).toEqual(bodies.map(hexOf));
      expect(out.every((step) => step.noise === 0)).toBe(true);
      expect(framer.reset()).toBe(0);
    }),
  );
});

test('noise between frames loses no good frame and is counted', () => {
  const noise = fc.uint8Array({ min: 3, maxLength: 6 });
  fc.assert(
    fc.property(fc.array(fc.tuple(noise, body)), fc.array(fc.nat()), (pieces, cuts) => {
      const framer = createFramer(look, longest);
      const stream = join(pieces.flatMap(([before, it]) => [before, frameOf(it)]));
      const out = split(stream, cuts).map((chunk) => framer.push(chunk));
      expect(out.flatMap((step) => step.frames)).toEqual(pieces.map(([, it]) => hexOf(it)));
      const expected = pieces.reduce((sum, [before]) => sum + before.length, 0);
      expect(out.reduce((sum, step) => sum + step.noise, 0)).toBe(expected);
    }),
  );
});

test('any bytes in any chunks never throw, and the framer holds fewer than the longest frame', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 40 })), (chunks) => {
      const framer = createFramer(look, longest);
      for (const chunk of chunks) framer.push(chunk);
      expect(framer.reset()).toBeLessThan(longest);
    }),
  );
});

test('a damaged length does not swallow the frame behind it', () => {
  const framer = createFramer(look, longest);
  // The first frame's length says 5 instead of 1: the claimed frame fails its check and the next one is found inside it.
  expect(framer.push(fromHex('02 05 AA AA 02 01 55 55'))).toEqual({ frames: ['55'], noise: 4 });
});

test('filler is skipped without counting, and a half frame can be dropped', () => {
  const framer = createFramer(look, longest);
  expect(framer.push(fromHex('00 00 02 01 07 07 00'))).toEqual({ frames: ['07'], noise: 0 });
  framer.push(fromHex('02 04 01'));
  expect(framer.reset()).toBe(3);
  expect(framer.push(fromHex('02 00 00')).frames).toEqual(['']);
});
