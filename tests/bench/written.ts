import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { besides, table, withPart } from './page.ts';
import { linesPicture, targetsPicture } from './picture.ts';
import type { Records } from './record.ts';

const docs = resolve(import.meta.dirname, '../../docs');
const kept = 'performance.json';

/** Keeps what was taken beside what was taken before, and writes the page's tables and pictures anew. */
export function writePage(taken: Records, folder = docs): void {
  const records: Records = { ...JSON.parse(readFileSync(join(folder, kept), 'utf8')), ...taken };
  writeFileSync(join(folder, kept), `${JSON.stringify(records, null, 2)}\n`);
  const page = join(folder, 'performance.md');
  const old = readFileSync(page, 'utf8');
  writeFileSync(page, withPart(withPart(old, 'ratios', table(records)), 'beside', besides(records)));
  writeFileSync(join(folder, 'pictures/performance-ratios.svg'), targetsPicture(records));
  const lines = linesPicture(records);
  if (lines) writeFileSync(join(folder, 'pictures/performance-lines.svg'), lines);
}
