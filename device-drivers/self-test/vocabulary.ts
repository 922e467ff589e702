import { createFramer, type Look } from '../framing/framer.ts';
import { toHex } from '../framing/hex.ts';

/** Puts what goes over a device's line into words, chunk by chunk; it remembers half frames, so each line has its own. */
export interface Vocabulary {
  readonly sent: (bytes: Uint8Array) => readonly string[];
  readonly heard: (bytes: Uint8Array) => readonly string[];
}

/** Longer stretches of bytes are counted, not shown. */
const longestShown = 24;

export const bytesInWords = (bytes: Uint8Array): string =>
  bytes.length <= longestShown ? toHex(bytes) : `${toHex(bytes.subarray(0, 8))} … (${bytes.length} bytes)`;

/** Words for a stream of frames: one line a frame, one for what belongs to none. */
export function frameWords<Frame>(look: Look<Frame>, longest: number, inWords: (frame: Frame) => string | undefined) {
  const framer = createFramer(look, longest);
  return (chunk: Uint8Array): string[] => {
    const { frames, noise } = framer.push(chunk);
    const lines = frames.flatMap((frame) => inWords(frame) ?? []);
    return noise > 0 ? [...lines, `${noise} bytes that belong to no frame, among ${bytesInWords(chunk)}`] : lines;
  };
}

/** `{ kind: 'cut', feed: 0 }` as `cut, feed 0`. Bytes are counted. */
export function messageInWords(message: { readonly kind: string }): string {
  const { kind, ...rest } = message;
  return [kind, ...Object.entries(rest).map(([name, value]) => `${name} ${valueInWords(value)}`)].join(', ');
}

function valueInWords(value: unknown): string {
  if (value instanceof Uint8Array) return `${value.length} bytes`;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
