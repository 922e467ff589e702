import type { Clock } from '../../device-drivers/contract/clock.ts';
import type { Link } from '../../device-drivers/links/link.ts';
import {
  type CardStack,
  createCardStack,
  type Place,
  type StackFault,
  stackFaults,
  type Target,
} from './card-stack.ts';
import { createFaultPlan, type FaultPlan } from './fault-plan.ts';
import { type Chance, createLine, goodManners, type Line, type LineManners, type LineTrouble } from './line.ts';
import type { M1Card } from './m1-card.ts';

const troubles = {
  answerLost: 'silent',
  badChecksum: 'damaged',
  noise: 'noise',
  late: 'late',
  unplugged: 'unplugged',
} as const satisfies Record<string, LineTrouble>;
type TroubleName = keyof typeof troubles;
const troubleNames = Object.keys(troubles) as readonly TroubleName[];

/** How the machine and a chip in it can misbehave, besides the mechanism. */
const otherFaults = ['silent', 'nak', 'chipRefusesWriting', 'chipForgetsWriting'] as const;

/**
 * The mechanism's faults strike a movement; `silent` and `nak` a command, which is then not executed; `answerLost`,
 * `badChecksum`, `noise`, `late` and `unplugged` an answer on its way; the chip's a writing, which fails, or is confirmed
 * and does not last.
 */
export type CardMachineFault = StackFault | (typeof otherFaults)[number] | TroubleName;
export const cardMachineFaults: readonly CardMachineFault[] = [...stackFaults, ...otherFaults, ...troubleNames];

export interface CardMachineState {
  readonly power: 'on' | 'off';
  readonly connected: boolean;
  readonly stack: readonly M1Card[];
  readonly onTheWay: { readonly card: M1Card; readonly place: Place } | undefined;
  readonly bin: readonly M1Card[];
  /** Taken out by hand, the latest last. */
  readonly taken: readonly M1Card[];
  readonly moving: Target | undefined;
  readonly faults: readonly CardMachineFault[];
}

/** A card dispenser as hands see it. Cards and faults stay when the link is attached anew. */
export interface VirtualCardMachine extends FaultPlan<CardMachineFault> {
  attach(link: Link): void;
  /** Puts cards under those in the stack. */
  load(cards: readonly M1Card[]): void;
  /** Takes all cards out of the stack. */
  unload(): readonly M1Card[];
  /** Takes the card that is offered. Whoever does not leaves it there. */
  take(): M1Card | undefined;
  /** Puts a card in at the gate. Says whether the machine drew it in. */
  putIn(card: M1Card): boolean;
  /** Opens the machine and takes out the card on the way, jammed or not. */
  free(): M1Card | undefined;
  emptyBin(): readonly M1Card[];
  switchPower(to: 'on' | 'off'): void;
  state(): CardMachineState;
  subscribe(listener: () => void): () => void;
}

export interface CardMachineWorld {
  readonly clock: Clock;
  readonly chance: Chance;
  readonly manners?: LineManners;
  /** Milliseconds of a movement. */
  readonly movingTime?: number;
  readonly lowBelow?: number;
  readonly binCapacity?: number;
}

/** What a machine's electronics can do. */
export interface Body {
  readonly stack: CardStack;
  readonly strikes: (fault: CardMachineFault) => boolean;
  /** A control byte: short, and never struck by a fault. */
  say(bytes: Uint8Array): void;
  /** An answer, which the plan's faults may strike on its way. */
  answer(bytes: Uint8Array): void;
  changed(): void;
}

export interface Electronics {
  hear(bytes: Uint8Array): void;
  /** The line was attached anew: half of a frame is gone. */
  attached(): void;
  switchedOn(): void;
  switchedOff(): void;
  /** The card at the gate was taken. */
  taken(): void;
  /** Cards were put into the stack. */
  loaded(): void;
  /** The way was cleared by hand. */
  freed(): void;
  /** A card was put into the gate; says whether it is drawn in. */
  putIn(card: M1Card): boolean;
}

/** Milliseconds of a movement, where a world does not say. */
export const usualMovingTime = 2_400;
/** Milliseconds until the mains are back after a power cut. */
const darkness = 1_000;

export function createCardMachine(
  world: CardMachineWorld,
  createElectronics: (body: Body) => Electronics,
): VirtualCardMachine {
  const { clock, chance, manners = goodManners, movingTime = usualMovingTime, lowBelow = 20, binCapacity = 50 } = world;
  const listeners = new Set<() => void>();
  const faults = createFaultPlan<CardMachineFault>(changed);
  let line: Line | undefined;
  let power: 'on' | 'off' = 'on';

  function changed() {
    for (const listener of [...listeners]) listener();
  }

  const stack = createCardStack({
    clock,
    movingTime,
    lowBelow,
    binCapacity,
    strikes: faults.strikes,
    stands: (fault) => faults.planned().includes(fault),
    powerCut() {
      switchPower('off');
      clock.after(darkness, () => switchPower('on'));
    },
    changed,
  });
  const electronics = createElectronics({
    stack,
    strikes: faults.strikes,
    say(bytes) {
      if (power === 'on') line?.send(bytes);
    },
    answer(bytes) {
      if (power === 'off') return;
      const struck = troubleNames.filter((name) => faults.strikes(name)).map((name) => troubles[name]);
      line?.send(bytes, new Set(struck));
    },
    changed,
  });

  function switchPower(to: 'on' | 'off') {
    if (to === power) return;
    power = to;
    if (to === 'off') {
      stack.stop();
      electronics.switchedOff();
    } else electronics.switchedOn();
    changed();
  }

  return {
    attach(link) {
      line?.close();
      const attached = createLine(
        link,
        { clock, chance, manners },
        {
          hear(bytes) {
            if (power === 'on') electronics.hear(bytes);
          },
          lost() {
            if (line !== attached) return;
            line = undefined;
            changed();
          },
        },
      );
      line = attached;
      electronics.attached();
      changed();
    },
    load(cards) {
      stack.load(cards);
      if (power === 'on') electronics.loaded();
    },
    unload: stack.unload,
    take() {
      const card = stack.take();
      if (card && power === 'on') electronics.taken();
      return card;
    },
    putIn: (card) => power === 'on' && electronics.putIn(card),
    free() {
      const card = stack.free();
      if (power === 'on') electronics.freed();
      return card;
    },
    emptyBin: stack.emptyBin,
    switchPower,
    failNext: faults.failNext,
    failUntilCleared: faults.failUntilCleared,
    clear: faults.clear,
    standing: faults.standing,
    state: () => ({
      power,
      connected: line !== undefined,
      ...stack.cards(),
      onTheWay: stack.onTheWay(),
      moving: stack.moving(),
      faults: faults.planned(),
    }),
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
