import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** One number for everything that was ever said, however much of it is still remembered. */
export interface Seal {
  add(text: string): void;
  /** 64 hexadecimal digits. */
  value(): string;
}

export function createSeal(): Seal {
  const hash = sha256.create();
  return {
    add: (text) => void hash.update(utf8ToBytes(`${text}\n`)),
    value: () => bytesToHex(hash.clone().digest()),
  };
}
