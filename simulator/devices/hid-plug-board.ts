import type { OpenHid } from '../../device-drivers/links/hid.ts';
import { type HidFarEnd, type HidFeatures, memoryHidLink } from '../../device-drivers/links/memory-hid.ts';
import type { WatchPlug } from './plug-watch.ts';
import { createSockets } from './sockets.ts';

/** A USB HID device that can be plugged in. */
export interface HidAttachable {
  readonly descriptor?: Uint8Array;
  readonly features: HidFeatures;
  attach(end: HidFarEnd): void;
}

export interface HidPlugBoard {
  /** Opens `memory:NAME` addresses; rejects with a `LinkError` while nothing is plugged in under that name. */
  readonly openHid: OpenHid;
  plug(name: string, device: HidAttachable): void;
  /** Pulls the plug: open links to the device close, and opening fails until it is plugged in again. */
  unplug(name: string): void;
  readonly watch: WatchPlug<HidAttachable>;
}

/** The USB sockets virtual devices are plugged into by name. */
export function createHidPlugBoard(): HidPlugBoard {
  const { open, plug, unplug, watch } = createSockets((device: HidAttachable) => {
    const [near, far] = memoryHidLink(device);
    device.attach(far);
    return [near, far];
  });
  return { openHid: open, plug, unplug, watch };
}
