import type { Look } from '../../device-drivers/framing/framer.ts';
import { join } from '../../device-drivers/framing/join.ts';
import { createCutter, type Piece } from './cutter.ts';
import { noiseWords } from './words/amounts.ts';

/** What was heard of one direction of a line. `at`: when its last byte came. */
export interface Utterance {
  readonly kind: 'frame' | 'noise';
  readonly bytes: Uint8Array;
  readonly words: string;
  readonly at: number;
}

/** What one side of a line may say. */
export interface Grammar<Frame> {
  readonly look: Look<Frame>;
  readonly longest: number;
  readonly words: (frame: Frame, at: number) => string;
  /** Filler is part of what follows it; words only where it means something. */
  readonly filler?: (bytes: Uint8Array) => string;
  /**
   * Where several of the protocol's frames are one in the trace: whether it goes on after this one, ends with it, or
   * this one stands alone. Without this every one ends.
   */
  readonly place?: (frame: Frame) => 'goesOn' | 'ends' | 'alone';
  /** How what is held looks when nothing more of it comes. Without this it is noise. */
  readonly lookAtEnd?: Look<Frame>;
}

/** One direction of a line, from chunks to utterances. */
export interface Lane {
  hear(chunk: Uint8Array, at: number): readonly Utterance[];
  /** Gives up what is held if so long nothing more of it has come. */
  settle(at: number): readonly Utterance[];
  /** Gives up what is held. */
  end(): readonly Utterance[];
}

/** Both directions of one open line. They may share what was asked. */
export interface Language {
  readonly toDevice: Lane;
  readonly fromDevice: Lane;
}

/** Milliseconds without a byte after which a frame goes on no more: the longest chunk takes half of it at 9600 baud. */
const patience = 1_000;

export function createLane<Frame>(grammar: Grammar<Frame>): Lane {
  const { look, longest, words, filler, place = () => 'ends', lookAtEnd } = grammar;
  const cutter = createCutter(look, longest);
  /** The beginning of an utterance, part by part. */
  let begun: { readonly bytes: Uint8Array; readonly words: string | undefined }[] = [];
  let begunAt = 0;
  let heardAt = 0;

  function finish(): Utterance[] {
    const parts = begun;
    begun = [];
    if (parts.length === 0) return [];
    const said = parts.flatMap((part) => part.words ?? []).join('; ');
    return [{ kind: 'frame', bytes: join(parts.map(({ bytes }) => bytes)), words: said || 'filler', at: begunAt }];
  }

  function take(piece: Piece<Frame>, at: number): Utterance[] {
    const { bytes } = piece;
    if (piece.kind === 'noise') return [...finish(), noise(bytes, at)];
    const where = piece.kind === 'filler' ? 'goesOn' : place(piece.frame);
    const before = where === 'alone' ? finish() : [];
    begun.push({ bytes, words: piece.kind === 'filler' ? filler?.(bytes) : words(piece.frame, at) });
    begunAt = at;
    return where === 'goesOn' ? before : [...before, ...finish()];
  }

  function end(): Utterance[] {
    const rest = cutter.rest();
    const last = createCutter(lookAtEnd ?? (() => 'noise'), longest);
    const pieces = rest.length > 0 ? last.push(rest) : [];
    const said = pieces.flatMap((piece) => take(piece, heardAt));
    const left = last.rest();
    return [...said, ...finish(), ...(left.length > 0 ? [noise(left, heardAt)] : [])];
  }

  return {
    hear(chunk, at) {
      heardAt = at;
      return cutter.push(chunk).flatMap((piece) => take(piece, at));
    },
    settle: (at) => (at - heardAt > patience ? end() : []),
    end,
  };
}

const noise = (bytes: Uint8Array, at: number): Utterance => ({
  kind: 'noise',
  bytes,
  words: noiseWords(bytes),
  at,
});
