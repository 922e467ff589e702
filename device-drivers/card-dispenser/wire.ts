import type { Clock } from '../contract/clock.ts';
import type { DeviceLog } from '../contract/device-event.ts';
import { createFramer, type Look } from '../framing/framer.ts';
import type { Link } from '../links/link.ts';
import type { Ending } from '../links/standing-link.ts';

/**
 * A dispenser's line as its driver listens to it, one message after another: what came while nobody listened waits. The
 * machines acknowledge, execute for seconds and answer, so that one question brings several messages.
 */
export interface Wire<Message> {
  /** Sends. What was heard before and half of a frame are forgotten: they can be no answer to it. */
  ask(bytes: Uint8Array): void;
  /** Sends what belongs to the conversation under way: ACK, NAK, ENQ, EOT. */
  add(bytes: Uint8Array): void;
  /**
   * The next message within so many milliseconds. `damaged` is told when bytes came that make none, and no more follow;
   * `over` when the line has ended.
   */
  hear(within: number, signal?: AbortSignal): Promise<Message | Unheard>;
  /** Ends it before its time; the first reason counts. */
  end(ending: Ending): void;
  readonly ended: Promise<Ending>;
  /** Aborts when it has ended. */
  readonly over: AbortSignal;
}

export type Unheard = 'damaged' | 'silence' | 'calledOff' | 'over';

/** Milliseconds without a byte after which nothing more of a frame can come: at 9600 bit/s a byte takes one. */
const quiet = 100;
/** A machine that talks on and on is not kept in memory. */
const mostWaiting = 32;

export function createWire<Message extends object>(plan: {
  readonly link: Link;
  readonly clock: Clock;
  readonly log: DeviceLog;
  readonly look: Look<Message>;
  readonly longest: number;
  /** Whether it is a frame with a check: single bytes are found in the remains of a damaged one, too. */
  readonly checked: (message: Message) => boolean;
}): Wire<Message> {
  const { link, clock, log, look, longest, checked } = plan;
  const framer = createFramer(look, longest);
  const ending = Promise.withResolvers<Ending>();
  const over = new AbortController();
  const waiting: (Message | 'damaged')[] = [];
  let wake: () => void = () => {};
  let stopQuiet: () => void = () => {};
  /** Bytes since the last checked message that belonged to none. */
  let stray = 0;

  const noise = (bytes: number) => {
    if (bytes > 0) log({ event: 'device.noise', device: 'cardDispenser', bytes });
    stray += bytes;
  };
  const told = (message: Message | 'damaged') => {
    if (message === 'damaged' || checked(message)) stray = 0;
    waiting.push(message);
    if (waiting.length > mostWaiting) waiting.shift();
  };
  const becomesQuiet = () => {
    noise(framer.reset());
    if (stray > 0) told('damaged');
    wake();
  };

  link.onData((chunk) => {
    if (over.signal.aborted) return;
    const { frames, noise: bytes } = framer.push(chunk);
    noise(bytes);
    for (const message of frames) told(message);
    stopQuiet();
    stopQuiet = clock.after(quiet, becomesQuiet);
    wake();
  });

  const end = (reason: Ending) => {
    stopQuiet();
    ending.resolve(reason);
    over.abort();
  };
  link.onClose((reason) => end({ fault: 'offline', cause: reason }));

  return {
    ask(bytes) {
      noise(framer.reset());
      stray = 0;
      waiting.length = 0;
      link.write(bytes);
    },
    add: (bytes) => link.write(bytes),
    hear(within, signal) {
      return new Promise((resolve) => {
        const settle = (heard: Message | Unheard) => {
          cancel();
          wake = () => {};
          over.signal.removeEventListener('abort', look);
          signal?.removeEventListener('abort', look);
          resolve(heard);
        };
        const look = () => {
          const next = waiting.shift();
          if (over.signal.aborted) settle('over');
          else if (next !== undefined) settle(next);
          else if (signal?.aborted) settle('calledOff');
        };
        const cancel = clock.after(Math.max(0, within), () => settle('silence'));
        wake = look;
        over.signal.addEventListener('abort', look);
        signal?.addEventListener('abort', look);
        look();
      });
    },
    end,
    ended: ending.promise,
    over: over.signal,
  };
}
