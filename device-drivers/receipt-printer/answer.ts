/**
 * What a printer sends, told apart as "Epson TM-T88III specification", Appendix G, prescribes: by fixed bits, since
 * nothing else marks where an answer begins.
 */
import type { Seen } from '../framing/framer.ts';
import { join } from '../framing/join.ts';
import { decodeAutomatic, encodeAutomatic, type PrinterCondition } from './status.ts';

export type PrinterAnswer =
  /** To DLE EOT; which of the four only the question tells. */
  | { readonly kind: 'realTime'; readonly bits: number }
  /** By itself, after GS a. */
  | { readonly kind: 'automatic'; readonly condition: PrinterCondition }
  /** To GS r. */
  | { readonly kind: 'inOrder'; readonly bits: number }
  /** To GS ( H: everything before it is on paper. */
  | { readonly kind: 'printed'; readonly id: string }
  /** To DLE DC4 8: both buffers are empty. */
  | { readonly kind: 'cleared' }
  /** Another block: 37 or 5F, text, NUL. */
  | { readonly kind: 'block'; readonly header: 0x37 | 0x5f; readonly text: string };

const XON = 0x11;
const XOFF = 0x13;

/** Takes out flow control, which may stand anywhere, even inside an answer, and is part of none. */
export const withoutFlowControl = (chunk: Uint8Array): Uint8Array =>
  chunk.includes(XOFF) || chunk.includes(XON) ? chunk.filter((byte) => byte !== XON && byte !== XOFF) : chunk;

/** Model names and the like are shorter. */
export const longestAnswer = 82;

/** Finds the answer at the front of what a printer sent, flow control taken out before. */
export function lookForAnswer(bytes: Uint8Array): Seen<PrinterAnswer> {
  const first = bytes[0] ?? 0;
  if ((first & 0x93) === 0x12) return { take: 1, frame: { kind: 'realTime', bits: first } };
  if ((first & 0x93) === 0x10) return automaticAt(bytes);
  if (first === 0x37 || first === 0x5f) return blockAt(bytes, first);
  if ((first & 0x90) === 0) return { take: 1, frame: { kind: 'inOrder', bits: first } };
  return 'noise';
}

function automaticAt(bytes: Uint8Array): Seen<PrinterAnswer> {
  const [printer = 0, errors = 0, paper = 0] = bytes;
  if (bytes.subarray(1, 4).some((byte) => (byte & 0x90) !== 0)) return 'noise';
  if (bytes.length < 4) return 'more';
  return { take: 4, frame: { kind: 'automatic', condition: decodeAutomatic(printer, errors, paper) } };
}

function blockAt(bytes: Uint8Array, header: 0x37 | 0x5f): Seen<PrinterAnswer> {
  const end = bytes.indexOf(0);
  const text = bytes.subarray(1, end < 0 ? bytes.length : end);
  if (text.some((byte) => byte < 0x20 || byte > 0x7e)) return 'noise';
  if (end < 0) return 'more';
  const words = String.fromCharCode(...text);
  const take = end + 1;
  if (header === 0x37 && words.length === 5 && words.startsWith('"')) {
    return { take, frame: { kind: 'printed', id: words.slice(1) } };
  }
  if (header === 0x37 && words === '%') return { take, frame: { kind: 'cleared' } };
  return { take, frame: { kind: 'block', header, text: words } };
}

export function encodeAnswer(answer: PrinterAnswer): Uint8Array {
  switch (answer.kind) {
    case 'realTime':
    case 'inOrder':
      return Uint8Array.of(answer.bits);
    case 'automatic':
      return encodeAutomatic(answer.condition);
    case 'printed':
      return block(0x37, `"${answer.id}`);
    case 'cleared':
      return block(0x37, '%');
    case 'block':
      return block(answer.header, answer.text);
  }
}

const block = (header: number, text: string): Uint8Array =>
  join([Uint8Array.of(header), Uint8Array.from(text, (it) => it.charCodeAt(0)), Uint8Array.of(0)]);
