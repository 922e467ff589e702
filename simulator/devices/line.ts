import type { Clock } from '../../device-drivers/contract/clock.ts';
import { join } from '../../device-drivers/framing/join.ts';
import type { Link } from '../../device-drivers/links/link.ts';

/** A number in [0, 1). */
export type Chance = () => number;

/** How the line between a virtual device and its driver behaves. */
export interface LineManners {
  /** Bits per second, ten to a byte; `unpaced` takes no time and costs the clock nothing. */
  readonly baud: number | 'unpaced';
  /** Whether what is sent arrives in several chunks. */
  readonly chunks: boolean;
  /** The chance, from 0 to 1, that noise stands before what the device sends. */
  readonly noise: number;
  /** The chance, from 0 to 1, that a byte of what the device sends arrives damaged. */
  readonly flips: number;
}

export const goodManners: LineManners = { baud: 'unpaced', chunks: true, noise: 0, flips: 0 };

/** What becomes of one sending: nothing of it arrives, or it arrives damaged, after noise, late, or up to its middle. */
export type LineTrouble = 'silent' | 'damaged' | 'noise' | 'late' | 'unplugged';

export interface Line {
  send(bytes: Uint8Array, trouble?: ReadonlySet<LineTrouble>): void;
  close(): void;
}

/** Milliseconds by which a late answer is late: longer than any driver waits for one. */
const lateness = 5_000;
const mostChunks = 4;
/** Long sendings of the host arrive in parts of so many bytes, so that the device can work while more is coming. */
const longestInbound = 512;

/** The device's end of a link, as a cable with a speed and its accidents would carry it. */
export function createLine(
  link: Link,
  world: { readonly clock: Clock; readonly chance: Chance; readonly manners: LineManners },
  device: { readonly hear: (bytes: Uint8Array) => void; readonly lost: () => void },
): Line {
  const { clock, chance, manners } = world;
  const inbound = createLane(clock, manners.baud);
  const outbound = createLane(clock, manners.baud);
  let open = true;
  const below = (limit: number) => Math.floor(chance() * limit);
  const randomBytes = (count: number) => Uint8Array.from({ length: count }, () => below(256));

  link.onData((chunk) => {
    for (let at = 0; at < chunk.length; at += longestInbound) {
      const part = chunk.subarray(at, at + longestInbound);
      inbound.carry(part.length, 0, () => {
        if (open) device.hear(part);
      });
    }
  });
  link.onClose(() => {
    open = false;
    device.lost();
  });

  function damaged(bytes: Uint8Array): Uint8Array {
    const copy = bytes.slice();
    const at = below(bytes.length);
    copy[at] = (copy[at] ?? 0) ^ (1 << below(8));
    return copy;
  }

  function inChunks(bytes: Uint8Array): Uint8Array[] {
    if (!manners.chunks || bytes.length < 2) return [bytes];
    // Half of the answers come in one piece.
    const cuts = Array.from(
      { length: Math.max(0, below(2 * mostChunks) - mostChunks) },
      () => 1 + below(bytes.length - 1),
    );
    const places = [0, ...[...new Set(cuts)].sort((a, b) => a - b), bytes.length];
    return places.slice(1).map((end, i) => bytes.subarray(places[i], end));
  }

  return {
    send(bytes, trouble = new Set()) {
      if (trouble.has('silent')) return;
      let sent = bytes;
      if (trouble.has('damaged') || chance() < manners.flips) sent = damaged(sent);
      if (trouble.has('noise') || chance() < manners.noise) sent = join([randomBytes(1 + below(6)), sent]);
      if (trouble.has('unplugged')) sent = sent.subarray(0, sent.length >> 1);
      let delay = trouble.has('late') ? lateness : 0;
      for (const chunk of inChunks(sent)) {
        outbound.carry(chunk.length, delay, () => link.write(chunk));
        delay = 0;
      }
      if (trouble.has('unplugged')) outbound.carry(0, 0, () => link.close());
    },
    close: () => link.close(),
  };
}

/**
 * One direction of a line: things arrive in order, each when its last byte has passed. One event for each thing. The order
 * is the line's own: a machine's timers may fire in another one when it comes late to several.
 */
function createLane(clock: Clock, baud: number | 'unpaced') {
  const onTheWay: (() => void)[] = [];
  let freeAt = 0;
  return {
    carry(bytes: number, delay: number, arrive: () => void) {
      const start = Math.max(clock.now(), freeAt) + delay;
      freeAt = start + (baud === 'unpaced' ? 0 : (bytes * 10_000) / baud);
      const wait = freeAt - clock.now();
      if (wait <= 0 && onTheWay.length === 0) return arrive();
      onTheWay.push(arrive);
      clock.after(Math.max(0, wait), () => onTheWay.shift()?.());
    },
  };
}
