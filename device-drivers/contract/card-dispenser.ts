import type { Outcome } from './fault.ts';
import type { Device, DeviceStatus } from './status.ts';

/** Words of CEN/XFS4IoT: `CardReader.media`, and `Storage` (replenishment of the stack, state of the retain bin). */
export type CardDispenserStatus = DeviceStatus<{
  /** `present`: a card is inside. `entering`: it is offered at the gate, where it can be taken. */
  readonly media: 'notPresent' | 'present' | 'entering';
  readonly dispense: 'ok' | 'low' | 'empty';
  readonly retain: 'ok' | 'full';
}>;

/**
 * Gives out cards from a stack. One card at a time is on its way; nobody else's card is ever moved: `offer` and `retain`
 * act on the card that is in the machine and never take another from the stack.
 *
 * An abort stops a movement where the machine can be stopped, and the outcome is `cancelled`; where it cannot, or no
 * more, the movement is finished and the outcome is what it came to. Either way the machine is at rest when it ends.
 *
 * After a jam or a defect the outcome is told at once; the driver then resets the machine by itself, into the retain
 * bin, once, with a cool-down before it does so again. What is asked meanwhile waits; if the reset did not help, it ends
 * with the fault, until a later reset does help.
 */
export interface CardDispenser extends Device<CardDispenserStatus> {
  /**
   * Takes a card from the stack to where it is read and written. Ends with `stackEmpty`, `cardJammed`, or `cardInvalid`
   * when there is a card in the machine already: it has to be offered or retained first.
   */
  takeFromStack(signal?: AbortSignal): Promise<Outcome>;
  /** Moves the card that is inside to the gate, where it can be taken. Ends with `cardRemoved` when there is none. */
  offer(signal?: AbortSignal): Promise<Outcome>;
  /**
   * Waits at most `within` milliseconds until no card is offered any more; at once when none is. `taken` says whether the
   * machine is then empty; a card left hanging is retained by the caller's wish only.
   */
  waitUntilTaken(signal: AbortSignal, within: number): Promise<Outcome<{ readonly taken: boolean }>>;
  /**
   * Moves the card that is inside or at the gate to the retain bin. Ends with `retainBinFull`, with the card where it
   * was, or with `cardRemoved` when there is none.
   */
  retain(signal?: AbortSignal): Promise<Outcome>;
  /**
   * Has the machine find itself again, errors forgotten, entry disabled. A card in it goes to the retain bin, or stays.
   * A machine that cannot reset with a card in it leaves both alone when asked to let it stay, and ends with `cardJammed`
   * if that card is stuck.
   */
  reset(to: 'retain' | 'stay', signal?: AbortSignal): Promise<Outcome>;
  /**
   * Writes the hospital's number on the card that is inside and reads it back. Ends with `cardInvalid` when it is not a
   * fresh card of this hospital's (another key, or a number on it already), and with `cardWriteFailed` when the chip holds
   * something else afterwards. Throws for a number that does not fit the card. Absent where cards are only moved.
   */
  readonly writeNumber?: (number: string) => Promise<Outcome>;
  /** Cards put in at the gate. Absent where the machine cannot draw one in: its gate is then always shut inwards. */
  readonly entry?: CardEntry;
  /** The machine's own count of retained cards. Absent where it has none. */
  readonly retainedCounter?: RetainedCounter;
}

export interface CardEntry {
  /** From now on a card put in is drawn inside, which `media` tells. Stays so over a loss of the line, until `reset`. */
  enable(): Promise<Outcome>;
  disable(): Promise<Outcome>;
}

export interface RetainedCounter {
  /** 0 to 999. */
  read(): Promise<Outcome<{ readonly count: number }>>;
  /** Set when the bin was emptied. */
  set(count: number): Promise<Outcome>;
}
