import { expect, test } from 'vitest';
import { clockWords, deltaWords } from './clock-words.ts';
import type { Entry } from './entry.ts';
import { frameEntry } from './entry.ts';
import { holdsFrame } from './frame-filter.ts';
import { hexDump, shortHex } from './hex-words.ts';
import { plainLines } from './plain-lines.ts';

const nothing: ReadonlySet<string> = new Set();

test('a time of day is that of the hospital’s zone', () => {
  expect(clockWords(Date.UTC(2026, 10, 22, 16, 5, 1, 7), 'Asia/Shanghai')).toEqual({
    day: '11-23',
    time: '00:05:01.007',
  });
});

test.each([
  [0, '+0 ms'],
  [999, '+999 ms'],
  [1015, '+1.015 s'],
  [62_000, '+1 min 02'],
  [3_720_000, '+1 h 2'],
  [-1319, '−1.319 s'],
])('%d ms are %s', (milliseconds, words) => expect(deltaWords(milliseconds)).toBe(words));

test('bytes are told in pairs, many of them by their number', () => {
  expect(shortHex('1b40')).toBe('1b 40');
  expect(shortHex('00'.repeat(30), 2)).toBe('00 00 … 30 B');
  expect(hexDump('1b40e68c82e58fb7')).toBe(`0000  ${'1b 40 e6 8c 82 e5 8f b7'.padEnd(47)}  ·@······`);
});

const printed: Entry = frameEntry({
  seq: 1,
  at: 0,
  device: 'receiptPrinter',
  direction: 'toDevice',
  kind: 'frame',
  hex: '1b40a1b2',
  words: 'print “挂号 Fee”',
});

test.each([
  ['', true],
  ['fee', true],
  ['1b 40', true],
  ['1b40', true],
  ['b4', false],
  ['a1b', true],
  ['0a', false],
  ['cut', false],
])('words and whole bytes are found: “%s” %s', (sought, found) =>
  expect(holdsFrame(nothing, sought)(printed)).toBe(found),
);

test.each([['receiptPrinter'], ['toDevice'], ['is frame']])('without %s it is not there', (key) =>
  expect(holdsFrame(new Set([key]), '')(printed)).toBe(false),
);

test('a value is read line by line, texts in Chinese', () => {
  const value = {
    name: 'chooseOne',
    title: { zh: '日期', en: 'Day' },
    page: { at: 0, of: 2 },
    choices: [{ id: '1', open: true }],
    none: [],
  };
  expect(plainLines(value).split('\n')).toEqual([
    'name: chooseOne',
    'title: 日期',
    'page:',
    '  at: 0',
    '  of: 2',
    'choices:',
    '  - id: 1',
    '    open: true',
    'none: []',
  ]);
});
