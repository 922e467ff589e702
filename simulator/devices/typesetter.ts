import { encode as qrCode } from 'uqr';
import type { PrinterCommand } from '../../device-drivers/receipt-printer/command.ts';
import type { Alignment, Paper, PrintedBlock, PrintedRun } from './paper.ts';

/** Dots a millimetre of a 203 dpi head, and characters of 12 dots on its 576 dots. */
const dotsPerMillimetre = 8;
const columns = 48;
/** 1/6 inch from line to line; characters of 24 dots. */
const linePitch = 4.23;
const characterHeight = 3;
/** From the head to the blade. */
const toBlade = 15;

interface Modes {
  readonly chinese: boolean;
  readonly align: Alignment;
  readonly width: number;
  readonly height: number;
  readonly bold: boolean;
}

/** Chinese mode is on at power-up in printers for China. */
const firstModes: Modes = { chinese: true, align: 'left', width: 1, height: 1, bold: false };

/** Text received for the line in the making, in the modes it came in. */
interface Piece extends Modes {
  readonly bytes: readonly number[];
}

export interface Typesetter {
  /**
   * Carries out a printing command: millimetres the paper moved, or undefined when the paper ran out; the command then
   * goes on where it stopped when it is given again.
   */
  set(command: PrinterCommand): number | undefined;
  /** Forgets the line in the making. */
  clear(): void;
  /** As after switching on. */
  reset(): void;
}

/** What the firmware draws: all of GB 18030, or its one- and two-byte characters only, as cheap modules do. */
export type Glyphs = 'gb18030' | 'gbkOnly';

/** Makes lines, codes and pictures out of commands and puts them on paper. */
export function createTypesetter(paper: Paper, glyphs: Glyphs = 'gb18030'): Typesetter {
  let modes = firstModes;
  let pieces: Piece[] = [];
  let code = { data: '', dots: 3, level: 'L' as 'L' | 'M' | 'Q' | 'H' };
  let picture: { readonly widthBytes: number; readonly rows: Uint8Array } | undefined;
  /** Lines that are set and wait for paper. */
  let waiting: PrintedBlock[] = [];

  function putOnPaper(): number | undefined {
    let moved = 0;
    for (let block = waiting[0]; block; block = waiting[0]) {
      if (!paper.print(block)) return undefined;
      moved += block.millimetres;
      waiting.shift();
    }
    return moved;
  }

  const print = (...blocks: readonly PrintedBlock[]): number | undefined => {
    if (waiting.length === 0) waiting = [...blocks];
    return putOnPaper();
  };

  function printLines(): number | undefined {
    if (waiting.length > 0) return putOnPaper();
    const lines = brokenIntoLines(runsOf(pieces, glyphs));
    pieces = [];
    return print(...lines.map((runs) => lineOf(runs, modes.align)));
  }

  function printCode(): number | undefined {
    const modules = modulesOf(code.data, code.level);
    if (modules === undefined) return 0;
    const { data, dots } = code;
    const millimetres = (modules * dots) / dotsPerMillimetre;
    return print({ kind: 'qr', align: modes.align, data, modules, dots, millimetres });
  }

  const pictureOf = (widthBytes: number, rows: Uint8Array): PrintedBlock => ({
    kind: 'picture',
    align: modes.align,
    widthBytes,
    rows,
    millimetres: rows.length / Math.max(1, widthBytes) / dotsPerMillimetre,
  });

  function set(command: PrinterCommand): number | undefined {
    switch (command.kind) {
      case 'text':
        pieces.push({ ...modes, bytes: [...command.bytes] });
        return 0;
      case 'lineFeed':
        return printLines();
      case 'feedLines':
        return print({ kind: 'space', millimetres: command.lines * linePitch });
      case 'cut':
        return print({ kind: 'space', millimetres: toBlade + command.feed / dotsPerMillimetre });
      case 'qrPrint':
        return printCode();
      case 'raster':
        return print(pictureOf(command.widthBytes, command.data));
      case 'graphicsPrint':
        return picture ? print(pictureOf(picture.widthBytes, picture.rows)) : 0;
      default:
        setMode(command);
        return 0;
    }
  }

  function setMode(command: PrinterCommand): void {
    switch (command.kind) {
      case 'initialise':
        modes = firstModes;
        pieces = [];
        return;
      case 'chinese':
        modes = { ...modes, chinese: command.on };
        return;
      case 'align':
        if (pieces.length === 0) modes = { ...modes, align: command.to };
        return;
      case 'bold':
        modes = { ...modes, bold: command.on };
        return;
      case 'size':
        modes = { ...modes, width: command.width, height: command.height };
        return;
      case 'qrModule':
        code = { ...code, dots: command.dots };
        return;
      case 'qrCorrection':
        code = { ...code, level: command.level };
        return;
      case 'qrStore':
        code = { ...code, data: new TextDecoder().decode(command.data) };
        return;
      case 'graphicsStore':
        picture = { widthBytes: Math.ceil(command.width / 8), rows: command.data };
        return;
    }
  }

  const clear = () => {
    pieces = [];
    waiting = [];
  };
  return {
    set,
    clear,
    reset() {
      clear();
      modes = firstModes;
      code = { data: '', dots: 3, level: 'L' };
      picture = undefined;
    },
  };
}

