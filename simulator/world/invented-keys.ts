import type { Seals } from '../../statistics/intake/seals.ts';
import type { Signer } from '../../terminal/ports.ts';
import { sha256Hex } from '../../terminal/sha256.ts';

/**
 * Signatures of a world in which nobody forges any: what is changed on the way does not fit them, and they cost next to
 * nothing. Real ones take a millisecond each, of which a simulated visit has few.
 */
const signature = (publicKey: string, text: string) => sha256Hex(`${publicKey}\n${text}`).repeat(2);

export function inventedSigner(terminal: string): Signer {
  const publicKey = sha256Hex(`the key of ${terminal}`);
  return { publicKey, sign: (text) => signature(publicKey, text) };
}

export const inventedSeals: Seals = {
  sha256: sha256Hex,
  verify: (publicKey, text, given) => given === signature(publicKey, text),
};
