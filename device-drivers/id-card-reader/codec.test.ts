import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createFramer } from '../framing/framer.ts';
import { fromHex, toHex } from '../framing/hex.ts';
import { join } from '../framing/join.ts';
import {
  type Answer,
  type Command,
  commandNames,
  decodeAnswer,
  decodeCardData,
  decodeCommand,
  doneLength,
  encodeAnswer,
  encodeCardData,
  encodeCommand,
  wordNames,
} from './codec.ts';
import { longestFrame, lookForFrame } from './frame.ts';

const framer = () => createFramer(lookForFrame, longestFrame);
const bodyOf = (bytes: Uint8Array): Uint8Array => framer().push(bytes).frames[0] ?? new Uint8Array(0);
const none = new Uint8Array(0);

// Frames as printed in "SAM_V 通信协议" (published by Donsee), table of commands; equal in libsamv.
test.each<[Command, string]>([
  ['reset', 'AA AA AA 96 69 00 03 10 FF EC'],
  ['status', 'AA AA AA 96 69 00 03 11 FF ED'],
  ['findCard', 'AA AA AA 96 69 00 03 20 01 22'],
  ['selectCard', 'AA AA AA 96 69 00 03 20 02 21'],
  ['readCard', 'AA AA AA 96 69 00 03 30 01 32'],
  ['readNewAddress', 'AA AA AA 96 69 00 03 30 03 30'],
])('command %s is %s', (command, bytes) => {
  expect(toHex(encodeCommand(command))).toBe(bytes);
  expect(decodeCommand(bodyOf(fromHex(bytes)))).toBe(command);
});

// Frames as printed in "SAM_V 通信协议" (published by Donsee), table of answers.
test.each<[string, Answer]>([
  ['AA AA AA 96 69 00 04 00 00 90 94', { word: 'done', cardWord: 0, data: none }],
  ['AA AA AA 96 69 00 04 00 00 60 64', { word: 'selfTestFailed', cardWord: 0, data: none }],
  ['AA AA AA 96 69 00 08 00 00 9F 00 00 00 00 97', { word: 'cardFound', cardWord: 0, data: new Uint8Array(4) }],
  ['AA AA AA 96 69 00 04 00 00 80 84', { word: 'noCard', cardWord: 0, data: none }],
  [
    'AA AA AA 96 69 00 0C 00 00 90 00 00 00 00 00 00 00 00 9C',
    { word: 'done', cardWord: 0, data: new Uint8Array(doneLength.selectCard) },
  ],
  ['AA AA AA 96 69 00 04 00 00 81 85', { word: 'selectFailed', cardWord: 0, data: none }],
  ['AA AA AA 96 69 00 04 00 00 41 45', { word: 'readFailed', cardWord: 0, data: none }],
])('answer %s', (bytes, answer) => {
  expect(toHex(encodeAnswer(answer))).toBe(bytes);
  expect(decodeAnswer(bodyOf(fromHex(bytes)))).toEqual(answer);
});

test('a read card is 1295 bytes and begins as the manual says', () => {
  const text = new Uint8Array(256).fill(0x20);
  const photo = new Uint8Array(1024).fill(7);
  const bytes = encodeAnswer({ word: 'done', cardWord: 0, data: encodeCardData(text, photo) });
  expect(bytes.length).toBe(1295);
  expect(toHex(bytes.subarray(0, 14))).toBe('AA AA AA 96 69 05 08 00 00 90 01 00 04 00');
  expect(decodeCardData(decodeAnswer(bodyOf(bytes))?.data ?? none)).toEqual({ text, photo });
});

test('card data with other lengths is not card data', () => {
  expect(decodeCardData(none)).toBeUndefined();
  expect(decodeCardData(new Uint8Array(doneLength.readCard))).toBeUndefined();
});

test('a code outside the table and a command outside the list decode to nothing', () => {
  expect(decodeAnswer(fromHex('00 00 55'))).toBeUndefined();
  expect(decodeAnswer(fromHex('00 90'))).toBeUndefined();
  expect(decodeCommand(fromHex('60 00'))).toBeUndefined();
  expect(decodeCommand(fromHex('20 01 00'))).toBeUndefined();
});

const answer = fc.record({
  word: fc.constantFrom(...wordNames),
  cardWord: fc.nat(0xffff),
  data: fc.uint8Array({ maxLength: 1300 }),
});

test('decode(encode(x)) = x for commands and answers', () => {
  fc.assert(
    fc.property(answer, fc.constantFrom(...commandNames), (a, command) => {
      expect(decodeAnswer(bodyOf(encodeAnswer(a)))).toEqual(a);
      expect(decodeCommand(bodyOf(encodeCommand(command)))).toBe(command);
    }),
  );
});

test('noise between frames, and extra AA before them, lose no frame in any chunks', () => {
  // Noise without 96 cannot imitate a whole preamble, which would lawfully make the framer wait for more.
  const noise = fc.uint8Array({ maxLength: 12 }).map((bytes) => bytes.map((byte) => (byte === 0x96 ? 0x97 : byte)));
  const piece = fc.tuple(noise, fc.nat(3), answer);
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 6 }), fc.integer({ min: 1, max: 97 }), (pieces, step) => {
      const stream = join(
        pieces.flatMap(([before, extra, it]) => [before, new Uint8Array(extra).fill(0xaa), encodeAnswer(it)]),
      );
      const it = framer();
      const frames: Uint8Array[] = [];
      for (let at = 0; at < stream.length; at += step) frames.push(...it.push(stream.subarray(at, at + step)).frames);
      expect(frames.map(decodeAnswer)).toEqual(pieces.map(([, , good]) => good));
    }),
    { numRuns: 60 },
  );
});

test('any bytes in any chunks never throw', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 60 })), (chunks) => {
      const it = framer();
      for (const chunk of chunks) for (const body of it.push(chunk).frames) [decodeAnswer(body), decodeCommand(body)];
      expect(it.reset()).toBeLessThan(longestFrame);
    }),
  );
});

test('a frame with one bit flipped is not taken, and the next one is', () => {
  const good = encodeAnswer({ word: 'cardFound', cardWord: 0, data: new Uint8Array(4) });
  fc.assert(
    fc.property(fc.nat(good.length - 1), fc.nat(7), (at, bit) => {
      const damaged = good.slice();
      damaged[at] = (damaged[at] ?? 0) ^ (1 << bit);
      const it = framer();
      const frames = [...it.push(damaged).frames];
      // A length that grew makes the framer wait; what the next frames bring shows that it was wrong.
      for (let i = 0; i < 200; i++) frames.push(...it.push(good).frames);
      expect(frames.length).toBeGreaterThanOrEqual(199);
      expect(new Set(frames.map(toHex))).toEqual(new Set([toHex(bodyOf(good))]));
    }),
  );
});
