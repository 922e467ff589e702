import fc from 'fast-check';
import { encode } from 'uqr';
import { expect, test } from 'vitest';
import type { PrinterCommand } from '../../device-drivers/receipt-printer/command.ts';
import { encodeText } from '../../device-drivers/receipt-printer/text.ts';
import { createPaper, slipText } from './paper.ts';
import { createTypesetter } from './typesetter.ts';

function bench(millimetres = 1_000) {
  const paper = createPaper({ millimetres, lowBelow: 0 });
  const typesetter = createTypesetter(paper);
  const set = (...commands: PrinterCommand[]) => commands.map(typesetter.set);
  return { paper, typesetter, set, printed: () => slipText({ blocks: paper.hanging() }) };
}
const text = (it: string): PrinterCommand => ({ kind: 'text', bytes: encodeText(it) });
const lineFeed: PrinterCommand = { kind: 'lineFeed' };

test('a line in the modes it came in', () => {
  const { set, paper } = bench();
  set(
    { kind: 'align', to: 'centre' },
    { kind: 'size', width: 2, height: 2 },
    text('挂号'),
    { kind: 'size', width: 1, height: 1 },
    { kind: 'bold', on: true },
    text('A'),
    lineFeed,
  );
  expect(paper.hanging()).toEqual([
    {
      kind: 'line',
      align: 'centre',
      millimetres: 6,
      runs: [
        { text: '挂号', width: 2, height: 2, bold: false },
        { text: 'A', width: 1, height: 1, bold: true },
      ],
    },
  ]);
});

test('a character cut between two pieces is one character', () => {
  const { set, printed } = bench();
  const bytes = encodeText('张三𠮷');
  for (let cut = 0; cut <= bytes.length; cut++) {
    set({ kind: 'text', bytes: bytes.slice(0, cut) }, { kind: 'text', bytes: bytes.slice(cut) }, lineFeed);
  }
  expect(printed()).toBe('张三𠮷\n'.repeat(bytes.length + 1));
});

test('a full line prints itself: 48 columns, half as many of double width', () => {
  const { set, printed } = bench();
  set(text('a'.repeat(50)), lineFeed, text('汉'.repeat(25)), lineFeed, { kind: 'size', width: 2, height: 1 });
  set(text('汉'.repeat(13)), lineFeed);
  const lines = ['a'.repeat(48), 'aa', '汉'.repeat(24), '汉', '汉'.repeat(12), '汉', ''];
  expect(printed()).toBe(lines.join('\n'));
});

test('without Chinese mode bytes are single characters', () => {
  const { set, printed } = bench();
  set({ kind: 'chinese', on: false }, { kind: 'text', bytes: Uint8Array.of(0xe9) }, lineFeed, { kind: 'initialise' });
  set(text('汉'), lineFeed);
  expect(printed()).toBe('é\n汉\n');
});

test('alignment counts at the beginning of a line only', () => {
  const { set, paper } = bench();
  set(text('A'), { kind: 'align', to: 'right' }, lineFeed, { kind: 'align', to: 'right' }, lineFeed);
  expect(paper.hanging()).toMatchObject([{ align: 'left' }, { align: 'right' }]);
});

test('a code has the size of its data, and none that holds nothing or too much', () => {
  const { set, paper } = bench();
  const data = (it: string): PrinterCommand => ({ kind: 'qrStore', data: new TextEncoder().encode(it) });
  set({ kind: 'qrModule', dots: 6 }, { kind: 'qrCorrection', level: 'M' }, data('https://h.cn/r/1'), {
    kind: 'qrPrint',
  });
  // ISO/IEC 18004: 16 bytes do not fit version 1 at level M (14), and do fit version 2 (26): 25 modules.
  expect(paper.hanging()).toEqual([
    { kind: 'qr', align: 'left', data: 'https://h.cn/r/1', modules: 25, dots: 6, millimetres: 18.75 },
  ]);
  expect(set(data(''), { kind: 'qrPrint' })).toEqual([0, 0]);
  expect(set(data('x'.repeat(5_000)), { kind: 'qrPrint' })).toEqual([0, 0]);
  expect(paper.hanging().length).toBe(1);
});

test('a code of whatever alphabet and length has the size that code makers give it', () => {
  const { set, paper } = bench();
  const letters = fc.constantFrom('0123456789', 'KIOSK:ORDER-$%*+./ 42', 'kiosk例Ä?=&');
  const some = letters.chain((alphabet) =>
    fc.array(fc.constantFrom(...alphabet), { minLength: 1, maxLength: 60 }).map((all) => all.join('')),
  );
  fc.assert(
    fc.property(some, fc.constantFrom('L', 'M', 'Q', 'H'), (data, level) => {
      set(
        { kind: 'qrCorrection', level },
        { kind: 'qrStore', data: new TextEncoder().encode(data) },
        { kind: 'qrPrint' },
      );
      expect(paper.hanging().at(-1)).toMatchObject({ data, modules: encode(data, { ecc: level, border: 0 }).size });
      paper.load(1_000);
    }),
  );
});

test('pictures of both kinds', () => {
  const { set, paper } = bench();
  const rows = new Uint8Array(16).fill(0xff);
  set({ kind: 'raster', widthBytes: 2, rows: 8, data: rows });
  set({ kind: 'graphicsStore', width: 16, height: 8, data: rows }, { kind: 'graphicsPrint' });
  expect(paper.hanging()).toEqual(
    Array(2).fill({ kind: 'picture', align: 'left', widthBytes: 2, rows, millimetres: 1 }),
  );
});

test('out of paper in the middle of long text: the rest follows on the new roll, once', () => {
  const { set, paper, printed } = bench(10);
  set(text('a'.repeat(48 * 3)));
  expect(set(lineFeed)).toEqual([undefined]);
  expect(printed()).toBe(`${'a'.repeat(48)}\n`.repeat(2));
  paper.load(100);
  expect(set(lineFeed)).toEqual([4.23]);
  expect(printed()).toBe(`${'a'.repeat(48)}\n`);
});

test('clearing forgets the line and what waits for paper, not the modes; resetting forgets those too', () => {
  const { set, paper, typesetter, printed } = bench(4);
  set({ kind: 'bold', on: true }, text('A'));
  expect(set(lineFeed)).toEqual([undefined]);
  typesetter.clear();
  paper.load(100);
  set(text('B'), lineFeed);
  expect(printed()).toBe('B\n');
  expect(paper.hanging()).toMatchObject([{ runs: [{ bold: true }] }]);
  typesetter.reset();
  set(text('C'), lineFeed);
  expect(paper.hanging()).toMatchObject([{}, { runs: [{ bold: false }] }]);
});

test('cutting feeds the paper to the blade', () => {
  expect(bench().set({ kind: 'cut', feed: 8 })).toEqual([16]);
});
