/** What the bench's page is told, and what it may ask for. Everybody on it is invented. */
import * as v from 'valibot';
import type { CodeKind } from '../../seeds/city.ts';
import type { Place } from '../devices/card-stack.ts';
import type { PrintedBlock, PrintedSlip } from '../devices/paper.ts';
import type { PrintedPage } from '../devices/sheet-printer.ts';
import type { ChargeOutcome } from '../hospital/payer-codes.ts';

export interface BenchPerson {
  readonly name: string;
  /** What this person is there to try. */
  readonly about: string;
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
  /** NOTPAY, USERPAYING, PAYERROR. */
  readonly state: string;
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
  /** What the hospital can agree to give back, the newest first. */
  readonly releasable: readonly BenchTransaction[];
}

const codeKinds = ['eHealthCard', 'eVoucher', 'virtualCard'] as const satisfies readonly CodeKind[];
/** What comes of the next charge to a code a payer holds before the scanner. */
const chargeOutcomes = [
  'pays',
  'password',
  'passwordPays',
  'passwordDeclines',
  'declines',
  'codeUnusable',
  'paymentRefused',
] as const satisfies readonly ChargeOutcome[];
const Id = v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{1,32}$/));
const Person = v.pipe(v.number(), v.integer(), v.minValue(0));
const upTo = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(most));

/** Hands that need nothing said. */
const plainHands = [
  ...(['takeCard', 'takeSlips', 'openCover', 'closeCover'] as const),
  ...(['takeChipCard', 'putIssuedCard', 'putBankCard', 'hideCode', 'showPayerCode'] as const),
  ...(['takeOfferedCard', 'emptyCardStack', 'emptyCardBin', 'jamNextCard', 'freeCardPath'] as const),
  ...(['jamReportPrinter', 'freeReportPrinter', 'takeSheets'] as const),
] as const;

export const BenchCommand = v.variant('do', [
  v.strictObject({ do: v.picklist(plainHands) }),
  v.strictObject({ do: v.literal('putCard'), person: Person }),
  v.strictObject({
    do: v.literal('putChipCard'),
    person: Person,
    card: v.picklist(['socialSecurity', 'hospital']),
  }),
  v.strictObject({ do: v.literal('swipeCard'), person: Person }),
  v.strictObject({
    do: v.literal('swipeTrack'),
    track2: v.pipe(v.string(), v.regex(/^[0-9=]{1,37}$/)),
  }),
  v.strictObject({ do: v.literal('showCode'), person: Person, code: v.picklist(codeKinds) }),
  v.strictObject({ do: v.literal('showText'), text: v.pipe(v.string(), v.minLength(1), v.maxLength(1_000)) }),
  v.strictObject({ do: v.literal('setPaper'), millimetres: v.pipe(v.number(), v.minValue(0), v.maxValue(100_000)) }),
  v.strictObject({ do: v.literal('loadCards'), count: upTo(300) }),
  v.strictObject({ do: v.literal('setSheets'), sheets: upTo(1_000) }),
  v.strictObject({ do: v.literal('setToner'), pages: upTo(10_000) }),
  v.strictObject({ do: v.picklist(['startPaying', 'pay', 'decline']), order: Id }),
  v.strictObject({ do: v.literal('nextCharge'), outcome: v.picklist(chargeOutcomes) }),
  v.strictObject({ do: v.literal('releaseItem'), order: Id, item: Id }),
  v.strictObject({ do: v.literal('settleElsewhere'), id: Id }),
  v.strictObject({ do: v.literal('reportCardLost'), person: Person }),
]);
export type BenchCommand = v.InferOutput<typeof BenchCommand>;
