import { createFramer, type Look } from '../../device-drivers/framing/framer.ts';
import { join } from '../../device-drivers/framing/join.ts';

/** A stretch of a stream: a frame, filler that the protocol allows, or bytes that belong to nothing. */
export type Piece<Frame> = { readonly bytes: Uint8Array } & (
  | { readonly kind: 'frame'; readonly frame: Frame }
  | { readonly kind: 'filler' }
  | { readonly kind: 'noise' }
);

/** Cuts a byte stream where its device or driver does, and loses none of its bytes. */
export interface Cutter<Frame> {
  /** The pieces completed by a chunk, in order. */
  push(chunk: Uint8Array): readonly Piece<Frame>[];
  /** The beginning of a frame that is held; it is forgotten. */
  rest(): Uint8Array;
}

const none = new Uint8Array(0);

type Mark<Frame> = { length: number } & (
  | { readonly kind: 'frame'; readonly frame: Frame }
  | { readonly kind: 'filler' | 'noise' }
);

/** The framer of the devices and drivers, listened to while it looks. */
export function createCutter<Frame>(look: Look<Frame>, longest: number): Cutter<Frame> {
  let marks: Mark<Frame>[] = [];
  let held: Uint8Array = none;
  const framer = createFramer<Frame>((front) => {
    const seen = look(front);
    if (typeof seen !== 'string') {
      const { take, frame } = seen;
      marks.push(frame === undefined ? { length: take, kind: 'filler' } : { length: take, kind: 'frame', frame });
    } else if (seen === 'noise' || front.length >= longest) {
      const last = marks.at(-1);
      if (last?.kind === 'noise') last.length++;
      else marks.push({ length: 1, kind: 'noise' });
    }
    return seen;
  }, longest);

  return {
    push(chunk) {
      const bytes = join([held, chunk]);
      marks = [];
      framer.push(chunk);
      let at = 0;
      const pieces = marks.map(({ length, ...piece }) => {
        at += length;
        return { ...piece, bytes: bytes.slice(at - length, at) };
      });
      held = bytes.slice(at);
      return pieces;
    },
    rest() {
      const rest = held;
      framer.reset();
      held = none;
      return rest;
    },
  };
}
