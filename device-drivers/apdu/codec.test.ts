import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromHex, toHex } from '../framing/hex.ts';
import {
  type Answer,
  bytesWaiting,
  type Command,
  decodeAnswer,
  decodeCommand,
  encodeAnswer,
  encodeCommand,
  getResponse,
  rightLe,
} from './codec.ts';

// The four cases of ISO/IEC 7816-3, 12.1.2, in their short form.
test.each<[string, Command, string]>([
  ['neither data nor an answer', { cla: 0x00, ins: 0x44, p1: 1, p2: 2 }, '00 44 01 02'],
  ['an answer', { cla: 0x00, ins: 0xb2, p1: 7, p2: 0x2c, le: 11 }, '00 B2 07 2C 0B'],
  ['an answer of any length', { cla: 0xff, ins: 0xca, p1: 0, p2: 0, le: 256 }, 'FF CA 00 00 00'],
  ['data', { cla: 0x00, ins: 0xa4, p1: 2, p2: 0, data: fromHex('EF 05') }, '00 A4 02 00 02 EF 05'],
  ['both', { cla: 0x00, ins: 0xa4, p1: 4, p2: 0, data: fromHex('41'), le: 256 }, '00 A4 04 00 01 41 00'],
])('a command with %s', (_, command, bytes) => {
  expect(toHex(encodeCommand(command))).toBe(bytes);
  expect(decodeCommand(fromHex(bytes))).toEqual(command);
});

test.each(['', '00', '00 A4 04', '00 A4 04 00 00 01 41', '00 A4 04 00 05 41', '00 A4 04 00 01 41 00 00'])(
  '"%s" is no command of the short form',
  (bytes) => expect(decodeCommand(fromHex(bytes))).toBeUndefined(),
);

test.each<Partial<Command>>([{ data: new Uint8Array(0) }, { data: new Uint8Array(256) }, { le: 0 }, { le: 257 }])(
  'what the short form cannot say is a bug',
  (part) => expect(() => encodeCommand({ cla: 0, ins: 0, p1: 0, p2: 0, ...part })).toThrow(RangeError),
);

test('an answer is data and a word', () => {
  const bytes = '07 09 41 31 32 33 34 35 36 37 38 90 00';
  const answer: Answer = { data: fromHex('07 09 41 31 32 33 34 35 36 37 38'), word: 0x9000 };
  expect(decodeAnswer(fromHex(bytes))).toEqual(answer);
  expect(toHex(encodeAnswer(answer))).toBe(bytes);
  expect(decodeAnswer(fromHex('90'))).toBeUndefined();
});

test('61 and 6C carry a number, 00 for 256', () => {
  expect([0x6114, 0x6100, 0x6c14, 0x9000].map(bytesWaiting)).toEqual([0x14, 256, undefined, undefined]);
  expect([0x6c20, 0x6c00, 0x6120, 0x9000].map(rightLe)).toEqual([0x20, 256, undefined, undefined]);
  expect(toHex(encodeCommand(getResponse(0x14)))).toBe('00 C0 00 00 14');
});

const byte = fc.nat(255);
const command: fc.Arbitrary<Command> = fc
  .record({
    ...{ cla: byte, ins: byte, p1: byte, p2: byte },
    data: fc.option(fc.uint8Array({ minLength: 1, maxLength: 255 }), { nil: undefined }),
    le: fc.option(fc.integer({ min: 1, max: 256 }), { nil: undefined }),
  })
  .map(({ data, le, ...header }) => ({ ...header, ...(data && { data }), ...(le !== undefined && { le }) }));

test('decode(encode(x)) = x for commands and answers', () => {
  fc.assert(
    fc.property(command, fc.uint8Array({ maxLength: 256 }), fc.nat(0xffff), (it, data, word) => {
      expect(decodeCommand(encodeCommand(it))).toEqual(it);
      expect(decodeAnswer(encodeAnswer({ data, word }))).toEqual({ data, word });
    }),
  );
});

test('any bytes are a command that encodes to them, or none', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const it = decodeCommand(bytes);
      if (it) expect(encodeCommand(it)).toEqual(bytes);
      decodeAnswer(bytes);
    }),
  );
});
