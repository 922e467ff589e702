import { createWire } from '../card-dispenser/wire.ts';
import type { Clock } from '../contract/clock.ts';
import type { DeviceLog } from '../contract/device-event.ts';
import { type Fault, failed, type Outcome } from '../contract/fault.ts';
import { createTurns } from '../exchange/turns.ts';
import type { Link } from '../links/link.ts';
import type { Ending } from '../links/standing-link.ts';
import { decodeAnswer, encodeCommand, type Flags, type QuAnswer, type QuCommand } from './codec.ts';
import { ENQ, type Heard, longestFrame, lookForFrame } from './frame.ts';

/** Milliseconds from a command to ACK, and from ENQ to an answer; how often to send. */
const patience = { ack: 500, answer: 500, tries: 3 };

/** What is said over one open line to the machine (manual §3.5). A machine silent after all tries ends the conversation. */
export interface Conversation {
  /** Has a movement begun; nothing is executed before ENQ, so that a command may be sent again. The machine tells nothing of how it goes. */
  act(command: Exclude<QuCommand, 'flags' | 'clearFlags' | 'workingState' | 'version'>): Promise<Outcome>;
  flags(command: 'flags' | 'clearFlags'): Promise<Outcome<{ readonly flags: Flags }>>;
  end(ending: Ending): void;
  readonly ended: Promise<Ending>;
  readonly over: AbortSignal;
}

export function createConversation(link: Link, clock: Clock, log: DeviceLog): Conversation {
  const wire = createWire<Heard>({
    link,
    clock,
    log,
    look: lookForFrame,
    longest: longestFrame,
    checked: ({ kind }) => kind === 'frame',
  });
  const inTurn = createTurns();
  let endedBy: Fault = 'offline';

  const end = (reason: Ending) => {
    if (!wire.over.aborted) endedBy = reason.fault;
    wire.end(reason);
  };

  /** The first message that `settle` takes. */
  async function hear<T extends object>(
    within: number,
    settle: (heard: Heard) => T | undefined,
  ): Promise<T | undefined> {
    const until = clock.now() + within;
    for (;;) {
      const heard = await wire.hear(until - clock.now());
      if (heard === 'damaged') continue;
      if (typeof heard === 'string') return undefined;
      const settled = settle(heard);
      if (settled) return settled;
    }
  }

  async function tried<T extends object>(
    command: QuCommand,
    afterEnq: () => Promise<T | undefined>,
  ): Promise<Outcome<{ readonly it: T }>> {
    for (let attempt = 1; attempt <= patience.tries; attempt++) {
      if (wire.over.aborted) return failed(endedBy);
      if (attempt > 1) log({ event: 'device.retry', device: 'cardDispenser', attempt });
      wire.ask(encodeCommand(command));
      const said = await hear(patience.ack, (heard) =>
        heard.kind === 'ack' || heard.kind === 'nak' ? heard : undefined,
      );
      if (said?.kind !== 'ack') continue;
      wire.add(ENQ);
      const it = await afterEnq();
      if (it) return { ok: true, it };
    }
    if (wire.over.aborted) return failed(endedBy);
    end({ fault: 'timeOut', cause: `no answer to ${command}` });
    return failed('timeOut');
  }

  const answerTo = (command: QuCommand) => () =>
    hear<Extract<QuAnswer, { kind: 'flags' }>>(patience.answer, (heard) => {
      const answer = heard.kind === 'frame' ? decodeAnswer(heard.letters, heard.data) : undefined;
      return answer?.kind === 'flags' && answer.to === command ? answer : undefined;
    });

  return {
    act: (command) =>
      inTurn(async () => {
        const begun = await tried(command, async () => ({}));
        return begun.ok ? { ok: true } : begun;
      }),
    flags: (command) =>
      inTurn(async () => {
        const asked = await tried(command, answerTo(command));
        return asked.ok ? { ok: true, flags: asked.it.flags } : asked;
      }),
    end,
    ended: wire.ended,
    over: wire.over,
  };
}
