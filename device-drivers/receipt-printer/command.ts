/**
 * The ESC/POS commands used here, as data. Each is named as in Epson's "ESC/POS Application Programming Guide" and its
 * online command reference, where the parameters are explained.
 */
export interface PrinterCommands {
  /** A stretch of text in the printer's encoding, without control bytes. */
  text: { readonly bytes: Uint8Array };
  /** ESC @. Clears the print buffer and the modes, not the receive buffer. */
  initialise: object;
  /** LF. */
  lineFeed: object;
  /** FS & and FS . */
  chinese: { readonly on: boolean };
  /** ESC a. Only at the beginning of a line. */
  align: { readonly to: 'left' | 'centre' | 'right' };
  /** ESC E. */
  bold: { readonly on: boolean };
  /** GS ! Times 1 to 8 each. */
  size: { readonly width: number; readonly height: number };
  /** ESC d. */
  feedLines: { readonly lines: number };
  /** GS V 66: feeds to the cutter and `feed` motion units more, then cuts, leaving one point. */
  cut: { readonly feed: number };
  /** GS ( k 165. */
  qrModel: { readonly model: 1 | 2 };
  /** GS ( k 167. Dots a module, 1 to 16. */
  qrModule: { readonly dots: number };
  /** GS ( k 169. */
  qrCorrection: { readonly level: 'L' | 'M' | 'Q' | 'H' };
  /** GS ( k 180. */
  qrStore: { readonly data: Uint8Array };
  /** GS ( k 181. */
  qrPrint: object;
  /** GS v 0. Rows of `widthBytes` bytes, the highest bit leftmost, 1 black. */
  raster: { readonly widthBytes: number; readonly rows: number; readonly data: Uint8Array };
  /** GS ( L 112. The same picture, its width in dots. */
  graphicsStore: { readonly width: number; readonly height: number; readonly data: Uint8Array };
  /** GS ( L 50. */
  graphicsPrint: object;
  /** GS ( H 48. `id` is four characters from 20 to 7E; the printer sends it back when all before it is printed. */
  processId: { readonly id: string };
  /** GS a. A bit for each group of items whose changes the printer is to tell by itself; 0 for none. */
  automaticStatus: { readonly items: number };
  /** GS r. Answered in its turn, when all before it is done. */
  statusInOrder: { readonly of: 'paper' | 'drawer' };
  /** DLE EOT. Answered at once, even while the printer is offline. */
  realTimeStatus: { readonly of: 1 | 2 | 3 | 4 };
  /** DLE ENQ. Leaves an error whose cause was removed; goes on printing, or clears both buffers first. */
  recover: { readonly clearing: boolean };
  /** DLE DC4 8. Clears both buffers at once, even while the printer is offline, and is answered when that is done. */
  clearBuffers: object;
}

export type CommandKind = keyof PrinterCommands;
export type PrinterCommand = { [Kind in CommandKind]: { readonly kind: Kind } & PrinterCommands[Kind] }[CommandKind];
