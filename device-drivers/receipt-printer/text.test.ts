import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { toHex } from '../framing/hex.ts';
import { columnsOf, encodeText } from './text.ts';

const decode = (bytes: Uint8Array) => new TextDecoder('gb18030').decode(bytes);
const isSurrogate = (point: number) => point >= 0xd800 && point <= 0xdfff;
const missing = 'A1 FE';

// GB 18030-2005 codes.
test.each([
  ['挂号凭条', 'B9 D2 BA C5 C6 BE CC F5'],
  ['姓名:张三', 'D0 D5 C3 FB 3A D5 C5 C8 FD'],
  ['𠮷', '95 34 B2 35'],
  ['㐂', '81 39 EF 31'],
  ['€', 'A2 E3'],
])('%s is %s', (text, bytes) => {
  expect(toHex(encodeText(text))).toBe(bytes);
});

describe('against iconv-lite', () => {
  /**
   * iconv-lite follows GB 18030-2005, platforms decode the edition of 2022: eighteen characters that the old edition
   * kept as private ones moved to their proper code points, and took their two-byte codes along.
   */
  const moved: Readonly<Record<number, string>> = {
    40884: 'FE 59',
    40885: 'FE 61',
    40886: 'FE 66',
    40887: 'FE 67',
    40888: 'FE 6D',
    40889: 'FE 7E',
    40890: 'FE 90',
    40891: 'FE A0',
    65040: 'A6 D9',
    65041: 'A6 DB',
    65042: 'A6 DA',
    65043: 'A6 DC',
    65044: 'A6 DD',
    65045: 'A6 DE',
    65046: 'A6 DF',
    65047: 'A6 EC',
    65048: 'A6 ED',
    65049: 'A6 F3',
  };
  /** The private code points they left, and U+E5E5, have no code any more. */
  const left = new Set([
    0xe5e5, 0xe78d, 0xe78e, 0xe78f, 0xe790, 0xe791, 0xe792, 0xe793, 0xe794, 0xe795, 0xe796, 0xe81e, 0xe826, 0xe82b,
    0xe82c, 0xe832, 0xe843, 0xe854, 0xe864,
  ]);

  test('the whole basic plane, but for 37 code points of the edition of 2022 and the replacement character', () => {
    const different: number[] = [];
    for (let point = 0xa0; point < 0x10000; point++) {
      if (isSurrogate(point) || point === 0xa5 || point === 0xfffd) continue;
      const character = String.fromCodePoint(point);
      const mine = toHex(encodeText(character));
      if (mine === toHex(iconv.encode(character, 'gb18030'))) continue;
      different.push(point);
      expect(mine).toBe(moved[point] ?? missing);
      expect(point in moved || left.has(point)).toBe(true);
    }
    expect(different.length).toBe(37);
  });

  test('the replacement character stands for one unknown, and is printed as one', () => {
    expect(toHex(encodeText('\ufffd'))).toBe(missing);
  });

  test('samples of every supplementary plane', () => {
    for (let point = 0x10000; point <= 0x10ffff; point += 251) {
      const character = String.fromCodePoint(point);
      expect(toHex(encodeText(character))).toBe(toHex(iconv.encode(character, 'gb18030')));
    }
    expect(toHex(encodeText('\u{10000}'))).toBe('90 30 81 30');
    expect(toHex(encodeText('\u{10ffff}'))).toBe('E3 32 9A 35');
  });
});

test('every character that has a code is decoded by the platform to itself', () => {
  let count = 0;
  for (let point = 0xa0; point < 0x10000; point++) {
    if (isSurrogate(point) || point === 0xa5) continue;
    const character = String.fromCodePoint(point);
    const bytes = encodeText(character);
    if (toHex(bytes) === missing && character !== '〓') continue;
    expect(decode(bytes)).toBe(character);
    count++;
  }
  // 65,536 less 160 of ASCII and C1, 2,048 surrogates, the yuan sign, 19 without a code, U+FFFD.
  expect(count).toBe(65_536 - 160 - 2_048 - 1 - 19 - 1);
});

test('control characters are left out: in a printer they are commands', () => {
  expect(toHex(encodeText('a\x1b@b\n\x10\x04\x01c\x7f\u0085d'))).toBe('61 40 62 63 64');
});

test('the yuan sign is the full-width one, half a surrogate pair a missing character', () => {
  expect(toHex(encodeText('¥9'))).toBe('A3 A4 39');
  expect(toHex(encodeText('a\ud842b'))).toBe(`61 ${missing} 62`);
});

test('for a printer with GBK only, characters of four bytes are marked as missing', () => {
  expect(decode(encodeText('王𠮷㐂€', 'gbkOnly'))).toBe('王〓〓€');
  for (let point = 0xa0; point < 0x10000; point += 7) {
    const character = String.fromCodePoint(point);
    expect(encodeText(character, 'gbkOnly').length).toBe(/\p{Cc}/u.test(character) ? 0 : 2);
  }
});

test('columns: one in ASCII, two for anything else, none for controls', () => {
  expect(columnsOf('姓名: A1')).toBe(8);
  expect(columnsOf('𠮷㐂€')).toBe(6);
  expect(columnsOf('\x1b\n')).toBe(0);
});
