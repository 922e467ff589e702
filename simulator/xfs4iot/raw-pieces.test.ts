import fc from 'fast-check';
import { expect, test } from 'vitest';
import { join } from '../../device-drivers/framing/join.ts';
import { encode } from '../../device-drivers/receipt-printer/codec.ts';
import { piecesOf } from './raw-pieces.ts';

test('whatever the bytes, the pieces are the bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
      expect(join(piecesOf(bytes).pieces)).toEqual(bytes);
    }),
  );
});

test('a piece ends where a command ends', () => {
  const picture = encode([{ kind: 'raster', widthBytes: 10, rows: 20, data: new Uint8Array(200).fill(0x1b) }]);
  const { pieces, whole } = piecesOf(join([picture, picture]));
  expect(pieces).toEqual([picture, picture]);
  expect(whole).toBe(true);
});

test('half a command at the end is told', () => {
  const picture = encode([{ kind: 'raster', widthBytes: 10, rows: 20, data: new Uint8Array(200) }]);
  expect(piecesOf(picture.subarray(0, 100)).whole).toBe(false);
});
