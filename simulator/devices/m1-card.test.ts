import { expect, test } from 'vitest';
import { fromHex, toHex } from '../../device-drivers/framing/hex.ts';
import { createBlankCard, createM1Card } from './m1-card.ts';

const hex = (bytes: Uint8Array | undefined) => bytes && toHex(bytes);

test('numbers of four and of seven bytes lie in block 0, with what the maker says of the card', () => {
  const blockZero = (uid: string, size: '1K' | '4K') => hex(createM1Card(fromHex(uid), { size }).chip?.read(0, 0));
  expect(blockZero('04 A1 B2 C3', '1K')).toBe('04 A1 B2 C3 D4 08 04 00 00 00 00 00 00 00 00 00');
  expect(blockZero('04 11 22 33 44 55 66', '4K')).toBe('04 11 22 33 44 55 66 18 02 00 00 00 00 00 00 00');
});

test('a card has so many sectors, each with its trailer, and nothing beyond', () => {
  const { chip } = createM1Card(fromHex('04 A1 B2 C3'), { size: '4K' });
  const trailer = 'FF FF FF FF FF FF FF 07 80 69 FF FF FF FF FF FF';
  expect([chip?.sectors, hex(chip?.read(31, 3)), hex(chip?.read(39, 15))]).toEqual([40, trailer, trailer]);
  expect([chip?.read(31, 4), chip?.read(40, 0), chip?.read(0, -1)]).toEqual([undefined, undefined, undefined]);
  expect(() => chip?.write(40, 0, new Uint8Array(16))).toThrow(RangeError);
  expect(createM1Card(fromHex('01 02 03 04')).chip?.sectors).toBe(16);
});

test('what is read is a copy', () => {
  const { chip } = createM1Card(fromHex('04 A1 B2 C3'));
  chip?.read(1, 0)?.fill(7);
  expect(chip?.read(1, 0)).toEqual(new Uint8Array(16));
});

test('a card with a dead chip has a number all the same', () => {
  expect(createBlankCard(fromHex('04 A1 B2 C3'))).toMatchObject({ uid: fromHex('04 A1 B2 C3'), chip: undefined });
});
