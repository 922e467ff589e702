/**
 * The frame of the SAM_V module ("SAM_V 通信协议", section on frames), the same in both directions:
 * AA AA AA 96 69, length (2 bytes, high first) of all that follows it, body, XOR of length and body.
 */
import type { Look } from '../framing/framer.ts';
import { join } from '../framing/join.ts';

const preamble = [0xaa, 0xaa, 0xaa, 0x96, 0x69];
const headLength = preamble.length + 2;
/** The longest body there is answers a reading with fingerprints: 3 status bytes, 6 of lengths, 256 + 1024 + 1024. */
const longestBody = 3 + 6 + 256 + 1024 + 1024;
/** A command is two bytes and the check byte. */
const shortestLength = 3;

export const longestFrame = headLength + longestBody + 1;

export function frame(body: Uint8Array): Uint8Array {
  const length = body.length + 1;
  const counted = join([Uint8Array.of(length >> 8, length & 0xff), body]);
  return join([Uint8Array.from(preamble), counted, Uint8Array.of(xor(counted))]);
}

/** Finds the body of the frame at the front. More AA than three may come before a frame; they are no noise. */
export const lookForFrame: Look<Uint8Array> = (bytes) => {
  for (const [at, expected] of preamble.entries()) {
    if (at >= bytes.length) return 'more';
    if (bytes[at] !== expected) return at === 3 && bytes[at] === 0xaa ? { take: 1 } : 'noise';
  }
  const high = bytes[preamble.length];
  const low = bytes[preamble.length + 1];
  if (high === undefined || low === undefined) return 'more';
  const length = (high << 8) | low;
  if (length < shortestLength || length > longestBody + 1) return 'noise';
  const end = headLength + length;
  if (bytes.length < end) return 'more';
  if (xor(bytes.subarray(preamble.length, end - 1)) !== bytes[end - 1]) return 'noise';
  return { take: end, frame: bytes.slice(headLength, end - 1) };
};

const xor = (bytes: Uint8Array): number => bytes.reduce((sum, byte) => sum ^ byte, 0);
