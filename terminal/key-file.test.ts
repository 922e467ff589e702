import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ed25519 } from '@noble/curves/ed25519.js';
import { hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keyBeside, readKey, readOrMakeKey } from './key-file.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-key-'));
  file = join(folder, 'deep', 'journal.key');
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a key is made once, for its user alone, and is the same ever after', async () => {
  expect(await readKey(file)).toBeUndefined();
  const made = await readOrMakeKey(file);
  const text = readFileSync(file, 'utf8');
  const signature = made.sign('体检 checks');
  expect(ed25519.verify(hexToBytes(signature), utf8ToBytes('体检 checks'), hexToBytes(made.publicKey))).toBe(true);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect((await readKey(file))?.publicKey).toBe(made.publicKey);
  expect((await readOrMakeKey(file)).publicKey).toBe(made.publicKey);
  expect(readFileSync(file, 'utf8')).toBe(text);
});

test('a key that others may read is not used', async () => {
  await readOrMakeKey(file);
  chmodSync(file, 0o640);
  await expect(readKey(file)).rejects.toThrow('chmod 600');
  await expect(readOrMakeKey(file)).rejects.toThrow('chmod 600');
});

test.each([
  ['no key', 'hello'],
  [
    'a key of another kind',
    '-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VuBCIEIKDq0V8ZQlcTuFsjP5L0S8DhYcGSHEa1sOXcdU2xjXJ7\n-----END PRIVATE KEY-----\n',
  ],
])('%s is refused', async (_, text) => {
  const other = join(folder, 'other.key');
  writeFileSync(other, text, { mode: 0o600 });
  await expect(readKey(other)).rejects.toThrow('holds no Ed25519 key');
});

test('it lies beside the journal', () => {
  expect(keyBeside('var/journal.sqlite')).toBe('var/journal.key');
  expect(keyBeside('/srv/kiosk/books')).toBe('/srv/kiosk/books.key');
});
