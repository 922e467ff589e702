import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromHex, toHex } from '../framing/hex.ts';
import { decodeNumber, encodeNumber, type NumberLayout } from './card-text.ts';

test.each<[NumberLayout, string, string]>([
  [{ encoding: 'ascii' }, 'MZ20260001', '4D 5A 32 30 32 36 30 30 30 31 00 00 00 00 00 00'],
  [{ encoding: 'ascii', at: 4, length: 4 }, '0042', '00 00 00 00 30 30 34 32 00 00 00 00 00 00 00 00'],
  [{ encoding: 'bcd' }, '1234567', '12 34 56 7F FF FF FF FF FF FF FF FF FF FF FF FF'],
  [{ encoding: 'bcd', at: 1, length: 8 }, '00012345', 'FF 00 01 23 45 FF FF FF FF FF FF FF FF FF FF FF'],
])('%o: %s', (layout, number, block) => {
  expect(toHex(encodeNumber(layout, number))).toBe(block);
  expect(decodeNumber(layout, fromHex(block))).toBe(number);
});

test.each<[string, NumberLayout, string]>([
  ['zeros behind a number of known length', { encoding: 'bcd', length: 8 }, `12 34 56 78 ${'00 '.repeat(12)}`],
  ['spaces behind ASCII', { encoding: 'ascii' }, `31 32 33 34 35 36 37 38 ${'20 '.repeat(8)}`],
  ['FF behind ASCII', { encoding: 'ascii' }, `31 32 33 34 35 36 37 38 ${'FF '.repeat(8)}`],
  [
    'another number behind one of known length',
    { encoding: 'ascii', length: 8 },
    '31 32 33 34 35 36 37 38 39 39 '.padEnd(48, '00 '),
  ],
])('reads with %s', (_, layout, block) => {
  expect(decodeNumber(layout, fromHex(block))).toBe('12345678');
});

test.each<[string, NumberLayout, string]>([
  ['a card that was not given out', { encoding: 'ascii' }, '00 '.repeat(16)],
  ['a card that was not given out', { encoding: 'bcd' }, 'FF '.repeat(16)],
  ['a card from the factory', { encoding: 'bcd' }, '00 '.repeat(16)],
  ['too short a number', { encoding: 'ascii', length: 8 }, '31 32 33 '.padEnd(48, '00 ')],
  ['no digits', { encoding: 'bcd' }, '1A '.repeat(16)],
  ['no text', { encoding: 'ascii' }, '80 '.repeat(16)],
])('no number: %s', (_, layout, block) => {
  expect(decodeNumber(layout, fromHex(block))).toBeUndefined();
});

test.each<[NumberLayout, string]>([
  [{ encoding: 'bcd' }, 'A1'],
  [{ encoding: 'bcd' }, '0000'],
  [{ encoding: 'ascii' }, '一'],
  [{ encoding: 'ascii' }, ''],
  [{ encoding: 'ascii', length: 3 }, '1234'],
  [{ encoding: 'ascii', at: 14 }, '123'],
])('%o cannot hold "%s"', (layout, number) => {
  expect(() => encodeNumber(layout, number)).toThrow(RangeError);
});

test('decode(encode(number)) = number, and any block is a number or none', () => {
  const layout = fc.record({ encoding: fc.constantFrom<'ascii' | 'bcd'>('ascii', 'bcd'), at: fc.nat(8) });
  fc.assert(
    fc.property(layout, fc.stringMatching(/^\d{1,7}[1-9]$/), fc.uint8Array({ maxLength: 40 }), (it, number, any) => {
      expect(decodeNumber(it, encodeNumber(it, number))).toBe(number);
      expect(decodeNumber({ ...it, length: number.length }, encodeNumber(it, number))).toBe(number);
      expect(decodeNumber(it, any) ?? '').toMatch(/^[0-9A-Za-z-]*$/);
    }),
  );
});
