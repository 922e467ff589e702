/**
 * Commands and answers of chip cards as data (ISO/IEC 7816-4, 5: command-response pairs), in their short form: at most
 * 255 bytes to the card and 256 from it.
 */
import { join } from '../framing/join.ts';

export interface Command {
  readonly cla: number;
  readonly ins: number;
  readonly p1: number;
  readonly p2: number;
  /** 1 to 255 bytes; absent where the command carries none. */
  readonly data?: Uint8Array;
  /** Bytes expected in the answer, 1 to 256 (256: as many as there are); absent where none are. */
  readonly le?: number;
}

export interface Answer {
  readonly data: Uint8Array;
  /** SW1 SW2 as one number, 0x9000. */
  readonly word: number;
}

export const maxData = 255;
export const maxLe = 256;
const headerLength = 4;

/** Throws when the command does not fit the short form. */
export function encodeCommand({ cla, ins, p1, p2, data, le }: Command): Uint8Array {
  if (data && (data.length === 0 || data.length > maxData)) throw new RangeError(`data of ${data.length} bytes`);
  if (le !== undefined && (le < 1 || le > maxLe)) throw new RangeError(`${le} bytes expected`);
  const header = Uint8Array.of(cla, ins, p1, p2);
  const body = data ? [Uint8Array.of(data.length), data] : [];
  return join([header, ...body, ...(le === undefined ? [] : [Uint8Array.of(le & 0xff)])]);
}

/** The command in `bytes`, or undefined when they are none of the short form. */
export function decodeCommand(bytes: Uint8Array): Command | undefined {
  const [cla, ins, p1, p2, p3] = bytes;
  if (cla === undefined || ins === undefined || p1 === undefined || p2 === undefined) return undefined;
  const header = { cla, ins, p1, p2 };
  if (p3 === undefined) return header;
  if (bytes.length === headerLength + 1) return { ...header, le: p3 || maxLe };
  const end = headerLength + 1 + p3;
  if (p3 === 0 || bytes.length < end || bytes.length > end + 1) return undefined;
  const data = bytes.slice(headerLength + 1, end);
  const le = bytes[end];
  return le === undefined ? { ...header, data } : { ...header, data, le: le || maxLe };
}

export const encodeAnswer = ({ data, word }: Answer): Uint8Array => join([data, Uint8Array.of(word >> 8, word & 0xff)]);

/** The answer in `bytes`, or undefined when they are too few. */
export function decodeAnswer(bytes: Uint8Array): Answer | undefined {
  const at = bytes.length - 2;
  if (at < 0) return undefined;
  return { data: bytes.slice(0, at), word: ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0) };
}

/** Status words (ISO/IEC 7816-4, 5.6), those this program tells apart. */
export const words = {
  done: 0x9000,
  /** PC/SC part 3: the reader could not carry out what it was asked to do with a storage card. */
  operationFailed: 0x6300,
  memoryFailure: 0x6581,
  wrongLength: 0x6700,
  securityNotSatisfied: 0x6982,
  conditionsNotSatisfied: 0x6985,
  wrongData: 0x6a80,
  functionNotSupported: 0x6a81,
  fileNotFound: 0x6a82,
  recordNotFound: 0x6a83,
  insNotSupported: 0x6d00,
  claNotSupported: 0x6e00,
} as const;

/** `61 xx`: so many bytes (256 for 00) wait to be fetched with GET RESPONSE. */
export const bytesWaiting = (word: number): number | undefined =>
  word >> 8 === 0x61 ? word & 0xff || maxLe : undefined;

/** `6C xx`: the command is to be repeated with this Le. */
export const rightLe = (word: number): number | undefined => (word >> 8 === 0x6c ? word & 0xff || maxLe : undefined);

export const getResponse = (le: number): Command => ({ cla: 0x00, ins: 0xc0, p1: 0, p2: 0, le });
