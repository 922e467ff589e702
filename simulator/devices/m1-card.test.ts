import { expect, test } from 'vitest';
import { fromHex, toHex } from '../../device-drivers/framing/hex.ts';
import { blocksIn, createBlankCard, createM1Card, factoryKey, type M1Chip } from './m1-card.ts';

const uid = fromHex('04 A1 B2 C3');
const chipOf = (size: '1K' | '4K' = '1K'): M1Chip => {
  const { chip } = createM1Card(uid, { size });
  if (!chip) throw new Error('no chip');
  return chip;
};

test('a new card opens with the factory key, and with no other', () => {
  const chip = chipOf();
  for (let sector = 0; sector < 16; sector++) {
    expect(chip.opens(sector, 'A', factoryKey)).toBe(true);
    expect(chip.opens(sector, 'B', factoryKey)).toBe(true);
    expect(chip.opens(sector, 'A', fromHex('A0 A1 A2 A3 A4 A5'))).toBe(false);
  }
  expect(chip.opens(16, 'A', factoryKey)).toBe(false);
});

test('a card may come with keys of its own', () => {
  const keys = { A: fromHex('A0 A1 A2 A3 A4 A5'), B: fromHex('B0 B1 B2 B3 B4 B5') };
  const { chip } = createM1Card(uid, { keys });
  expect(chip?.opens(3, 'A', keys.A)).toBe(true);
  expect(chip?.opens(3, 'B', keys.B)).toBe(true);
  expect(chip?.opens(3, 'A', factoryKey)).toBe(false);
});

test('blocks keep what is written; the first one is the maker’s, with the number', () => {
  const chip = chipOf();
  const data = new Uint8Array(16).fill(0x5a);
  expect(chip.write(1, 0, data)).toBe(true);
  expect(chip.read(1, 0)).toEqual(data);
  expect(chip.read(1, 1)).toEqual(new Uint8Array(16));
  expect(chip.write(0, 0, data)).toBe(false);
  expect(toHex(chip.read(0, 0)?.subarray(0, 4) ?? uid)).toBe('04 A1 B2 C3');
  expect(chip.write(1, 4, data)).toBe(false);
  expect(chip.write(1, 1, data.subarray(1))).toBe(false);
  expect(chip.read(16, 0)).toBeUndefined();
});

test('a trailer never tells key A, changes keys, and must agree with itself', () => {
  const chip = chipOf();
  expect(toHex(chip.read(2, 3) ?? uid)).toBe('00 00 00 00 00 00 FF 07 80 69 FF FF FF FF FF FF');
  expect(chip.write(2, 3, fromHex('A0 A1 A2 A3 A4 A5 FF 07 80 69 B0 B1 B2 B3 B4 B5'))).toBe(true);
  expect(chip.opens(2, 'A', fromHex('A0 A1 A2 A3 A4 A5'))).toBe(true);
  expect(chip.opens(2, 'A', factoryKey)).toBe(false);
  expect(chip.write(2, 3, fromHex('A0 A1 A2 A3 A4 A5 FF 06 80 69 B0 B1 B2 B3 B4 B5'))).toBe(false);
});

test('a 4K card has forty sectors, the last eight of sixteen blocks', () => {
  const chip = chipOf('4K');
  expect([chip.sectors, blocksIn(31), blocksIn(32)]).toEqual([40, 4, 16]);
  expect(chip.write(39, 14, new Uint8Array(16).fill(1))).toBe(true);
  expect(chip.read(39, 14)).toEqual(new Uint8Array(16).fill(1));
  expect(chip.read(38, 14)).toEqual(new Uint8Array(16));
  expect(chip.opens(39, 'A', factoryKey)).toBe(true);
});

test('a blank card has a number and no chip that answers', () => {
  expect(createBlankCard(uid)).toEqual({ uid, chip: undefined });
});
