import { parseAddress } from '../../device-drivers/links/address.ts';
import { type Link, LinkError, type OpenLink } from '../../device-drivers/links/link.ts';
import { memoryLink } from '../../device-drivers/links/memory.ts';

/** Anything that can sit at the far end of a link. */
export interface Attachable {
  attach(link: Link): void;
}

export interface PlugBoard {
  /** Opens `memory:NAME` addresses; rejects with a `LinkError` while nothing is plugged in under that name. */
  readonly openLink: OpenLink;
  plug(name: string, device: Attachable): void;
  /** Pulls the plug: open links to the device close, and opening fails until it is plugged in again. */
  unplug(name: string): void;
}

/** Where virtual devices are plugged in by name. */
export function createPlugBoard(): PlugBoard {
  const sockets = new Map<string, { readonly device: Attachable; readonly ends: Set<Link> }>();
  return {
    async openLink(text) {
      const address = parseAddress(text);
      if (address.scheme !== 'memory') throw new LinkError(`${text} is not on the plug board; expected memory:NAME.`);
      const socket = sockets.get(address.name);
      if (!socket) throw new LinkError(`Nothing is plugged in as ${text}.`);
      const [near, far] = memoryLink();
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
