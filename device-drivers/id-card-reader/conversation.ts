import type { Clock } from '../contract/clock.ts';
import type { DeviceLog } from '../contract/device-event.ts';
import type { Outcome } from '../contract/fault.ts';
import { createExchange } from '../exchange/exchange.ts';
import { createFramer } from '../framing/framer.ts';
import type { Link } from '../links/link.ts';
import type { Ending } from '../links/standing-link.ts';
import { type Answer, type Command, decodeAnswer, doneLength, encodeCommand, type Word } from './codec.ts';
import { longestFrame, lookForFrame } from './frame.ts';

/** Milliseconds to wait for an answer, and how often to ask. Reading takes about a second; the rest is immediate. */
const patience: Readonly<Record<Command, { readonly timeOut: number; readonly tries: number }>> = {
  reset: { timeOut: 3_000, tries: 2 },
  status: { timeOut: 500, tries: 3 },
  findCard: { timeOut: 500, tries: 3 },
  selectCard: { timeOut: 500, tries: 3 },
  readCard: { timeOut: 3_000, tries: 2 },
  readNewAddress: { timeOut: 1_000, tries: 3 },
};

/** What is said over one open link to a SAM_V module. */
export interface Conversation {
  /** Asks one thing. A module that stays silent after all tries ends the conversation. */
  ask(command: Command, signal?: AbortSignal): Promise<Outcome<{ readonly answer: Answer }>>;
  /** When the module was last heard, on the clock. */
  heardAt(): number;
  /** Ends it before its time; the first reason counts. */
  end(ending: Ending): void;
  readonly ended: Promise<Ending>;
  /** Aborts when the conversation has ended. */
  readonly over: AbortSignal;
}

export function createConversation(link: Link, clock: Clock, log: DeviceLog): Conversation {
  const framer = createFramer(lookForFrame, longestFrame);
  const ending = Promise.withResolvers<Ending>();
  const over = new AbortController();
  let heardAt = clock.now();

  const noise = (bytes: number) => {
    if (bytes > 0) log({ event: 'device.noise', device: 'idCardReader', bytes });
  };
  const exchange = createExchange<Answer>({
    clock,
    send(bytes) {
      // Half of an earlier answer cannot go on once the module is asked anew.
      noise(framer.reset());
      link.write(bytes);
    },
    onRetry: (attempt) => log({ event: 'device.retry', device: 'idCardReader', attempt }),
  });
  const end = (reason: Ending) => {
    exchange.end(reason.fault);
    ending.resolve(reason);
    over.abort();
  };

  link.onData((chunk) => {
    const { frames, noise: stray } = framer.push(chunk);
    noise(stray);
    for (const body of frames) {
      heardAt = clock.now();
      const answer = decodeAnswer(body);
      if (!answer || !exchange.hear(answer)) noise(body.length);
    }
  });
  link.onClose((reason) => end({ fault: 'offline', cause: reason }));

  return {
    async ask(command, signal) {
      const outcome = await exchange.ask(
        {
          bytes: encodeCommand(command),
          settle: (answer) => (answers(command, answer) ? answer : undefined),
          ...patience[command],
        },
        signal,
      );
      if (!outcome.ok && outcome.fault === 'timeOut') end({ fault: 'timeOut', cause: `no answer to ${command}` });
      return outcome;
    },
    heardAt: () => heardAt,
    end,
    ended: ending.promise,
    over: over.signal,
  };
}

const onlyOf: Partial<Record<Word, readonly Command[]>> = {
  cardFound: ['findCard'],
  noCard: ['findCard'],
  selectFailed: ['selectCard'],
  readFailed: ['readCard', 'readNewAddress'],
  noSuchItem: ['readNewAddress'],
  // The module got the request damaged: no answer yet, it is sent again.
  requestChecksumWrong: [],
  requestLengthWrong: [],
};

/** Whether `answer` can be one to `command`: a late answer to an earlier question must not be taken for it. */
function answers(command: Command, { word, data }: Answer): boolean {
  if (word === 'done') return data.length === doneLength[command];
  return onlyOf[word]?.includes(command) ?? true;
}
