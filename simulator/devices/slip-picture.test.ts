import { expect, test } from 'vitest';
import type { PrintedBlock } from './paper.ts';
import { slipPicture } from './slip-picture.ts';

const line = (text: string, more: Partial<Extract<PrintedBlock, { kind: 'line' }>> = {}): PrintedBlock => ({
  kind: 'line',
  millimetres: 4,
  align: 'left',
  runs: [{ text, width: 1, height: 1, bold: false }],
  ...more,
});

test('text stands where it was printed, as wide as the printer drew it', () => {
  const svg = slipPicture({ blocks: [line('AB'), line('挂号', { align: 'centre' }), line('R', { align: 'right' })] });
  expect(svg).toContain('viewBox="0 0 80 20"');
  expect(svg).toContain('<text x="4" y="7.1" textLength="3"');
  // Two characters of 3 mm in the middle of 72.
  expect(svg).toContain('<text x="37" y="11.1" textLength="6"');
  expect(svg).toContain('<text x="74.5" y="15.1" textLength="1.5"');
});

test('size and weight of each run are its own', () => {
  const runs = [
    { text: 'A', width: 2, height: 2, bold: true },
    { text: 'b', width: 1, height: 1, bold: false },
  ];
  const svg = slipPicture({ blocks: [line('', { runs })] });
  expect(svg).toContain('textLength="3" lengthAdjust="spacingAndGlyphs" font-size="6" font-weight="bold"');
  expect(svg).toContain('<text x="7"');
});

test('what was printed cannot break out of the drawing', () => {
  expect(slipPicture({ blocks: [line('</text><script>&')] })).toContain('&lt;/text&gt;&lt;script&gt;&amp;</text>');
});

test('a code is drawn with its modules, a picture with its dots', () => {
  const svg = slipPicture({
    blocks: [
      { kind: 'qr', millimetres: 20, align: 'left', data: 'KIOSK', modules: 21, dots: 6 },
      { kind: 'space', millimetres: 5 },
      { kind: 'picture', millimetres: 1, align: 'left', widthBytes: 1, rows: Uint8Array.of(0b1000_0001, 0) },
    ],
  });
  // The corner mark of every QR code begins with seven dark modules.
  expect(svg).toContain(
    'scale(0.75)" d="M0 0h1v1h-1zM1 0h1v1h-1zM2 0h1v1h-1zM3 0h1v1h-1zM4 0h1v1h-1zM5 0h1v1h-1zM6 0h1',
  );
  expect(svg).toContain('<path transform="translate(4 29) scale(0.125)" d="M0 0h1v1h-1zM7 0h1v1h-1z"/>');
});
