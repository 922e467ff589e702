import type { DeviceKind } from '../../../device-drivers/contract/device-event.ts';
import type { TracedFrame } from '../frame.ts';
import { hexOf } from '../hex.ts';
import type { Utterance } from '../lane.ts';
import type { Said, Trace } from '../trace.ts';
import { noiseWords } from '../words/amounts.ts';

type Direction = TracedFrame['direction'];

/** What an ear at one device tells the trace. */
export interface Ear {
  said(direction: Direction, utterances: readonly Utterance[]): void;
  /** Bytes that came whole. Without words they are noise. */
  bytes(direction: Direction, bytes: Uint8Array, words: string | undefined): void;
  event(direction: Direction, words: string): void;
  readonly now: () => number;
}

export const lineOpened = 'line opened';
export const lineClosed = 'line closed';

export function earOf(trace: Trace, device: DeviceKind): Ear {
  const note = (direction: Direction, said: Omit<Said, 'device' | 'direction'>) =>
    trace.note({ device, direction, ...said });
  return {
    said(direction, utterances) {
      for (const { kind, bytes, words, at } of utterances) note(direction, { kind, hex: hexOf(bytes), words, at });
    },
    bytes(direction, bytes, words) {
      if (words === undefined) note(direction, { kind: 'noise', hex: hexOf(bytes), words: noiseWords(bytes) });
      else note(direction, { kind: 'frame', hex: hexOf(bytes), words });
    },
    event: (direction, words) => note(direction, { kind: 'event', hex: '', words }),
    now: trace.now,
  };
}

/**
 * Who closed a line, by the words its far end is told (`memoryLink`, `memoryPcsc`): at its own end a device hears `closed`.
 */
export const closedFrom = (reason: string): Direction => (reason === 'closed' ? 'fromDevice' : 'toDevice');
