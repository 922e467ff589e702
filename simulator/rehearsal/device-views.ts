/** What the bench's page is told. Everybody on it is invented. */
import type { CodeKind } from '../../seeds/city.ts';
import type { PaymentState } from '../../terminal/hospital/contract/payments.ts';
import type { Place } from '../devices/card-stack.ts';
import type { PrintedBlock, PrintedSlip } from '../devices/paper.ts';
import type { PrintedPage } from '../devices/sheet-printer.ts';
import type { ChargeOutcome } from '../hospital/payer-codes.ts';

export interface BenchPerson {
  readonly name: string;
  /** What this person is there to try. */
  readonly about: string;
  /** The same, in Chinese. */
  readonly aboutZh: string;
  readonly hospitalCard: boolean;
  readonly socialSecurityCard: boolean;
  readonly codes: readonly CodeKind[];
}

/** A person's card, by the index into `people`; the one taken last out of the dispenser; or a bank's. */
export type BenchChipCard =
  | { readonly kind: 'held'; readonly person: number; readonly name: 'socialSecurity' | 'hospital' }
  | { readonly kind: 'issued' | 'bank' };

/** A card of the hospital's own as eyes see it; without a number nobody has written it yet. */
export interface BenchCard {
  readonly number?: string;
}

export interface BenchOrder {
  readonly orderNumber: string;
  /** Fen. */
  readonly amount: number;
  readonly state: PaymentState;
  /** What is paid for. */
  readonly subject: string;
}

/** A payment with items that were not given yet. */
export interface BenchTransaction {
  readonly orderNumber: string;
  readonly title: string;
  readonly items: readonly { readonly itemId: string; readonly title: string }[];
}

export interface BenchView {
  /** Where the patients' page is. */
  readonly kiosk: string;
  readonly people: readonly BenchPerson[];
  readonly reader: {
    /** Index into `people` of whose card lies there. */
    readonly card?: number;
    readonly reading: boolean;
    readonly connected: boolean;
  };
  readonly chipCardReader: {
    readonly card?: BenchChipCard;
    readonly busy: boolean;
    readonly connected: boolean;
  };
  readonly magneticCardReader: { readonly swipes: number; readonly connected: boolean };
  readonly scanner: {
    /** What is held before it. */
    readonly shown?: string;
    readonly looking: boolean;
    readonly connected: boolean;
  };
  readonly printer: {
    /** Millimetres left on the roll. */
    readonly paper: number;
    readonly cover: 'open' | 'closed';
    readonly connected: boolean;
    /** Printed and not cut yet. */
    readonly hanging: readonly PrintedBlock[];
    /** Lying in the outlet, the oldest first. */
    readonly slips: readonly PrintedSlip[];
    /** Taken last, the newest last. */
    readonly taken: readonly PrintedSlip[];
  };
  readonly cardDispenser: {
    readonly stack: number;
    readonly bin: number;
    readonly onTheWay?: BenchCard & { readonly place: Place };
    readonly moving: boolean;
    /** Taken out last, in somebody's hand. */
    readonly taken?: BenchCard;
    /** The next movements that jam. */
    readonly jams: number;
    readonly connected: boolean;
  };
  readonly reportPrinter: {
    readonly sheets: number;
    /** Pages the toner is good for. */
    readonly toner: number;
    readonly jammed: boolean;
    readonly printing: boolean;
    /** As it tells them, keywords of RFC 8011. */
    readonly reasons: readonly string[];
    /** In the output tray, the oldest first. */
    readonly output: readonly PrintedPage[];
    /** Whether `report.pdf` is there to be fetched. */
    readonly document: boolean;
  };
  readonly waiting: readonly BenchOrder[];
  /** Paid or closed, the newest first. */
  readonly ended: readonly BenchOrder[];
  /** What comes of the next charges to payers' codes. */
  readonly charges: readonly ChargeOutcome[];
  /** What the hospital can agree to give back, the newest first. */
  readonly releasable: readonly BenchTransaction[];
}
