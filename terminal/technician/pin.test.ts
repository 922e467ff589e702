import { expect, test } from 'vitest';
import { hashPin, isPin, readPinHash } from './pin.ts';

const salt = Uint8Array.from({ length: 16 }, (_, n) => n);
const written = hashPin('314159', salt);

test('a hash that was written is read back, fits its PIN and no other', () => {
  const hash = readPinHash(written);
  if (!hash) throw new Error('not read');
  expect(isPin('314159', hash)).toBe(true);
  for (const other of ['314158', '', '3141590']) expect(isPin(other, hash)).toBe(false);
});

test('the same PIN with another salt is another hash, and the PIN stands in neither', () => {
  expect(
    hashPin(
      '314159',
      salt.map((byte) => byte + 1),
    ),
  ).not.toBe(written);
  expect(written).not.toContain('314159');
});

test('the cost stands in the hash, so that older ones go on fitting', () => {
  // scrypt of "314159" with the salt 00 01 … 0f at N 1024, r 1, p 1.
  const cheap = readPinHash(
    'scrypt:1024:1:1:000102030405060708090a0b0c0d0e0f:0c9adb8ef1fd62e8906a51bf480939ace8df74f36d4f26eae71623d0a68b99c4',
  );
  expect(cheap && isPin('314159', cheap)).toBe(true);
});

test.each([
  ['the PIN itself', '314159'],
  ['another way of hashing', written.replace('scrypt', 'bcrypt')],
  ['a cost that is no power of two', written.replace('8192', '8191')],
  ['a cost that would stop the terminal for seconds', written.replace('8192', '524288')],
  ['no cost at all', written.replace('8192', '1')],
  ['half a hash', written.slice(0, -2)],
  ['hex in capitals', written.toUpperCase()],
  ['a salt that is too short', written.replace('000102030405060708090a0b0c0d0e0f', '00')],
])('%s is no hash', (_, text) => expect(readPinHash(text)).toBeUndefined());
