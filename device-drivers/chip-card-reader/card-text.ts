/** How a hospital writes the number of its own cards into a block of the chip. Every hospital does it its own way. */

export interface NumberLayout {
  /** One character a byte, or two digits a byte (BCD). */
  readonly encoding: 'ascii' | 'bcd';
  /** The byte of the block the number begins at; 0 unless said. */
  readonly at?: number;
  /**
   * Characters, where all numbers have as many. Needed where what follows the number could be taken for a part of it.
   * Unless said, the number ends before the filling: 00, 20 or FF behind ASCII, the first F behind BCD.
   */
  readonly length?: number;
}

const blockLength = 16;

/** Zeros alone are what a factory leaves on a card. */
const patterns = { ascii: /^(?!0*$)[0-9A-Za-z-]+$/, bcd: /^(?!0*$)\d+$/ };

/** A block of 16 bytes with the number in it, filled up with 00 (ASCII) or FF (BCD). Throws when it does not fit. */
export function encodeNumber({ encoding, at = 0, length }: NumberLayout, number: string): Uint8Array {
  if (length !== undefined && number.length !== length) throw new RangeError(`the number has not ${length} characters`);
  if (!patterns[encoding].test(number)) throw new RangeError(`the number cannot be written as ${encoding}`);
  const block = new Uint8Array(blockLength).fill(encoding === 'ascii' ? 0x00 : 0xff);
  const bytes =
    encoding === 'ascii'
      ? Array.from(number, (character) => character.charCodeAt(0))
      : (number.match(/..?/g) ?? []).map((pair) => Number.parseInt(pair.padEnd(2, 'f'), 16));
  if (at + bytes.length > blockLength) throw new RangeError('the number is too long for the block');
  block.set(bytes, at);
  return block;
}

/** The number in a block, or undefined when there is none: a card that was not given out yet, or another's. */
export function decodeNumber({ encoding, at = 0, length }: NumberLayout, block: Uint8Array): string | undefined {
  const bytes = block.subarray(at, blockLength);
  const number = (encoding === 'ascii' ? asciiIn(bytes.subarray(0, length)) : digitsIn(bytes)).slice(0, length);
  if (length !== undefined && number.length !== length) return undefined;
  return patterns[encoding].test(number) ? number : undefined;
}

function asciiIn(bytes: Uint8Array): string {
  const last = bytes.findLastIndex((byte) => byte !== 0x00 && byte !== 0x20 && byte !== 0xff);
  return String.fromCharCode(...bytes.subarray(0, last + 1));
}

const digitsIn = (bytes: Uint8Array) =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .replace(/f.*$/, '');
