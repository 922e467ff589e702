import { join } from './join.ts';

/**
 * What stands at the front of the bytes held:
 * a frame (or, without `frame`, filler that the protocol allows) of `take` bytes, at least 1;
 * `more` when it may become one; `noise` when the first byte begins nothing.
 */
export type Seen<Frame> = { readonly take: number; readonly frame?: Frame } | 'more' | 'noise';

/** Looks at the front of `bytes`, from one to `longest`, by the protocol's length field and check. It must not throw. */
export type Look<Frame> = (bytes: Uint8Array) => Seen<Frame>;

export interface Framer<Frame> {
  /** Takes a chunk of any size; gives the frames completed by it and the number of bytes that belonged to none. */
  push(chunk: Uint8Array): { readonly frames: readonly Frame[]; readonly noise: number };
  /** Drops a half frame, as after a silence in which nothing more of it can come. Gives its number of bytes. */
  reset(): number;
}

/**
 * Cuts a byte stream into frames whatever the chunks. Bytes that make no frame are dropped one at a time and looked at
 * again from the next one: a damaged length must not swallow the good frames behind it. Never holds `longest` bytes or more.
 */
export function createFramer<Frame>(look: Look<Frame>, longest: number): Framer<Frame> {
  let held: Uint8Array = new Uint8Array(0);
  return {
    push(chunk) {
      const bytes = held.length === 0 ? chunk : join([held, chunk]);
      const frames: Frame[] = [];
      let noise = 0;
      let at = 0;
      while (at < bytes.length) {
        const front = bytes.subarray(at, at + longest);
        const seen = look(front);
        if (seen === 'more' && front.length < longest) break;
        if (typeof seen === 'string') {
          at++;
          noise++;
          continue;
        }
        at += seen.take;
        if (seen.frame !== undefined) frames.push(seen.frame);
      }
      held = bytes.slice(at);
      return { frames, noise };
    },
    reset() {
      const dropped = held.length;
      held = new Uint8Array(0);
      return dropped;
    },
  };
}
