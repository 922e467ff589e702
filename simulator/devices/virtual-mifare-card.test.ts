import { describe, expect, test } from 'vitest';
import { fromHex, toHex } from '../../device-drivers/framing/hex.ts';
import { accessBitsOf } from './mifare-access.ts';
import { createVirtualMifareCard, issueHospitalCard } from './virtual-mifare-card.ts';

const factoryKey = fromHex('FF FF FF FF FF FF');
const keyA = fromHex('A1 A2 A3 A4 A5 A6');
const keyB = fromHex('B1 B2 B3 B4 B5 B6');
const uid = fromHex('01 02 03 04');
const data = Uint8Array.from({ length: 16 }, (_, i) => i);
const hex = (bytes: Uint8Array | undefined) => bytes && toHex(bytes);

describe('a card from the factory', () => {
  test('block 0 has the UID and its check; it is never written', () => {
    const card = createVirtualMifareCard(uid);
    expect(card.memory.length).toBe(1_024);
    expect(card.authenticate(0, 'A', factoryKey)).toBe(true);
    expect(hex(card.read(0))).toBe('01 02 03 04 04 08 04 00 00 00 00 00 00 00 00 00');
    expect(card.write(0, data)).toBe(false);
  });

  test('nothing without a key, nothing outside the sector it was proved to, nothing after a wrong one', () => {
    const card = createVirtualMifareCard(uid);
    expect(card.read(4)).toBeUndefined();
    expect(card.authenticate(4, 'A', factoryKey)).toBe(true);
    expect(card.write(5, data)).toBe(true);
    expect(hex(card.read(5))).toBe(toHex(data));
    expect(card.read(8)).toBeUndefined();
    expect(card.authenticate(4, 'A', keyA)).toBe(false);
    expect(card.read(5)).toBeUndefined();
    expect(card.authenticate(64, 'A', factoryKey)).toBe(false);
    card.authenticate(4, 'A', factoryKey);
    card.reset();
    expect(card.read(5)).toBeUndefined();
  });

  test('key B is readable, so it opens nothing; key A is never read', () => {
    const card = createVirtualMifareCard(uid);
    expect(card.authenticate(4, 'B', factoryKey)).toBe(true);
    expect(card.read(4)).toBeUndefined();
    card.authenticate(4, 'A', factoryKey);
    expect(hex(card.read(7))).toBe('00 00 00 00 00 00 FF 07 80 69 FF FF FF FF FF FF');
  });

  test('its keys and access bits can be changed with key A', () => {
    const card = createVirtualMifareCard(uid);
    card.authenticate(4, 'A', factoryKey);
    expect(card.write(7, Uint8Array.of(...keyA, ...fromHex('78 77 88 69'), ...keyB))).toBe(true);
    expect(card.authenticate(4, 'A', factoryKey)).toBe(false);
    expect(card.authenticate(4, 'A', keyA)).toBe(true);
    expect(card.write(4, data)).toBe(false);
    expect(hex(card.read(7))).toBe('00 00 00 00 00 00 78 77 88 69 00 00 00 00 00 00');
    expect(card.write(7, new Uint8Array(16))).toBe(false);
    expect(card.authenticate(4, 'B', keyB)).toBe(true);
    expect(card.write(4, data)).toBe(true);
  });

  test('access bits that contradict one another lock the sector', () => {
    const card = createVirtualMifareCard(uid);
    card.authenticate(4, 'A', factoryKey);
    card.write(7, Uint8Array.of(...factoryKey, 0, 0, 0, 0x69, ...factoryKey));
    card.authenticate(4, 'A', factoryKey);
    expect(card.read(4)).toBeUndefined();
  });
});

test('a card of 4K has large sectors at its end', () => {
  const card = createVirtualMifareCard(uid, '4K');
  expect(card.memory.length).toBe(4_096);
  expect(card.authenticate(130, 'A', factoryKey)).toBe(true);
  expect(card.write(142, data)).toBe(true);
  expect(hex(card.read(142))).toBe(toHex(data));
  expect(hex(card.read(143))).toMatch(/FF 07 80 69/);
});

test('a card given out carries its number under the hospital\u2019s keys', () => {
  const card = createVirtualMifareCard(uid);
  issueHospitalCard(card, '20260001', { sector: 1, block: 2, number: { encoding: 'ascii' }, keyA, keyB });
  card.authenticate(4, 'A', keyA);
  expect(hex(card.read(6))).toBe('32 30 32 36 30 30 30 31 00 00 00 00 00 00 00 00');
});

// NXP MF1S50, table "Access conditions": the factory's bits, and a common application's.
test('access bits', () => {
  const trailer = (bits: string) => Uint8Array.of(...factoryKey, ...fromHex(bits), ...factoryKey);
  expect(accessBitsOf(trailer('FF 07 80 69'))).toEqual([0, 0, 0, 0b001]);
  expect(accessBitsOf(trailer('78 77 88 69'))).toEqual([0b100, 0b100, 0b100, 0b011]);
  expect(accessBitsOf(trailer('08 77 8F 69'))).toEqual([0b110, 0b110, 0b110, 0b011]);
  expect(accessBitsOf(trailer('FF 07 81 69'))).toBeUndefined();
});
