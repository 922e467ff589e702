import type { Link, OpenLink } from '../../device-drivers/links/link.ts';
import { memoryLink } from '../../device-drivers/links/memory.ts';
import type { WatchPlug } from './plug-watch.ts';
import { createSockets } from './sockets.ts';

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
  readonly watch: WatchPlug<Attachable>;
}

/** Where virtual devices are plugged in by name. */
export function createPlugBoard(): PlugBoard {
  const { open, plug, unplug, watch } = createSockets((device: Attachable) => {
    const [near, far] = memoryLink();
    device.attach(far);
    return [near, far];
  });
  return { openLink: open, plug, unplug, watch };
}
