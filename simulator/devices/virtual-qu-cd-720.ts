import { createFramer } from '../../device-drivers/framing/framer.ts';
import {
  decodeCommand,
  encodeAnswer,
  type Flags,
  type QuCommand,
  workingStateOf,
} from '../../device-drivers/qu-cd-720/codec.ts';
import { ACK, type Heard, longestFrame, lookForFrame, NAK } from '../../device-drivers/qu-cd-720/frame.ts';
import {
  type Body,
  type CardMachineWorld,
  createCardMachine,
  type Electronics,
  type VirtualCardMachine,
} from './card-machine.ts';
import type { MoveOutcome, Target } from './card-stack.ts';

/** Milliseconds: a gap that ends a command; an error left alone makes the machine reset itself (manual §3.3.1). */
const times = { gap: 50, selfReset: 100_000 };
const version = '319';

/**
 * A QU-CD-720M dispenser as its driver sees it on the line ("QU-CD-720M/820M Manual", Ver. 3.19), DIP1 on. One card waits
 * at the ready place; the next one comes there when the way is free. It draws no card in at the gate.
 */
export const createVirtualQuCd720 = (world: CardMachineWorld): VirtualCardMachine =>
  createCardMachine(world, (body) => createElectronics(body, world));

function createElectronics(body: Body, { clock }: CardMachineWorld): Electronics {
  const { stack } = body;
  const framer = createFramer(lookForFrame, longestFrame);
  let stopGap: () => void = () => {};
  let stopSelfReset: () => void = () => {};
  let stray = 0;
  /** Acknowledged, and executed at ENQ. */
  let pending: QuCommand | undefined;
  let jammed = false;
  let dispenseFailed = false;
  let captured = false;
  let taken = false;

  function flags(): Flags {
    const place = stack.onTheWay()?.place;
    const to = stack.moving();
    const level = stack.level();
    return {
      binFull: stack.binFull(),
      dispenseFailed,
      capturing: to === 'bin',
      dispensing: to !== undefined && to !== 'bin',
      hopperLow: level === 'low',
      jammed,
      captured,
      taken,
      ready: place === 'ready' && to === undefined,
      atReader: place === 'read',
      atGate: place === 'gate',
      hopperEmpty: level === 'empty',
    };
  }

  function move(to: Target, arrived?: () => void) {
    if (stack.moving() !== undefined) return;
    const toReady = to === 'ready';
    stack.move(to, (outcome) => {
      if (outcome === 'arrived') arrived?.();
      else goneWrong(outcome, toReady);
    });
  }

  function goneWrong(outcome: Exclude<MoveOutcome, 'arrived'>, toReady: boolean) {
    if (outcome === 'binFull' || outcome === 'stackEmpty') return;
    // A card that does not come out of the hopper is a failure to dispense; anywhere else it is a jam.
    if (toReady) dispenseFailed = true;
    else jammed = true;
    stopSelfReset();
    stopSelfReset = clock.after(times.selfReset, reset);
    body.changed();
  }

  /** Brings the next card to the ready place. */
  function prepare() {
    if (stack.onTheWay() === undefined && !jammed && stack.level() !== 'empty') move('ready');
  }

  function capture() {
    move('bin', () => {
      captured = true;
      prepare();
    });
  }

  function reset() {
    stopSelfReset();
    stack.stop();
    jammed = false;
    dispenseFailed = false;
    const place = stack.onTheWay()?.place;
    if (place === undefined) prepare();
    else if (place !== 'ready') capture();
  }

  function execute(command: QuCommand) {
    const place = stack.onTheWay()?.place;
    switch (command) {
      case 'workingState':
        return body.answer(encodeAnswer({ kind: 'workingState', state: workingStateOf(flags()) }));
      case 'flags':
        return body.answer(encodeAnswer({ kind: 'flags', to: command, flags: flags() }));
      case 'clearFlags':
        captured = false;
        taken = false;
        return body.answer(encodeAnswer({ kind: 'flags', to: command, flags: flags() }));
      case 'version':
        return body.answer(encodeAnswer({ kind: 'version', version }));
      case 'reset':
        return reset();
      case 'toReader':
        return place === 'ready' ? move('read') : undefined;
      case 'dispense':
      case 'toGate':
        return place === 'ready' || place === 'read' ? move('gate') : undefined;
      case 'throwOut':
        return place === undefined || place === 'between' ? undefined : move('out', prepare);
      case 'capture':
        return place === 'read' || place === 'gate' ? capture() : undefined;
    }
  }

  function hearOne(heard: Heard) {
    if (heard.kind === 'enq') {
      const command = pending;
      pending = undefined;
      if (command) execute(command);
    } else if (heard.kind === 'frame') {
      stray = 0;
      const command = heard.data === '' ? decodeCommand(heard.letters) : undefined;
      if (body.strikes('silent')) return;
      if (!command || body.strikes('nak')) return body.say(NAK);
      pending = command;
      body.say(ACK);
    }
  }

  function forget() {
    stopGap();
    framer.reset();
    stray = 0;
    pending = undefined;
  }

  return {
    hear(bytes) {
      stopGap();
      const { frames, noise } = framer.push(bytes);
      stray += noise;
      for (const heard of frames) hearOne(heard);
      stopGap = clock.after(times.gap, () => {
        stray += framer.reset();
        if (stray > 0) body.say(NAK);
        stray = 0;
      });
    },
    attached: forget,
    switchedOn() {
      captured = false;
      taken = false;
      reset();
    },
    switchedOff() {
      stopSelfReset();
      forget();
    },
    taken() {
      taken = true;
      prepare();
    },
    loaded: prepare,
    freed() {
      jammed = false;
      dispenseFailed = false;
      stopSelfReset();
      prepare();
    },
    putIn: () => false,
  };
}
