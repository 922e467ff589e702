import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createFramer } from '../framing/framer.ts';
import { fromHex, toHex } from '../framing/hex.ts';
import { join } from '../framing/join.ts';
import { encode, longestCommand, lookForCommand } from './codec.ts';
import type { PrinterCommand } from './command.ts';
import { encodeText } from './text.ts';

const framer = () => createFramer(lookForCommand, longestCommand);
const text = (it: string): PrinterCommand => ({ kind: 'text', bytes: encodeText(it) });
const lineFeed: PrinterCommand = { kind: 'lineFeed' };

/** Text cut by chunks comes in pieces; the same text whole. */
function merged(commands: readonly PrinterCommand[]): PrinterCommand[] {
  const all: PrinterCommand[] = [];
  for (const command of commands) {
    const last = all.at(-1);
    if (command.kind === 'text' && last?.kind === 'text') {
      all.splice(-1, 1, { kind: 'text', bytes: join([last.bytes, command.bytes]) });
    } else all.push(command);
  }
  return all;
}

// Bytes by the "Format" lines of Epson's ESC/POS command reference; the sequence as in Epson's "ESC/POS Application
// Programming Guide", GS ( k and GS ( H. The text is GB 18030 (GB 18030-2005, two-byte part).
const receipt: [PrinterCommand[], string][] = [
  [[{ kind: 'initialise' }, { kind: 'chinese', on: true }], '1B 40 1C 26'],
  [
    [
      { kind: 'align', to: 'centre' },
      { kind: 'size', width: 2, height: 2 },
    ],
    '1B 61 01 1D 21 11',
  ],
  [[text('挂号凭条'), lineFeed], 'B9 D2 BA C5 C6 BE CC F5 0A'],
  [
    [
      { kind: 'size', width: 1, height: 1 },
      { kind: 'align', to: 'left' },
    ],
    '1D 21 00 1B 61 00',
  ],
  [[text('姓名:张三'), lineFeed], 'D0 D5 C3 FB 3A D5 C5 C8 FD 0A'],
  [[{ kind: 'qrModel', model: 2 }], '1D 28 6B 04 00 31 41 32 00'],
  [[{ kind: 'qrModule', dots: 6 }], '1D 28 6B 03 00 31 43 06'],
  [[{ kind: 'qrCorrection', level: 'M' }], '1D 28 6B 03 00 31 45 31'],
  [
    [{ kind: 'qrStore', data: new TextEncoder().encode('https://h.cn/r/1') }],
    '1D 28 6B 13 00 31 50 30 68 74 74 70 73 3A 2F 2F 68 2E 63 6E 2F 72 2F 31',
  ],
  [[{ kind: 'qrPrint' }], '1D 28 6B 03 00 31 51 30'],
  [[{ kind: 'processId', id: '0001' }], '1D 28 48 06 00 30 30 30 30 30 31'],
  [[{ kind: 'cut', feed: 0 }], '1D 56 42 00'],
];

describe('golden bytes', () => {
  test.each(receipt)('%j', (commands, bytes) => {
    expect(toHex(encode(commands))).toBe(bytes);
    expect(merged(framer().push(fromHex(bytes)).frames)).toEqual(commands);
  });

  test('a whole receipt, byte for byte', () => {
    const commands = receipt.flatMap(([part]) => part);
    const bytes = receipt.map(([, part]) => part).join(' ');
    expect(toHex(encode(commands))).toBe(bytes);
    expect(framer().push(fromHex(bytes))).toEqual({ frames: commands, noise: 0 });
  });

  // Epson ESC/POS command reference: GS v 0; GS ( L, functions 112 and 50.
  test('a box of 8 by 8 dots, both ways of sending a picture', () => {
    const data = fromHex('FF 81 81 81 81 81 81 FF');
    expect(toHex(encode([{ kind: 'raster', widthBytes: 1, rows: 8, data }]))).toBe(
      '1D 76 30 00 01 00 08 00 FF 81 81 81 81 81 81 FF',
    );
    expect(toHex(encode([{ kind: 'graphicsStore', width: 8, height: 8, data }, { kind: 'graphicsPrint' }]))).toBe(
      '1D 28 4C 12 00 30 70 30 01 01 31 08 00 08 00 FF 81 81 81 81 81 81 FF 1D 28 4C 02 00 30 32',
    );
  });

  // "Epson TM-T88III specification": DLE EOT, DLE ENQ, GS a, GS r. DLE DC4 8: Epson ESC/POS command reference.
  test.each<[PrinterCommand, string]>([
    [{ kind: 'realTimeStatus', of: 1 }, '10 04 01'],
    [{ kind: 'realTimeStatus', of: 4 }, '10 04 04'],
    [{ kind: 'recover', clearing: false }, '10 05 01'],
    [{ kind: 'recover', clearing: true }, '10 05 02'],
    [{ kind: 'clearBuffers' }, '10 14 08 01 03 14 01 06 02 08'],
    [{ kind: 'automaticStatus', items: 0xff }, '1D 61 FF'],
    [{ kind: 'automaticStatus', items: 0 }, '1D 61 00'],
    [{ kind: 'statusInOrder', of: 'paper' }, '1D 72 01'],
    [{ kind: 'bold', on: true }, '1B 45 01'],
    [{ kind: 'feedLines', lines: 3 }, '1B 64 03'],
    [{ kind: 'chinese', on: false }, '1C 2E'],
    [{ kind: 'align', to: 'right' }, '1B 61 02'],
  ])('%j is %s', (command, bytes) => {
    expect(toHex(encode([command]))).toBe(bytes);
    expect(framer().push(fromHex(bytes)).frames).toEqual([command]);
  });
});

