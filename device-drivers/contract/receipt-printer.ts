import type { Outcome } from './fault.ts';
import type { Device, DeviceStatus } from './status.ts';

/** One line or block of a slip. The driver decides how its printer is told. */
export type SlipBlock =
  | {
      readonly kind: 'text';
      readonly text: string;
      /** 1 is the ordinary size; 2 doubles width and height. */
      readonly size?: 1 | 2;
      readonly align?: 'left' | 'centre';
      readonly bold?: boolean;
    }
  /** A label and its value, the values under one another. */
  | { readonly kind: 'field'; readonly label: string; readonly value: string }
  | { readonly kind: 'qr'; readonly data: string }
  | { readonly kind: 'rule' }
  | { readonly kind: 'feed'; readonly lines: number };

export type Slip = readonly SlipBlock[];

export type ReceiptPrinterStatus = DeviceStatus<{ readonly paper: 'full' | 'low' }>;

export interface ReceiptPrinter extends Device<ReceiptPrinterStatus> {
  /**
   * Prints a slip, cuts it, and resolves with `ok` only when the printer confirmed that everything is on paper.
   * A fault says that this is not known: the slip may be missing or half printed.
   */
  print(slip: Slip): Promise<Outcome>;
  /** Clears what is left in the printer of an earlier job, so that it cannot come out in front of the next patient. */
  drain(): Promise<Outcome>;
}
