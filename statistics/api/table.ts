/** A cell's value as it is reckoned with: `yuan` in fen, `share` from 0 to 1, `time` in UTC milliseconds. */
export type CellKind = 'text' | 'whole' | 'yuan' | 'decimal' | 'share' | 'time';

export interface Column<Row> {
  /** In CSV: small letters and low lines, the same for ever. */
  readonly name: string;
  /** In a workbook. */
  readonly zh: string;
  readonly kind: CellKind;
  readonly value: (row: Row) => string | number | null;
}

/** Rows as they leave the hub in a file. */
export interface Table {
  /** The workbook's sheet. */
  readonly title: string;
  readonly columns: readonly Omit<Column<never>, 'value'>[];
  readonly length: number;
  /** The cells of one row, in the order of the columns. */
  cells(row: number): readonly (string | number | null)[];
}

export const tableOf = <Row>(title: string, columns: readonly Column<Row>[], rows: readonly Row[]): Table => ({
  title,
  columns: columns.map(({ name, zh, kind }) => ({ name, zh, kind })),
  length: rows.length,
  cells: (at) => {
    const row = rows[at];
    return row === undefined ? [] : columns.map(({ value }) => value(row));
  },
});

export const text = <Row>(name: string, zh: string, value: Column<Row>['value']): Column<Row> => ({
  name,
  zh,
  kind: 'text',
  value,
});
export const figure = <Row>(
  kind: CellKind,
  name: string,
  zh: string,
  value: (row: Row) => number | null,
): Column<Row> => ({ name, zh, kind, value });

/** `refundAmount` → `refund_amount`. */
export const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
