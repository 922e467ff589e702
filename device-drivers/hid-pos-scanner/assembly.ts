import { join } from '../framing/join.ts';
import { longestCode, type Scan } from '../scanning/code.ts';
import type { ScanPart } from './codec.ts';

/** Puts the parts of a code together. */
export interface Assembly {
  /** The whole scan when `part` was its last. */
  push(part: ScanPart): Scan | undefined;
  /** Whether the beginning of a code is held, and more of it must follow. */
  holds(): boolean;
  /**
   * A silence in the middle of a code: its beginning is dropped. What comes next may be its other half, and is damaged.
   * Gives the number of bytes dropped.
   */
  breakOff(): number;
  /** A silence so long that nothing of the code can come any more. */
  forget(): void;
}

/** Holds `longestCode` bytes at most; of a longer code it keeps nothing but that it was too long. */
export function createAssembly(): Assembly {
  let held: { readonly aim: string; readonly parts: Uint8Array[]; length: number } | undefined;
  let broken = false;
  return {
    push({ aim, data, continued }) {
      // Another identifier in the middle of a code: its scanner broke off and began anew.
      if (held?.aim !== aim) held = { aim, parts: [], length: 0 };
      const code = held;
      code.length = Math.min(code.length + data.length, longestCode + 1);
      if (code.length <= longestCode) code.parts.push(data);
      else code.parts.length = 0;
      if (continued) return undefined;
      held = undefined;
      // What follows the identifier ]Z is no code but the scanner's answer to a menu command.
      if (aim.startsWith(']Z')) return undefined;
      if (broken) {
        broken = false;
        return { kind: 'damaged' };
      }
      return code.length > longestCode ? { kind: 'tooLong' } : { kind: 'code', aim, data: join(code.parts) };
    },
    holds: () => held !== undefined,
    breakOff() {
      const dropped = held?.length ?? 0;
      broken = held !== undefined;
      held = undefined;
      return dropped;
    },
    forget() {
      held = undefined;
      broken = false;
    },
  };
}
