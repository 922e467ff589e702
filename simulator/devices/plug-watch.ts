/** Told what is plugged in under a name: at once, and at every change; `undefined` while nothing is. */
export type PlugListener<Device> = (device: Device | undefined) => void;

/** Watches what is plugged in under a name. Returns what ends the watching. */
export type WatchPlug<Device> = (name: string, listener: PlugListener<Device>) => () => void;

/** Who watches which socket of a board; `plugged` says what is in one. */
export function createPlugWatch<Device>(plugged: (name: string) => Device | undefined): {
  readonly watch: WatchPlug<Device>;
  readonly tell: (name: string) => void;
} {
  const watchers = new Map<string, Set<PlugListener<Device>>>();
  return {
    watch(name, listener) {
      const there = watchers.get(name) ?? new Set();
      watchers.set(name, there.add(listener));
      listener(plugged(name));
      return () => {
        there.delete(listener);
      };
    },
    tell(name) {
      for (const listener of [...(watchers.get(name) ?? [])]) listener(plugged(name));
    },
  };
}
