/** A terminal's key, in a file that only its own user may read. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Signer } from './ports.ts';

/** Where the key is unless somebody says otherwise. */
export const keyBeside = (journal: string): string => `${journal.replace(/\.sqlite$/, '')}.key`;

function signerOf(key: KeyObject): Signer {
  const { x = '' } = createPublicKey(key).export({ format: 'jwk' });
  return {
    publicKey: Buffer.from(x, 'base64url').toString('hex'),
    sign: (text) => sign(null, Buffer.from(text), key).toString('hex'),
  };
}

/** The key in a file, or nothing where there is no file. Rejects when others may read it, or it holds no such key. */
export async function readKey(file: string): Promise<Signer | undefined> {
  const found = await stat(file).catch(() => undefined);
  if (!found) return undefined;
  // Windows has no such bits: there the folder's rights have to do.
  if (process.platform !== 'win32' && (found.mode & 0o077) !== 0) {
    throw new Error(`${file} is open to others than its user; make it private: chmod 600 ${file}`);
  }
  const text = await readFile(file, 'utf8');
  const key = keyIn(text);
  if (key?.asymmetricKeyType !== 'ed25519') throw new Error(`${file} holds no Ed25519 key.`);
  return signerOf(key);
}

/** Makes a key in a file, or takes the one that is there. */
export async function readOrMakeKey(file: string): Promise<Signer> {
  const known = await readKey(file);
  if (known) return known;
  const { privateKey } = generateKeyPairSync('ed25519');
  await mkdir(dirname(resolve(file)), { recursive: true });
  await writeFile(file, privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600, flag: 'wx' });
  // What the process masks out of the mode cannot be too little here.
  await chmod(file, 0o600);
  return signerOf(privateKey);
}

function keyIn(pem: string): KeyObject | undefined {
  try {
    return createPrivateKey(pem);
  } catch {
    return undefined;
  }
}
