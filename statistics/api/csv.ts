import { stringify } from 'csv-stringify/sync';
import { yuanText } from '../bulletin/yuan.ts';
import type { ZoneClock } from '../calendar.ts';
import type { CellKind, Table } from './table.ts';

/** Without it spreadsheets take the file for the system's old encoding and show Chinese names as noise. */
const byteOrderMark = '\uFEFF';

/** So many rows are written at a time: others are answered between. */
const rowsAtATime = 500;

const shown = (kind: CellKind, value: string | number | null, clock: ZoneClock): string | number => {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  switch (kind) {
    case 'yuan':
      return yuanText(value);
    case 'time': {
      const { day, time } = clock(value);
      return `${day} ${time}`;
    }
    case 'share':
      return value.toFixed(6);
    case 'decimal':
      return value.toFixed(2);
    default:
      return value;
  }
};

const written = (rows: readonly (readonly (string | number)[])[]): string =>
  stringify(
    rows.map((row) => [...row]),
    // What begins like a formula is none: a name may be anything somebody typed.
    { record_delimiter: 'windows', escape_formulas: true },
  );

/** A table as CSV in UTF-8, piece by piece. Amounts in yuan; times on the clock of the hub's zone. */
export function* csvPieces(table: Table, clock: ZoneClock): Generator<string> {
  yield byteOrderMark + written([table.columns.map(({ name, kind }) => (kind === 'yuan' ? `${name}_yuan` : name))]);
  for (let begin = 0; begin < table.length; begin += rowsAtATime) {
    const rows: (string | number)[][] = [];
    for (let at = begin; at < Math.min(begin + rowsAtATime, table.length); at += 1) {
      const cells = table.cells(at);
      rows.push(table.columns.map(({ kind }, column) => shown(kind, cells[column] ?? null, clock)));
    }
    yield written(rows);
  }
}

/** The pieces as a body, each made when the one before was taken. */
export const streamOf = (pieces: Iterator<string>): ReadableStream<Uint8Array> => {
  const encoder = new TextEncoder();
  return new ReadableStream({
    pull: (controller) => {
      const piece = pieces.next();
      if (piece.done) controller.close();
      else controller.enqueue(encoder.encode(piece.value));
    },
  });
};
