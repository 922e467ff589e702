import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { ReportFonts } from './report-document.ts';

/** The faces reports are set in, from the package that brings them (SIL Open Font License); about 8 MB each. */
export function readReportFonts(): ReportFonts {
  const entry = createRequire(import.meta.url).resolve('@embedpdf/fonts-sc');
  const read = (weight: string) =>
    new Uint8Array(readFileSync(join(dirname(entry), '..', 'fonts', `NotoSansHans-${weight}.otf`)));
  return { regular: read('Regular'), bold: read('Bold') };
}
