import type { LedgerName, LedgerRow } from '../hospital/contract/ledgers.ts';

/** The three books others keep, and the two only the terminal has. */
export type Book = LedgerName | 'cards' | 'pages';

/** `match` is counted and not listed. */
export const differenceClasses = [
  'onlyHere',
  'onlyThere',
  'amountDiffers',
  'stateDiffers',
  'crossesMidnight',
  'test',
] as const;
export type DifferenceClass = (typeof differenceClasses)[number];

/** What the journal has, where it knows less or more than a row of the other book would say. */
export type OwnState = LedgerRow['state'] | 'open' | 'unknown' | 'refused';

export interface Side {
  /** Fen; in the books of cards and pages, pieces. */
  readonly amount: number;
  readonly state: string;
  /** YYYY-MM-DD on which this side has it. */
  readonly day: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

export interface Difference {
  readonly class: DifferenceClass;
  readonly book: Book;
  readonly kind: LedgerRow['kind'] | 'stack' | 'reports';
  readonly order: string;
  /** Order number, refund number or settlement id; of cards and pages, what was counted. */
  readonly reference: string;
  /** The journal's word. */
  readonly here?: Side;
  /** The other book's; of cards and pages, what was counted or told. */
  readonly there?: Side;
  /** One line: what a person does about it. */
  readonly remedy: string;
}

/** Differences nobody has to do anything about. */
export const isHarmless = (difference: Difference): boolean =>
  difference.class === 'crossesMidnight' || difference.class === 'test';