const gb18030 = new TextDecoder('gb18030');
const latin1 = new TextDecoder('latin1');

/** Text that came in several pieces may be cut inside a character: neighbours in the same modes are joined first. */
function runsOf(pieces: readonly Piece[], glyphs: Glyphs): PrintedRun[] {
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    const same = last && (['chinese', 'width', 'height', 'bold'] as const).every((mode) => last[mode] === piece[mode]);
    if (same) joined.splice(-1, 1, { ...last, bytes: [...last.bytes, ...piece.bytes] });
    else joined.push(piece);
  }
  return joined.map(({ bytes, chinese, width, height, bold }) => ({
    text: (chinese ? gb18030 : latin1).decode(Uint8Array.from(chinese && glyphs === 'gbkOnly' ? halved(bytes) : bytes)),
    width,
    height,
    bold,
  }));
}

/** A firmware without four-byte characters takes such a one for two pieces of rubbish, with a digit behind each. */
function halved(bytes: readonly number[]): number[] {
  const drawn: number[] = [];
  for (let at = 0; at < bytes.length; at++) {
    const [first = 0, second = 0] = bytes.slice(at, at + 2);
    if (first < 0x81) drawn.push(first);
    else if (second >= 0x30 && second <= 0x39) drawn.push(0x3f);
    else {
      drawn.push(first, second);
      at++;
    }
  }
  return drawn;
}

/** A full line prints itself. At least one line, if an empty one. */
function brokenIntoLines(runs: readonly PrintedRun[]): PrintedRun[][] {
  const lines: PrintedRun[][] = [[]];
  let used = 0;
  for (const run of runs) {
    let text = '';
    const end = () => {
      if (text !== '') lines.at(-1)?.push({ ...run, text });
      text = '';
    };
    for (const character of run.text) {
      const width = run.width * (character < '\x80' ? 1 : 2);
      if (used + width > columns) {
        end();
        lines.push([]);
        used = 0;
      }
      text += character;
      used += width;
    }
    end();
  }
  return lines;
}

const lineOf = (runs: readonly PrintedRun[], align: Alignment): PrintedBlock => ({
  kind: 'line',
  align,
  runs,
  millimetres: Math.max(linePitch, ...runs.map(({ height }) => height * characterHeight)),
});

/** The characters of the two short alphabets of ISO/IEC 18004; with them a code holds more. */
const numeric = /^\d*$/;
const alphanumeric = /^[\dA-Z $%*+\-./:]*$/;

/** The sizes of codes that were made, by all that a size depends on: making one takes longer than the slip around it. */
const sizes = new Map<string, number>();

/** Modules a side, or undefined when a code cannot hold the data; a printer then prints none. */
function modulesOf(data: string, ecc: 'L' | 'M' | 'Q' | 'H'): number | undefined {
  if (data === '') return undefined;
  const alphabet = numeric.test(data) ? 'digits' : alphanumeric.test(data) ? 'capitals' : 'bytes';
  const key = `${ecc} ${alphabet} ${alphabet === 'bytes' ? new TextEncoder().encode(data).length : data.length}`;
  const known = sizes.get(key);
  if (known !== undefined) return known;
  try {
    const { size } = qrCode(data, { ecc, border: 0 });
    sizes.set(key, size);
    return size;
  } catch {
    return undefined;
  }
}
