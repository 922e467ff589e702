import { longestCommand, lookForCommand } from '../../device-drivers/receipt-printer/codec.ts';

export interface RawPieces {
  readonly pieces: readonly Uint8Array[];
  /** Whether the last command is whole. */
  readonly whole: boolean;
}

/** Bytes that may go at once: a printer that says stop has room for more than this. */
const atOnce = 64;

/**
 * Cuts a client's bytes into pieces that end where commands end, so that something else can be said to the printer
 * between two of them. Together the pieces are the bytes as they came.
 */
export function piecesOf(bytes: Uint8Array): RawPieces {
  const pieces: Uint8Array[] = [];
  let begin = 0;
  let at = 0;
  while (at < bytes.length) {
    const front = bytes.subarray(at, at + longestCommand);
    const seen = lookForCommand(front);
    if (seen === 'more' && front.length < longestCommand) break;
    at += typeof seen === 'string' ? 1 : seen.take;
    if (at - begin < atOnce) continue;
    pieces.push(bytes.subarray(begin, at));
    begin = at;
  }
  if (begin < bytes.length) pieces.push(bytes.subarray(begin));
  return { pieces, whole: at >= bytes.length };
}
