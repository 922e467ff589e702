import type { Outcome } from '../contract/fault.ts';

/** A USB HID device: whole reports in both directions, never parts of one. */
export interface HidLink {
  /** The report descriptor, where the platform gives it. */
  readonly descriptor?: Uint8Array;
  /**
   * Input reports as they come over USB: the report's id first where the device numbers its reports, only data where it
   * does not. Reports that came before anyone listened are kept.
   */
  onInput(listener: (report: Uint8Array) => void): void;
  /** Sends an output report. `id` is 0 where the device numbers none. After the link has closed it goes nowhere. */
  sendOutput(id: number, data: Uint8Array): void;
  /** Ends with `offline` when the link closed, with `protocolError` when the device refused the report. Has no time limit. */
  sendFeature(id: number, data: Uint8Array): Promise<Outcome>;
  /** A feature report of at most `length` bytes, without its id. Ends like `sendFeature`. */
  getFeature(id: number, length: number): Promise<Outcome<{ readonly data: Uint8Array }>>;
  /** Called once, with the original error's words, when the device is unplugged or the link is closed. */
  onClose(listener: (reason: string) => void): void;
  close(): void;
}

/**
 * Opens a HID link by its address, `hid:0c2e:0b81` or `memory:barcode-scanner`.
 * Rejects with a `LinkError` whose message says what was wrong and what to do.
 */
export type OpenHid = (address: string) => Promise<HidLink>;
