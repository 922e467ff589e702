import { pagesFrom, type RenderReport } from './report-paper.ts';

/**
 * A report as the smallest PDF file that prints: a line or two on each page, in a face that every reader has. For worlds
 * in which nobody reads what is printed, and the time it takes to print counts.
 */
export const plainDocument: RenderReport = (paper) => {
  const pages = pagesFrom(paper);
  const leaves = pages.map(({ number }, index) => {
    const text = `BT /F1 12 Tf 72 760 Td (Report ${paper.reportId}, page ${number} of ${paper.sheets.length}) Tj ET`;
    const content = 5 + index * 2;
    return [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${content} 0 R >>`,
      `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    ];
  });
  const kids = leaves.map((_, index) => `${4 + index * 2} 0 R`).join(' ');
  return file([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...leaves.flat(),
  ]);
};

/** Objects, numbered from 1, the first of them the catalogue; ISO 32000-1, 7.5. */
function file(objects: readonly string[]): Uint8Array {
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const size = objects.length + 1;
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${offsets.join('')}`;
  const trailer = `trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`;
  return new TextEncoder().encode(text + table + trailer);
}
