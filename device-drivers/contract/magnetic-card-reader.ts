import type { Outcome } from './fault.ts';
import type { Device, DeviceStatus } from './status.ts';

/** One track as CEN/XFS4IoT tells it (`CardReader.ReadRawData`): its data, or why there is none. */
export type Track =
  | {
      readonly status: 'ok';
      /** Between the sentinels. */
      readonly data: string;
      /** The card's number in it, where one can be told; what is printed on it need not be the same. */
      readonly number?: string;
    }
  | { readonly status: 'dataMissing' | 'dataInvalid' };

/** What a swipe brought. Personal data: it lives in the visit's memory only. A track the device has no head for is absent. */
export interface Tracks {
  readonly track1?: Track;
  readonly track2?: Track;
  readonly track3?: Track;
}

export type MagneticCardReaderStatus = DeviceStatus<object>;

export interface MagneticCardReader extends Device<MagneticCardReaderStatus> {
  /**
   * Waits for a swipe. Ends with the tracks when one at least could be read, with `cardUnreadable` when none could and
   * something was on one of them, with `cardInvalid` when nothing was, with another fault, or with `cancelled` when
   * `signal` aborts. Has no time limit. Swipes while nobody reads are dropped.
   */
  read(signal: AbortSignal): Promise<Outcome<{ tracks: Tracks }>>;
}
