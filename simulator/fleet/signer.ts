import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import type { Signer } from '../../terminal/ports.ts';

/** What stands before the 32 bytes of an Ed25519 secret in the form (PKCS#8, DER) Node reads: RFC 8410, section 7. */
const beforeSecret = Buffer.from('302e020100300506032b657004220420', 'hex');

/** Signs with a secret that is no secret: invented terminals hold one between them. */
export function fleetSigner(): Signer {
  const secret = Buffer.concat([beforeSecret, new Uint8Array(32).fill(17)]);
  const key: KeyObject = createPrivateKey({ key: secret, format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex');
  return { publicKey, sign: (text) => sign(null, Buffer.from(text, 'utf8'), key).toString('hex') };
}
