/** Tells the service manager that the terminal lives, for as long as it does. */
import { type Clock, sleep } from '../device-drivers/contract/clock.ts';
import type { Log } from './log-event.ts';

export interface WatchdogPorts {
  readonly clock: Clock;
  readonly log: Log;
  /** Brings one state of `sd_notify` to the service manager. */
  readonly notify: (state: string) => Promise<void>;
}

/**
 * Says `WATCHDOG=1` every `every` milliseconds while `alive` finds nothing wrong, until `signal` aborts. That its timer
 * comes round at all is half of what is told: an event loop that stands still says nothing. What `alive` throws is logged
 * once, and nothing is said until it throws no more; the service manager then ends the program and starts it anew.
 */
export async function keepWatch(
  { clock, log, notify }: WatchdogPorts,
  every: number,
  alive: () => void,
  signal: AbortSignal,
): Promise<void> {
  let silent = false;
  while (!signal.aborted) {
    const why = wrongWith(alive);
    if (why === undefined) await notify('WATCHDOG=1');
    else if (!silent) log({ event: 'watchdog.silent', why });
    silent = why !== undefined;
    await sleep(clock, every, signal);
  }
}

function wrongWith(alive: () => void): string | undefined {
  try {
    alive();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
