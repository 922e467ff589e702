import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { reports, type SeedReport } from '../../seeds/reports.ts';
import { pagesOfPdf } from '../devices/pdf-pages.ts';
import { chineseDocument } from './report-document.ts';
import { readReportFonts } from './report-fonts.ts';
import type { ReportPaper } from './report-paper.ts';
import { plainDocument } from './report-plain-document.ts';

const render = chineseDocument(readReportFonts());
const patient = { recordId: 'R900001', name: '张*远', sex: 'male', age: 41 } as const;

function paperOf({ hospital, ...seed }: SeedReport, fromPage = 1): ReportPaper {
  return { ...seed, hospital: hospital ?? { zh: '示例医院', en: 'Example Hospital' }, day: '2026-11-20', fromPage };
}

/** One of each kind, and of each length. */
const kinds = [...new Map(reports.map((it) => [`${it.title.en}, ${it.sheets.length} p.`, it])).entries()];

const scan = reports.find(({ sheets }) => sheets.length === 3);
if (!scan) throw new Error('no report of three pages');

describe('set in Chinese', () => {
  test.each(kinds)('%s: as many pages as sheets', (_, seed) => {
    const file = render(paperOf(seed), patient);
    expect(pagesOfPdf(file)).toBe(seed.sheets.length);
    expect(new TextDecoder('latin1').decode(file.subarray(-6))).toBe('%%EOF\n');
  });

  test('the pages that are left keep their numbers', ({ skip }) => {
    const file = render(paperOf(scan, 2), patient);
    expect(pagesOfPdf(file)).toBe(2);
    const read = spawnSync('pdftotext', ['-layout', '-', '-'], { input: file, encoding: 'utf8' });
    if (read.error) skip('needs pdftotext (poppler-utils) to read the file back');
    const words = read.stdout.replaceAll(/[ \u3000]/g, '');
    expect(words).toContain('第2页/共3页');
    expect(words).toContain('第3页/共3页');
    expect(words).not.toContain('第1页');
    expect(words).toContain('张*远');
    expect(words).toContain('演示样张');
  });

  test('the same report is the same file', () => {
    const blood = reports[0];
    if (!blood) throw new Error('no report');
    expect(render(paperOf(blood), patient)).toEqual(render(paperOf(blood), patient));
  });

  test('a sheet that is longer than a page is a mistake', () => {
    const findings = Array.from({ length: 60 }, () => ({ zh: '未见异常。', en: '' }));
    expect(() => render({ ...paperOf(scan), sheets: [{ findings }] }, patient)).toThrow('too long');
  });
});

describe('plain', () => {
  test.each([
    [1, 3],
    [3, 1],
  ])('from page %i: %i pages', (fromPage, pages) => {
    expect(pagesOfPdf(plainDocument(paperOf(scan, fromPage), patient))).toBe(pages);
  });

  test('the table of a file’s objects says where they are', () => {
    const file = new TextDecoder('latin1').decode(plainDocument(paperOf(scan), patient));
    const table = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(file)?.[1]);
    expect(file.slice(table, table + 5)).toBe('xref\n');
    const offsets = [...file.slice(table).matchAll(/^(\d{10}) 00000 n $/gm)].map(([, offset]) => Number(offset));
    expect(offsets.map((at) => file.slice(at).split('\n', 1)[0])).toEqual(
      offsets.map((_, index) => `${index + 1} 0 obj`),
    );
    expect(offsets).toHaveLength(3 + 2 * 3);
  });
});
