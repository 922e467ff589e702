/**
 * The envelope of QUIO's dispensers ("QU-CD-720M/820M Manual", Ver. 3.19, §3.5): 02, two letters, in answers three
 * characters 30 to 3F, 03, and BCC, the XOR of everything before it. A command is acknowledged, and executed or answered
 * only when the host then sends ENQ.
 */
import type { Look } from '../framing/framer.ts';
import { join } from '../framing/join.ts';

export type Heard =
  | { readonly kind: 'ack' }
  | { readonly kind: 'nak' }
  | { readonly kind: 'enq' }
  /** `data` is empty in a command, three characters in an answer. */
  | { readonly kind: 'frame'; readonly letters: string; readonly data: string };

const STX = 0x02;
const ETX = 0x03;
const dataAt = 3;
const dataLength = 3;
export const longestFrame = dataAt + dataLength + 2;

export const ENQ = Uint8Array.of(0x05);
export const ACK = Uint8Array.of(0x06);
export const NAK = Uint8Array.of(0x15);
const controls = new Map<number, Heard>([
  [0x05, { kind: 'enq' }],
  [0x06, { kind: 'ack' }],
  [0x15, { kind: 'nak' }],
]);

export function frame(letters: string, data = ''): Uint8Array {
  const text = Uint8Array.from(letters + data, (it) => it.charCodeAt(0));
  const checked = join([Uint8Array.of(STX), text, Uint8Array.of(ETX)]);
  return join([checked, Uint8Array.of(xor(checked))]);
}

export const lookForFrame: Look<Heard> = (bytes) => {
  const control = controls.get(bytes[0] ?? -1);
  if (control) return { take: 1, frame: control };
  if (bytes[0] !== STX || !bytes.subarray(1, dataAt).every(isLetter)) return 'noise';
  const marker = bytes[dataAt];
  if (marker === undefined) return 'more';
  const end = marker === ETX ? dataAt : dataAt + dataLength;
  if (!bytes.subarray(dataAt, end).every(isData)) return 'noise';
  if (bytes.length < end + 2) return 'more';
  if (bytes[end] !== ETX || xor(bytes.subarray(0, end + 1)) !== bytes[end + 1]) return 'noise';
  const text = String.fromCharCode(...bytes.subarray(1, end));
  return { take: end + 2, frame: { kind: 'frame', letters: text.slice(0, 2), data: text.slice(2) } };
};

const isLetter = (byte: number) => byte >= 0x41 && byte <= 0x5a;
const isData = (byte: number) => byte >= 0x30 && byte <= 0x3f;
const xor = (bytes: Uint8Array): number => bytes.reduce((sum, byte) => sum ^ byte, 0);
