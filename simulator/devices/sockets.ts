import { parseAddress } from '../../device-drivers/links/address.ts';
import { LinkError } from '../../device-drivers/links/link.ts';
import { createPlugWatch, type WatchPlug } from './plug-watch.ts';

/** The device's end of a link, as far as pulling its plug goes. */
interface FarEnd {
  onClose(listener: () => void): void;
  close(): void;
}

export interface Sockets<Near, Device> {
  /** Opens `memory:NAME` addresses; rejects with a `LinkError` while nothing is plugged in under that name. */
  open(address: string): Promise<Near>;
  plug(name: string, device: Device): void;
  /** Pulls the plug: open links to the device close, and opening fails until it is plugged in again. */
  unplug(name: string): void;
  readonly watch: WatchPlug<Device>;
}

/** Sockets by name. `connect` makes the two ends of a link to a device and gives the device its own. */
export function createSockets<Near, Device>(connect: (device: Device) => [Near, FarEnd]): Sockets<Near, Device> {
  const sockets = new Map<string, { readonly device: Device; readonly ends: Set<FarEnd> }>();
  const { watch, tell } = createPlugWatch((name) => sockets.get(name)?.device);
  const unplug = (name: string) => {
    for (const end of sockets.get(name)?.ends ?? []) end.close();
    if (sockets.delete(name)) tell(name);
  };
  return {
    async open(text) {
      const address = parseAddress(text);
      if (address.scheme !== 'memory') throw new LinkError(`${text} is not on the plug board; expected memory:NAME.`);
      const socket = sockets.get(address.name);
      if (!socket) throw new LinkError(`Nothing is plugged in as ${text}.`);
      const [near, far] = connect(socket.device);
      socket.ends.add(far);
      far.onClose(() => socket.ends.delete(far));
      return near;
    },
    plug(name, device) {
      unplug(name);
      sockets.set(name, { device, ends: new Set() });
      tell(name);
    },
    unplug,
    watch,
  };
}
