import { type Clock, sleep } from '../contract/clock.ts';
import type { DeviceKind, DeviceLog } from '../contract/device-event.ts';
import type { Fault } from '../contract/fault.ts';

/** Why a link is of no use any more: the fault, and the original error's words for the log. */
export interface Ending {
  readonly fault: Fault;
  readonly cause: string;
}

export interface StandingLink {
  /** Closes the link and stops reconnecting. */
  close(): void;
}

/** Pauses between attempts grow from the first to the longest, in milliseconds. */
const pauses = { first: 1_000, longest: 30_000 };

/**
 * Keeps a device connected: opens its link, lets `serve` use it, and opens it again, after a pause that doubles until
 * the device has answered. The log gets every new reason once, not one line for each vain attempt.
 */
export function keepLink<Link extends { close(): void }>(plan: {
  readonly device: DeviceKind;
  /** Rejects with an error whose message says what was wrong. */
  readonly openLink: (address: string) => Promise<Link>;
  readonly address: string;
  readonly clock: Clock;
  readonly log: DeviceLog;
  /**
   * Uses a link until it is of no use any more, and says why. Calls `up` once the device has answered; what it logs
   * about repeated questions before that is dropped, since the outcome says it all.
   */
  readonly serve: (link: Link, up: () => void, log: DeviceLog) => Promise<Ending>;
  /** Told of every ending, the last one too. */
  readonly down: (fault: Fault) => void;
}): StandingLink {
  const { device, address, clock, log } = plan;
  const closing = new AbortController();
  let pause = pauses.first;
  let lastReason = '';

  async function serveOnce(): Promise<Ending> {
    let isUp = false;
    const up = () => {
      isUp = true;
      pause = pauses.first;
      lastReason = '';
      log({ event: 'device.online', device, address });
    };
    const logOnceUp: DeviceLog = (event) => {
      if (isUp || event.event !== 'device.retry') log(event);
    };
    let link: Link;
    try {
      link = await plan.openLink(address);
    } catch (error) {
      return { fault: 'noDevice', cause: error instanceof Error ? error.message : String(error) };
    }
    const close = () => link.close();
    closing.signal.addEventListener('abort', close);
    try {
      return closing.signal.aborted ? { fault: 'offline', cause: 'closed' } : await plan.serve(link, up, logOnceUp);
    } finally {
      closing.signal.removeEventListener('abort', close);
      link.close();
    }
  }

  async function keep(): Promise<void> {
    while (!closing.signal.aborted) {
      const { fault, cause } = await serveOnce();
      plan.down(fault);
      if (closing.signal.aborted) return;
      if (`${fault} ${cause}` !== lastReason) log({ event: 'device.fault', device, fault, cause });
      lastReason = `${fault} ${cause}`;
      await sleep(clock, pause, closing.signal);
      pause = Math.min(2 * pause, pauses.longest);
    }
  }

  void keep();
  return { close: () => closing.abort() };
}
