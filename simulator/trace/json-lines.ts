import * as v from 'valibot';
import { deviceKinds } from '../../device-drivers/contract/device-event.ts';
import type { TracedFrame } from './frame.ts';

/** A trace as it is exported: one frame a line, each a JSON object. */
export const toJsonLines = (frames: readonly TracedFrame[]): string =>
  frames.map((frame) => `${JSON.stringify(frame)}\n`).join('');

export type ImportedTrace =
  | { readonly ok: true; readonly frames: readonly TracedFrame[] }
  /** `why` names the line. */
  | { readonly ok: false; readonly why: string };

const whole = v.pipe(v.number(), v.safeInteger());
const Frame = v.pipe(
  v.strictObject({
    seq: v.pipe(whole, v.minValue(1)),
    at: whole,
    device: v.picklist(deviceKinds),
    direction: v.picklist(['toDevice', 'fromDevice']),
    kind: v.picklist(['frame', 'noise', 'event']),
    hex: v.pipe(v.string(), v.regex(/^([0-9a-f]{2})*$/, 'not lower-case hexadecimal, two digits a byte')),
    words: v.string(),
  }),
  v.check(({ kind, hex }) => (kind === 'event') === (hex === ''), 'bytes in an event, or none in a frame'),
);

/** Reads an exported trace, or a part of one: numbers may be left out, and must grow. Empty lines do not count. */
export function fromJsonLines(text: string): ImportedTrace {
  const frames: TracedFrame[] = [];
  for (const [at, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const read = readLine(line);
    const wrong = 'why' in read ? read.why : orderWrong(frames.at(-1), read);
    if (wrong !== undefined) return { ok: false, why: `line ${at + 1}: ${wrong}` };
    if (!('why' in read)) frames.push(read);
  }
  return { ok: true, frames };
}

function readLine(line: string): TracedFrame | { readonly why: string } {
  const read = v.safeParse(Frame, jsonOf(line));
  if (read.success) return read.output;
  const [issue] = read.issues;
  const path = v.getDotPath(issue);
  return { why: path === null ? issue.message : `${path}: ${issue.message}` };
}

const orderWrong = (last: TracedFrame | undefined, frame: TracedFrame): string | undefined =>
  last && frame.seq <= last.seq ? `seq: ${frame.seq} after ${last.seq}` : undefined;

/** What is no JSON is no object either, and told as such. */
function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
