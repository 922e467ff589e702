import type { DeviceKind } from '../../device-drivers/contract/device-event.ts';

/** One thing said on a device's line, as heard at the device's own end. */
export interface TracedFrame {
  /** From 1, without gaps, in the order in which things were said. */
  readonly seq: number;
  /** UTC milliseconds of the world's clock. */
  readonly at: number;
  readonly device: DeviceKind;
  readonly direction: 'toDevice' | 'fromDevice';
  /** What the bytes are: one frame of the device's language; bytes that belong to none; or no bytes at all. */
  readonly kind: 'frame' | 'noise' | 'event';
  /** Lower-case hexadecimal, two digits a byte; empty for an event. */
  readonly hex: string;
  /** What it says, in words: `print “挂号凭条”`, `ACK`, `card inserted`. */
  readonly words: string;
}

/** Told of everything that is said, when it is said. */
export type HearFrame = (frame: TracedFrame) => void;
