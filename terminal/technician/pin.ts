import { scrypt } from '@noble/hashes/scrypt.js';
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';

/**
 * How hard a new hash is made: about 30 ms of work on a small machine, since the terminal stands still meanwhile. A PIN of
 * six digits is found by trying them all, whatever this is: what guards it are the one-time code and the lock-out.
 */
const cost = { N: 2 ** 13, r: 8, p: 1 };
const length = 32;

/** Bytes of salt that make two hashes of one PIN differ. */
export const saltLength = 16;

export interface PinHash {
  readonly N: number;
  readonly r: number;
  readonly p: number;
  readonly salt: Uint8Array;
  /** 32 bytes in hex. */
  readonly hash: string;
}

const form = /^scrypt:(\d{1,6}):(\d{1,2}):(\d):((?:[0-9a-f]{2}){8,64}):([0-9a-f]{64})$/;

/** `scrypt:N:r:p:salt:hash`, salt and hash in hex: how the configuration holds a PIN. */
export function hashPin(pin: string, salt: Uint8Array): string {
  const { N, r, p } = cost;
  return ['scrypt', N, r, p, bytesToHex(salt), hashed(pin, salt, cost)].join(':');
}

/** What `hashPin` wrote, or nothing when the text is no such hash or one that takes too long to compare with. */
export function readPinHash(text: string): PinHash | undefined {
  const [, N, r, p, salt, hash] = form.exec(text) ?? [];
  if (salt === undefined || hash === undefined) return undefined;
  const read = { N: Number(N), r: Number(r), p: Number(p), salt: hexToBytes(salt), hash };
  const isPowerOfTwo = Number.isInteger(Math.log2(read.N));
  const isBearable = read.N >= 2 ** 10 && read.N * read.r * read.p <= 2 ** 18 && read.r >= 1 && read.p >= 1;
  return isPowerOfTwo && isBearable ? read : undefined;
}

export const isPin = (pin: string, { salt, hash, ...cost }: PinHash): boolean => hashed(pin, salt, cost) === hash;

const hashed = (pin: string, salt: Uint8Array, { N, r, p }: Pick<PinHash, 'N' | 'r' | 'p'>): string =>
  bytesToHex(scrypt(utf8ToBytes(pin), salt, { N, r, p, dkLen: length }));
