import { type Clock, sleep } from '../contract/clock.ts';
import { failed, type Outcome } from '../contract/fault.ts';
import type { Device, DeviceStatus } from '../contract/status.ts';
import { faultInWords, statusInWords } from './fault-words.ts';

/** What a self-test does one after another, told as it goes. */
export interface Procedure {
  /** One thing the device is asked to do; a fault ends the self-test. Gives what it came to. */
  step<T extends object>(what: string, work: () => Promise<Outcome<T>>, inWords?: (value: T) => string): Promise<T>;
  /** The technician has so long for something; `undefined` when nobody is there to do it, which is told. */
  hands(please: string): AbortSignal | undefined;
  /** To be looked at with one's own eyes. */
  look(what: string): void;
}

/** Ends a self-test; the failure has been told. */
export class SelfTestFailed extends Error {
  override name = 'SelfTestFailed';
}

export interface Hall {
  readonly clock: Clock;
  readonly tell: (line: string) => void;
  /** Milliseconds a technician has to lay a card or show a code; 0 when there is none. */
  readonly patience: number;
}

export function createProcedure({ clock, tell, patience }: Hall): Procedure & { readonly end: () => void } {
  const waits: (() => void)[] = [];
  return {
    async step(what, work, inWords) {
      const outcome = await work();
      if (!outcome.ok) {
        // Nothing here is called off but what somebody was asked to do.
        const why = outcome.fault === 'cancelled' ? 'nobody did it in time' : faultInWords(outcome.fault);
        tell(`FAILED  ${what}: ${why}`);
        throw new SelfTestFailed(what);
      }
      tell(`ok      ${what}${inWords ? `: ${inWords(outcome)}` : ''}`);
      return outcome;
    },
    hands(please) {
      if (patience === 0) {
        tell(`skipped ${please}`);
        return undefined;
      }
      tell(`PLEASE  ${please} (${patience / 1_000} s)`);
      const ends = new AbortController();
      waits.push(clock.after(patience, () => ends.abort()));
      return ends.signal;
    },
    look: (what) => tell(`LOOK    ${what}`),
    end() {
      for (const cancel of waits) cancel();
    },
  };
}

/** Milliseconds in which a device that is there has answered. */
const reaching = 15_000;

/** Waits until the device has been reached, or until it is clear that it is not. Ends with its status in words. */
export async function reach(
  device: Device<DeviceStatus<object>>,
  clock: Clock,
): Promise<Outcome<{ readonly words: string }>> {
  const known = new AbortController();
  const look = () => {
    if (device.status().device !== 'starting') known.abort();
  };
  const unsubscribe = device.subscribe(look);
  look();
  await sleep(clock, reaching, known.signal);
  unsubscribe();
  const status = device.status();
  if (status.device === 'starting') return failed('timeOut');
  return 'fault' in status ? failed(status.fault) : { ok: true, words: statusInWords(status) };
}
