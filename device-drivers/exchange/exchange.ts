import type { Clock } from '../contract/clock.ts';
import { type Fault, failed, type Outcome } from '../contract/fault.ts';
import { createTurns } from './turns.ts';

/** One thing to ask of a device. */
export interface Question<Message, Answer extends object> {
  readonly bytes: Uint8Array;
  /** The answer this message is to this question, or undefined when it belongs to something else. It must not throw. */
  readonly settle: (message: Message) => Answer | undefined;
  /** Milliseconds to wait after each sending. */
  readonly timeOut: number;
  /** How often to send before giving up, at least 1. */
  readonly tries: number;
}

export interface Exchange<Message> {
  /**
   * Asks when the line is free. Ends with the answer, with `timeOut` after all tries, with `cancelled` as soon as
   * `signal` aborts, or with the fault the exchange was ended by. An aborted question that was sent already keeps the
   * line until it is answered or times out, so that its answer cannot be taken for the next question's.
   */
  ask<Answer extends object>(
    question: Question<Message, Answer>,
    signal?: AbortSignal,
  ): Promise<Outcome<{ readonly answer: Answer }>>;
  /** Gives a message from the device to the question in flight. Says whether it was its answer. */
  hear(message: Message): boolean;
  /** The line is gone: the question in flight and all others come to `fault`. */
  end(fault: Fault): void;
}

/** Half-duplex manners on one line: one question in flight, waited for, sent again. */
export function createExchange<Message>(line: {
  readonly clock: Clock;
  readonly send: (bytes: Uint8Array) => void;
  readonly onRetry?: (attempt: number) => void;
}): Exchange<Message> {
  const inTurn = createTurns();
  let inFlight: { hear(message: Message): boolean; end(): void } | undefined;
  let ended: Fault | undefined;

  function sendOnce<Answer extends object>(question: Question<Message, Answer>): Promise<Answer | undefined> {
    return new Promise((resolve) => {
      const settle = (answer: Answer | undefined) => {
        cancel();
        inFlight = undefined;
        resolve(answer);
      };
      const cancel = line.clock.after(question.timeOut, () => settle(undefined));
      inFlight = {
        hear(message) {
          const answer = question.settle(message);
          if (answer !== undefined) settle(answer);
          return answer !== undefined;
        },
        end: () => settle(undefined),
      };
      line.send(question.bytes);
    });
  }

  async function sendUntilAnswered<Answer extends object>(
    question: Question<Message, Answer>,
    signal: AbortSignal | undefined,
  ): Promise<Outcome<{ readonly answer: Answer }>> {
    for (let attempt = 1; attempt <= question.tries; attempt++) {
      if (ended) return failed(ended);
      if (signal?.aborted) return failed('cancelled');
      if (attempt > 1) line.onRetry?.(attempt);
      const answer = await sendOnce(question);
      if (answer !== undefined) return { ok: true, answer };
    }
    return failed(ended ?? 'timeOut');
  }

  return {
    ask: (question, signal) =>
      untilAborted(
        inTurn(() => sendUntilAnswered(question, signal)),
        signal,
      ),
    hear: (message) => inFlight?.hear(message) ?? false,
    end(fault) {
      ended ??= fault;
      inFlight?.end();
    },
  };
}

/** What `work` comes to, or `cancelled` if `signal` aborts first; `work` then goes on unheard. */
async function untilAborted<T extends object>(
  work: Promise<Outcome<T>>,
  signal: AbortSignal | undefined,
): Promise<Outcome<T>> {
  if (!signal) return work;
  const aborted = Promise.withResolvers<Outcome<T>>();
  const abort = () => aborted.resolve(failed('cancelled'));
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort);
  try {
    return await Promise.race([aborted.promise, work]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
