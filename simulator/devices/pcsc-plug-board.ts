import { parseAddress } from '../../device-drivers/links/address.ts';
import { LinkError } from '../../device-drivers/links/link.ts';
import { memoryPcsc } from '../../device-drivers/links/memory-pcsc.ts';
import type { OpenPcsc, PcscSlot } from '../../device-drivers/links/pcsc.ts';

export interface PcscPlugBoard {
  /** Opens `memory:NAME` addresses; rejects with a `LinkError` while nothing is plugged in under that name. */
  readonly openPcsc: OpenPcsc;
  plug(name: string, reader: { attach(slot: PcscSlot): void }): void;
  /** Pulls the plug: the open link to the reader closes, and opening fails until it is plugged in again. */
  unplug(name: string): void;
}

/** Where virtual PC/SC readers are plugged in by name. */
export function createPcscPlugBoard(): PcscPlugBoard {
  const sockets = new Map<string, { readonly reader: { attach(slot: PcscSlot): void }; slot?: PcscSlot }>();
  return {
    async openPcsc(text) {
      const address = parseAddress(text);
      if (address.scheme !== 'memory') throw new LinkError(`${text} is not on the plug board; expected memory:NAME.`);
      const socket = sockets.get(address.name);
      if (!socket) throw new LinkError(`Nothing is plugged in as ${text}.`);
      const [near, slot] = memoryPcsc();
      socket.slot = slot;
      socket.reader.attach(slot);
      return near;
    },
    plug(name, reader) {
      this.unplug(name);
      sockets.set(name, { reader });
    },
    unplug(name) {
      sockets.get(name)?.slot?.close();
      sockets.delete(name);
    },
  };
}
