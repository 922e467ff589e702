import { type Clock, sleep } from '../../device-drivers/contract/clock.ts';

/** A pause that can be ended early. To be woken while awake ends the next one at once. */
export interface Nap {
  wake(): void;
  /** Resolves after `pause` milliseconds, when woken, or when the life it belongs to ends. */
  take(pause: number): Promise<void>;
}

export function createNap(clock: Clock, life: AbortSignal): Nap {
  let woken = new AbortController();
  return {
    wake: () => woken.abort(),
    async take(pause) {
      await sleep(clock, pause, life, woken.signal);
      woken = new AbortController();
    },
  };
}
