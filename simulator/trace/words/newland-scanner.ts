import type { Look } from '../../../device-drivers/framing/framer.ts';
import { engineTrigger, type SetupAnswer, type SetupCommand } from '../../../device-drivers/newland-scanner/codec.ts';
import {
  type HostCommand,
  longestCommand,
  lookForCommand,
  lookForPiece,
  type Piece,
} from '../../../device-drivers/newland-scanner/frame.ts';
import { createLane, type Language } from '../lane.ts';
import { content, hexWord } from './amounts.ts';

/** More than a code with its identifier, and more than an answer. */
const longestSaid = 4_096;
const CR = 0x0d;

/** The language of Newland engines. A code has no frame: it is one up to its end of line, of which a second byte stands alone. */
export const newlandScannerLanguage = (): Language => ({
  toDevice: createLane({ look: lookForCommand(engineTrigger), longest: longestCommand, words: commandWords }),
  fromDevice: createLane<Piece & { readonly sign?: string }>({
    look: lookForWholePiece,
    lookAtEnd: lookForPiece,
    longest: longestSaid,
    words: pieceWords,
    place: ({ kind }) => (kind === 'text' ? 'goesOn' : kind === 'answer' ? 'alone' : 'ends'),
  }),
});

const isControl = (byte: number) => byte < 0x20 || byte === 0x7f;

/** Text is whole when something else follows; of an end of line its own sign is told. */
const lookForWholePiece: Look<Piece & { readonly sign?: string }> = (bytes) => {
  if (!bytes.some(isControl)) return 'more';
  const seen = lookForPiece(bytes);
  if (typeof seen === 'string' || seen.frame?.kind !== 'end') return seen;
  return { ...seen, frame: { ...seen.frame, sign: bytes[0] === CR ? 'CR' : 'LF' } };
};

function commandWords(command: HostCommand): string {
  if (command.kind !== 'setup') return command.kind === 'start' ? 'start looking' : 'stop looking';
  return `setup, ${command.command.storage}: ${settingsWords(command.command)}`;
}

function pieceWords(piece: Piece & { readonly sign?: string }): string {
  switch (piece.kind) {
    case 'answer':
      return `setup, ${piece.answer.storage}: ${answeredWords(piece.answer)}`;
    case 'text':
      return codeWords(piece.bytes);
    case 'end':
      return piece.sign ?? 'end of line';
    case 'stray':
      return `stray byte ${hexWord(piece.byte, 2)}`;
  }
}

/** An AIM identifier may stand before it (ISO/IEC 15424). */
function codeWords(bytes: Uint8Array): string {
  const aim = /^\][A-Za-z][0-9A-Za-z]/.exec(String.fromCharCode(...bytes.subarray(0, 3)))?.[0];
  return aim ? `code ${aim} ${content(bytes.subarray(aim.length))}` : `code ${content(bytes)}`;
}

const settingsWords = ({ settings }: SetupCommand): string =>
  settings.flatMap(({ tag, entries }) => entries.map((entry) => `${tag} ${entry}`)).join(', ');

const statuses = { done: 'done', outOfRange: 'out of range', unknown: 'unknown' } as const;

const answeredWords = ({ settings }: SetupAnswer): string =>
  settings
    .flatMap(({ tag, entries }) => entries.map(({ text, status }) => `${tag} ${text} ${statuses[status]}`))
    .join(', ');
