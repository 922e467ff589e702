import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeCommand, encodeCommand } from '../apdu/codec.ts';
import { fromHex, toHex } from '../framing/hex.ts';
import {
  blocksIn,
  firstBlockOf,
  fromApdu,
  type ReaderCommand,
  sectorCount,
  sectorOf,
  storageAtr,
  storageCardOf,
  toApdu,
} from './codec.ts';

// ACS, "ACR122U Application Programming Interface": get data, load keys, authentication, read and update binary blocks.
test.each<[ReaderCommand, string]>([
  [{ kind: 'uid' }, 'FF CA 00 00 00'],
  [{ kind: 'loadKey', place: 0, key: fromHex('FF FF FF FF FF FF') }, 'FF 82 00 00 06 FF FF FF FF FF FF'],
  [{ kind: 'authenticate', block: 4, which: 'A', place: 0 }, 'FF 86 00 00 05 01 00 04 60 00'],
  [{ kind: 'authenticate', block: 4, which: 'B', place: 1 }, 'FF 86 00 00 05 01 00 04 61 01'],
  [{ kind: 'readBlock', block: 4 }, 'FF B0 00 04 10'],
  [
    { kind: 'writeBlock', block: 4, data: fromHex('00 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F') },
    'FF D6 00 04 10 00 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F',
  ],
])('%o', (command, bytes) => {
  expect(toHex(encodeCommand(toApdu(command)))).toBe(bytes);
  const apdu = decodeCommand(fromHex(bytes));
  expect(apdu && fromApdu(apdu)).toEqual(command);
});

test.each([
  '00 A4 04 00 01 41',
  'FF CA 01 00 00',
  'FF 86 00 00 05 01 00 04 62 00',
  'FF B0 00 04 08',
  'FF D6 00 04 01 00',
])('%s is none of them', (bytes) => {
  const apdu = decodeCommand(fromHex(bytes));
  expect(apdu).toBeDefined();
  expect(apdu && fromApdu(apdu)).toBeUndefined();
});

test('decode(encode(x)) = x, and any bytes are one of them or none', () => {
  const byte = fc.nat(255);
  const which = fc.constantFrom<'A' | 'B'>('A', 'B');
  const command = fc.oneof<fc.Arbitrary<ReaderCommand>[]>(
    fc.record({ kind: fc.constant('uid' as const) }),
    fc.record({
      kind: fc.constant('loadKey' as const),
      place: byte,
      key: fc.uint8Array({ minLength: 6, maxLength: 6 }),
    }),
    fc.record({ kind: fc.constant('authenticate' as const), block: byte, which, place: byte }),
    fc.record({ kind: fc.constant('readBlock' as const), block: byte }),
    fc.record({
      kind: fc.constant('writeBlock' as const),
      block: byte,
      data: fc.uint8Array({ minLength: 16, maxLength: 16 }),
    }),
  );
  fc.assert(
    fc.property(command, fc.uint8Array({ maxLength: 40 }), (it, any) => {
      const apdu = decodeCommand(encodeCommand(toApdu(it)));
      expect(apdu && fromApdu(apdu)).toEqual(it);
      const other = decodeCommand(Uint8Array.of(0xff, ...any));
      if (other) fromApdu(other);
    }),
  );
});

// PC/SC part 3, supplemental document: MIFARE Standard 1K and 4K.
test('answers to reset of storage cards', () => {
  const one = '3B 8F 80 01 80 4F 0C A0 00 00 03 06 03 00 01 00 00 00 00 6A';
  const four = '3B 8F 80 01 80 4F 0C A0 00 00 03 06 03 00 02 00 00 00 00 69';
  const ultralight = '3B 8F 80 01 80 4F 0C A0 00 00 03 06 03 00 03 00 00 00 00 68';
  expect(toHex(storageAtr('1K'))).toBe(one);
  expect(toHex(storageAtr('4K'))).toBe(four);
  expect([one, four, ultralight].map((hex) => storageCardOf(fromHex(hex)))).toEqual(['1K', '4K', 'other']);
  expect(storageCardOf(fromHex('3B 66 00 00 53 53 53 45 56 31'))).toBeUndefined();
  expect(storageCardOf(fromHex(one.replace('6A', '6B')))).toBeUndefined();
  expect(storageCardOf(new Uint8Array(0))).toBeUndefined();
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (any) => {
      expect(storageCardOf(any)).toBeUndefined();
    }),
  );
});

// NXP MF1S70, memory organisation.
test('sectors and blocks', () => {
  expect([0, 1, 15, 31, 32, 39].map(firstBlockOf)).toEqual([0, 4, 60, 124, 128, 240]);
  expect([0, 31, 32, 39].map(blocksIn)).toEqual([4, 4, 16, 16]);
  expect([sectorCount('1K'), sectorCount('4K')]).toEqual([16, 40]);
  for (let sector = 0; sector < 40; sector++) {
    expect(sectorOf(firstBlockOf(sector))).toBe(sector);
    expect(sectorOf(firstBlockOf(sector) + blocksIn(sector) - 1)).toBe(sector);
  }
});
