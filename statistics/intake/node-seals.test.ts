import { ed25519 } from '@noble/curves/ed25519.js';
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { expect, test } from 'vitest';
import { nodeSeals, threadedSeals } from './node-seals.ts';

const { sha256, verify } = nodeSeals();
const { verifying } = threadedSeals();

test('SHA-256 of UTF-8 text', () => {
  expect(sha256('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  expect(sha256('挂号')).toBe(sha256(String.fromCodePoint(0x6302, 0x53f7)));
});

// RFC 8032, section 7.1, test 2.
const published = {
  key: '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
  text: 'r',
  signature:
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
};

test('the signature of a standard’s example holds, and no other', () => {
  const { key, text, signature } = published;
  expect(verify(key, text, signature)).toBe(true);
  expect(verify(key, 's', signature)).toBe(false);
  expect(verify(key, text, `00${signature.slice(2)}`)).toBe(false);
  expect(verify(`00${key.slice(2)}`, text, signature)).toBe(false);
});

test('another thread says the same', async () => {
  const { key, text, signature } = published;
  expect(await verifying?.(key, text, signature)).toBe(true);
  expect(await verifying?.(key, 's', signature)).toBe(false);
  expect(await verifying?.('', text, signature)).toBe(false);
  expect(await verifying?.(key, text, '')).toBe(false);
});

test.each([
  ['no key', '', published.signature],
  ['a key that is no hex', 'zz'.repeat(32), published.signature],
  ['a key of another length', 'ab'.repeat(31), published.signature],
  ['no signature', published.key, ''],
  ['a signature of another length', published.key, 'ab'.repeat(63)],
  ['a signature in capitals', published.key, published.signature.toUpperCase()],
])('%s is false, and nothing is thrown', (_, key, signature) => expect(verify(key, 'r', signature)).toBe(false));

test('what a terminal signs in a browser is verified here', () => {
  const secret = hexToBytes('11'.repeat(32));
  const text = '/v1/usage\n{"terminal":"自助-01"}';
  const signature = bytesToHex(ed25519.sign(utf8ToBytes(text), secret));
  expect(verify(bytesToHex(ed25519.getPublicKey(secret)), text, signature)).toBe(true);
});
