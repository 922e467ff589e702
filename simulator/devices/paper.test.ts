import { expect, test } from 'vitest';
import { createPaper, type PrintedBlock, slipText } from './paper.ts';

const line = (text: string): PrintedBlock => ({
  kind: 'line',
  align: 'left',
  runs: [{ text, width: 1, height: 1, bold: false }],
  millimetres: 4,
});

test('what is printed hangs until it is cut, then lies in the outlet until it is taken', () => {
  const paper = createPaper({ millimetres: 100, lowBelow: 20 });
  paper.print(line('A'));
  expect(paper.hanging().length).toBe(1);
  paper.cut();
  paper.print(line('B'));
  paper.cut();
  expect(paper.outlet().map(slipText)).toEqual(['A\n', 'B\n']);
  expect(paper.take().map(({ end }) => end)).toEqual(['cut', 'cut']);
  expect(paper.outlet()).toEqual([]);
  expect(paper.hanging()).toEqual([]);
});

test('a piece with nothing printed on it is no slip', () => {
  const paper = createPaper({ millimetres: 100, lowBelow: 20 });
  paper.print({ kind: 'space', millimetres: 15 });
  paper.cut();
  expect(paper.outlet()).toEqual([]);
  expect(paper.hanging()).toEqual([]);
  expect(paper.left()).toBe(85);
});

test('the roll gets low, then runs out, in the middle of a slip too', () => {
  const paper = createPaper({ millimetres: 10, lowBelow: 8 });
  expect(paper.level()).toBe('full');
  expect(paper.print(line('A'))).toBe(true);
  expect(paper.level()).toBe('low');
  expect(paper.print(line('B'))).toBe(true);
  expect(paper.left()).toBe(2);
  expect(paper.print(line('C'))).toBe(false);
  expect(paper.level()).toBe('out');
  expect(slipText({ blocks: paper.hanging() })).toBe('A\nB\n');
});

test('with a new roll the old end falls into the outlet, torn', () => {
  const paper = createPaper({ millimetres: 4, lowBelow: 8 });
  paper.print(line('A'));
  paper.load(100);
  expect(paper.outlet()).toMatchObject([{ end: 'torn' }]);
  paper.load(50);
  expect(paper.outlet().length).toBe(1);
  expect(paper.left()).toBe(50);
});

test('codes and runs as text; spaces and pictures are not', () => {
  const blocks: PrintedBlock[] = [
    {
      ...line('A'),
      kind: 'line',
      align: 'centre',
      runs: [
        { text: 'a', width: 1, height: 1, bold: false },
        { text: 'b', width: 2, height: 2, bold: true },
      ],
    },
    { kind: 'space', millimetres: 5 },
    { kind: 'qr', align: 'left', data: 'D', modules: 21, dots: 6, millimetres: 16 },
    { kind: 'picture', align: 'left', widthBytes: 1, rows: new Uint8Array(8), millimetres: 1 },
  ];
  expect(slipText({ blocks })).toBe('ab\n[QR D]\n');
});
