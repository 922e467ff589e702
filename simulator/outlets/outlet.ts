import type { DeviceKind } from '../../device-drivers/contract/device-event.ts';
import type { WatchPlug } from '../devices/plug-watch.ts';

/** Where one virtual device can be reached from another program. */
export interface Outlet {
  readonly device: DeviceKind;
  /** Of the shelf's drivers, the one that speaks to it. */
  readonly driver: string;
  /** As a terminal's configuration has them, the one nearest to a real device first. */
  readonly addresses: readonly [string, ...string[]];
  /** Resolves when nobody can reach it any more. */
  close(): Promise<void>;
}

/** A way in that is there while something is plugged in. */
export interface Port<Device> {
  open(device: Device): Promise<void>;
  /** Breaks what is open; the same address is there again after the next `open`. */
  close(): Promise<void>;
}

/** Several ways in to one device: opened in order, closed in the opposite one. */
export const together = <Device>(ports: readonly Port<Device>[]): Port<Device> => ({
  async open(device) {
    for (const port of ports) await port.open(device);
  },
  async close() {
    for (const port of ports.toReversed()) await port.close();
  },
});

/**
 * Has a port follow its device's plug, one change after the other. Rejects when it cannot be opened the first time; `say`
 * is told of later failures. Resolves with what ends it.
 */
export async function followPlug<Device>(
  { watch, name }: { readonly watch: WatchPlug<Device>; readonly name: string },
  port: Port<Device>,
  say: (trouble: string) => void,
): Promise<() => Promise<void>> {
  let turn: Promise<void> = Promise.resolve();
  let isOpen = false;
  const replaceBy = async (device: Device | undefined) => {
    if (isOpen) await port.close();
    isOpen = device !== undefined;
    if (device !== undefined) await port.open(device);
  };
  const first = Promise.withResolvers<void>();
  let tellFailure: (error: unknown) => void = first.reject;
  const stop = watch(name, (device) => {
    turn = turn.then(() => replaceBy(device)).then(first.resolve, (error: unknown) => tellFailure(error));
  });
  const end = async () => {
    stop();
    await turn;
    if (isOpen) await port.close();
    isOpen = false;
  };
  await first.promise.catch(async (error: unknown) => {
    await end();
    throw error;
  });
  tellFailure = (error) => say(error instanceof Error ? error.message : String(error));
  return end;
}
