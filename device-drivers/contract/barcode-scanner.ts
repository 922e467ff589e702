import type { Outcome } from './fault.ts';
import type { Device, DeviceStatus } from './status.ts';

/** In the words of CEN/XFS4IoT (`BarcodeReader.Read`). */
export type Symbology =
  | 'qrCode'
  | 'code128'
  | 'ean128'
  | 'ean13'
  | 'ean8'
  | 'code39'
  | 'code93'
  | 'codabar'
  | 'itf'
  | 'rss'
  | 'pdf417'
  | 'dataMatrix'
  | 'aztec'
  | 'symbologyUnknown';

/** A code as a patient showed it. It may be an identity (an electronic health card): it lives in the visit's memory only. */
export interface ScannedCode {
  readonly symbology: Symbology;
  /** Not empty, without control characters. */
  readonly data: string;
  /** The AIM identifier the scanner sent (ISO/IEC 15424), `]Q1`; empty when it sent none. */
  readonly aim: string;
}

/** `on` while the scanner looks for a code. */
export type BarcodeScannerStatus = DeviceStatus<{ readonly scanner: 'on' | 'off' }>;

export interface BarcodeScanner extends Device<BarcodeScannerStatus> {
  /**
   * Lets the scanner look for a code and ends with the first that is shown, with `barcodeInvalid` for one that cannot be
   * used, with another fault, or with `cancelled` when `signal` aborts. Has no time limit. What is scanned while nobody
   * reads is dropped, and so is a code of which a part came before; of several that read at once each gets the code. The
   * first code soon after a reading that was called off may have been on its way to that one: it is dropped and looked for
   * once more, by a scanner that can be told to look.
   */
  read(signal: AbortSignal): Promise<Outcome<{ code: ScannedCode }>>;
}
