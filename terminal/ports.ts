import type { InspectionEvent } from 'xstate';
import type { Clock } from '../device-drivers/contract/clock.ts';
import type { Links } from '../device-drivers/links/links.ts';
import type { Network } from './hospital/network.ts';
import type { JournalStore } from './journal/store.ts';
import type { Log } from './log-event.ts';

/** Chance as a port. In production it is the system's cryptographic source; in the simulation it comes from the seed. */
export interface Chance {
  bytes(count: number): Uint8Array;
}

/** The key by which the hub knows a terminal. The private half never leaves whoever made this. */
export interface Signer {
  /** Ed25519, 64 hexadecimal digits. */
  readonly publicKey: string;
  /** The signature of a text in UTF-8, 128 hexadecimal digits. */
  sign(text: string): string;
}

/** Whether a signature (Ed25519, 128 hexadecimal digits) is that of the key's owner (64 digits) under a text in UTF-8. */
export type Verify = (publicKey: string, text: string, signature: string) => boolean;

/** Everything a terminal needs of the world around it. The main file supplies real ones, the simulation virtual ones. */
export interface Ports {
  readonly clock: Clock;
  readonly chance: Chance;
  readonly journal: JournalStore;
  readonly network: Network;
  readonly links: Links;
  readonly log: Log;
  /** A terminal without one keeps its usage to itself. */
  readonly signer?: Signer;
  /** How the hospital's notices are checked, where the portable way is not fast enough. */
  readonly verify?: Verify;
  /**
   * Told of all that the machines do, with what the patient showed: for the technician's bench, where people are invented.
   * `terminal/main.ts` never supplies it.
   */
  readonly inspect?: (event: InspectionEvent) => void;
}
