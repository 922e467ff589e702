import { type Heartbeat, hubPaths } from '../hub-contract.ts';
import type { Chance } from '../ports.ts';
import { type HubLine, tellHub } from './hub-line.ts';
import { createNap } from './nap.ts';

/** How the terminal is, but for when. */
export type Condition = Omit<Heartbeat, 'at'>;

export interface Pulse {
  /** Something may have changed: a change is told at once, and not only with the next beat. */
  look(): void;
}

const every = 60_000;
/** So much of the pause is left to chance, that a thousand terminals do not beat as one. */
const jitter = 0.2;
/** What changes in the same breath is told together. */
const breath = 1_000;

/**
 * Tells the hub how the terminal is, every minute and when that changes, until `signal` aborts. What is lost is not kept:
 * the next beat says more. What happened is told by the usage.
 */
export function startHeartbeat(
  line: HubLine & { readonly chance: Chance },
  condition: () => Condition,
  signal: AbortSignal,
): Pulse {
  const { clock, chance } = line;
  const nap = createNap(clock, signal);
  let told = '';
  let isDue = false;

  async function run(): Promise<void> {
    while (!signal.aborted) {
      const now = condition();
      told = JSON.stringify(now);
      await tellHub(line, hubPaths.heartbeats, { ...now, at: clock.now() } satisfies Heartbeat, signal);
      const [byte = 0] = chance.bytes(1);
      await nap.take(every * (1 - jitter * (byte / 255)));
    }
  }

  void run();
  return {
    look() {
      if (isDue || signal.aborted || JSON.stringify(condition()) === told) return;
      isDue = true;
      clock.after(breath, () => {
        isDue = false;
        nap.wake();
      });
    },
  };
}
