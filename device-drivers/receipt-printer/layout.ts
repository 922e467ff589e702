import { join } from '../framing/join.ts';

/** How one ESC/POS command's parameters stand in bytes. */
export interface Layout<Parameters> {
  readonly head: readonly number[];
  /** How many bytes follow the head; undefined while too few are there to say. */
  readonly length: (rest: Uint8Array) => number | undefined;
  readonly write: (parameters: Parameters) => readonly number[] | Uint8Array;
  /** The parameters in the bytes that follow the head, or undefined when this layout is not theirs. */
  readonly read: (rest: Uint8Array) => Parameters | undefined;
}

/** A command whose parameters are so many bytes. */
export const fixed = <P>(
  head: readonly number[],
  length: number,
  write: (parameters: P) => readonly number[],
  read: (rest: readonly number[]) => P | undefined,
): Layout<P> => ({ head, length: () => length, write, read: (rest) => read([...rest]) });

/** A command that is nothing but its bytes. */
export const bare = (...head: readonly number[]): Layout<object> =>
  fixed(
    head,
    0,
    () => [],
    () => ({}),
  );

/** A command with a length, low byte first, in front of its function's bytes and its parameters. */
export const counted = <P>(
  head: readonly number[],
  fn: readonly number[],
  write: (parameters: P) => readonly number[] | Uint8Array,
  read: (rest: Uint8Array) => P | undefined,
): Layout<P> => ({
  head,
  length: ([low, high]) => (low === undefined || high === undefined ? undefined : 2 + low + 256 * high),
  write(parameters) {
    const tail = write(parameters);
    return join([Uint8Array.from([...uint16(fn.length + tail.length), ...fn]), Uint8Array.from(tail)]);
  },
  read: (rest) => (fn.every((byte, at) => rest[2 + at] === byte) ? read(rest.subarray(2 + fn.length)) : undefined),
});

/** Low byte first. */
export const uint16 = (value: number): [number, number] => [within(value, 0, 0xffff) & 0xff, value >> 8];

/** `value`, which must be a whole number within the bounds: anything else is a bug of the caller. */
export function within(value: number, least: number, most: number): number {
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new RangeError(`${value} is not a whole number from ${least} to ${most}`);
  }
  return value;
}
