import { memoryPcsc } from '../../device-drivers/links/memory-pcsc.ts';
import type { OpenPcsc, PcscSlot } from '../../device-drivers/links/pcsc.ts';
import type { WatchPlug } from './plug-watch.ts';
import { createSockets } from './sockets.ts';

/** A PC/SC reader that can be plugged in. */
export interface PcscAttachable {
  attach(slot: PcscSlot): void;
}

export interface PcscPlugBoard {
  /** Opens `memory:NAME` addresses; rejects with a `LinkError` while nothing is plugged in under that name. */
  readonly openPcsc: OpenPcsc;
  plug(name: string, reader: PcscAttachable): void;
  /** Pulls the plug: open links to the reader close, and opening fails until it is plugged in again. */
  unplug(name: string): void;
  readonly watch: WatchPlug<PcscAttachable>;
}

/** Where virtual PC/SC readers are plugged in by name. */
export function createPcscPlugBoard(): PcscPlugBoard {
  const { open, plug, unplug, watch } = createSockets((reader: PcscAttachable) => {
    const [near, slot] = memoryPcsc();
    reader.attach(slot);
    return [near, slot];
  });
  return { openPcsc: open, plug, unplug, watch };
}
