import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeCommand } from '../apdu/codec.ts';
import { fromHex, toHex } from '../framing/hex.ts';
import {
  decodeRecord,
  encodeRecord,
  type Generation,
  type Item,
  pinRefused,
  placeOf,
  readRecord,
  selectApplication,
  selectFile,
  verifyPin,
} from './codec.ts';

// LD/T 32, as published terminal programs send it.
test('the application is selected by its name', () => {
  expect(toHex(encodeCommand(selectApplication))).toBe('00 A4 04 00 0F 73 78 31 2E 73 68 2E C9 E7 BB E1 B1 A3 D5 CF');
});

test('files are selected by their id', () => {
  expect(toHex(encodeCommand(selectFile(0x05)))).toBe('00 A4 02 00 02 EF 05');
  expect(toHex(encodeCommand(selectFile(0x06)))).toBe('00 A4 02 00 02 EF 06');
});

const read = (item: Item, generation: Generation, from: 'shortId' | 'selected') => {
  const place = placeOf(item, generation);
  return place && toHex(encodeCommand(readRecord(place, from)));
};

// LD/T 32, READ RECORD with the short ids 05 (2C) and 06 (34).
test.each<[Item, string, string | undefined]>([
  ['identification', '00 B2 01 2C 12', '00 B2 01 2C 12'],
  ['version', '00 B2 03 2C 06', '00 B2 03 2C 06'],
  ['issuedOn', '00 B2 05 2C 06', '00 B2 05 2C 06'],
  ['validTo', '00 B2 06 2C 06', '00 B2 06 2C 06'],
  ['cardNumber', '00 B2 07 2C 0B', '00 B2 07 2C 0B'],
  ['idNumber', '00 B2 01 34 14', '00 B2 01 34 14'],
  ['name', '00 B2 02 34 20', '00 B2 02 34 20'],
  ['nameExtension', '00 B2 03 34 16', undefined],
  ['sex', '00 B2 04 34 03', '00 B2 03 34 03'],
  ['nation', '00 B2 05 34 03', '00 B2 04 34 03'],
  ['birthplace', '00 B2 06 34 05', '00 B2 05 34 05'],
  ['birth', '00 B2 07 34 06', '00 B2 06 34 06'],
])('%s', (item, second, first) => {
  expect(read(item, 'second', 'shortId')).toBe(second);
  expect(read(item, 'first', 'shortId')).toBe(first);
});

test('of a selected file records are read without its id', () => {
  expect(read('cardNumber', 'second', 'selected')).toBe('00 B2 07 04 0B');
});

test('a PIN is packed two digits to a byte', () => {
  expect(toHex(encodeCommand(verifyPin('123456')))).toBe('00 20 00 00 03 12 34 56');
  for (const pin of ['', '12', '12345', '12345A', '1'.repeat(18)]) expect(() => verifyPin(pin)).toThrow(RangeError);
  expect([0x63c2, 0x63c0, 0x6983, 0x9000, 0x6300].map(pinRefused)).toEqual([true, true, true, false, false]);
});

test('a record is tag, length, value', () => {
  const bytes = fromHex('07 09 41 31 32 33 34 35 36 37 38');
  expect(decodeRecord(bytes)).toEqual({ tag: 0x07, value: fromHex('41 31 32 33 34 35 36 37 38') });
  for (const wrong of ['', '07', '07 02 41', '07 01 41 42']) expect(decodeRecord(fromHex(wrong))).toBeUndefined();
  expect(() => encodeRecord({ tag: 1, value: new Uint8Array(255) })).toThrow(RangeError);
});

test('decode(encode(x)) = x, and any bytes are a record that encodes to them or none', () => {
  fc.assert(
    fc.property(
      fc.nat(255),
      fc.uint8Array({ maxLength: 254 }),
      fc.uint8Array({ maxLength: 300 }),
      (tag, value, any) => {
        expect(decodeRecord(encodeRecord({ tag, value }))).toEqual({ tag, value });
        const record = decodeRecord(any);
        if (record) expect(any.length).toBe(record.value.length + 2);
      },
    ),
  );
});
