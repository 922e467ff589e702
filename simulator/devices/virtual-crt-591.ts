import {
  type CrtAnswer,
  type ErrorCode,
  encodeAnswer,
  encodeCount,
  encodeMifareAnswer,
  encodeRfCard,
  encodeSensors,
  type MachineState,
  mifareWords,
} from '../../device-drivers/crt-591/answer.ts';
import { type CrtCommand, decodeCommand, type MifareCommand } from '../../device-drivers/crt-591/command.ts';
import { ACK, EOT, frame, type Heard, longestFrame, lookForFrame, NAK } from '../../device-drivers/crt-591/frame.ts';
import { createFramer } from '../../device-drivers/framing/framer.ts';
import { join } from '../../device-drivers/framing/join.ts';
import { blockLength, blocksIn } from '../../device-drivers/pcsc-mifare/codec.ts';
import {
  type Body,
  type CardMachineWorld,
  createCardMachine,
  type Electronics,
  usualMovingTime,
  type VirtualCardMachine,
} from './card-machine.ts';
import type { MoveOutcome, Target } from './card-stack.ts';
import type { M1Chip } from './m1-card.ts';
import { type AwakeChip, wake } from './m1-field.ts';

export interface Crt591World extends CardMachineWorld {
  /** DIP switches, 0 to 15. */
  readonly busAddress?: number;
}

/** Milliseconds: a gap that ends a command (document §1.4), and how long things take apart from movements. */
const times = { gap: 20, status: 10, activate: 400, mifare: 60 };
const model = 'CRT-591-M001';
const none = new Uint8Array(0);
const mostRetained = 999;
/** What a card says of itself when it is woken. */
const rfWords = { '1K': { atqa: 0x0004, sak: 0x08 }, '4K': { atqa: 0x0002, sak: 0x18 } } as const;

/** Destinations of CM 32 in the mechanism: nothing tells 30 from 39, or the contacts from the antenna, but their names. */
const targets = { hold: 'gate', out: 'gate', contact: 'read', rf: 'read', bin: 'bin' } as const satisfies Record<
  string,
  Target
>;
const moveErrors = {
  stackEmpty: 'A0',
  binFull: 'A1',
  jammed: '10',
  movedByHand: '45',
} as const satisfies Record<Exclude<MoveOutcome, 'arrived'>, ErrorCode>;

/** A CRT-591-M dispenser with RF as its driver sees it on the line ("CRT-591-M001 Communication Protocol", Ver. 1.0). */
export const createVirtualCrt591 = (world: Crt591World): VirtualCardMachine =>
  createCardMachine(world, (body) => createElectronics(body, world));

type Result = { readonly error: ErrorCode } | { readonly data: Uint8Array };

