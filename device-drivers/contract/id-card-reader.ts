import type { Outcome } from './fault.ts';
import type { Device, DeviceStatus } from './status.ts';

/** What every identity card tells. Personal data: it lives in the visit's memory only. */
interface AnyIdCard {
  readonly name: string;
  readonly sex: 'unknown' | 'male' | 'female' | 'unspecified';
  /** YYYYMMDD. */
  readonly birth: string;
  readonly number: string;
  /** YYYYMMDD. */
  readonly validFrom: string;
  /** YYYYMMDD, or 长期 for one without an end. */
  readonly validTo: string;
}

/** A citizen's resident ID card (居民身份证). Its number has 18 characters; the last is the check digit of GB 11643. */
export interface ResidentIdCard extends AnyIdCard {
  readonly kind: 'resident';
  /** Nationality code of GB 3304, two digits: 01 is Han. */
  readonly nation: string;
  readonly address: string;
  readonly authority: string;
}

/** A residence permit for residents of Hong Kong, Macao and Taiwan (港澳台居民居住证). Its number is a citizen's in form. */
export interface ResidencePermit extends AnyIdCard {
  readonly kind: 'residencePermit';
  readonly address: string;
  readonly authority: string;
  /** Of the pass one crosses the border with. */
  readonly passNumber: string;
  /** Two digits: how often it was issued. */
  readonly issueCount: string;
}

/** A foreigner's permanent residence permit of the old type (外国人永久居留身份证). `name` is the English one. */
export interface ForeignerPermit extends AnyIdCard {
  readonly kind: 'foreignerPermit';
  /** Empty where the holder has none. */
  readonly chineseName: string;
  /** Three letters (ISO 3166). */
  readonly country: string;
  /** Two digits. */
  readonly version: string;
  /** Four digits: the authority that accepted the application. */
  readonly authorityCode: string;
}

export type IdCard = ResidentIdCard | ResidencePermit | ForeignerPermit;

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
