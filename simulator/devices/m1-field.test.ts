import { describe, expect, test } from 'vitest';
import { fromHex, toHex } from '../../device-drivers/framing/hex.ts';
import { createM1Card, factoryKey } from './m1-card.ts';
import { wake } from './m1-field.ts';
import { accessBitsOf } from './mifare-access.ts';

const keyA = fromHex('A1 A2 A3 A4 A5 A6');
const keyB = fromHex('B1 B2 B3 B4 B5 B6');
const data = Uint8Array.from({ length: 16 }, (_, i) => i);
const hex = (bytes: Uint8Array | undefined) => bytes && toHex(bytes);

function awake(made: Parameters<typeof createM1Card>[1] = {}) {
  const { chip } = createM1Card(fromHex('01 02 03 04'), made);
  if (!chip) throw new Error('no chip');
  return { chip, field: wake(chip) };
}

describe('a card from the factory', () => {
  test('block 0 has the number and its check; it is never written', () => {
    const { field } = awake();
    expect(field.authenticate(0, 'A', factoryKey)).toBe(true);
    expect(hex(field.read(0, 0))).toBe('01 02 03 04 04 08 04 00 00 00 00 00 00 00 00 00');
    expect(field.write(0, 0, data)).toBe(false);
  });

  test('nothing without a key, nothing outside the sector it was proved to, nothing after a wrong one', () => {
    const { chip, field } = awake();
    expect(field.read(1, 0)).toBeUndefined();
    expect(field.authenticate(1, 'A', factoryKey)).toBe(true);
    expect(field.write(1, 1, data)).toBe(true);
    expect(hex(field.read(1, 1))).toBe(toHex(data));
    expect(field.write(1, 1, data.subarray(1))).toBe(false);
    expect(field.read(1, 4)).toBeUndefined();
    expect(field.read(2, 0)).toBeUndefined();
    expect(field.authenticate(1, 'A', keyA)).toBe(false);
    expect(field.read(1, 1)).toBeUndefined();
    expect(field.authenticate(16, 'A', factoryKey)).toBe(false);
    field.authenticate(1, 'A', factoryKey);
    expect(wake(chip).read(1, 1)).toBeUndefined();
  });

  test('key B is readable, so it opens nothing; key A is never read', () => {
    const { field } = awake();
    expect(field.authenticate(1, 'B', factoryKey)).toBe(true);
    expect(field.read(1, 0)).toBeUndefined();
    field.authenticate(1, 'A', factoryKey);
    expect(hex(field.read(1, 3))).toBe('00 00 00 00 00 00 FF 07 80 69 FF FF FF FF FF FF');
  });

  test('its keys and access bits can be changed with key A', () => {
    const { field } = awake();
    field.authenticate(1, 'A', factoryKey);
    expect(field.write(1, 3, Uint8Array.of(...keyA, ...fromHex('78 77 88 69'), ...keyB))).toBe(true);
    expect(field.authenticate(1, 'A', factoryKey)).toBe(false);
    expect(field.authenticate(1, 'A', keyA)).toBe(true);
    expect(field.write(1, 0, data)).toBe(false);
    expect(hex(field.read(1, 3))).toBe('00 00 00 00 00 00 78 77 88 69 00 00 00 00 00 00');
    expect(field.write(1, 3, new Uint8Array(16))).toBe(false);
    expect(field.authenticate(1, 'B', keyB)).toBe(true);
    expect(field.write(1, 0, data)).toBe(true);
  });

  test('access bits that contradict one another lock the sector', () => {
    const { field } = awake();
    field.authenticate(1, 'A', factoryKey);
    field.write(1, 3, Uint8Array.of(...factoryKey, 0, 0, 0, 0x69, ...factoryKey));
    field.authenticate(1, 'A', factoryKey);
    expect(field.read(1, 0)).toBeUndefined();
  });
});

test('keys of its own: A reads, B writes, the factory’s opens nothing', () => {
  const { field } = awake({ keys: { A: keyA, B: keyB } });
  expect(field.authenticate(3, 'A', factoryKey)).toBe(false);
  expect(field.authenticate(3, 'A', keyA)).toBe(true);
  expect([field.write(3, 0, data), field.read(3, 0)]).toEqual([false, new Uint8Array(16)]);
  expect(field.authenticate(3, 'B', keyB)).toBe(true);
  expect([field.write(3, 0, data), field.read(3, 0)]).toEqual([true, data]);
});

test('a card of 4K has large sectors at its end', () => {
  const { field } = awake({ size: '4K' });
  expect(field.authenticate(32, 'A', factoryKey)).toBe(true);
  expect(field.write(32, 14, data)).toBe(true);
  expect(hex(field.read(32, 14))).toBe(toHex(data));
  expect(hex(field.read(32, 15))).toMatch(/FF 07 80 69/);
});

// NXP MF1S50, table "Access conditions": the factory's bits, and a common application's.
test('access bits', () => {
  const trailer = (bits: string) => Uint8Array.of(...factoryKey, ...fromHex(bits), ...factoryKey);
  expect(accessBitsOf(trailer('FF 07 80 69'))).toEqual([0, 0, 0, 0b001]);
  expect(accessBitsOf(trailer('78 77 88 69'))).toEqual([0b100, 0b100, 0b100, 0b011]);
  expect(accessBitsOf(trailer('08 77 8F 69'))).toEqual([0b110, 0b110, 0b110, 0b011]);
  expect(accessBitsOf(trailer('FF 07 81 69'))).toBeUndefined();
});
