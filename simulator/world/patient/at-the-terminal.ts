import type { Clock } from '../../../device-drivers/contract/clock.ts';
import type { ErrandName } from '../../../seeds/clinic.ts';
import type { InventedPerson } from '../../../seeds/people.ts';
import type { Screen, Shown, Tap } from '../../../terminal/screen.ts';
import type { VirtualShelf } from '../../devices/virtual-shelf.ts';
import type { Controls } from '../../hospital/controls.ts';
import type { Wallet } from '../../rehearsal/wallet.ts';
import type { Fate } from '../fate.ts';

export type ScreenOf<Name extends Screen['name']> = Extract<Screen, { name: Name }>;
export type Way = ScreenOf<'presentCredential'>['ways'][number];

/** What a patient can do at a terminal: look, tap, show cards and codes, pay with a phone, take what comes out. */
export interface AtTheTerminal {
  readonly clock: Clock;
  readonly fate: Fate;
  shown(): Shown | undefined;
  tap(message: unknown): void;
  readonly shelf: VirtualShelf;
  readonly wallet: Wallet;
  /** Takes slips and sheets. */
  takePapers(): void;
  /** Takes the card at the gate. Says whether there was one. */
  takeCard(): boolean;
  /** A technician takes the captured cards out. */
  emptyBin(): void;
  readonly platform: Pick<Controls, 'pay' | 'startPaying' | 'decline' | 'nextCharge'>;
}

/** Who comes, what for, and what they have with them. */
export interface Visitor {
  /** Place in the list of invented people. */
  readonly at: number;
  readonly person: InventedPerson;
  readonly errand: ErrandName;
  readonly phone: string;
  /** Codes of their own bookings. */
  readonly bookingCodes: readonly string[];
}

/** One visitor at the terminal. */
export interface Visiting extends AtTheTerminal {
  readonly visitor: Visitor;
}

/** `wait`: nothing more is to be done at this screen now. */
export type Answer = Tap | 'wait' | 'leave';

export const back: Answer = { kind: 'back' };
export const cancel: Answer = { kind: 'cancel' };
export const choose = (id: string): Answer => ({ kind: 'choose', id });
export const enter = (text: string): Answer => ({ kind: 'enter', text });
