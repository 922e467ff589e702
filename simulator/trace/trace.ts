import { createRing, type Ring } from '../world/ring.ts';
import type { HearFrame, TracedFrame } from './frame.ts';

/** What an ear tells the trace. `at` is told where a frame is only understood after its last byte has come. */
export type Said = Omit<TracedFrame, 'seq' | 'at'> & { readonly at?: number };

/** Everything said on the lines of one machine. */
export interface Trace extends Pick<Ring<TracedFrame>, 'last' | 'after'> {
  note(said: Said): void;
  /** UTC milliseconds. */
  readonly now: () => number;
  /** The latest ones, as many as are kept, the oldest first. */
  frames(): readonly TracedFrame[];
}

/** A day at a busy terminal. */
const usualLimit = 100_000;

/** `limit`: so many frames are kept; all are told to `hear`. */
export function createTrace(world: {
  /** UTC milliseconds. */
  readonly now: () => number;
  readonly hear?: HearFrame;
  readonly limit?: number;
}): Trace {
  const { now, hear, limit = usualLimit } = world;
  const kept = createRing<TracedFrame>(limit);
  return {
    note({ at = now(), ...said }) {
      const frame: TracedFrame = { seq: kept.last + 1, at, ...said };
      kept.push(frame);
      hear?.(frame);
    },
    now,
    get last() {
      return kept.last;
    },
    after: kept.after,
    frames: () => kept.after(0, kept.last),
  };
}
