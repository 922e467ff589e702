import type { Slip, SlipBlock } from '../contract/receipt-printer.ts';
import type { PrinterCommand } from './command.ts';
import { columnsOf, encodeText, type PrinterCharacters } from './text.ts';

export interface PrinterProfile {
  /** Characters of the ordinary size on a line. */
  readonly columns: number;
  readonly characters: PrinterCharacters;
}

/** 80 mm paper, 576 dots at 203 dpi, characters of 12 dots. */
export const profile80mm: PrinterProfile = { columns: 48, characters: 'gb18030' };

/** A slip's code holds a number or an address: at most what a code of version 10, level M, holds (ISO/IEC 18004). */
const longestCode = 213;
/** Dots a module: 0.75 mm at 203 dpi, which a telephone reads at arm's length. A version 10 code is then 43 mm wide. */
const moduleDots = 6;
/** Columns between the longest label and the values. */
const gap = 2;

interface Mode {
  readonly align: 'left' | 'centre';
  readonly size: 1 | 2;
  readonly bold: boolean;
}

const plain: Mode = { align: 'left', size: 1, bold: false };

/**
 * The commands that print a slip on a printer just initialised, up to its last line. Modes are sent only when they change.
 * Throws a RangeError for a code longer than 213 bytes.
 */
export function slipCommands(slip: Slip, profile: PrinterProfile): PrinterCommand[] {
  const commands: PrinterCommand[] = [{ kind: 'chinese', on: true }];
  let mode = plain;
  let codeSet = false;

  function enter(next: Mode) {
    if (next.align !== mode.align) commands.push({ kind: 'align', to: next.align });
    if (next.size !== mode.size) commands.push({ kind: 'size', width: next.size, height: next.size });
    if (next.bold !== mode.bold) commands.push({ kind: 'bold', on: next.bold });
    mode = next;
  }

  function line(text: string, as: Mode) {
    const bytes = encodeText(text, profile.characters);
    if (bytes.length > 0) {
      enter(as);
      commands.push({ kind: 'text', bytes });
    }
    commands.push({ kind: 'lineFeed' });
  }

  function code(text: string) {
    // Control characters would be commands on their way to the printer (DLE EOT works even inside other commands).
    const data = new TextEncoder().encode(text.replace(/\p{Cc}/gu, ''));
    if (data.length === 0) return;
    if (data.length > longestCode) throw new RangeError(`a code of ${data.length} bytes does not fit a slip`);
    enter({ ...plain, align: 'centre' });
    if (!codeSet) {
      commands.push(
        { kind: 'qrModel', model: 2 },
        { kind: 'qrModule', dots: moduleDots },
        { kind: 'qrCorrection', level: 'M' },
      );
    }
    codeSet = true;
    commands.push({ kind: 'qrStore', data }, { kind: 'qrPrint' });
  }

  const valueColumn = columnOfValues(slip, profile.columns);
  for (const block of slip) {
    switch (block.kind) {
      case 'text':
        for (const text of block.text.split('\n')) {
          line(text, { align: block.align ?? 'left', size: block.size ?? 1, bold: block.bold ?? false });
        }
        break;
      case 'field':
        for (const text of fieldLines(block, valueColumn, profile.columns)) line(text, plain);
        break;
      case 'rule':
        // As wide as the paper, so that it stands the same however lines are aligned.
        line('-'.repeat(profile.columns), { ...plain, align: mode.align });
        break;
      case 'qr':
        code(block.data);
        break;
      case 'feed':
        commands.push({ kind: 'feedLines', lines: block.lines });
        break;
    }
  }
  return commands;
}

type Field = Extract<SlipBlock, { kind: 'field' }>;

/** Behind the longest label, but never beyond the middle of the paper. */
function columnOfValues(slip: Slip, columns: number): number {
  const labels = slip.filter((block): block is Field => block.kind === 'field').map(({ label }) => columnsOf(label));
  return Math.min(Math.max(0, ...labels) + gap, Math.floor(columns / 2));
}

/** A field's lines: its value beside the label, or below a label that is too long, and under itself where it is long. */
function fieldLines({ label, value }: Field, valueColumn: number, columns: number): string[] {
  const indent = ' '.repeat(valueColumn);
  const values = broken(value, columns - valueColumn).map((part) => indent + part);
  const width = columnsOf(label);
  if (width + 1 > valueColumn) return [label, ...values];
  const [first = indent, ...others] = values;
  return [label + first.slice(width), ...others];
}

/** `text` in pieces of at most so many columns. Chinese breaks anywhere. */
function broken(text: string, columns: number): string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const character of text) {
    if (columnsOf(piece + character) > columns) {
      pieces.push(piece);
      piece = '';
    }
    piece += character;
  }
  return piece === '' ? pieces : [...pieces, piece];
}
