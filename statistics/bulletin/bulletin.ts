import type { CountingRule } from './counting-rule.ts';
import { type ColumnName, type Form, type Grouping, groupings } from './forms.ts';

/** Figures by column; amounts in fen. */
export type Figures = Readonly<Partial<Record<ColumnName, number>>>;

export interface BulletinRow {
  readonly unit: string;
  readonly grouping: Grouping;
  /** As the unit was called at the end of the month. */
  readonly name: string;
  readonly figures: Figures;
  /** Bookings collected that had been paid for before. */
  readonly prepaidCollections: number;
}

/** The bulletin's table of a month as the hub has it. */
export interface Bulletin {
  /** YYYY-MM. */
  readonly month: string;
  readonly form: Form;
  readonly rule: CountingRule;
  /** The day whose terminals are counted as in place, YYYY-MM-DD. */
  readonly on: string;
  /** UTC milliseconds: when the figures were read. */
  readonly asOf: number;
  /** Whether the month's figures are final but for what comes late. */
  readonly closed: boolean;
  /** How often the month changed after it was closed. */
  readonly revision: number;
  /** False when only the units a reader may see are in it; the total is then theirs alone. */
  readonly wholeCity: boolean;
  /** Hospitals, then districts, each in the register's order. */
  readonly rows: readonly BulletinRow[];
  readonly total: Figures;
  /** What terminals did that belonged to no unit of the register on the day; in no row and in no total. Absent when nothing. */
  readonly unplaced?: Figures;
}

/** Every column's sum over the rows. */
export const totalOf = ({ columns }: Form, rows: readonly { readonly figures: Figures }[]): Figures =>
  Object.fromEntries(
    columns.map(({ name }) => [name, rows.reduce((sum, { figures }) => sum + (figures[name] ?? 0), 0)]),
  );

/** The rows of each group, in the bulletin's order of groups. */
export const byGroup = (rows: readonly BulletinRow[]): readonly (readonly [Grouping, readonly BulletinRow[]])[] =>
  groupings.map((grouping) => [grouping, rows.filter((row) => row.grouping === grouping)] as const);
