import { expect, test } from 'vitest';
import { fromHex } from '../framing/hex.ts';
import { bare, counted, fixed, uint16, within } from './layout.ts';

test('a fixed command has so many parameter bytes', () => {
  const layout = fixed<{ n: number }>(
    [0x1b, 0x64],
    1,
    ({ n }) => [n],
    ([n = 0]) => ({ n }),
  );
  expect(layout.length(fromHex(''))).toBe(1);
  expect(layout.write({ n: 7 })).toEqual([7]);
  expect(layout.read(fromHex('07'))).toEqual({ n: 7 });
  expect(bare(0x0a).length(fromHex(''))).toBe(0);
});

test('a counted command tells its length, low byte first, before its function', () => {
  const layout = counted<{ data: Uint8Array }>(
    [0x1d, 0x28, 0x6b],
    [0x31, 80],
    ({ data }) => data,
    (data) => ({ data }),
  );
  const data = new Uint8Array(300).fill(9);
  const bytes = Uint8Array.from(layout.write({ data }));
  // 300 bytes and the two of the function.
  expect([...bytes.subarray(0, 4)]).toEqual([0x2e, 0x01, 0x31, 80]);
  expect(layout.length(bytes.subarray(0, 1))).toBeUndefined();
  expect(layout.length(bytes)).toBe(bytes.length);
  expect(layout.read(bytes)).toEqual({ data });
  expect(layout.read(fromHex('01 00 31'))).toBeUndefined();
});

test('numbers outside their bounds are refused', () => {
  expect(uint16(0x1234)).toEqual([0x34, 0x12]);
  expect(() => uint16(0x10000)).toThrow(RangeError);
  expect(() => within(-1, 0, 8)).toThrow('-1 is not a whole number from 0 to 8');
});
