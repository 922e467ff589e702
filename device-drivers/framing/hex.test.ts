import { expect, test } from 'vitest';
import { fromHex, toHex } from './hex.ts';

test('reads bytes as manuals print them and writes them back', () => {
  expect(toHex(fromHex('1b 40\n0A'))).toBe('1B 40 0A');
  expect(fromHex('')).toEqual(new Uint8Array(0));
});

test('refuses what is not hex', () => {
  expect(() => fromHex('1B 4')).toThrow(RangeError);
  expect(() => fromHex('1G')).toThrow(RangeError);
});
