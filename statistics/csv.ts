import type { Usage, UsageRow } from './reading.ts';

const columns: readonly (readonly [name: string, value: (row: UsageRow) => string | number])[] = [
  ['terminal', (row) => row.terminal],
  ['unit', (row) => row.unit?.zh ?? ''],
  ['unit_en', (row) => row.unit?.en ?? ''],
  ['place', (row) => row.place?.zh ?? ''],
  ['place_en', (row) => row.place?.en ?? ''],
  ['visits', (row) => row.visits],
  ['completed', (row) => row.completed],
  ['registrations', (row) => row.registrations],
  ['registration_amount_fen', (row) => row.registrationAmount],
  ['refunds', (row) => row.refunds],
  ['refund_amount_fen', (row) => row.refundAmount],
  ['device_faults', (row) => row.deviceFaults],
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
