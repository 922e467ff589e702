import type { Outcome } from './fault.ts';
import type { MifareStation } from './mifare.ts';
import type { Device, DeviceStatus } from './status.ts';

/** A social-security card (社会保障卡) as its public files tell it. Personal data: it lives in the visit's memory only. */
export interface SocialSecurityCard {
  readonly kind: 'socialSecurity';
  /** Up to 9 letters and digits, printed on the card. */
  readonly cardNumber: string;
  /** The social-security number, 18 characters: for citizens the number of their resident ID card. */
  readonly idNumber: string;
  readonly name: string;
  readonly sex: 'unknown' | 'male' | 'female' | 'unspecified';
  /** Nationality code of GB 3304, two digits: 01 is Han. */
  readonly nation: string;
  /** YYYYMMDD. */
  readonly birth: string;
  /** Area code of GB 2260 of where the card was issued, six digits. */
  readonly issuerArea: string;
  /** YYYYMMDD. */
  readonly issuedOn: string;
  /** YYYYMMDD. */
  readonly validTo: string;
}

/** A card the hospital gave out itself (M1 就诊卡): its number is all it tells. */
export interface HospitalCard {
  readonly kind: 'hospital';
  readonly number: string;
}

export type ChipCard = SocialSecurityCard | HospitalCard;

export type ChipCardReaderStatus = DeviceStatus<{ readonly media: 'present' | 'notPresent' }>;

export interface ChipCardReader extends Device<ChipCardReaderStatus> {
  /**
   * Waits until a card is in the reader and reads it. Ends with what the card tells, with `cardInvalid` when it is of a
   * kind that is not read here, with another fault, or with `cancelled` when `signal` aborts. `onFound` is called when a
   * card is there and the reading begins. A card that was read, or could not be, is not read again before it was taken.
   */
  read(signal: AbortSignal, onFound?: () => void): Promise<Outcome<{ card: ChipCard }>>;
  /** Resolves when no card is in the reader any more (`ok`), or with a fault. */
  waitUntilTaken(signal: AbortSignal): Promise<Outcome>;
  /** Reads and writes the hospital's own card that is in the reader. Not to be used while a reading is under way. */
  readonly mifare: MifareStation;
}
