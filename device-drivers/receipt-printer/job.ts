import { type Clock, sleep } from '../contract/clock.ts';
import { type Fault, failed, type Outcome } from '../contract/fault.ts';
import { encode } from './codec.ts';
import type { PrinterCommand } from './command.ts';
import type { Conversation } from './conversation.ts';
import { automaticItems } from './status.ts';

/**
 * Milliseconds without the printer's confirmation after which it is asked what is wrong, and after which it is given
 * up. What is asked waits behind the job's bytes: at the slowest usual speed, 9600 baud, a byte takes one millisecond.
 */
const delays = { ask: 3_000, askPerByte: 1, giveUp: 60_000 };

/** Something on its way to paper, until the printer has confirmed it or something went wrong. */
export interface Job {
  readonly id: string;
  readonly outcome: Promise<Outcome>;
  /** The printer says that everything up to the end of this job is on paper. */
  printed(): void;
  fail(fault: Fault): void;
}

/** The changes the printer is to tell by itself. */
const reported = automaticItems.online | automaticItems.errors | automaticItems.paper;
export const reportChanges: PrinterCommand = { kind: 'automaticStatus', items: reported };

/**
 * Sends `commands`, cut off behind, and waits for the printer to confirm them. The cut comes before the confirmation is
 * asked for, so that a slip that hangs in a jammed cutter does not count as printed.
 */
export function startJob(it: Conversation, clock: Clock, id: string, commands: readonly PrinterCommand[]): Job {
  const outcome = Promise.withResolvers<Outcome>();
  const done = new AbortController();
  const settle = (how: Outcome) => {
    outcome.resolve(how);
    done.abort();
  };

  /** A printer that is only slow answers; one in trouble tells its condition; one that is silent ends the conversation. */
  async function askAfterSilence() {
    const until = clock.now() + delays.giveUp;
    await sleep(clock, delays.askPerByte * bytes.length, done.signal);
    for (;;) {
      await sleep(clock, delays.ask, done.signal);
      if (done.signal.aborted) return;
      if (clock.now() >= until) return settle(failed('timeOut'));
      await it.askCondition();
    }
  }

  // On some models ESC @ switches off what GS a switched on.
  const bytes = encode([
    { kind: 'initialise' },
    reportChanges,
    ...commands,
    { kind: 'cut', feed: 0 },
    { kind: 'processId', id },
  ]);
  it.send(bytes);
  // The conversation may last for weeks: what waits for its end is let go of with the slip.
  const fail = () => void it.ended.then(({ fault }) => settle(failed(fault)));
  if (it.over.aborted) fail();
  else it.over.addEventListener('abort', fail, { signal: done.signal });
  void askAfterSilence();
  return {
    id,
    outcome: outcome.promise,
    printed: () => settle({ ok: true }),
    fail: (fault) => settle(failed(fault)),
  };
}
