import type { Clock } from '../../device-drivers/contract/clock.ts';
import type { M1Card } from './m1-card.ts';

/**
 * The mechanism inside a card dispenser: a stack, a way with rollers, a gate, a bin. Every card is somewhere. Movements
 * take time and can go wrong at any of their stages; what stands in the way stays there.
 */
export interface CardStack {
  /** Moves the card on the way, or else one from the stack. `arrived` is not called when it is stopped. */
  move(to: Target, arrived: (outcome: MoveOutcome) => void): void;
  /** The motors stop where they are: called off, or without power. */
  stop(): void;
  moving(): Target | undefined;
  /** The card on the way: at a place, or `between` two. */
  onTheWay(): { readonly card: M1Card; readonly place: Place } | undefined;
  level(): 'empty' | 'low' | 'enough';
  binFull(): boolean;

  /** Hands. */
  load(cards: readonly M1Card[]): void;
  /** Takes all cards out of the stack. */
  unload(): readonly M1Card[];
  /** Takes the card at the gate. */
  take(): M1Card | undefined;
  /** Puts a card into the gate of an empty way. Says whether it fits. */
  putIn(card: M1Card): boolean;
  /** Opens the machine and takes out what is on the way. */
  free(): M1Card | undefined;
  emptyBin(): readonly M1Card[];
  cards(): {
    readonly stack: readonly M1Card[];
    readonly bin: readonly M1Card[];
    readonly taken: readonly M1Card[];
  };
}

export type Place = 'ready' | 'read' | 'gate' | 'between';
export type Target = Exclude<Place, 'between'> | 'bin' | 'out';
export type MoveOutcome = 'arrived' | 'stackEmpty' | 'binFull' | 'jammed' | 'movedByHand';

/**
 * What can go wrong in a movement: a jam while the card leaves the stack, on the way, or before the gate; a hand that
 * pulls at it; the mains. `stackEmpty` and `binFull` are what the sensors say, whatever lies there.
 */
export const stackFaults = [
  'jamAtStack',
  'jamOnTheWay',
  'jamAtGate',
  'movedByHand',
  'powerCut',
  'stackEmpty',
  'binFull',
] as const;
export type StackFault = (typeof stackFaults)[number];

/** A movement passes three stages, of the same length. */
const stages = 3;

export function createCardStack(world: {
  readonly clock: Clock;
  /** Milliseconds of a whole movement. */
  readonly movingTime: number;
  readonly lowBelow: number;
  readonly binCapacity: number;
  readonly strikes: (fault: StackFault) => boolean;
  readonly stands: (fault: StackFault) => boolean;
  readonly powerCut: () => void;
  readonly changed: () => void;
}): CardStack {
  const { clock, movingTime, lowBelow, binCapacity, strikes, stands, changed } = world;
  const stack: M1Card[] = [];
  const bin: M1Card[] = [];
  const taken: M1Card[] = [];
  let way: { readonly card: M1Card; readonly place: Place } | undefined;
  let motion:
    | { readonly to: Target; readonly cancel: () => void; readonly end: (outcome: MoveOutcome) => void }
    | undefined;

  const binFull = () => bin.length >= binCapacity || stands('binFull');

  function stop() {
    motion?.cancel();
    motion = undefined;
    changed();
  }

  /** What goes wrong at the end of a stage, if anything does. */
  function mishap(stage: number, to: Target, fromStack: boolean): 'jammed' | 'movedByHand' | 'powerCut' | undefined {
    if (stage === 1 && fromStack && strikes('jamAtStack')) return 'jammed';
    if (stage === 2 && strikes('powerCut')) return 'powerCut';
    if (stage === 2 && strikes('jamOnTheWay')) return 'jammed';
    if (stage === 2 && strikes('movedByHand')) return 'movedByHand';
    if (stage === 3 && (to === 'gate' || to === 'out') && strikes('jamAtGate')) return 'jammed';
    return undefined;
  }

  function arrive(card: M1Card, to: Target) {
    way = undefined;
    if (to === 'bin') bin.push(card);
    else if (to === 'out') taken.push(card);
    else way = { card, place: to };
  }

  function move(to: Target, arrived: (outcome: MoveOutcome) => void) {
    stop();
    const end = (outcome: MoveOutcome) => {
      motion = undefined;
      changed();
      arrived(outcome);
    };
    const fromStack = way === undefined;
    if (way?.place === to) return end('arrived');
    if (to === 'bin' && (strikes('binFull') || binFull())) return end('binFull');
    const card = way?.card ?? (strikes('stackEmpty') ? undefined : stack.shift());
    if (!card) return end('stackEmpty');
    way = { card, place: 'between' };
    const pass = (stage: number) => {
      const wrong = mishap(stage, to, fromStack);
      if (wrong === 'powerCut') return world.powerCut();
      if (wrong) return end(wrong);
      if (stage < stages) return next(stage + 1);
      arrive(card, to);
      end('arrived');
    };
    const next = (stage: number) => {
      motion = { to, cancel: clock.after(movingTime / stages, () => pass(stage)), end };
    };
    next(1);
    changed();
  }

  return {
    move,
    stop,
    moving: () => motion?.to,
    onTheWay: () => way,
    level() {
      if (stack.length === 0 || stands('stackEmpty')) return 'empty';
      return stack.length < lowBelow ? 'low' : 'enough';
    },
    binFull,
    load(cards) {
      stack.push(...cards);
      changed();
    },
    unload() {
      const cards = stack.splice(0);
      changed();
      return cards;
    },
    take() {
      if (way?.place !== 'gate' || motion) return undefined;
      const { card } = way;
      taken.push(card);
      way = undefined;
      changed();
      return card;
    },
    putIn(card) {
      if (way) return false;
      way = { card, place: 'gate' };
      changed();
      return true;
    },
    free() {
      const card = way?.card;
      if (card) taken.push(card);
      way = undefined;
      const interrupted = motion;
      stop();
      interrupted?.end('movedByHand');
      return card;
    },
    emptyBin() {
      const cards = bin.splice(0);
      changed();
      return cards;
    },
    cards: () => ({ stack: [...stack], bin: [...bin], taken: [...taken] }),
  };
}
