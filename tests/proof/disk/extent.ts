/** Bytes that reach the disk together, or not at all. */
export const sectorSize = 512;

/** What is done to the bytes of a file. */
export type Change =
  | { readonly kind: 'write'; readonly at: number; readonly bytes: Uint8Array }
  | { readonly kind: 'truncate'; readonly size: number };

export const sizeAfter = (size: number, change: Change): number =>
  change.kind === 'write' ? Math.max(size, change.at + change.bytes.length) : change.size;

/** The first sector that a change touches, and the one after the last, in a file of at most `end` bytes. */
export function sectorsOf(change: Change, end: number): readonly [number, number] {
  const from = change.kind === 'write' ? change.at : change.size;
  const to = change.kind === 'write' ? change.at + change.bytes.length : end;
  return [Math.floor(from / sectorSize), Math.ceil(to / sectorSize)];
}

/** Does what a change does to one sector of an image. */
export function applyIn(image: Uint8Array, change: Change, sector: number): void {
  const start = sector * sectorSize;
  const end = Math.min(start + sectorSize, image.length);
  if (change.kind === 'truncate') {
    image.fill(0, Math.min(Math.max(start, change.size), end), end);
    return;
  }
  const from = Math.max(start, change.at);
  const to = Math.min(end, change.at + change.bytes.length);
  if (from < to) image.set(change.bytes.subarray(from - change.at, to - change.at), from);
}

/** The bytes of a file; it grows where it is written to, with nothing but zeros in between. */
export interface Extent {
  readonly size: number;
  /** At most `count` bytes: fewer at the end. */
  read(at: number, count: number): Uint8Array;
  change(change: Change): void;
}

export function createExtent(bytes: Uint8Array): Extent {
  let room = bytes.slice();
  let size = bytes.length;

  return {
    get size() {
      return size;
    },
    read: (at, count) => room.subarray(Math.min(at, size), Math.min(at + count, size)),
    change(change) {
      const next = sizeAfter(size, change);
      if (next > room.length) {
        const more = new Uint8Array(2 * next);
        more.set(room.subarray(0, size));
        room = more;
      }
      if (change.kind === 'write') room.set(change.bytes, change.at);
      else room.fill(0, Math.min(next, size), size);
      size = next;
    },
  };
}
