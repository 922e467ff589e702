import type { Explanation } from './explanation.ts';

/** How much a finding weighs: `wrong` cannot be as printed, `doubtful` has to be asked about, `note` is to be known. */
export type Weight = 'wrong' | 'doubtful' | 'note';

/** A printed total that is not what its rows make. Figures as text, in the column's own unit. */
export interface TotalDifference {
  readonly column: string;
  readonly printed: string;
  readonly rows: string;
  /** Printed less rows. */
  readonly difference: string;
}

/** Columns whose differences have one cause, and every cause that is no more complicated than another. */
export interface ExplainedDifferences {
  readonly columns: readonly string[];
  /** Each makes the difference exactly. Empty: none was found. */
  readonly explanations: readonly Explanation[];
  /** How many more there are, of which one is as good as another. */
  readonly more: number;
  /** Where one row explains it: what the row has in columns whose totals are right, `terminals 10`. */
  readonly countedRight: readonly string[];
}

export interface Compared {
  /** What the value is held against, in words: `in 2018-08`, `the middle of 31 others`. */
  readonly against: string;
  readonly value: string;
  /** The value divided by that. */
  readonly factor: number;
}

export type Finding =
  | {
      readonly kind: 'totals';
      readonly weight: 'wrong';
      /** Of how many printed totals. */
      readonly of: number;
      readonly differences: readonly TotalDifference[];
      readonly causes: readonly ExplainedDifferences[];
    }
  | {
      readonly kind: 'rowTotal';
      readonly weight: 'wrong';
      readonly row: string;
      readonly column: string;
      readonly printed: string;
      readonly parts: string;
      readonly explanations: readonly Explanation[];
    }
  | { readonly kind: 'impossible'; readonly weight: 'wrong'; readonly row: string; readonly reason: string }
  | { readonly kind: 'sameUnitTwice'; readonly weight: 'wrong'; readonly row: string; readonly reason: string }
  | {
      readonly kind: 'alikeRows';
      readonly weight: 'doubtful';
      readonly rows: readonly string[];
      readonly reason: string;
    }
  | {
      readonly kind: 'outlier';
      readonly weight: 'doubtful';
      readonly row: string;
      /** `registration_amount / registrations`. */
      readonly measure: string;
      /** `4705865.42 / 23542`. */
      readonly figures: string;
      readonly value: string;
      readonly compared: readonly Compared[];
      /** Anything else that is odd about the figure. */
      readonly besides: readonly string[];
    }
  | {
      readonly kind: 'joined';
      readonly weight: 'note';
      readonly row: string;
      readonly as: string;
      readonly evidence: string;
    }
  | {
      readonly kind: 'unmatched';
      readonly weight: 'note';
      readonly row: string;
      /** Periods that have no such unit. */
      readonly notIn: readonly string[];
      /** Names there that are like it, with their period. */
      readonly like: readonly string[];
    }
  | { readonly kind: 'gone'; readonly weight: 'note'; readonly row: string; readonly lastIn: string }
  | {
      readonly kind: 'order';
      readonly weight: 'note';
      readonly column: string;
      readonly row: string;
      readonly after: string;
    };

export interface TableAudit {
  readonly table: string;
  readonly period: string;
  readonly rows: number;
  /** How many totals were there to be checked. */
  readonly totalsPrinted: number;
  readonly findings: readonly Finding[];
}

export interface Audit {
  readonly tables: readonly TableAudit[];
  /** Whether anything is wrong or doubtful. */
  readonly wrong: boolean;
}

export const isWrong = ({ weight }: Finding): boolean => weight !== 'note';
