/**
 * Commands and answers of the SAM_V module as data ("SAM_V 通信协议": tables of commands and of SW3). A body is what
 * `frame.ts` puts into a frame: CMD PARA for a command, SW1 SW2 SW3 DATA for an answer.
 */
import { join } from '../framing/join.ts';
import { frame } from './frame.ts';

const commands = {
  reset: [0x10, 0xff],
  status: [0x11, 0xff],
  findCard: [0x20, 0x01],
  selectCard: [0x20, 0x02],
  /** Text and photo. */
  readCard: [0x30, 0x01],
  /** The address that was appended to the card after its making, if any. */
  readNewAddress: [0x30, 0x03],
} as const;

export type Command = keyof typeof commands;
export const commandNames = Object.keys(commands) as readonly Command[];

const words = {
  done: 0x90,
  cardFound: 0x9f,
  requestChecksumWrong: 0x10,
  requestLengthWrong: 0x11,
  commandWrong: 0x21,
  notPermitted: 0x23,
  unrecognisedError: 0x24,
  samNotAuthenticated: 0x31,
  cardNotAuthenticated: 0x32,
  informationNotVerified: 0x33,
  cardTypeUnknown: 0x40,
  readFailed: 0x41,
  randomNumberFailed: 0x47,
  selfTestFailed: 0x60,
  notAuthorised: 0x66,
  noCard: 0x80,
  selectFailed: 0x81,
  noSuchItem: 0x91,
} as const;

export type Word = keyof typeof words;
export const wordNames = Object.keys(words) as readonly Word[];

export interface Answer {
  /** SW3, by name. */
  readonly word: Word;
  /** SW1 SW2: the card's own status word where the card was at fault and said so, otherwise 0. */
  readonly cardWord: number;
  readonly data: Uint8Array;
}

export const encodeCommand = (command: Command): Uint8Array => frame(Uint8Array.from(commands[command]));

/** The command in a frame's body, or undefined when it is none of those known here. */
export function decodeCommand(body: Uint8Array): Command | undefined {
  return commandNames.find((name) => body.length === 2 && commands[name].every((byte, at) => body[at] === byte));
}

export function encodeAnswer({ word, cardWord, data }: Answer): Uint8Array {
  return frame(join([Uint8Array.of(cardWord >> 8, cardWord & 0xff, words[word]), data]));
}

/** The answer in a frame's body, or undefined when its SW3 is not in the table. */
export function decodeAnswer(body: Uint8Array): Answer | undefined {
  const [sw1, sw2, sw3] = body;
  const word = wordNames.find((name) => words[name] === sw3);
  if (sw1 === undefined || sw2 === undefined || !word) return undefined;
  return { word, cardWord: (sw1 << 8) | sw2, data: body.slice(3) };
}

export const textLength = 256;
export const photoLength = 1024;
/** Two lengths, high byte first: of the text, of the photo. */
const cardLengths = Uint8Array.of(textLength >> 8, textLength & 0xff, photoLength >> 8, photoLength & 0xff);

/** How much data a command is answered with when it is `done`. Answers carry no other mark of their question. */
export const doneLength: Readonly<Record<Command, number>> = {
  reset: 0,
  status: 0,
  findCard: 4,
  selectCard: 8,
  readCard: cardLengths.length + textLength + photoLength,
  readNewAddress: 70,
};

/** `text` of 256 and `photo` of 1024 bytes (WLT, opaque) as the data of an answer to `readCard`. */
export const encodeCardData = (text: Uint8Array, photo: Uint8Array): Uint8Array => join([cardLengths, text, photo]);

/** The text block out of the data of an answer to `readCard`, or undefined when its lengths are others. */
export function decodeCardData(data: Uint8Array): { text: Uint8Array; photo: Uint8Array } | undefined {
  if (data.length !== doneLength.readCard || cardLengths.some((byte, at) => data[at] !== byte)) return undefined;
  const photoAt = cardLengths.length + textLength;
  return { text: data.slice(cardLengths.length, photoAt), photo: data.slice(photoAt) };
}
