import type { DeviceKind } from '../../device-drivers/contract/device-event.ts';
import type { Chance, LineManners } from '../devices/line.ts';
import { createVirtualShelf } from '../devices/virtual-shelf.ts';
import { createVirtualClock } from '../world/virtual-clock.ts';
import { createEars } from './ears.ts';
import type { TracedFrame } from './frame.ts';
import { createTrace } from './trace.ts';

/** A frame as tests compare them: `> find card`, `< noise, 3 bytes`, `< [card removed]` for an event. */
export const spoken = ({ direction, kind, words }: TracedFrame): string =>
  `${direction === 'toDevice' ? '>' : '<'} ${kind === 'event' ? `[${words}]` : words}`;

/** A shelf with ears, in virtual time. For tests. */
export function createTraceTrial(
  world: { readonly manners?: Omit<LineManners, 'baud'>; readonly chance?: Chance } = {},
) {
  const { manners, chance = () => 0.5 } = world;
  const clock = createVirtualClock(Date.UTC(2026, 10, 23));
  const trace = createTrace({ now: clock.now });
  const shelf = createVirtualShelf(clock, chance, manners, createEars(trace));
  const frames = (device: DeviceKind) => trace.frames().filter((frame) => frame.device === device);
  return {
    clock,
    trace,
    shelf,
    /** What a driver needs besides its address. */
    ports: { ...shelf.links, clock, log: () => {} },
    frames,
    said: (device: DeviceKind) => frames(device).map(spoken),
    /** Carries on until a promise is settled, and gives what it came to. */
    async settled<T>(promise: Promise<T>): Promise<T> {
      let done = false;
      const mark = () => {
        done = true;
      };
      void promise.then(mark, mark);
      await clock.runUntil(() => done, 300_000);
      if (!done) throw new Error('it did not come to an end');
      return promise;
    },
  };
}
