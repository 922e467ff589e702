/**
 * What comes from a serial scanner: codes as bare text with an end of line behind them, and answers to setup commands
 * between them (Newland "NLS-HR42 / NLS-HR52 User Manual"). There is no length and no check: a code is whole when its
 * suffix has come.
 */
import type { Look } from '../framing/framer.ts';
import {
  answerStart,
  decodeAnswer,
  decodeSetup,
  ETX,
  type SetupAnswer,
  type SetupCommand,
  SOH,
  type TriggerBytes,
} from './codec.ts';

export type Piece =
  | { readonly kind: 'answer'; readonly answer: SetupAnswer }
  /** Bytes of a code. */
  | { readonly kind: 'text'; readonly bytes: Uint8Array }
  /** CR or LF: of CR LF, and of an empty line, one ends nothing. */
  | { readonly kind: 'end' }
  /** A control character that is no part of an answer. */
  | { readonly kind: 'stray'; readonly byte: number };

export const longestAnswer = 512;

const CR = 0x0d;
const LF = 0x0a;
const statusBytes: readonly number[] = [0x05, 0x06, 0x15];
const isControl = (byte: number) => byte < 0x20 || byte === 0x7f;

/** Finds the piece at the front. It is never noise: what belongs to nothing is a stray, so that it taints the code it is in. */
export const lookForPiece: Look<Piece> = (bytes) => {
  const first = bytes[0] ?? 0;
  if (first === answerStart) return lookForAnswer(bytes);
  if (first === CR || first === LF) return { take: 1, frame: { kind: 'end' } };
  if (isControl(first)) return stray(first);
  const end = bytes.findIndex(isControl);
  const text = end < 0 ? bytes.slice() : bytes.slice(0, end);
  return { take: text.length, frame: { kind: 'text', bytes: text } };
};

const lookForAnswer: Look<Piece> = (bytes) => {
  const first = bytes[0] ?? 0;
  for (let at = 1; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (at === 1 && byte !== SOH) return stray(first);
    if (byte === ETX) {
      const answer = decodeAnswer(bytes.subarray(0, at + 1));
      return answer ? { take: at + 1, frame: { kind: 'answer', answer } } : stray(first);
    }
    if (at > 1 && isControl(byte) && !statusBytes.includes(byte)) return stray(first);
  }
  return bytes.length < longestAnswer ? 'more' : stray(first);
};

const stray = (byte: number) => ({ take: 1, frame: { kind: 'stray', byte } }) as const;

export type HostCommand =
  | { readonly kind: 'setup'; readonly command: SetupCommand }
  | { readonly kind: 'start' }
  | { readonly kind: 'stop' };

export const longestCommand = 512;

/** What the host says, as the scanner hears it. */
export const lookForCommand =
  (trigger: TriggerBytes): Look<HostCommand> =>
  (bytes) => {
    for (const kind of ['start', 'stop'] as const) {
      const expected = trigger[kind];
      if (!expected.every((byte, at) => at >= bytes.length || bytes[at] === byte)) continue;
      return bytes.length < expected.length ? 'more' : { take: expected.length, frame: { kind } };
    }
    if (bytes[0] !== 0x7e) return 'noise';
    if (bytes.length > 1 && bytes[1] !== SOH) return 'noise';
    const end = bytes.indexOf(ETX);
    if (end < 0) return 'more';
    const command = decodeSetup(bytes.subarray(0, end + 1));
    return command ? { take: end + 1, frame: { kind: 'setup', command } } : 'noise';
  };
