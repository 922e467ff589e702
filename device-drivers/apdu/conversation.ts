import type { Clock } from '../contract/clock.ts';
import type { DeviceKind, DeviceLog } from '../contract/device-event.ts';
import { failed, type Outcome } from '../contract/fault.ts';
import { createExchange } from '../exchange/exchange.ts';
import { join } from '../framing/join.ts';
import type { PcscAnswer, PcscFailure, PcscLink } from '../links/pcsc.ts';
import type { Ending } from '../links/standing-link.ts';
import { type Answer, bytesWaiting, type Command, decodeAnswer, encodeCommand, getResponse, rightLe } from './codec.ts';

/** Milliseconds for a command with all that follows from it. Readers give up on a silent card after about a second. */
const patience = 5_000;
/** Parts an answer may come in, and corrections of Le: more is a card that goes round in circles. */
const mostRounds = 16;

export type Ask = (command: Command, signal?: AbortSignal) => Promise<Outcome<{ readonly answer: Answer }>>;

/** What is said over one open link to the cards in a reader. */
export interface Conversation {
  /**
   * Asks the card one thing, fetches what it holds back (`61 xx`) and repeats what it wants repeated (`6C xx`). A reader
   * that gives no answer at all ends the conversation.
   */
  readonly ask: Ask;
  /** Resets the card. */
  reset(signal?: AbortSignal): Promise<Outcome>;
  /** Ends it before its time; the first reason counts. */
  end(ending: Ending): void;
  readonly ended: Promise<Ending>;
  /** Aborts when the conversation has ended. */
  readonly over: AbortSignal;
}

/** Stands for a reset among the bytes to send: no command is that short. */
const resetting = new Uint8Array(0);

type Settled = Answer | PcscFailure | 'circles';

export function createConversation(
  link: PcscLink,
  { clock, device, log }: { readonly clock: Clock; readonly device: DeviceKind; readonly log: DeviceLog },
): Conversation {
  const ending = Promise.withResolvers<Ending>();
  const over = new AbortController();
  const send = (bytes: Uint8Array) => {
    void (bytes === resetting ? link.reset() : link.transmit(bytes)).then((answer) => exchange.hear(answer));
  };
  const exchange = createExchange<PcscAnswer>({ clock, send });
  const end = (reason: Ending) => {
    exchange.end(reason.fault);
    ending.resolve(reason);
    over.abort();
  };
  link.onClose((reason) => end({ fault: 'offline', cause: reason }));

  /** One command's course: what is sent next, or what it came to. */
  function courseOf(command: Command) {
    const parts: Uint8Array[] = [];
    let last = command;
    let rounds = 0;
    return (heard: PcscAnswer): { readonly settled: Settled } | undefined => {
      if (!heard.ok) return { settled: heard };
      const answer = decodeAnswer(heard.bytes);
      if (!answer) return { settled: 'circles' };
      parts.push(answer.data);
      const waiting = bytesWaiting(answer.word);
      const le = rightLe(answer.word);
      if (waiting === undefined && le === undefined) return { settled: { data: join(parts), word: answer.word } };
      if (++rounds > mostRounds) return { settled: 'circles' };
      last = waiting === undefined ? { ...last, ...(le !== undefined && { le }) } : getResponse(waiting);
      send(encodeCommand(last));
      return undefined;
    };
  }

  async function askFor(
    bytes: Uint8Array,
    settle: (heard: PcscAnswer) => { readonly settled: Settled } | undefined,
    signal: AbortSignal | undefined,
  ): Promise<Outcome<{ readonly answer: Answer }>> {
    const outcome = await exchange.ask({ bytes, settle, timeOut: patience, tries: 1 }, signal);
    if (!outcome.ok) {
      if (outcome.fault === 'timeOut') end({ fault: 'timeOut', cause: 'the reader gave no answer' });
      return outcome;
    }
    const { settled } = outcome.answer;
    if (settled === 'circles') return failed('protocolError');
    if ('word' in settled) return { ok: true, answer: settled };
    if (settled.fault === 'cardUnreadable') {
      log({ event: 'device.fault', device, fault: settled.fault, cause: settled.cause });
    }
    return failed(settled.fault);
  }

  return {
    ask: (command, signal) => askFor(encodeCommand(command), courseOf(command), signal),
    reset: (signal) =>
      askFor(resetting, (heard) => ({ settled: heard.ok ? { data: heard.bytes, word: 0 } : heard }), signal),
    end,
    ended: ending.promise,
    over: over.signal,
  };
}
