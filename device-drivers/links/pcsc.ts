import type { Failure } from '../contract/fault.ts';

/** A PC/SC reader: one card at a time, whole commands and answers (APDUs), never parts of one. */
export interface PcscLink {
  /**
   * Tells which card is in the reader, first of all the one that is there now, then every change: the card's answer to
   * reset, or `undefined` when there is none. A card that does not answer to reset has an empty one.
   */
  onCard(listener: (atr: Uint8Array | undefined) => void): void;
  /** Sends a command to the card and gives its answer, at least two bytes. Commands are carried out one at a time. */
  transmit(command: Uint8Array): Promise<PcscAnswer>;
  /** Resets the card; it forgets what was selected and proved. Gives its answer to reset. */
  reset(): Promise<PcscAnswer>;
  /** Called once, with the original error's words, when the reader is unplugged or the link is closed. */
  onClose(listener: (reason: string) => void): void;
  close(): void;
}

/**
 * What a command came to. `cardRemoved`: no card is there any more; `cardUnreadable`: the card gave no answer that the
 * reader understood; `offline`: the reader is gone.
 */
export type PcscAnswer = { readonly ok: true; readonly bytes: Uint8Array } | PcscFailure;

export interface PcscFailure extends Failure {
  readonly fault: 'cardRemoved' | 'cardUnreadable' | 'offline';
  /** The original error's words. */
  readonly cause: string;
}

/**
 * Opens a PC/SC reader by its address, `pcsc:ACS ACR122U` or `memory:chip-card-reader`.
 * Rejects with a `LinkError` whose message says what was wrong and what to do.
 */
export type OpenPcsc = (address: string) => Promise<PcscLink>;

/** The reader's own end of a link: where cards are put in and commands arrive. */
export interface PcscSlot {
  insert(atr: Uint8Array): void;
  remove(): void;
  /** Who answers for the card that is in. Set before the first card is put in. */
  serve(card: PcscCard): void;
  onClose(listener: (reason: string) => void): void;
  /** Unplugs the reader. */
  close(): void;
}

export interface PcscCard {
  transmit(command: Uint8Array): Promise<PcscAnswer>;
  reset(): Promise<PcscAnswer>;
}

export const pcscFailure = (fault: PcscFailure['fault'], cause: string): PcscFailure => ({ ok: false, fault, cause });
