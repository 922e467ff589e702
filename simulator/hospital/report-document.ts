import PDFDocument from 'pdfkit';
import type { ReportSheet } from '../../seeds/report-form.ts';
import { drawFoot, drawHead, drawMark } from './report-frame.ts';
import { type PaperPatient, pagesFrom, type RenderReport, type ReportPaper } from './report-paper.ts';
import { drawPicture } from './report-picture.ts';
import { drawTable } from './report-table.ts';
import { createTypesetting, ink, page, type Typesetting } from './report-typesetting.ts';

/** Whole font files with the characters of GB 2312. */
export interface ReportFonts {
  readonly regular: Uint8Array;
  readonly bold: Uint8Array;
}

/** Reports as a hospital prints them, in Chinese on A4. Throws for a sheet that holds more than a page does. */
export function chineseDocument(fonts: ReportFonts): RenderReport {
  return (paper, patient) => {
    const parts: Uint8Array[] = [];
    /** Keeps the file's parts as they are written, so that it is whole as soon as it ends. */
    class KeptDocument extends PDFDocument {
      override push(part: Uint8Array | null): boolean {
        if (part) parts.push(part);
        return true;
      }
    }
    const document = new KeptDocument({
      size: 'A4',
      margin: 0,
      autoFirstPage: false,
      // None: the usual one is read from a file, and no page is set in it.
      font: '',
      lang: 'zh-CN',
      info: { Title: paper.title.zh, CreationDate: new Date(`${paper.day}T00:00:00Z`) },
    });
    document.registerFont('regular', fonts.regular);
    document.registerFont('bold', fonts.bold);
    const set = createTypesetting(document);
    for (const { sheet, number } of pagesFrom(paper)) {
      document.addPage();
      drawPage(set, paper, patient, sheet, number);
    }
    document.end();
    return joined(parts);
  };
}

function drawPage(set: Typesetting, paper: ReportPaper, patient: PaperPatient, sheet: ReportSheet, number: number) {
  const leaf = set.document.page;
  drawMark(set);
  let y = drawHead(set, paper, patient);
  if (sheet.lines) y = drawTable(set, sheet.lines, y) + 14;
  if (sheet.findings) {
    y = drawHeading(set, '检查所见', 'Findings', y);
    for (const finding of sheet.findings) y = set.paragraph(finding.zh, page.left, y, page.width, 10.5) + 6;
    y += 8;
  }
  if (sheet.picture) y = drawPicture(set, sheet, sheet.picture, y) + 16;
  if (paper.conclusion && number === paper.sheets.length) {
    y = drawHeading(set, sheet.lines && !sheet.findings ? '结果提示' : '诊断意见', 'Conclusion', y);
    y = set.paragraph(paper.conclusion.zh, page.left, y, page.width, 10.5);
  }
  // Text that does not fit flows to a page of its own.
  if (y > page.foot || set.document.page !== leaf) throw new Error(`page ${number} of ${paper.reportId} is too long`);
  drawFoot(set, paper, number);
}

function drawHeading(set: Typesetting, zh: string, en: string, y: number): number {
  set.line(zh, page.left, y, 11.5, ink.black, 'bold');
  set.line(en, page.left + 52, y + 3, 8, ink.grey);
  return y + 22;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
