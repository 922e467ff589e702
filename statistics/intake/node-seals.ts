import { createPublicKey, hash, type KeyObject, verify } from 'node:crypto';
import { promisify } from 'node:util';
import type { Seals } from './seals.ts';

/** What stands before the 32 bytes of an Ed25519 key in the form (SPKI, DER) Node reads: RFC 8410, section 4. */
const beforeKey = Buffer.from('302a300506032b6570032100', 'hex');
const keyForm = /^[0-9a-f]{64}$/;
const signatureForm = /^[0-9a-f]{128}$/;

/** Keys made ready are kept: making one takes half as long as verifying. */
const mostKept = 10_000;

const keysReady = () => {
  const kept = new Map<string, KeyObject | undefined>();
  return (hex: string): KeyObject | undefined => {
    if (kept.has(hex)) return kept.get(hex);
    if (kept.size >= mostKept) kept.clear();
    const key = readKey(hex);
    kept.set(hex, key);
    return key;
  };
};

const readKey = (hex: string): KeyObject | undefined => {
  if (!keyForm.test(hex)) return undefined;
  try {
    return createPublicKey({ key: Buffer.concat([beforeKey, Buffer.from(hex, 'hex')]), format: 'der', type: 'spki' });
  } catch {
    return undefined;
  }
};

const makeReady = (keyOf: (hex: string) => KeyObject | undefined, publicKeyHex: string, signatureHex: string) => {
  const key = signatureForm.test(signatureHex) ? keyOf(publicKeyHex) : undefined;
  return key && { key, signature: Buffer.from(signatureHex, 'hex') };
};

/** Seals made by Node's own OpenSSL. */
export const nodeSeals = (keyOf = keysReady()): Seals => ({
  sha256: (text) => hash('sha256', text),
  verify: (publicKeyHex, text, signatureHex) => {
    const ready = makeReady(keyOf, publicKeyHex, signatureHex);
    return ready !== undefined && verify(null, Buffer.from(text, 'utf8'), ready.key, ready.signature);
  },
});

/** Node verifies on one of its other threads when it is given somebody to call back. */
const verifyElsewhere = promisify(verify);

/** The same, of which signatures can also be verified on another core, for a hub that listens to many. */
export const threadedSeals = (): Seals => {
  const keyOf = keysReady();
  return {
    ...nodeSeals(keyOf),
    verifying: async (publicKeyHex, text, signatureHex) => {
      const ready = makeReady(keyOf, publicKeyHex, signatureHex);
      return ready !== undefined && verifyElsewhere(null, Buffer.from(text, 'utf8'), ready.key, ready.signature);
    },
  };
};
