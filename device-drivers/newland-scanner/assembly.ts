import { join } from '../framing/join.ts';
import { isAim, longestCode, type Scan } from '../scanning/code.ts';
import type { Piece } from './frame.ts';

/**
 * Whether the AIM identifier stands before a code, as the scanner was set up. With `either` a code whose own text begins
 * like one is taken for another symbology.
 */
export type AimPrefix = 'always' | 'never' | 'either';

const aimLength = 3;
/** Bytes an engine may say to a trigger command, outside any code. */
const acknowledgements: readonly number[] = [0x05, 0x06, 0x15];

/** Puts the pieces of a code together. */
export interface Assembly {
  /** The whole scan when `piece` was its end. `noise` counts bytes that belong to no code. */
  push(piece: Piece): { readonly scan?: Scan; readonly noise: number };
  /** Whether the beginning of a code is held. */
  holds(): boolean;
  /**
   * A silence in the middle of a code: its beginning is dropped. What comes next is good when an AIM identifier shows
   * that it begins there; otherwise it may be the code's other half, and is damaged. Gives the number of bytes dropped.
   */
  breakOff(): number;
  /** A silence so long that nothing of the code can come any more. */
  forget(): void;
}

/** Holds `longestCode` bytes and an identifier at most; of a longer code it keeps nothing but that it was too long. */
export function createAssembly(aimPrefix: AimPrefix): Assembly {
  const most = longestCode + aimLength;
  let parts: Uint8Array[] = [];
  let length = 0;
  let tainted = false;
  let broken = false;

  function clear(): number {
    const dropped = length;
    parts = [];
    length = 0;
    tainted = false;
    broken = false;
    return dropped;
  }

  function finish(): Scan {
    if (length > most) return { kind: 'tooLong' };
    if (tainted) return { kind: 'damaged' };
    const bytes = join(parts);
    const front = String.fromCharCode(...bytes.subarray(0, aimLength));
    const hasAim = aimPrefix !== 'never' && isAim(front);
    if (!hasAim && (broken || aimPrefix === 'always')) return { kind: 'damaged' };
    const data = hasAim ? bytes.subarray(aimLength) : bytes;
    if (data.length > longestCode) return { kind: 'tooLong' };
    return { kind: 'code', aim: hasAim ? front : '', data };
  }

  return {
    push(piece) {
      switch (piece.kind) {
        case 'text':
          length = Math.min(length + piece.bytes.length, most + 1);
          if (length <= most) parts.push(piece.bytes);
          else parts = [];
          return { noise: 0 };
        case 'stray':
        case 'answer':
          // No scanner says anything else in the middle of a code: the code has it in it.
          if (length > 0) tainted = true;
          else if (piece.kind === 'stray' && !acknowledgements.includes(piece.byte)) return { noise: 1 };
          return { noise: 0 };
        case 'end': {
          if (length === 0) {
            // The end of what was broken off.
            broken = false;
            return { noise: 0 };
          }
          const scan = finish();
          clear();
          return { scan, noise: 0 };
        }
      }
    },
    holds: () => length > 0,
    breakOff() {
      const dropped = clear();
      broken = dropped > 0;
      return dropped;
    },
    forget() {
      clear();
    },
  };
}
