import type { DeviceKind } from '../../device-drivers/contract/device-event.ts';
import { lineClosed, lineOpened } from './ears/ear.ts';
import type { TracedFrame } from './frame.ts';

export interface Comparison {
  readonly device: DeviceKind;
  /** Milliseconds by which the same thing may be said earlier or later, counted from each trace's beginning; else any. */
  readonly within?: number;
}

const directions = ['toDevice', 'fromDevice'] as const;
const arrows = { toDevice: 'to the device', fromDevice: 'from the device' } as const;

/**
 * The first thing that one device's traces do not have in common, in words; undefined when they say the same. Noise is left
 * out: it is chance; so is the host's opening and closing, of which a trace may have lost the first. Each direction is compared by itself, since what crosses on a line may be heard either way round.
 */
export function compareTraces(
  first: readonly TracedFrame[],
  second: readonly TracedFrame[],
  { device, within = Number.POSITIVE_INFINITY }: Comparison,
): string | undefined {
  const said = (frames: readonly TracedFrame[], direction: TracedFrame['direction']) =>
    frames.filter((frame) => frame.device === device && frame.direction === direction && isCompared(frame));
  const start = (frames: readonly TracedFrame[]) => frames.find((frame) => frame.device === device)?.at ?? 0;

  const differences = directions.flatMap((direction) => {
    const [ours, theirs] = [said(first, direction), said(second, direction)];
    const length = Math.max(ours.length, theirs.length);
    for (let at = 0; at < length; at++) {
      const [a, b] = [ours[at], theirs[at]];
      const why = differenceOf(a && { ...a, at: a.at - start(first) }, b && { ...b, at: b.at - start(second) }, within);
      if (why !== undefined) return [{ after: (a ?? b)?.at ?? 0, words: `${place(at, direction)}: ${why}` }];
    }
    return [];
  });
  return differences.sort((a, b) => a.after - b.after)[0]?.words;
}

const isCompared = ({ kind, direction, words }: TracedFrame): boolean =>
  kind !== 'noise' && !(kind === 'event' && direction === 'toDevice' && (words === lineOpened || words === lineClosed));

const place = (at: number, direction: TracedFrame['direction']) => `${at + 1}. ${arrows[direction]}`;

function differenceOf(a: TracedFrame | undefined, b: TracedFrame | undefined, within: number): string | undefined {
  if (!a || !b) return `${quote(a)}, then ${quote(b)}`;
  if (a.kind !== b.kind || a.hex !== b.hex || (a.kind === 'event' && a.words !== b.words)) {
    return a.words === b.words ? `“${a.words}” as ${a.hex}, then as ${b.hex}` : `${quote(a)}, then ${quote(b)}`;
  }
  const late = b.at - a.at;
  if (Math.abs(late) <= within) return undefined;
  return `${quote(a)} came ${Math.abs(late)} ms ${late > 0 ? 'later' : 'earlier'} the second time`;
}

const quote = (frame: TracedFrame | undefined) => (frame ? `“${frame.words}”` : 'nothing');
