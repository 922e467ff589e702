/** Tells the service manager that the terminal lives, for as long as it does. */
import { type Clock, sleep } from '../device-drivers/contract/clock.ts';
import type { Log } from './log-event.ts';

export interface WatchdogPorts {
  readonly clock: Clock;
  readonly log: Log;
  /** Brings one state of `sd_notify` to the service manager; whether it got there. */
  readonly notify: (state: string) => Promise<boolean>;
}

/** What did not get there is said again so many times as soon. */
const sooner = 10;
const untold = 'the service manager could not be told';

/**
 * Says `WATCHDOG=1` every `every` milliseconds while `alive` finds nothing wrong, until `signal` aborts. That its timer
 * comes round at all is half of what is told: an event loop that stands still says nothing. What `alive` throws is logged
 * once, and nothing is said until it throws no more; the service manager then ends the program and starts it anew. What
 * could not be brought there is logged as well, and said again soon.
 */
export async function keepWatch(
  { clock, log, notify }: WatchdogPorts,
  every: number,
  alive: () => void,
  signal: AbortSignal,
): Promise<void> {
  let silent = false;
  while (!signal.aborted) {
    const wrong = wrongWith(alive);
    const isTold = wrong === undefined && (await notify('WATCHDOG=1'));
    if (!isTold && !silent) log({ event: 'watchdog.silent', why: wrong ?? untold });
    silent = !isTold;
    await sleep(clock, isTold || wrong !== undefined ? every : every / sooner, signal);
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