function createElectronics(
  body: Body,
  { clock, busAddress = 0, movingTime = usualMovingTime }: Crt591World,
): Electronics {
  const { stack } = body;
  const framer = createFramer(lookForFrame, longestFrame);
  let stopGap: () => void = () => {};
  let stray = 0;
  let initialised = false;
  let counting = false;
  let retained = 0;
  let entryAllowed = false;
  let inField: { readonly chip: M1Chip; readonly awake: AwakeChip } | undefined;
  /** The command under execution: stops the wait for its end. */
  let executing: (() => void) | undefined;
  /** Sent, and not yet acknowledged. */
  let unacknowledged: Uint8Array | undefined;

  const state = (): MachineState => {
    const way = stack.onTheWay();
    return {
      card: way === undefined ? 'none' : way.place === 'gate' ? 'gate' : 'inside',
      stack: stack.level(),
      bin: stack.binFull() ? 'full' : 'ok',
    };
  };

  function respond(text: Uint8Array, result: Result) {
    executing = undefined;
    const [cm = 0, pm = 0] = text.subarray(1);
    const answer: CrtAnswer =
      'error' in result
        ? { kind: 'refused', cm, pm, error: result.error }
        : { kind: 'done', cm, pm, state: state(), data: result.data };
    unacknowledged = frame(busAddress, encodeAnswer(answer));
    body.answer(unacknowledged);
  }

  function hear(bytes: Uint8Array) {
    stopGap();
    const { frames, noise } = framer.push(bytes);
    stray += noise;
    for (const heard of frames) hearOne(heard);
    stopGap = clock.after(times.gap, () => {
      stray += framer.reset();
      if (stray > 0 && !executing) body.say(NAK);
      stray = 0;
    });
  }

  function hearOne(heard: Heard) {
    switch (heard.kind) {
      case 'ack':
        unacknowledged = undefined;
        return;
      case 'nak':
        if (unacknowledged) body.answer(unacknowledged);
        return;
      case 'eot':
        if (!executing) return;
        executing();
        executing = undefined;
        stack.stop();
        return body.say(EOT);
      case 'text':
        stray = 0;
        // Half-duplex: while it executes, it hears nothing but EOT.
        if (!executing && heard.address === busAddress) accept(heard.text);
    }
  }

  function accept(text: Uint8Array) {
    if (body.strikes('silent')) return;
    if (body.strikes('nak')) return body.say(NAK);
    unacknowledged = undefined;
    body.say(ACK);
    const command = decodeCommand(text);
    const after = (delay: number, result: () => Result) => {
      executing = clock.after(delay, () => respond(text, result()));
    };
    if (command.kind === 'misunderstood') return after(times.status, () => ({ error: command.error }));
    if (!initialised && command.kind !== 'initialise') return after(times.status, () => ({ error: 'B0' }));
    if (command.kind === 'initialise' || command.kind === 'move') {
      inField = undefined;
      return move(command, (result) => respond(text, result), after);
    }
    const slow =
      command.kind === 'rfActivate' ? times.activate : command.kind === 'mifare' ? times.mifare : times.status;
    after(slow, () => carryOut(command));
  }

  function move(
    command: Extract<CrtCommand, { kind: 'initialise' | 'move' }>,
    end: (result: Result) => void,
    after: (delay: number, result: () => Result) => void,
  ) {
    if (command.kind === 'initialise') {
      entryAllowed = false;
      counting = command.counting;
      const ready = (): Result => {
        initialised = true;
        return { data: Uint8Array.from(model, (it) => it.charCodeAt(0)) };
      };
      if (command.card === 'stay' || stack.onTheWay() === undefined) return after(movingTime / 3, ready);
      return drive(command.card, (result) => end('error' in result ? result : ready()));
    }
    if (command.to === 'bin' && stack.onTheWay() === undefined) return after(times.status, () => ({ error: '02' }));
    drive(targets[command.to], end);
  }

  function drive(to: Target, end: (result: Result) => void) {
    if (to === 'bin' && counting && retained >= mostRetained) return end({ error: '50' });
    executing = () => {};
    stack.move(to, (outcome) => {
      if (to === 'bin' && counting && outcome === 'arrived') retained++;
      end(outcome === 'arrived' ? { data: none } : { error: moveErrors[outcome] });
    });
  }

  function carryOut(command: Exclude<CrtCommand, { kind: 'initialise' | 'move' }>): Result {
    const way = stack.onTheWay();
    switch (command.kind) {
      case 'status':
        return { data: none };
      case 'sensors': {
        const covered: readonly number[] = { gate: [0, 1], read: [3, 4], between: [2], ready: [] }[
          way?.place ?? 'ready'
        ];
        return { data: encodeSensors(Array.from({ length: 8 }, (_, at) => covered.includes(at))) };
      }
      case 'entry':
        entryAllowed = command.allowed;
        return { data: none };
      case 'rfActivate': {
        inField = undefined;
        if (way?.place !== 'read') return { error: '02' };
        const { uid, size, chip } = way.card;
        if (!chip || !command.types.includes('A')) return { error: '61' };
        inField = { chip, awake: wake(chip) };
        return { data: encodeRfCard({ uid, ...rfWords[size] }) };
      }
      case 'rfOff':
        inField = undefined;
        return { data: none };
      case 'rfStatus':
        return {
          data: Uint8Array.from(inField ? (inField.chip.sectors > 16 ? '11' : '10') : '00', (it) => it.charCodeAt(0)),
        };
      case 'mifare':
        if (!inField || way?.place !== 'read') return { error: '65' };
        return { data: encodeMifareAnswer(askChip(inField, command.command)) };
      case 'retainedCount':
        return { data: encodeCount(retained) };
      case 'setRetainedCount':
        retained = command.count;
        return { data: none };
    }
  }

  function askChip({ chip, awake }: NonNullable<typeof inField>, command: MifareCommand) {
    const { sector } = command;
    const wordOnly = (word: number) => ({ data: none, word });
    if (command.kind === 'authenticate') {
      const proved = awake.authenticate(sector, command.which, command.key);
      return wordOnly(proved ? mifareWords.done : mifareWords.failed);
    }
    const { block } = command;
    const blocks = command.kind === 'read' ? command.blocks : command.data.length / blockLength;
    if (sector >= chip.sectors || block >= blocksIn(sector)) return wordOnly(mifareWords.addressTooHigh);
    if (blocks === 0 || block + blocks > blocksIn(sector)) return wordOnly(mifareWords.tooLong);
    const numbers = Array.from({ length: blocks }, (_, at) => block + at);
    if (command.kind === 'read') {
      const data = numbers.map((number) => awake.read(sector, number)).filter((it) => it !== undefined);
      return data.length < blocks ? wordOnly(mifareWords.failed) : { data: join(data), word: mifareWords.done };
    }
    const trailer = blocksIn(sector) - 1;
    if (numbers.includes(trailer) || body.strikes('chipRefusesWriting')) return wordOnly(mifareWords.failed);
    if (body.strikes('chipForgetsWriting')) return wordOnly(mifareWords.done);
    const written = numbers.every((number, at) =>
      awake.write(sector, number, command.data.subarray(at * blockLength, (at + 1) * blockLength)),
    );
    return wordOnly(written ? mifareWords.done : mifareWords.failed);
  }

  return {
    hear,
    attached() {
      stopGap();
      framer.reset();
      stray = 0;
    },
    switchedOn() {},
    switchedOff() {
      executing?.();
      executing = undefined;
      unacknowledged = undefined;
      inField = undefined;
      initialised = false;
      entryAllowed = false;
      stopGap();
      framer.reset();
      stray = 0;
    },
    taken() {},
    loaded() {},
    freed() {},
    putIn(card) {
      if (!initialised || !entryAllowed || executing || !stack.putIn(card)) return false;
      executing = () => {};
      stack.move('read', () => {
        executing = undefined;
      });
      return true;
    },
  };
}
