import { createWire } from '../card-dispenser/wire.ts';
import type { Clock } from '../contract/clock.ts';
import type { DeviceLog } from '../contract/device-event.ts';
import { type Fault, failed, type Outcome } from '../contract/fault.ts';
import { createTurns } from '../exchange/turns.ts';
import type { Link } from '../links/link.ts';
import type { Ending } from '../links/standing-link.ts';
import { type CrtAnswer, decodeAnswer } from './answer.ts';
import { type CrtCommand, codesOf, encodeCommand } from './command.ts';
import { ACK, EOT, frame, type Heard, longestFrame, lookForFrame, NAK } from './frame.ts';

/** Milliseconds from sending to ACK, and from EOT to EOT; how often to send, and to ask for a damaged answer again. */
const patience = { ack: 300, tries: 3 };

/** Milliseconds from ACK to the answer: a movement takes two to three seconds, initialising more. */
const executing: Readonly<Record<CrtCommand['kind'], number>> = {
  initialise: 20_000,
  status: 1_000,
  sensors: 1_000,
  move: 10_000,
  entry: 1_000,
  rfActivate: 3_000,
  rfOff: 1_000,
  rfStatus: 1_000,
  mifare: 2_000,
  retainedCount: 1_000,
  setRetainedCount: 1_000,
};

/** What is said over one open line to the machine (document §1.4). */
export interface Conversation {
  /**
   * Has one command executed. An abort while it is executed clears the line with EOT: `cancelled`, unless the machine was
   * faster; then what it answers. A machine that stays silent after all tries ends the conversation.
   */
  ask(command: CrtCommand, signal?: AbortSignal): Promise<Outcome<{ readonly answer: CrtAnswer }>>;
  end(ending: Ending): void;
  readonly ended: Promise<Ending>;
  readonly over: AbortSignal;
}

type Asked = Outcome<{ readonly answer: CrtAnswer }>;

export function createConversation(
  link: Link,
  clock: Clock,
  log: DeviceLog,
  /** What the machine's DIP switches say. */
  address: number,
): Conversation {
  const wire = createWire<Heard>({
    link,
    clock,
    log,
    look: lookForFrame,
    longest: longestFrame,
    checked: ({ kind }) => kind === 'text',
  });
  const inTurn = createTurns();
  let endedBy: Fault = 'offline';

  const end = (reason: Ending) => {
    if (!wire.over.aborted) endedBy = reason.fault;
    wire.end(reason);
  };

  /** The answer this is to the command, if it is one; every whole frame is acknowledged. */
  function answerIn(heard: Heard, command: CrtCommand): CrtAnswer | undefined {
    if (heard.kind !== 'text' || heard.address !== address) return undefined;
    wire.add(ACK);
    const answer = decodeAnswer(heard.text);
    const [cm, pm] = codesOf(command);
    return answer?.cm === cm && answer.pm === pm ? answer : undefined;
  }

  /** From the sending to ACK, or to the answer if the ACK was lost. */
  async function hearBegun(command: CrtCommand, within: number): Promise<CrtAnswer | 'ack' | 'again' | 'over'> {
    const until = clock.now() + within;
    for (;;) {
      const heard = await wire.hear(until - clock.now());
      if (heard === 'over') return heard;
      if (heard === 'silence' || heard === 'calledOff') return 'again';
      if (heard === 'damaged') continue;
      if (heard.kind === 'ack') return 'ack';
      if (heard.kind === 'nak') return 'again';
      const answer = answerIn(heard, command);
      if (answer) return answer;
    }
  }

  /** From ACK to the answer. A damaged one is asked for again: the machine repeats it and executes nothing anew. */
  async function hearAnswer(command: CrtCommand, signal: AbortSignal | undefined): Promise<Asked> {
    const until = clock.now() + executing[command.kind];
    let repeats = 0;
    let callsOff = 0;
    for (;;) {
      const left = until - clock.now();
      const calling = callsOff > 0;
      const canStillCall = callsOff < patience.tries;
      const heard = await wire.hear(calling && canStillCall ? patience.ack : left, calling ? undefined : signal);
      if (heard === 'over') return failed(endedBy);
      if (heard === 'calledOff' || (heard === 'silence' && calling && canStillCall)) {
        callsOff++;
        wire.add(EOT);
      } else if (heard === 'silence') {
        return silent(command);
      } else if (heard === 'damaged') {
        if (repeats < patience.tries) wire.add(NAK);
        repeats++;
      } else if (heard.kind === 'eot') {
        if (calling) return failed('cancelled');
      } else {
        const answer = answerIn(heard, command);
        if (answer) return { ok: true, answer };
      }
    }
  }

  function silent(command: CrtCommand): Asked {
    end({ fault: 'timeOut', cause: `no answer to ${command.kind}` });
    return failed('timeOut');
  }

  async function askInTurn(command: CrtCommand, signal: AbortSignal | undefined): Promise<Asked> {
    const bytes = frame(address, encodeCommand(command));
    for (let attempt = 1; attempt <= patience.tries; attempt++) {
      if (wire.over.aborted) return failed(endedBy);
      if (attempt === 1 && signal?.aborted) return failed('cancelled');
      if (attempt > 1) log({ event: 'device.retry', device: 'cardDispenser', attempt });
      wire.ask(bytes);
      // The last time the answer is waited for as well: the ACKs may have been lost, and the card be moving.
      const last = attempt === patience.tries;
      const begun = await hearBegun(command, last ? executing[command.kind] : patience.ack);
      if (begun === 'over') return failed(endedBy);
      if (begun === 'ack') return hearAnswer(command, signal);
      if (begun !== 'again') return { ok: true, answer: begun };
    }
    return silent(command);
  }

  return {
    ask: (command, signal) => inTurn(() => askInTurn(command, signal)),
    end,
    ended: wire.ended,
    over: wire.over,
  };
}
