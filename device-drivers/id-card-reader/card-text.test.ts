import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ForeignerPermit, IdCard, ResidencePermit } from '../contract/id-card-reader.ts';
import { toHex } from '../framing/hex.ts';
import { decodeCardText, encodeCardText } from './card-text.ts';
import { inventedCard as card } from './invented-card.ts';

// Invented people.
const permit: ResidencePermit = {
  kind: 'residencePermit',
  name: '陳示例',
  sex: 'female',
  birth: '19880612',
  address: '江苏省南京市示例区虚构路8号',
  number: '810000198806120027',
  authority: '南京市公安局',
  validFrom: '20200101',
  validTo: '20250101',
  passNumber: 'H00000000',
  issueCount: '01',
};
const foreigner: ForeignerPermit = {
  kind: 'foreignerPermit',
  name: 'EXAMPLE, MARY ANN',
  sex: 'female',
  birth: '19790101',
  number: 'CAN110079010101',
  country: 'CAN',
  chineseName: '马示例',
  validFrom: '20200101',
  validTo: '20300101',
  version: '01',
  authorityCode: '1100',
};
const people: readonly IdCard[] = [card, permit, foreigner];

test('the block has each field at its place, filled up with spaces', () => {
  // Places from "SAM_V 通信协议", table of the text information.
  const block = encodeCardText(card);
  expect(block.length).toBe(256);
  expect(toHex(block.subarray(0, 6))).toBe('20 5F 09 4E 20 00');
  expect(toHex(block.subarray(28, 36))).toBe('20 00 31 00 30 00 31 00');
  expect(toHex(block.subarray(52, 54))).toBe('17 53');
  expect(toHex(block.subarray(156, 160))).toBe('36 00 17 53');
  expect(toHex(block.subarray(220, 226))).toBe('20 00 20 00 20 00');
});

test('a permit says J, has no nationality, and its pass number and issue count behind the dates', () => {
  const block = encodeCardText(permit);
  expect(toHex(block.subarray(32, 36))).toBe('20 00 20 00');
  expect(toHex(block.subarray(220, 224))).toBe('48 00 30 00');
  expect(toHex(block.subarray(238, 242))).toBe('30 00 31 00');
  expect(toHex(block.subarray(248, 250))).toBe('4A 00');
});

test("a foreigner's permit says I, and has places of its own", () => {
  const block = encodeCardText(foreigner);
  expect(toHex(block.subarray(0, 4))).toBe('45 00 58 00');
  expect(toHex(block.subarray(120, 128))).toBe('32 00 43 00 41 00 4E 00');
  expect(toHex(block.subarray(152, 160))).toBe('43 00 41 00 4E 00 6C 9A');
  expect(toHex(block.subarray(220, 224))).toBe('31 00 39 00');
  expect(toHex(block.subarray(236, 250))).toBe('30 00 31 00 31 00 31 00 30 00 30 00 49 00');
});

test.each(people)('what was written of a $kind card is read', (it) => {
  expect(decodeCardText(encodeCardText(it))).toEqual({ kind: 'card', card: it });
});

test('reads a card without an end, a name outside the basic plane, and zeros as filling', () => {
  const rare = { ...card, name: '𠮷田', validTo: '长期', sex: 'unspecified' as const };
  const block = encodeCardText(rare);
  for (let at = 0; at < 30; at += 2) if (block[at] === 0x20 && block[at + 1] === 0) block[at] = 0;
  expect(decodeCardText(block)).toEqual({ kind: 'card', card: rare });
});

test('a card of a kind nobody knows is recognised as such', () => {
  const block = encodeCardText(card);
  block[248] = 'Y'.charCodeAt(0);
  expect(decodeCardText(block)).toEqual({ kind: 'unsupported', flag: 'Y' });
});

test.each<[IdCard, string, string]>([
  [card, 'name', ''],
  [card, 'nation', 'AB'],
  [card, 'birth', '1990'],
  [card, 'number', '11010519900307453x'],
  [card, 'validFrom', ''],
  [card, 'validTo', '长'],
  [permit, 'issueCount', 'X'],
  [permit, 'number', 'H00000000'],
  [foreigner, 'number', '110105199003074'],
  [foreigner, 'country', 'ca'],
  [foreigner, 'authorityCode', '11'],
])('of %o, a %s of "%s" is malformed', (it, field, value) => {
  expect(decodeCardText(encodeCardText({ ...it, [field]: value }))).toEqual({ kind: 'malformed', field });
});

test('a sex outside the code is malformed', () => {
  const block = encodeCardText(card);
  block[30] = 0x35;
  expect(decodeCardText(block)).toEqual({ kind: 'malformed', field: 'sex' });
});

test('a value that does not fit is refused', () => {
  expect(() => encodeCardText({ ...card, name: '一二三四五六七八九十一二三四五六' })).toThrow('name is longer than 15');
});

const filled = (length: number) =>
  fc.string({ unit: 'grapheme', maxLength: length }).filter((text) => text.length <= length && !/[ \0]$/.test(text));
const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));

test('decode(encode(card)) = card', () => {
  const cards = fc.record({
    kind: fc.constant('resident' as const),
    name: filled(15).filter((name) => name !== ''),
    sex: fc.constantFrom('unknown' as const, 'male' as const, 'female' as const, 'unspecified' as const),
    nation: digits(2),
    birth: digits(8),
    address: filled(35),
    number: fc.tuple(digits(17), fc.constantFrom(...'0123456789X')).map((parts) => parts.join('')),
    authority: filled(15),
    validFrom: digits(8),
    validTo: fc.oneof(digits(8), fc.constant('长期')),
  });
  fc.assert(
    fc.property(cards, (it) => {
      expect(decodeCardText(encodeCardText(it))).toEqual({ kind: 'card', card: it });
    }),
  );
});

test('any 256 bytes are a card, another kind of card, or malformed', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 256, maxLength: 256 }), (block) => {
      expect(['card', 'unsupported', 'malformed']).toContain(decodeCardText(block).kind);
    }),
  );
});
