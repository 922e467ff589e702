import type PDFDocument from 'pdfkit';

/** A4 in points, with the room that is for content. */
export const page = { left: 46, right: 549, width: 503, middle: 297.6, foot: 752 } as const;

export const ink = {
  black: '#111111',
  grey: '#5a5a5a',
  faint: '#f1f1f1',
  rule: '#222222',
  hairline: '#c4c4c4',
} as const;

export type Weight = 'regular' | 'bold';

/** Lines and rules at places from the top of the page, in points. */
export interface Typesetting {
  readonly document: InstanceType<typeof PDFDocument>;
  line(text: string, x: number, y: number, size: number, colour: string, weight?: Weight): void;
  /** Ends at `right`; unless told, where the page's content ends. */
  rightLine(text: string, y: number, size: number, colour: string, right?: number, weight?: Weight): void;
  centred(text: string, y: number, size: number, weight: Weight, colour?: string): void;
  /** Breaks lines, and returns where it ended. */
  paragraph(text: string, x: number, y: number, width: number, size: number): number;
  rule(y: number, thickness: number, colour?: string): void;
}

export function createTypesetting(document: InstanceType<typeof PDFDocument>): Typesetting {
  function style(size: number, colour: string, weight: Weight) {
    document.font(weight).fontSize(size).fillColor(colour);
  }
  function line(text: string, x: number, y: number, size: number, colour: string, weight: Weight = 'regular') {
    style(size, colour, weight);
    document.text(printable(text), x, y, { lineBreak: false });
  }
  return {
    document,
    line,
    rightLine(text, y, size, colour, right = page.right, weight = 'regular') {
      style(size, colour, weight);
      line(text, right - document.widthOfString(printable(text)), y, size, colour, weight);
    },
    centred(text, y, size, weight, colour = ink.black) {
      style(size, colour, weight);
      line(text, page.middle - document.widthOfString(printable(text)) / 2, y, size, colour, weight);
    },
    paragraph(text, x, y, width, size) {
      style(size, ink.black, 'regular');
      document.text(text, x, y, { width, lineGap: size * 0.28, indent: size * 2 });
      return document.y;
    },
    rule(y, thickness, colour = ink.rule) {
      document.moveTo(page.left, y).lineTo(page.right, y).lineWidth(thickness).strokeColor(colour).stroke();
    },
  };
}

/** Printers put 〓 for a sort they have not got: the face has nothing beyond the Basic Multilingual Plane. */
const printable = (text: string) => text.replace(/[\u{10000}-\u{10ffff}]/gu, '〓');