const bytes = (maxLength: number) => fc.uint8Array({ maxLength });
const command: fc.Arbitrary<PrinterCommand> = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), bytes: fc.uint8Array({ min: 0x20, minLength: 1, maxLength: 20 }) }),
  fc.constantFrom<PrinterCommand>(
    { kind: 'initialise' },
    { kind: 'lineFeed' },
    { kind: 'qrPrint' },
    { kind: 'graphicsPrint' },
    { kind: 'clearBuffers' },
  ),
  fc.record({ kind: fc.constantFrom('chinese' as const, 'bold' as const), on: fc.boolean() }),
  fc.record({ kind: fc.constant('align' as const), to: fc.constantFrom('left' as const, 'centre', 'right') }),
  fc.record({
    kind: fc.constant('size' as const),
    width: fc.integer({ min: 1, max: 8 }),
    height: fc.integer({ min: 1, max: 8 }),
  }),
  fc.record({ kind: fc.constant('feedLines' as const), lines: fc.nat(255) }),
  fc.record({ kind: fc.constant('cut' as const), feed: fc.nat(255) }),
  fc.record({ kind: fc.constant('qrModel' as const), model: fc.constantFrom(1 as const, 2) }),
  fc.record({ kind: fc.constant('qrModule' as const), dots: fc.integer({ min: 1, max: 16 }) }),
  fc.record({ kind: fc.constant('qrCorrection' as const), level: fc.constantFrom('L' as const, 'M', 'Q', 'H') }),
  fc.record({ kind: fc.constant('qrStore' as const), data: bytes(300) }),
  fc
    .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }))
    .chain(([widthBytes, rows]) =>
      fc
        .uint8Array({ minLength: widthBytes * rows, maxLength: widthBytes * rows })
        .map((data): PrinterCommand => ({ kind: 'raster', widthBytes, rows, data })),
    ),
  fc.record({
    kind: fc.constant('graphicsStore' as const),
    width: fc.nat(65_535),
    height: fc.nat(65_535),
    data: bytes(40),
  }),
  fc.record({ kind: fc.constant('processId' as const), id: fc.stringMatching(/^[\x20-\x7e]{4}$/) }),
  fc.record({ kind: fc.constant('automaticStatus' as const), items: fc.nat(255) }),
  fc.record({ kind: fc.constant('statusInOrder' as const), of: fc.constantFrom('paper' as const, 'drawer') }),
  fc.record({ kind: fc.constant('realTimeStatus' as const), of: fc.constantFrom(1 as const, 2, 3, 4) }),
  fc.record({ kind: fc.constant('recover' as const), clearing: fc.boolean() }),
);

test('decode(encode(commands)) = commands, whatever the chunks', () => {
  fc.assert(
    fc.property(fc.array(command), fc.integer({ min: 1, max: 50 }), (commands, size) => {
      const stream = encode(commands);
      const it = framer();
      const frames: PrinterCommand[] = [];
      for (let at = 0; at < stream.length; at += size) {
        const out = it.push(stream.subarray(at, at + size));
        expect(out.noise).toBe(0);
        frames.push(...out.frames);
      }
      expect(merged(frames)).toEqual(merged(commands));
    }),
  );
});

test('any bytes in any chunks never throw', () => {
  fc.assert(
    fc.property(fc.array(bytes(60)), (chunks) => {
      const it = framer();
      for (const chunk of chunks) it.push(chunk);
      expect(it.reset()).toBeLessThan(longestCommand);
    }),
  );
});

test('a process id of any length or bytes but four printable ones is skipped', () => {
  const long = join([fromHex('1D 28 48 62 EA 30 30'), new Uint8Array(60_000).fill(0x41), fromHex('0A')]);
  expect(framer().push(long)).toEqual({ frames: [lineFeed], noise: 0 });
  expect(framer().push(fromHex('1D 28 48 06 00 30 30 30 30 30 1F 0A')).frames).toEqual([lineFeed]);
});

test('an unknown function of a known command is skipped whole, an unknown command byte by byte', () => {
  // GS ( k 182 (transmit size), then LF.
  expect(framer().push(fromHex('1D 28 6B 03 00 31 52 30 0A'))).toEqual({ frames: [lineFeed], noise: 0 });
  expect(framer().push(fromHex('1B 07 0A'))).toEqual({ frames: [lineFeed], noise: 2 });
  expect(framer().push(fromHex('0D 0A'))).toEqual({ frames: [lineFeed], noise: 0 });
});

test.each<PrinterCommand>([
  { kind: 'size', width: 0, height: 1 },
  { kind: 'size', width: 1, height: 9 },
  { kind: 'feedLines', lines: 256 },
  { kind: 'feedLines', lines: 1.5 },
  { kind: 'qrModule', dots: 17 },
  { kind: 'processId', id: '001' },
  { kind: 'processId', id: '00\n1' },
  { kind: 'qrStore', data: new Uint8Array(70_000) },
])('%j has no bytes', (impossible) => {
  expect(() => encode([impossible])).toThrow(RangeError);
});
