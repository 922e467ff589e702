import { parseAddress } from '../../device-drivers/links/address.ts';
import type { OpenHid } from '../../device-drivers/links/hid.ts';
import { LinkError } from '../../device-drivers/links/link.ts';
import { type HidFarEnd, type HidFeatures, memoryHidLink } from '../../device-drivers/links/memory-hid.ts';

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
}

/** The USB sockets virtual devices are plugged into by name. */
export function createHidPlugBoard(): HidPlugBoard {
  const sockets = new Map<string, { readonly device: HidAttachable; readonly ends: Set<HidFarEnd> }>();
  return {
    async openHid(text) {
      const address = parseAddress(text);
      if (address.scheme !== 'memory') throw new LinkError(`${text} is not on the plug board; expected memory:NAME.`);
      const socket = sockets.get(address.name);
      if (!socket) throw new LinkError(`Nothing is plugged in as ${text}.`);
      const [near, far] = memoryHidLink(socket.device);
      socket.ends.add(far);
      far.onClose(() => socket.ends.delete(far));
      socket.device.attach(far);
      return near;
    },
    plug(name, device) {
      this.unplug(name);
      sockets.set(name, { device, ends: new Set() });
    },
    unplug(name) {
      for (const end of sockets.get(name)?.ends ?? []) end.close();
      sockets.delete(name);
    },
  };
}
