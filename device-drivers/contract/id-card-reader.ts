import type { Outcome } from './fault.ts';
import type { Device, DeviceStatus } from './status.ts';

/** A resident ID card as its chip tells it. Personal data: it lives in the visit's memory only. */
export interface IdCard {
  readonly name: string;
  readonly sex: 'unknown' | 'male' | 'female' | 'unspecified';
  /** Nationality code of GB 3304, two digits: 01 is Han. */
  readonly nation: string;
  /** YYYYMMDD. */
  readonly birth: string;
  readonly address: string;
  /** 18 characters; the last is the check digit of GB 11643. */
  readonly number: string;
  readonly authority: string;
  /** YYYYMMDD. */
  readonly validFrom: string;
  /** YYYYMMDD, or 长期 for one without an end. */
  readonly validTo: string;
}

export type IdCardReaderStatus = DeviceStatus<{ readonly media: 'present' | 'notPresent' }>;

export interface IdCardReader extends Device<IdCardReaderStatus> {
  /**
   * Waits until a card lies on the reader and reads it. Ends with the card, with a fault, or with `cancelled` when
   * `signal` aborts. `onFound` is called when a card is there and the reading (about a second) begins.
   */
  read(signal: AbortSignal, onFound?: () => void): Promise<Outcome<{ card: IdCard }>>;
  /** Resolves when no card lies on the reader any more (`ok`), or with a fault. */
  waitUntilTaken(signal: AbortSignal): Promise<Outcome>;
}
