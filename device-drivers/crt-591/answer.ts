/**
 * What the machine says, as data ("CRT-591-M001 Communication Protocol", §1.5 and §3): 50 CM PM st0 st1 st2 DATA, or
 * 4E CM PM e1 e0 DATA.
 */
import type { Fault } from '../contract/fault.ts';
import { join } from '../framing/join.ts';

/** st0, st1, st2. */
export interface MachineState {
  readonly card: 'none' | 'gate' | 'inside';
  readonly stack: 'empty' | 'low' | 'enough';
  readonly bin: 'ok' | 'full';
}

export type CrtAnswer =
  | {
      readonly kind: 'done';
      readonly cm: number;
      readonly pm: number;
      readonly state: MachineState;
      readonly data: Uint8Array;
    }
  /** `error` is two characters; normally one of `errors`. */
  | { readonly kind: 'refused'; readonly cm: number; readonly pm: number; readonly error: string };

interface ErrorEntry {
  readonly meaning: string;
  readonly fault: Fault;
  /** What gets the machine out of it: nothing needed, a reset that retains the card, or initialising. */
  readonly remedy: 'none' | 'reset' | 'initialise';
}

/** Table of error codes, §3.5, with 16 of the CRT-571. */
export const errors = {
  '00': { meaning: 'undefined command', fault: 'protocolError', remedy: 'none' },
  '01': { meaning: 'wrong parameter', fault: 'protocolError', remedy: 'none' },
  '02': { meaning: 'wrong sequence', fault: 'protocolError', remedy: 'none' },
  '03': { meaning: 'not supported by this machine', fault: 'protocolError', remedy: 'none' },
  '04': { meaning: 'wrong data', fault: 'protocolError', remedy: 'none' },
  '05': { meaning: 'IC contact not released', fault: 'hardwareError', remedy: 'reset' },
  '10': { meaning: 'card jam', fault: 'cardJammed', remedy: 'reset' },
  '12': { meaning: 'sensor error', fault: 'hardwareError', remedy: 'reset' },
  '13': { meaning: 'card too long', fault: 'cardInvalid', remedy: 'reset' },
  '14': { meaning: 'card too short', fault: 'cardInvalid', remedy: 'reset' },
  '16': { meaning: 'card moved by hand', fault: 'cardInvalid', remedy: 'reset' },
  '40': { meaning: 'card moved while it was being retained', fault: 'cardInvalid', remedy: 'reset' },
  '41': { meaning: 'IC electromagnet error', fault: 'hardwareError', remedy: 'reset' },
  '43': { meaning: 'card does not reach the IC position', fault: 'cardJammed', remedy: 'reset' },
  '45': { meaning: 'card moved by hand', fault: 'cardInvalid', remedy: 'reset' },
  '50': { meaning: 'counter of retained cards overflows', fault: 'retainBinFull', remedy: 'none' },
  '51': { meaning: 'motor error', fault: 'hardwareError', remedy: 'reset' },
  '60': { meaning: 'IC supply short circuit', fault: 'hardwareError', remedy: 'reset' },
  '61': { meaning: 'card cannot be activated', fault: 'cardUnreadable', remedy: 'none' },
  '62': { meaning: 'command not supported by the card', fault: 'cardUnreadable', remedy: 'none' },
  '63': { meaning: 'no answer from the card', fault: 'cardUnreadable', remedy: 'none' },
  '64': { meaning: 'card protocol error', fault: 'cardUnreadable', remedy: 'none' },
  '65': { meaning: 'card not activated', fault: 'cardUnreadable', remedy: 'none' },
  '66': { meaning: 'command not supported by this card', fault: 'cardUnreadable', remedy: 'none' },
  '67': { meaning: 'card transmission error', fault: 'cardUnreadable', remedy: 'none' },
  '68': { meaning: 'card transmission time-out', fault: 'cardUnreadable', remedy: 'none' },
  '69': { meaning: 'answer to reset does not conform to EMV', fault: 'cardUnreadable', remedy: 'none' },
  A0: { meaning: 'stack empty', fault: 'stackEmpty', remedy: 'none' },
  A1: { meaning: 'retain bin full', fault: 'retainBinFull', remedy: 'none' },
  B0: { meaning: 'not initialised', fault: 'offline', remedy: 'initialise' },
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof errors;

const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(errors, code);

/** A code outside the table is a fault of the protocol that a reset may help. */
export const errorOf = (code: string): ErrorEntry =>
  isErrorCode(code) ? errors[code] : { meaning: 'unknown error', fault: 'protocolError', remedy: 'reset' };

const SUCCESS = 0x50;
const FAILURE = 0x4e;
/** How the document's prose has a failure begin. */
const failureInProse = 0x45;

const cards = ['none', 'gate', 'inside'] as const;
const stacks = ['empty', 'low', 'enough'] as const;
const bins = ['ok', 'full'] as const;

const digit = (names: readonly string[], name: string) => 0x30 + names.indexOf(name);

export function encodeAnswer(answer: CrtAnswer): Uint8Array {
  const { cm, pm } = answer;
  if (answer.kind === 'refused') return join([Uint8Array.of(FAILURE, cm, pm), ascii(answer.error)]);
  const { card, stack, bin } = answer.state;
  const state = [digit(cards, card), digit(stacks, stack), digit(bins, bin)];
  return join([Uint8Array.of(SUCCESS, cm, pm, ...state), answer.data]);
}

export function decodeAnswer(text: Uint8Array): CrtAnswer | undefined {
  const [head, cm = 0, pm = 0, a = 0, b = 0, c = 0] = text;
  if (head === FAILURE || head === failureInProse) {
    return text.length < 5 ? undefined : { kind: 'refused', cm, pm, error: String.fromCharCode(a, b) };
  }
  if (head !== SUCCESS || text.length < 6) return undefined;
  const [card, stack, bin] = [cards[a - 0x30], stacks[b - 0x30], bins[c - 0x30]];
  if (!card || !stack || !bin) return undefined;
  return { kind: 'done', cm, pm, state: { card, stack, bin }, data: text.slice(6) };
}

/** Card or none at each sensor along the way: eight by the table, ten by its heading; all that come are taken. */
export const encodeSensors = (sensors: readonly boolean[]): Uint8Array =>
  Uint8Array.from(sensors, (covered) => (covered ? 0x31 : 0x30));

export function decodeSensors(data: Uint8Array): readonly boolean[] | undefined {
  if (data.length < 8 || data.length > 10 || data.some((byte) => byte !== 0x30 && byte !== 0x31)) return undefined;
  return Array.from(data, (byte) => byte === 0x31);
}

/** Three digits. */
export const encodeCount = (count: number): Uint8Array => ascii(String(count).padStart(3, '0'));

export function decodeCount(data: Uint8Array): number | undefined {
  const digits = String.fromCharCode(...data.subarray(0, 4));
  return /^\d{3}$/.test(digits) ? Number(digits) : undefined;
}

/** A MIFARE card in the field (§3.7): 4D, ATQA, length of the number, number, SAK. */
export interface RfCard {
  readonly atqa: number;
  /** 4 or 7 bytes. */
  readonly uid: Uint8Array;
  readonly sak: number;
}

const MIFARE = 0x4d;

export const encodeRfCard = ({ atqa, uid, sak }: RfCard): Uint8Array =>
  join([Uint8Array.of(MIFARE, atqa >> 8, atqa & 0xff, uid.length), uid, Uint8Array.of(sak)]);

/** Undefined for cards that are no MIFARE, and for data cut short. */
export function decodeRfCard(data: Uint8Array): RfCard | undefined {
  const [type, high = 0, low = 0, length = 0] = data;
  const sak = data[4 + length];
  if (type !== MIFARE || sak === undefined || (length !== 4 && length !== 7)) return undefined;
  return { atqa: (high << 8) | low, uid: data.slice(4, 4 + length), sak };
}

/** What a MIFARE command came to: its data, then a status word. */
export interface MifareAnswer {
  readonly data: Uint8Array;
  readonly word: number;
}
export const mifareWords = { done: 0x9000, failed: 0x6f00, addressTooHigh: 0x6b00, tooLong: 0x6700 } as const;

export const encodeMifareAnswer = ({ data, word }: MifareAnswer): Uint8Array =>
  join([data, Uint8Array.of(word >> 8, word & 0xff)]);

export function decodeMifareAnswer(data: Uint8Array): MifareAnswer | undefined {
  const [high, low] = data.subarray(-2);
  if (high === undefined || low === undefined) return undefined;
  return { data: data.slice(0, -2), word: (high << 8) | low };
}

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (it) => it.charCodeAt(0));
