import type { Usage, UsageRow } from './reading.ts';
import { type CountName, countNames, countUnits } from './roll-up.ts';

/** `checkIns` is check_ins, `refundAmount` refund_amount_fen. */
const columnOf = (name: CountName): string =>
  name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`) + (countUnits[name] === 'fen' ? '_fen' : '');

const columns: readonly (readonly [name: string, value: (row: UsageRow) => string | number])[] = [
  ['terminal', (row) => row.terminal],
  ['unit', (row) => row.unit?.zh ?? ''],
  ['unit_en', (row) => row.unit?.en ?? ''],
  ['place', (row) => row.place?.zh ?? ''],
  ['place_en', (row) => row.place?.en ?? ''],
  ...countNames.map((name) => [columnOf(name), (row: UsageRow) => row[name]] as const),
];

/** A field that holds a separator is quoted, its quotes doubled (RFC 4180). */
const field = (value: string | number): string => {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

const line = (values: readonly (string | number)[]): string => `${values.map(field).join(',')}\r\n`;

/** Without it spreadsheets take the file for the system's old encoding and show Chinese names as noise. */
const byteOrderMark = '\uFEFF';

/** The rows of a table of usage as CSV in UTF-8; the total is left to the reader's own sum. */
export const usageCsv = ({ rows }: Usage): string =>
  byteOrderMark +
  line(columns.map(([name]) => name)) +
  rows.map((row) => line(columns.map(([, value]) => value(row)))).join('');
