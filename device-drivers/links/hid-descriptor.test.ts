import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromHex } from '../framing/hex.ts';
import { type HidField, readDescriptor } from './hid-descriptor.ts';

const places = (fields: readonly HidField[]) =>
  fields.map(({ kind, reportId, usage, at, size, count }) => [kind, reportId, usage, at, size, count]);

test('the descriptor of a MagTek swipe reader', () => {
  // MagTek "USB HID Swipe Reader Technical Reference", appendix on usages: report descriptor.
  const fields = readDescriptor(
    fromHex(
      `06 00 FF 09 01 A1 01 15 00 26 FF 00 75 08 09 20 09 21 09 22 09 28 09 29 09 2A 09 38 95 07 81 02 09 30 95 6E
       82 02 01 09 31 95 6E 82 02 01 09 32 95 6E 82 02 01 09 20 95 18 B2 02 01 C0`,
    ),
  );
  expect(fields.every((it) => it.usagePage === 0xff00)).toBe(true);
  expect(places(fields)).toEqual([
    ...[0x20, 0x21, 0x22, 0x28, 0x29, 0x2a, 0x38].map((usage, i) => ['input', 0, usage, 8 * i, 8, 1]),
    ['input', 0, 0x30, 8 * 7, 8, 110],
    ['input', 0, 0x31, 8 * 117, 8, 110],
    ['input', 0, 0x32, 8 * 227, 8, 110],
    ['feature', 0, 0x20, 0, 8, 24],
  ]);
});

test('the descriptor of a keyboard: ranges of usages, padding, and output', () => {
  // "Device Class Definition for HID 1.11", appendix B.1 and E.6: the boot keyboard.
  const fields = readDescriptor(
    fromHex(
      `05 01 09 06 A1 01 05 07 19 E0 29 E7 15 00 25 01 75 01 95 08 81 02 95 01 75 08 81 01 95 05 75 01 05 08 19 01
       29 05 91 02 95 01 75 03 91 01 95 06 75 08 15 00 25 65 05 07 19 00 29 65 81 00 C0`,
    ),
  );
  const modifiers = fields.filter((it) => it.kind === 'input' && it.size === 1);
  expect(places(modifiers)).toEqual(Array.from({ length: 8 }, (_, i) => ['input', 0, 0xe0 + i, i, 1, 1]));
  expect(fields.filter((it) => it.kind === 'output').map((it) => [it.usagePage, it.usage, it.at])).toEqual(
    [1, 2, 3, 4, 5].map((usage, i) => [8, usage, i]),
  );
  // Keys come after the padding byte.
  expect(fields.find((it) => it.kind === 'input' && it.size === 8)?.at).toBe(16);
});

test('pushed globals come back, a usage of four bytes carries its page, a long item is passed over', () => {
  const fields = readDescriptor(
    fromHex('05 8C 85 02 75 08 95 01 A4 85 03 FE 02 F0 AA BB 0B FB 00 8D 00 81 02 B4 09 FE 81 02'),
  );
  expect(fields).toEqual([
    { kind: 'input', reportId: 3, usagePage: 0x8d, usage: 0xfb, at: 0, size: 8, count: 1 },
    { kind: 'input', reportId: 2, usagePage: 0x8c, usage: 0xfe, at: 0, size: 8, count: 1 },
  ]);
});

test('a descriptor with impossible lengths ends there', () => {
  expect(readDescriptor(fromHex('75 08 95 01 09 20 81 02 97 FF FF FF FF 09 21 81 02 95 01 09 22 81 02'))).toHaveLength(
    1,
  );
  expect(readDescriptor(fromHex('75 08 95 01 19 00 2B FF FF FF FF 81 02'))).toEqual([]);
  expect(readDescriptor(fromHex('75 08 95 01 09 20 81'))).toEqual([]);
});

test('any bytes are read without throwing, and give few fields', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect(readDescriptor(bytes).length).toBeLessThanOrEqual(bytes.length * 256);
    }),
    { numRuns: 500 },
  );
});
