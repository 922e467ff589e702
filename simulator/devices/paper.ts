/** Thermal paper: what is printed on it, what hangs from the printer, what lies cut in the outlet. */

export type Alignment = 'left' | 'centre' | 'right';

export interface PrintedRun {
  readonly text: string;
  /** Times the ordinary character: 3 mm high, 1.5 mm wide, twice as wide outside ASCII. */
  readonly width: number;
  readonly height: number;
  readonly bold: boolean;
}

/** What stands on the paper from top to bottom; each block takes so many millimetres of it. */
export type PrintedBlock = { readonly millimetres: number } & (
  | { readonly kind: 'line'; readonly align: Alignment; readonly runs: readonly PrintedRun[] }
  /** A QR code: what it says, modules a side, dots a module (8 dots a millimetre). */
  | {
      readonly kind: 'qr';
      readonly align: Alignment;
      readonly data: string;
      readonly modules: number;
      readonly dots: number;
    }
  /** Rows of whole bytes, the highest bit leftmost, 1 black. */
  | { readonly kind: 'picture'; readonly align: Alignment; readonly widthBytes: number; readonly rows: Uint8Array }
  | { readonly kind: 'space' }
);

export interface PrintedSlip {
  readonly blocks: readonly PrintedBlock[];
  /** Cut off, or the torn end of a roll that ran out. */
  readonly end: 'cut' | 'torn';
}

/** A slip as plain text, line by line, without the places of things; a code as `[QR data]`. */
export function slipText(slip: { readonly blocks: readonly PrintedBlock[] }): string {
  const lines = slip.blocks.flatMap((block) => {
    if (block.kind === 'line') return [block.runs.map(({ text }) => text).join('')];
    return block.kind === 'qr' ? [`[QR ${block.data}]`] : [];
  });
  return lines.map((line) => `${line}\n`).join('');
}

export interface Paper {
  /** Millimetres left on the roll. */
  left(): number;
  level(): 'full' | 'low' | 'out';
  /** Prints a block, or runs out: then nothing of it is on paper, and `false`. */
  print(block: PrintedBlock): boolean;
  /** Cuts off what hangs; it falls into the outlet, unless nothing is printed on it: scrap is no slip. */
  cut(): void;
  /** Puts in a roll with so much paper. What hung from the old one falls into the outlet, torn. */
  load(millimetres: number): void;
  /** What is printed and not cut yet. */
  hanging(): readonly PrintedBlock[];
  outlet(): readonly PrintedSlip[];
  /** Takes everything out of the outlet. */
  take(): readonly PrintedSlip[];
}

export function createPaper(roll: { readonly millimetres: number; readonly lowBelow: number }): Paper {
  let left = roll.millimetres;
  let hanging: PrintedBlock[] = [];
  let outlet: PrintedSlip[] = [];
  const drop = (end: PrintedSlip['end']) => {
    if (hanging.some(({ kind }) => kind !== 'space')) outlet = [...outlet, { blocks: hanging, end }];
    hanging = [];
  };
  return {
    left: () => left,
    level: () => (left <= 0 ? 'out' : left < roll.lowBelow ? 'low' : 'full'),
    print(block) {
      if (block.millimetres > left) {
        left = 0;
        return false;
      }
      left -= block.millimetres;
      hanging = [...hanging, block];
      return true;
    },
    cut: () => drop('cut'),
    load(millimetres) {
      drop('torn');
      left = millimetres;
    },
    hanging: () => hanging,
    outlet: () => outlet,
    take() {
      const taken = outlet;
      outlet = [];
      return taken;
    },
  };
}
