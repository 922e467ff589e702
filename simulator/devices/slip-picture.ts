import { encode } from 'uqr';
import type { Alignment, PrintedBlock, PrintedRun } from './paper.ts';

/** Millimetres: what the head can reach of 80 mm paper, and what stays white beside it. */
const reach = 72;
const margin = 4;
const dotsPerMillimetre = 8;

/** What is printed on a piece of paper, as an SVG drawing in millimetres: text, codes and pictures at their places. */
export function slipPicture(slip: { readonly blocks: readonly PrintedBlock[] }): string {
  let y = margin;
  const drawn = slip.blocks.map((block) => {
    const top = y;
    y += block.millimetres;
    return drawBlock(block, top);
  });
  const width = reach + 2 * margin;
  const height = rounded(y + margin);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}mm" height="${height}mm" viewBox="0 0 ${width} ${height}">`,
    `<rect width="${width}" height="${height}" fill="#fffef8"/>`,
    ...drawn.filter((piece) => piece !== ''),
    '</svg>',
  ].join('\n');
}

function drawBlock(block: PrintedBlock, top: number): string {
  switch (block.kind) {
    case 'line':
      return drawLine(block.runs, block.align, top + block.millimetres);
    case 'qr':
      return drawCode(block, top);
    case 'picture': {
      const { widthBytes, rows, align } = block;
      const dots: [number, number][] = [];
      rows.forEach((byte, index) => {
        const [x, y] = [(index % widthBytes) * 8, Math.floor(index / widthBytes)];
        for (let bit = 0; bit < 8; bit++) if (byte & (0x80 >> bit)) dots.push([x + bit, y]);
      });
      return drawDots(dots, 1 / dotsPerMillimetre, startOf(align, (widthBytes * 8) / dotsPerMillimetre), top);
    }
    case 'space':
      return '';
  }
}

/** An ordinary character is 3 mm high and 1.5 mm wide, twice as wide outside ASCII. */
const widthOf = ({ text, width }: PrintedRun) =>
  [...text].reduce((sum, character) => sum + ((character.codePointAt(0) ?? 0) < 0x80 ? 1.5 : 3), 0) * width;

function drawLine(runs: readonly PrintedRun[], align: Alignment, bottom: number): string {
  let x = startOf(
    align,
    runs.reduce((sum, run) => sum + widthOf(run), 0),
  );
  return runs
    .map((run) => {
      const length = widthOf(run);
      const at = `x="${rounded(x)}" y="${rounded(bottom - 0.9)}" textLength="${rounded(length)}"`;
      x += length;
      const weight = run.bold ? ' font-weight="bold"' : '';
      return `<text ${at} lengthAdjust="spacingAndGlyphs" font-size="${3 * run.height}"${weight} xml:space="preserve" font-family="monospace">${escaped(run.text)}</text>`;
    })
    .join('\n');
}

function drawCode({ data, dots, align }: Extract<PrintedBlock, { kind: 'qr' }>, top: number): string {
  const { data: rows, size } = encode(data, { ecc: 'M', border: 0 });
  const module = dots / dotsPerMillimetre;
  const dark = rows.flatMap((row, y) => row.flatMap((on, x): [number, number][] => (on ? [[x, y]] : [])));
  return drawDots(dark, module, startOf(align, size * module), top);
}

function drawDots(dots: readonly [number, number][], size: number, x: number, y: number): string {
  const path = dots.map(([column, row]) => `M${column} ${row}h1v1h-1z`).join('');
  return path && `<path transform="translate(${rounded(x)} ${rounded(y)}) scale(${size})" d="${path}"/>`;
}

function startOf(align: Alignment, width: number): number {
  const free = Math.max(0, reach - width);
  return margin + (align === 'left' ? 0 : align === 'centre' ? free / 2 : free);
}

const rounded = (millimetres: number) => Math.round(millimetres * 100) / 100;

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const escaped = (text: string) => text.replace(/[&<>]/g, (character) => entities[character] ?? character);
