/**
 * The envelope of CREATOR's card machines ("CRT-591-M001 Communication Protocol", Ver. 1.0, §1): F2, ADDR, length of the
 * text in two bytes, high first, the text, 03, and BCC, the XOR of everything before it. Between frames stand the single
 * bytes ACK, NAK and EOT.
 */
import type { Look } from '../framing/framer.ts';
import { join } from '../framing/join.ts';

export type Heard =
  | { readonly kind: 'ack' }
  | { readonly kind: 'nak' }
  /** From the host: clear the line. From the device: done so. */
  | { readonly kind: 'eot' }
  | { readonly kind: 'text'; readonly address: number; readonly text: Uint8Array };

const STX = 0xf2;
const ETX = 0x03;
const headLength = 4;
const shortestText = 3;
/** Six bytes of head and status before at most 512 of data. */
const longestText = 6 + 512;
export const longestFrame = headLength + longestText + 2;

/** The first byte of a text: command, success, failure. The document's prose names 45 for a failure, its frames 4E. */
const heads: readonly number[] = [0x43, 0x50, 0x4e, 0x45];

export const ACK = Uint8Array.of(0x06);
export const NAK = Uint8Array.of(0x15);
export const EOT = Uint8Array.of(0x04);
const controls = new Map<number, Heard>([
  [0x06, { kind: 'ack' }],
  [0x15, { kind: 'nak' }],
  [0x04, { kind: 'eot' }],
]);

/** `address` is what the DIP switches say, 0 to 15. */
export function frame(address: number, text: Uint8Array): Uint8Array {
  const checked = join([Uint8Array.of(STX, address, text.length >> 8, text.length & 0xff), text, Uint8Array.of(ETX)]);
  return join([checked, Uint8Array.of(xor(checked))]);
}

export const lookForFrame: Look<Heard> = (bytes) => {
  const [first, address, high, low, head] = bytes;
  const control = controls.get(first ?? -1);
  if (control) return { take: 1, frame: control };
  if (first !== STX || (address ?? 0) > 0x0f || (high ?? 0) > longestText >> 8) return 'noise';
  if (high === undefined || low === undefined) return 'more';
  const length = (high << 8) | low;
  if (length < shortestText || length > longestText) return 'noise';
  if (head !== undefined && !heads.includes(head)) return 'noise';
  const end = headLength + length;
  if (bytes.length < end + 2) return 'more';
  if (bytes[end] !== ETX || xor(bytes.subarray(0, end + 1)) !== bytes[end + 1]) return 'noise';
  return { take: end + 2, frame: { kind: 'text', address: address ?? 0, text: bytes.slice(headLength, end) } };
};

const xor = (bytes: Uint8Array): number => bytes.reduce((sum, byte) => sum ^ byte, 0);
