/**
 * How a release is signed, so that a hospital can verify it with `sha256sum` and `openssl` alone: beside the archive lies
 * the line that `sha256sum` prints of it, and the bare Ed25519 signature of that line.
 */
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import { basename } from 'node:path';
import { sha256 } from './checksums.ts';

export const sumFileOf = (archive: string): string => `${archive}.sha256`;
export const signatureFileOf = (archive: string): string => `${archive}.sig`;

export interface SignedArchive {
  /** The archive's name, without its folder. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The `.sha256` beside it. */
  readonly sum: Uint8Array;
  /** The `.sig` beside it. */
  readonly signature: Uint8Array;
}

export interface TrustedKey {
  /** Its file's name, by which people know it. */
  readonly name: string;
  readonly key: KeyObject;
}

/** Both halves as PEM. */
export const newKeyPair = (): { readonly privateKey: string; readonly publicKey: string } =>
  generateKeyPairSync('ed25519', {
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });

/** Throws, with what was expected, when the text is no Ed25519 key of that half. */
export const keyFrom = (pem: string, half: 'private' | 'public', file: string): KeyObject => {
  try {
    const key = half === 'private' ? createPrivateKey(pem) : createPublicKey(pem);
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // Said below, together with keys of another kind.
  }
  throw new Error(`${file}: is no ${half} Ed25519 key; expected a PEM file as "npm run release -- keygen" makes it`);
};

/** What `sha256sum` prints of the archive. */
export const sumLine = (archive: string, bytes: Uint8Array): Uint8Array =>
  new TextEncoder().encode(`${sha256(bytes)}  ${basename(archive)}\n`);

export const signatureOf = (line: Uint8Array, key: KeyObject): Uint8Array => new Uint8Array(sign(null, line, key));

/** Whose signature the archive bears, or why it is not believed. */
export const signerOf = (
  { name, bytes, sum, signature }: SignedArchive,
  keys: readonly TrustedKey[],
): { readonly ok: true; readonly signer: string } | { readonly ok: false; readonly why: string } => {
  const signer = keys.find(({ key }) => verify(null, sum, key, signature));
  if (!signer) {
    const trusted = keys.map((key) => key.name).join(', ');
    const why = `${name} is not signed by a key that is trusted here (${trusted || 'there is none'})`;
    return { ok: false, why };
  }
  const line = new TextDecoder().decode(sum);
  const [, stated, named] = /^([0-9a-f]{64}) [ *](\S+)\n$/.exec(line) ?? [];
  if (named !== name) return { ok: false, why: `the signature is of ${named ?? 'something else'}, not of ${name}` };
  if (stated !== sha256(bytes)) {
    return { ok: false, why: `${name} is not as it was signed: it was changed, or not copied whole` };
  }
  return { ok: true, signer: signer.name };
};
