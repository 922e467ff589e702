import { type Clock, sleep } from '../contract/clock.ts';
import type { DeviceLog } from '../contract/device-event.ts';
import { failed, type Outcome } from '../contract/fault.ts';
import { createExchange } from '../exchange/exchange.ts';
import { createFramer } from '../framing/framer.ts';
import type { Link } from '../links/link.ts';
import type { Ending } from '../links/standing-link.ts';
import { longestAnswer, lookForAnswer, type PrinterAnswer, withoutFlowControl } from './answer.ts';
import { encode } from './codec.ts';
import { contradictory, decodeRealTime, type PrinterCondition } from './status.ts';

/**
 * Milliseconds to wait for an answer, which a printer gives at once to these commands; milliseconds in which late answers
 * pass; how often to ask.
 */
const patience = { realTime: 1_500, clear: 1_500, calm: 500, tries: 3 };

/** What is said over one open link to a printer. */
export interface Conversation {
  send(bytes: Uint8Array): void;
  /**
   * Asks DLE EOT 1 to 4, which a printer answers whatever its condition. One that stays silent after all tries ends the
   * conversation.
   */
  askCondition(): Promise<Outcome<{ readonly condition: PrinterCondition }>>;
  /** Has both buffers cleared. `timeOut` comes from printers that do not know the command; it ends nothing. */
  clearBuffers(): Promise<Outcome>;
  /** Ends it before its time; the first reason counts. */
  end(ending: Ending): void;
  readonly ended: Promise<Ending>;
  /** Aborts when the conversation has ended. */
  readonly over: AbortSignal;
}

/** What a printer says of itself, asked or not. */
export interface PrinterListener {
  readonly condition: (condition: PrinterCondition) => void;
  readonly printed: (id: string) => void;
}

export function createConversation(link: Link, clock: Clock, log: DeviceLog, listener: PrinterListener): Conversation {
  const framer = createFramer(lookForAnswer, longestAnswer);
  const ending = Promise.withResolvers<Ending>();
  const over = new AbortController();

  const noise = (bytes: number) => {
    if (bytes > 0) log({ event: 'device.noise', device: 'receiptPrinter', bytes });
  };
  const exchange = createExchange<PrinterAnswer>({
    clock,
    send: (bytes) => link.write(bytes),
  });
  const end = (reason: Ending) => {
    exchange.end(reason.fault);
    ending.resolve(reason);
    over.abort();
  };

  function hear(answer: PrinterAnswer) {
    if (answer.kind === 'automatic') return listener.condition(answer.condition);
    if (answer.kind === 'printed') return listener.printed(answer.id);
    // A late answer to a question given up is not noise; a byte nobody could have asked for is.
    if (!exchange.hear(answer) && answer.kind === 'inOrder') noise(1);
  }

  link.onData((chunk) => {
    const { frames, noise: stray } = framer.push(withoutFlowControl(chunk));
    noise(stray);
    for (const answer of frames) hear(answer);
  });
  link.onClose((reason) => end({ fault: 'offline', cause: reason }));

  async function askOnce(): Promise<Outcome<{ readonly condition: PrinterCondition }>> {
    const bits: number[] = [];
    for (const kind of [1, 2, 3, 4] as const) {
      const asked = await exchange.ask({
        bytes: encode([{ kind: 'realTimeStatus', of: kind }]),
        settle: (answer) => (answer.kind === 'realTime' ? answer : undefined),
        timeOut: patience.realTime,
        tries: 1,
      });
      if (!asked.ok) return asked;
      bits.push(asked.answer.bits);
    }
    const [printer = 0, offlineCause = 0, errorCause = 0, paper = 0] = bits;
    const condition = decodeRealTime(printer, offlineCause, errorCause, paper);
    return contradictory(condition) ? failed('protocolError') : { ok: true, condition };
  }

  /**
   * The four answers look alike: one that comes late would be taken for the next one's. So after a silence, or answers
   * that contradict each other, all late ones are let pass, and all four are asked for again.
   */
  async function askCondition(): Promise<Outcome<{ readonly condition: PrinterCondition }>> {
    for (let attempt = 1; ; attempt++) {
      const asked = await askOnce();
      if (asked.ok) listener.condition(asked.condition);
      if (asked.ok || over.signal.aborted) return asked;
      if (attempt === patience.tries) {
        const cause = asked.fault === 'timeOut' ? 'no answer to DLE EOT' : 'answers to DLE EOT contradict each other';
        end({ fault: asked.fault, cause });
        return asked;
      }
      await sleep(clock, patience.calm, over.signal);
      log({ event: 'device.retry', device: 'receiptPrinter', attempt: attempt + 1 });
    }
  }

  return {
    send: (bytes) => link.write(bytes),
    askCondition,
    async clearBuffers() {
      const asked = await exchange.ask({
        bytes: encode([{ kind: 'recover', clearing: true }, { kind: 'clearBuffers' }]),
        settle: (answer) => (answer.kind === 'cleared' ? answer : undefined),
        timeOut: patience.clear,
        tries: 1,
      });
      return asked.ok ? { ok: true } : asked;
    },
    end,
    ended: ending.promise,
    over: over.signal,
  };
}
