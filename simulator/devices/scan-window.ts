import type { Clock } from '../../device-drivers/contract/clock.ts';

/** A code as it is shown to a scanner. */
export interface ShownCode {
  /** The AIM identifier of its symbology, `]Q1`. */
  readonly aim: string;
  /** Text goes into the code as UTF-8. */
  readonly data: string | Uint8Array;
}

/** Faults any scanner can have. `badDecode` is a code with a byte read as 00, `junk` something else said before it. */
export type ScannerFault = 'badDecode' | 'doubleScan' | 'junk' | 'silent' | 'late' | 'unplugged';

/**
 * The window of a scanner: what is held before it, and whether it looks. One that waits for its trigger looks until it
 * has decoded a code, is told to stop, or has found nothing for a while; one that does not looks always, and decodes a
 * code once for every showing.
 */
export interface ScanWindow {
  show(code: ShownCode): void;
  hide(): void;
  start(): void;
  stop(): void;
  shown(): ShownCode | undefined;
  looking(): boolean;
}

export function createScanWindow(world: {
  readonly clock: Clock;
  readonly triggered: boolean;
  /** Milliseconds a code has to be held before the window until it is decoded. */
  readonly decodeTime: number;
  /** Milliseconds until a triggered scanner that finds nothing stops looking. */
  readonly looksFor: number;
  readonly decoded: (code: ShownCode) => void;
  /** A triggered scanner has given up. */
  readonly foundNothing?: () => void;
  readonly changed: () => void;
}): ScanWindow {
  const { clock, triggered, decodeTime, looksFor, decoded, foundNothing, changed } = world;
  let shown: { readonly code: ShownCode } | undefined;
  let looking = !triggered;
  let cancelDecoding = () => {};
  let cancelLooking = () => {};

  function look() {
    cancelDecoding();
    const begunWith = shown;
    if (!looking || !begunWith) return;
    cancelDecoding = clock.after(decodeTime, () => {
      if (triggered) stop();
      decoded(begunWith.code);
      changed();
    });
  }

  function stop() {
    if (!triggered) return;
    looking = false;
    cancelLooking();
    cancelDecoding();
    changed();
  }

  return {
    show(code) {
      shown = { code };
      look();
      changed();
    },
    hide() {
      shown = undefined;
      cancelDecoding();
      changed();
    },
    start() {
      if (!triggered) return;
      cancelLooking();
      cancelLooking = clock.after(looksFor, () => {
        stop();
        foundNothing?.();
      });
      const wasLooking = looking;
      looking = true;
      if (!wasLooking) look();
      changed();
    },
    stop,
    shown: () => shown?.code,
    looking: () => looking,
  };
}

/** The bytes a code decodes to: what it holds, or with one of them read wrongly. */
export function decodedBytes({ data }: ShownCode, badly: boolean): Uint8Array {
  const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data.slice();
  if (badly) bytes[bytes.length >> 1] = 0x00;
  return bytes;
}
